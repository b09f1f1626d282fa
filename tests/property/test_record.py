"""A record is a function of the reports in it and of what was judged: whatever came, went and came again, in which batches."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.ingest import judge, relink, remove
from communique.judge import Entry, Target
from communique.model import Actor, Interval
from communique.resources.contract import tables
from communique.store import Store
from communique.store.verify import verify
from made import ARDEN, BELOW, MORVIA, OSK, TELLAND, Draft, keep, whole

HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"
LINE = "“No trawler of ours will leave the strait before the herring quota is doubled”"


def call(
    ref: str, medium: str, day: str | None, *, tons: int = 900, line: str = LINE, outlet: str | None = None
) -> Draft:
    when = f"on {day}" if day else "today"
    text = f"{HEAD}\nMira Arden spoke to Jon Below by {medium} {when}.\n{line}, she said. They catch {tons} tons of herring a year."
    draft = Draft(
        ref, text, title=HEAD, outlet=outlet, alone=None if day else Interval("2031-05-01", "2031-05-31", "inferred")
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    time = draft.time(day, day) if day else draft.time("today", recipe="U:D:0")
    spoke = f"spoke to Jon Below by {medium}"
    draft.event(spoke, "CONSULT", ARDEN, BELOW, time=time, cameo="041", asked=(("medium", medium),))
    draft.statement(line, ARDEN, time=time)
    draft.figure(f"{tons} tons", float(tons), unit="ton", about="herring")
    draft.pledge("leave the strait", MORVIA, "leave")
    return draft


def threat(ref: str, day: str | None, target: Actor, *, source: Actor = OSK) -> Draft:
    when = f"on {day}" if day else "once"
    text = f"{source.name} {when} threatened {target.name} with tolls, fishers of the north said."
    draft = Draft(ref, text, stated="2031-06-01")
    time = draft.time(day, day) if day else None
    draft.mention(source.name, source)
    draft.mention(target.name, target)
    draft.event("threatened", "THREATEN", source, target, time=time)
    return draft


@cache
def pool() -> tuple[Draft, ...]:
    other = LINE.replace("No trawler of ours will", "Our trawlers will not")
    return (
        call("a", "phone", "2031-05-20"),
        call("b", "video", "2031-05-20", tons=800, outlet="The Gull"),
        call("c", "phone", None, line=other),
        call("d", "phone", "2031-05-23", line=other, tons=700),
        call("e", "letter", "2031-07-20"),
        replace(call("f", "phone", "2031-05-20"), text=call("a", "phone", "2031-05-20").text, outlet="The Heron"),
        replace(call("b", "phone", "2031-05-20"), stated="2031-05-21", outlet="The Gull"),
        whole("g"),
        threat("i", "2031-05-21", BELOW),
        threat("j", "2031-08-02", replace(BELOW, country=None, offices=())),
        threat("k", None, TELLAND),
        threat("l", "2031-05-22", OSK, source=replace(BELOW, name="Jonathan Below", country="XMO", offices=())),
        Draft("h", "Bakers of Telland bake fewer loaves every year.", alone=Interval()),
    )


def contents(store: Store) -> dict[str, list[str]]:
    return {table: sorted(json.dumps(row, sort_keys=True) for row in store.rows(table)) for table in tables()}


def named(actor: Actor) -> tuple[Target]:
    return (Target("actors", actor.id, "", (), actor.name),)


def whole_of(number: int) -> Target:
    report = pool()[number].report
    return Target("reports", report.id, report.sha256, (), "")


@cache
def verdicts() -> tuple[Entry, ...]:
    told = pool()[0]
    call_of_a = Target("event_mentions", told.events[0].id, told.report.sha256, (told.events[0].span,), "")
    one = Entry("same", "2031-06-01T00:00:00Z", named(ARDEN), named(OSK))
    return (
        one,
        Entry("undo", "2031-06-02T00:00:00Z", of=one.id),
        Entry("same", "2031-06-03T00:00:00Z", named(BELOW), named(MORVIA)),
        Entry("wrong", "2031-06-04T00:00:00Z", (call_of_a,)),
        Entry("different", "2031-06-05T00:00:00Z", (whole_of(0),), (whole_of(5),)),
    )


@cache
def at_once(kept: frozenset[int], judged: frozenset[int]) -> dict[str, list[str]]:
    with Store.open(":memory:") as store:
        keep(store, *(pool()[number] for number in sorted(kept)))
        judge(store, [verdicts()[number] for number in sorted(judged)])
        return contents(store)


NUMBERS = st.integers(0, len(pool()) - 1)
READ = st.lists(NUMBERS, min_size=1, max_size=4, unique=True)
STEPS = st.lists(
    st.tuples(st.just("read"), READ)
    | st.tuples(st.just("remove"), NUMBERS)
    | st.tuples(st.just("judge"), st.integers(0, len(verdicts()) - 1)),
    min_size=1,
    max_size=8,
)


@example([("read", [11]), ("read", [0])])
@example([("read", [8, 9]), ("remove", 8)])
@example([("read", [8, 11]), ("judge", 2), ("remove", 11)])
@example([("read", [0, 1]), ("judge", 4), ("read", [5, 2]), ("remove", 1)])
@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_the_way_does_not_matter(steps: list[tuple[str, Any]]) -> None:
    present: set[int] = set()
    judged: set[int] = set()
    with Store.open(":memory:") as store:
        for step, what in steps:
            if step == "read":
                keep(store, *(pool()[number] for number in what))
                present |= set(what)
            elif step == "judge":
                judge(store, [verdicts()[what]])
                judged.add(what)
            elif what in present:
                remove(store, pool()[what].id)
                present.discard(what)
        straight = at_once(frozenset(present), frozenset(judged))
        assert contents(store) == straight
        assert verify(store) == []
        relink(store)
        assert contents(store) == straight


def test_the_reports_tell_of_relations() -> None:
    rows = [json.loads(row) for row in at_once(frozenset(range(len(pool()))), frozenset())["relations"]]
    assert {row["period"] for row in rows} >= {"2031-05", "2031-Q2", "2031-08", "undated"}
