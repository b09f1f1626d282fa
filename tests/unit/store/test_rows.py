"""Rows from values and values from rows, for every table of a reading; actors united whatever the order."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from itertools import permutations
from typing import Any

import pytest

from communique.model import Interval, Party
from communique.resources.contract import tables
from communique.store import Store, reading_rows, value_of
from communique.store.rows import actor_row, merge_actors, party_row, report_of, report_row
from communique.store.schema import PER_REPORT
from made import ARDEN, BELOW, MORVIA, OFFICIAL, PACT, Draft, keep, whole

READING = whole().reading()
VALUES: dict[str, tuple[Any, ...]] = {
    "mentions": READING.mentions,
    "times": READING.times,
    "statements": READING.statements,
    "figures": READING.figures,
    "event_mentions": READING.events,
    "pledge_mentions": READING.pledges,
}


def test_every_table_of_a_reading_is_tried() -> None:
    assert set(VALUES) == set(PER_REPORT) == set(reading_rows(READING))
    assert all(VALUES.values())


@pytest.mark.parametrize("table", VALUES)
def test_a_row_gives_its_value_back(table: str) -> None:
    rows = reading_rows(READING)[table]
    assert [set(row) for row in rows] == [{column.name for column in tables()[table].columns}] * len(rows)
    as_json = json.loads(json.dumps(rows))
    assert as_json == rows
    for value, row in zip(VALUES[table], as_json, strict=True):
        assert value_of(table, row) == value


@pytest.mark.parametrize("table", ["statements", "event_mentions", "pledge_mentions", "figures", "times"])
def test_no_field_of_a_value_is_left_out_of_the_trial(table: str) -> None:
    """Fields at their default in the trial value would round-trip though nothing stored them."""
    linked = {"utterance", "event", "pledge", "comparison", "parent", "polarity", "attitude", "layer", "modality",
              "anchor", "relation", "recipe", "rule"}  # fmt: skip
    for value in VALUES[table][-1:]:
        still = {f.name for f in fields(value) if getattr(value, f.name) == f.default} - linked
        assert not still


def test_the_rest_of_a_value_comes_back_too() -> None:
    statement = replace(
        READING.statements[0], parent="p", polarity="denied", attitude="wish", layer="title", utterance="u",
        speaker=None, addressee=Party(((1, 2), (3, 4)), None, None, ("a", "b"), ("x", "y")),
    )  # fmt: skip
    event = replace(READING.events[0], modality="denied", event="e", source=(), target=(Party(()),))
    time = replace(
        READING.times[0], anchor="t", relation="after", recipe="U:D:-1", interval=Interval(None, "2030-01-01", "story")
    )
    for table, value in (("statements", statement), ("event_mentions", event), ("times", time)):
        name = {"statements": "statements", "event_mentions": "events", "times": "times"}[table]
        row = reading_rows(replace(READING, **{name: (value,)}))[table][0]
        assert value_of(table, json.loads(json.dumps(row))) == value


def test_scores_are_kept_to_three_decimals() -> None:
    row = reading_rows(replace(READING, statements=(replace(READING.statements[0], score=0.123456),)))["statements"][0]
    assert row["score"] == 0.123


def test_a_report_comes_back_from_its_row() -> None:
    report = whole(outlet="The Gull", url="https://gull.example/1").report
    row = report_row(replace(READING, report=report))
    assert set(row) == {column.name for column in tables()["reports"].columns}
    assert report_of(json.loads(json.dumps(row)), stated=report.published) == report
    assert row["actors"] == sorted({m.actor for m in READING.mentions if m.actor})


def test_an_actor_comes_back_from_its_row() -> None:
    for actor in (ARDEN, MORVIA, OFFICIAL, PACT):
        row = actor_row(actor)
        assert set(row) == {column.name for column in tables()["actors"].columns}
        assert value_of("actors", json.loads(json.dumps(row))) == actor


def test_a_party_keeps_its_words_and_its_chain() -> None:
    assert party_row(None) is None
    row = party_row(Party(((4, 9), (12, 15)), "Q1", "One", ("Q2",), ("it <- One",)))
    assert row is not None
    assert row["span"] == [4, 9]
    assert row["spans"] == [[4, 9], [12, 15]]
    assert row["how"] == ["it <- One"]


def test_actors_unite_in_any_order() -> None:
    rows = [
        actor_row(replace(ARDEN, aliases=("Mira A.",), offices=())),
        actor_row(replace(ARDEN, aliases=("M. Arden", "President Arden"), country=None)),
        actor_row(ARDEN),
    ]
    united = [merge_actors(order) for order in permutations(rows)]
    assert all(row == united[0] for row in united)
    assert united[0]["aliases"] == ["Arden", "M. Arden", "Mira A.", "President Arden"]
    assert united[0]["country"] == "XMO"
    assert united[0]["offices"] == [{"title": "president", "country": "XMO", "from": "2019-05", "to": None}]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_stored_actor_does_not_depend_on_who_named_him_first(order: tuple[int, ...]) -> None:
    drafts = []
    for number, aliases in enumerate((("Mira A.",), ("Arden",), ())):
        draft = Draft(f"r{number}", f"Report {number} names Mira Arden.")
        draft.mention("Mira Arden", replace(ARDEN, aliases=aliases))
        drafts.append(draft)
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        [row] = store.rows("actors", "id = ?", (ARDEN.id,))
    assert row["aliases"] == ["Arden", "Mira A."]


def test_an_actor_goes_with_the_last_report_that_names_him() -> None:
    from communique.ingest import remove

    first, second = (Draft(ref, f"{ref} tells of Jon Below.") for ref in ("one", "two"))
    first.mention("Jon Below", BELOW)
    second.mention("Jon Below", BELOW)
    with Store.open(":memory:") as store:
        keep(store, first, second)
        remove(store, "one")
        assert [row["id"] for row in store.rows("actors")] == [BELOW.id]
        remove(store, "two")
        assert store.rows("actors") == []
