"""Sums of a relation, and what does not enter them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from communique.relation import FORMULA, quarter, relation_rows, shifts

STATES = {"A": "A", "a1": "A", "B": "B", "b1": "B", "C": "C"}


def event(id_: str, intensity: float | None, *, source: str = "A", target: str = "B", day: str | None = "2031-05-03",
          end: str | None = None, modality: str = "asserted") -> dict[str, Any]:  # fmt: skip
    return {
        "id": id_, "intensity": intensity, "source": source.split(), "target": target.split(), "date": day,
        "date_end": end or day, "modality": modality,
    }  # fmt: skip


def months(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in relation_rows(events, STATES) if "Q" not in row["period"]]


def test_cooperation_and_conflict_are_summed_apart() -> None:
    month, quarter = relation_rows([event("1", 4.0), event("2", -2.5), event("3", 1.25)], STATES)
    assert month == {
        "a": "A", "b": "B", "period": "2031-05", "cooperation": 5.25, "conflict": 2.5, "net": 2.75, "events": ["1", "2", "3"],
        "shift": None,
    }  # fmt: skip
    assert quarter == {**month, "period": "2031-Q2"}
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
    row, _ = relation_rows([event("1", 1.0, source="a1"), event("2", 2.0, source="b1", target="A")], STATES)
    assert (row["a"], row["b"], row["cooperation"]) == ("A", "B", 3.0)


def test_an_event_of_several_states_counts_for_each_pair_once() -> None:
    rows = months([event("1", 1.0, source="A a1 B", target="C b1")])
    assert [(row["a"], row["b"], row["cooperation"]) for row in rows] == [
        ("A", "B", 1.0),
        ("A", "C", 1.0),
        ("B", "C", 1.0),
    ]


@pytest.mark.parametrize(
    "other",
    [event("2", -9.0, day=None), event("2", -9.0, day="2031-05-20", end="2031-07-02")],
    ids=["no date", "two quarters"],
)
def test_an_event_of_no_quarter_stands_apart(other: dict[str, Any]) -> None:
    dated, _, undated = relation_rows([event("1", 1.0), other], STATES)
    assert (dated["period"], dated["events"]) == ("2031-05", ["1"])
    assert (undated["period"], undated["conflict"], undated["events"]) == ("undated", 9.0, ["2"])


def test_an_event_of_two_months_counts_for_their_quarter() -> None:
    month, quarter = relation_rows([event("1", 1.0), event("2", -9.0, day="2031-05-20", end="2031-06-02")], STATES)
    assert (month["period"], month["net"]) == ("2031-05", 1.0)
    assert (quarter["period"], quarter["net"], quarter["events"]) == ("2031-Q2", -8.0, ["1", "2"])


def test_months_are_apart() -> None:
    rows = months([event("1", 1.0), event("2", 2.0, day="2031-06-01", end="2031-06-30")])
    assert [(row["period"], row["net"]) for row in rows] == [("2031-05", 1.0), ("2031-06", 2.0)]


def test_the_order_of_events_does_not_matter() -> None:
    events = [event("1", 0.1), event("2", 0.2, day="2031-05-01"), event("3", -0.7), event("4", 1.3, source="C")]
    found = [relation_rows(order, STATES) for order in permutations(events)]
    assert all(rows == found[0] for rows in found)
    assert found[0][0]["events"] == ["2", "1", "3"]


def year(*nets: float) -> list[dict[str, Any]]:
    return [
        event(f"{number:02d}", net, day=f"{2030 + number // 12}-{number % 12 + 1:02d}-05")
        for number, net in enumerate(nets)
        if net
    ]


def shift_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["period"]: row["shift"] for row in rows if row["shift"]}


def test_a_lasting_turn_is_a_shift_with_its_events() -> None:
    turn = {"since": "2030-09", "before": 4.0, "after": -5.0, "p": pytest.approx(0.0074, abs=0.001), "events": ["08"]}
    assert shift_of(relation_rows(year(*[4.0] * 8, *[-5.0] * 8), STATES)) == {"2030-09": turn, "2030-Q3": turn}


@pytest.mark.parametrize(
    "nets", [[4.0] * 16, [0, 0, 0, 0, 0, 0, 0, -10.0, 0, 0, 0, 0, 0, 1.0], [1.0, -1.0] * 9, [4.0, 4.0, -5.0]]
)
def test_a_level_a_blow_a_swing_and_a_few_months_are_none(nets: list[float]) -> None:
    assert shift_of(months(year(*nets))) == {}


def test_months_of_which_nothing_is_told_count_as_nothing() -> None:
    rows = months(year(*[0.5], *[0.0] * 9, *[6.0] * 9))
    assert shift_of(rows)["2030-11"]["before"] == 0.05


def test_a_series_may_shift_twice() -> None:
    found = shifts([0.0] * 12 + [6.0] * 12 + [-6.0] * 12)
    assert [shift.at for shift in found] == [12, 24]


def test_only_events_that_pull_are_named_the_strongest_first() -> None:
    events = year(*[1.0] * 9, *[6.0] * 9)
    events += [event("a", 9.0, day="2030-10-06"), event("b", -2.0, day="2030-10-07")]
    assert shift_of(months(events))["2030-10"]["events"] == ["a", "09"]


@pytest.mark.parametrize(
    ("month", "name"), [("2025-01", "2025-Q1"), ("2025-03", "2025-Q1"), ("2025-04", "2025-Q2"), ("2025-12", "2025-Q4")]
)
def test_quarters(month: str, name: str) -> None:
    assert quarter(month) == name
