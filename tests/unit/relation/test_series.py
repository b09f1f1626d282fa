"""Sums of a relation, and what does not enter them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from communique.relation import FORMULA, relation_rows

STATES = {"A": "A", "a1": "A", "B": "B", "b1": "B", "C": "C"}


def event(id_: str, intensity: float | None, *, source: str = "A", target: str = "B", day: str | None = "2031-05-03",
          end: str | None = None, modality: str = "asserted") -> dict[str, Any]:  # fmt: skip
    return {
        "id": id_, "intensity": intensity, "source": source.split(), "target": target.split(), "date": day,
        "date_end": end or day, "modality": modality,
    }  # fmt: skip


def test_cooperation_and_conflict_are_summed_apart() -> None:
    [row] = relation_rows([event("1", 4.0), event("2", -2.5), event("3", 1.25)], STATES)
    assert row == {
        "a": "A", "b": "B", "period": "2031-05", "cooperation": 5.25, "conflict": 2.5, "net": 2.75, "events": ["1", "2", "3"],
    }  # fmt: skip
    assert FORMULA.startswith("net = cooperation - conflict")


@pytest.mark.parametrize(
    "other",
    [
        event("2", -9.0, modality="planned"),
        event("2", -9.0, modality="past"),
        event("2", -9.0, modality="denied"),
        event("2", None),
        event("2", 0.0),
        event("2", -9.0, target=""),
        event("2", -9.0, target="a1"),
        event("2", -9.0, target="someone"),
    ],
    ids=[
        "planned",
        "past",
        "denied",
        "no score",
        "nothing",
        "no target",
        "itself",
        "no state",
    ],
)
def test_what_does_not_count(other: dict[str, Any]) -> None:
    assert relation_rows([event("1", 1.0), other], STATES) == relation_rows([event("1", 1.0)], STATES)


def test_a_leader_counts_for_the_state_and_direction_does_not_matter() -> None:
    [row] = relation_rows([event("1", 1.0, source="a1"), event("2", 2.0, source="b1", target="A")], STATES)
    assert (row["a"], row["b"], row["cooperation"]) == ("A", "B", 3.0)


def test_an_event_of_several_states_counts_for_each_pair_once() -> None:
    rows = relation_rows([event("1", 1.0, source="A a1 B", target="C b1")], STATES)
    assert [(row["a"], row["b"], row["cooperation"]) for row in rows] == [
        ("A", "B", 1.0),
        ("A", "C", 1.0),
        ("B", "C", 1.0),
    ]


@pytest.mark.parametrize(
    "other",
    [event("2", -9.0, day=None), event("2", -9.0, day="2031-05-20", end="2031-06-02")],
    ids=["no date", "two months"],
)
def test_an_event_of_no_month_stands_apart(other: dict[str, Any]) -> None:
    dated, undated = relation_rows([event("1", 1.0), other], STATES)
    assert (dated["period"], dated["events"]) == ("2031-05", ["1"])
    assert (undated["period"], undated["conflict"], undated["events"]) == ("undated", 9.0, ["2"])


def test_months_are_apart() -> None:
    rows = relation_rows([event("1", 1.0), event("2", 2.0, day="2031-06-01", end="2031-06-30")], STATES)
    assert [(row["period"], row["net"]) for row in rows] == [("2031-05", 1.0), ("2031-06", 2.0)]


def test_the_order_of_events_does_not_matter() -> None:
    events = [event("1", 0.1), event("2", 0.2, day="2031-05-01"), event("3", -0.7), event("4", 1.3, source="C")]
    found = [relation_rows(order, STATES) for order in permutations(events)]
    assert all(rows == found[0] for rows in found)
    assert found[0][0]["events"] == ["2", "1", "3"]
