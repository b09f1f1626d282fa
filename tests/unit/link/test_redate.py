"""A story's date narrows its reports' own, and what they count from it."""

from __future__ import annotations

from itertools import permutations

import pytest

from communique.ingest import remove
from communique.model import Interval
from communique.store import Store
from made import ARDEN, BELOW, Draft, keep

HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"
MAY = Interval("2031-05-01", "2031-05-31", "inferred")


def dated() -> Draft:
    draft = Draft("dated", f"{HEAD}\nMira Arden and Jon Below spoke on 20 May 2031.", title=HEAD, stated="2031-05-20")
    draft.actors += [ARDEN, BELOW]
    draft.event("spoke", "CONSULT", ARDEN, BELOW, time=draft.time("20 May 2031", "2031-05-20"))
    return draft


def undated(ref: str = "undated", alone: Interval | None = MAY) -> Draft:
    text = f"{HEAD}\nThey spoke today, Mira Arden said, and Jon Below will send tons of herring by June. Last month they had not."
    draft = Draft(ref, text, title=HEAD, alone=alone)
    draft.actors += [ARDEN, BELOW]
    today, month, june = (
        draft.time("today", recipe="U:D:0"),
        draft.time("Last month", recipe="U:M:-1"),
        draft.time("by June", recipe="mo:06:future"),
    )
    draft.event("spoke today", "CONSULT", ARDEN, BELOW, time=today)
    draft.statement("They spoke today", ARDEN, kind="indirect", time=today)
    draft.statement("Last month they had not", ARDEN, kind="indirect", time=month)
    draft.pledge("send tons of herring", BELOW, "send", time=june, due_kind="by")
    return draft


def published(store: Store, ref: str) -> tuple[str | None, str | None, str]:
    [row] = store.rows("reports", "ref = ?", (ref,))
    return row["published"], row["published_end"], row["published_basis"]


def test_a_report_of_a_dated_story_came_out_no_earlier(store: Store) -> None:
    keep(store, dated(), undated())
    assert len(store.rows("stories")) == 1
    assert published(store, "undated") == ("2031-05-20", "2031-05-31", "story")
    assert published(store, "dated") == ("2031-05-20", "2031-05-20", "stated")
    [row] = store.rows("reports", "ref = 'undated'")
    assert row["published_alone"] == ["2031-05-01", "2031-05-31"]


def test_times_counted_from_it_are_resolved_again_with_what_they_date(store: Store) -> None:
    keep(store, dated(), undated())
    times = {row["recipe"]: row for row in store.rows("times", "ref = 'undated'")}
    assert (times["U:D:0"]["start"], times["U:D:0"]["end"]) == ("2031-05-20", "2031-05-31")
    assert (times["U:M:-1"]["value"], times["U:M:-1"]["start"]) == ("2031-04", "2031-04-01")
    statements = [(row["date"], row["date_end"]) for row in store.rows("statements", "ref = 'undated'", order="date")]
    assert statements == [("2031-04-01", "2031-04-30"), ("2031-05-20", "2031-05-31")]
    [event] = store.rows("event_mentions", "ref = 'undated'")
    assert (event["date"], event["date_end"], event["date_basis"]) == ("2031-05-20", "2031-05-31", "resolved")
    [pledge] = store.rows("pledge_mentions")
    assert pledge["due"] == "2031-06"


def test_a_report_that_knows_no_date_at_all_gets_an_open_one(store: Store) -> None:
    keep(store, dated(), undated(alone=Interval()))
    assert published(store, "undated") == ("2031-05-20", None, "story")
    [pledge] = store.rows("pledge_mentions")
    assert pledge["due"] is None, "June of which year is not known as long as one side is open"


def test_what_a_report_says_of_itself_is_not_overruled(store: Store) -> None:
    keep(store, dated(), undated("early", Interval("2031-05-01", "2031-05-10", "inferred")))
    assert published(store, "early") == ("2031-05-01", "2031-05-10", "inferred")


def test_a_story_that_loses_its_date_gives_the_reports_their_own_back(store: Store) -> None:
    keep(store, undated())
    alone = {
        table: store.rows(table, order="id") for table in ("times", "statements", "event_mentions", "pledge_mentions")
    }
    keep(store, dated())
    assert store.rows("times", "ref = 'undated'", order="id") != alone["times"]
    remove(store, "dated")
    assert published(store, "undated") == ("2031-05-01", "2031-05-31", "inferred")
    for table, rows in alone.items():
        assert store.rows(table, order="id") == rows, table


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_dates_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = (dated(), undated("b"), undated("c", Interval()))
    tables = ("reports", "times", "statements", "event_mentions", "pledge_mentions", "stories", "events", "pledges")
    with Store.open(":memory:") as store, Store.open(":memory:") as whole:
        for number in order:
            keep(store, drafts[number])
        keep(whole, *drafts)
        for table in tables:
            assert store.rows(table, order="id") == whole.rows(table, order="id"), table
