"""When two figures agree, conflict, or cannot be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.figure import comparable
from communique.model import Figure


def fig(value: float | None, unit: str | None = "person", about: str | None = "people killed", **rest: Any) -> Figure:
    return Figure("f", (0, 1), value, unit=unit, about=about, **rest)


CASES = [
    (fig(40, low=40, change=">"), fig(43), "agree"),
    (fig(40, low=40, change=">"), fig(38), "conflict"),
    (fig(40, low=40, change=">"), fig(9000, low=9000, change=">"), "cannot tell"),
    (fig(40, low=40, change=">"), fig(50, low=50, change=">"), "agree"),
    (fig(40), fig(43), "conflict"),
    (fig(40), fig(40), "agree"),
    (fig(40, change="~"), fig(43), "agree"),
    (fig(40, change="~"), fig(60), "conflict"),
    (fig(3e6), fig(3.12e6), "agree"),
    (fig(20_000), fig(24_000), "conflict"),
    (fig(None, low=10_000, high=100_000), fig(30_000), "agree"),
    (fig(None, low=10_000, high=100_000), fig(200_000), "conflict"),
    (fig(100, "kilometre", "length of the road"), fig(62.137, "mile", "length of road"), "agree"),
    (fig(100, "kilometre", "length of the road"), fig(80, "mile", "length of road"), "conflict"),
    (fig(5, "tonne", "aid"), fig(5, "dollar", "aid"), "cannot tell"),
    (fig(5, "dollar", "aid"), fig(5, "euro", "aid"), "cannot tell"),
    (fig(12), fig(15, about="people wounded"), "cannot tell"),
    (fig(12), fig(15, about="death toll from the blast"), "conflict"),
    (fig(12), fig(15, about="death toll", period="2031-05-04"), "conflict"),
    (fig(12), fig(15, about="death toll", period="2031"), "cannot tell"),
    (fig(12), fig(12, about="people who died"), "agree"),
    (fig(2 / 3, "vote", "votes won"), fig(43, "vote", "votes won"), "cannot tell"),
    (fig(0.5, "hour", "talk"), fig(2, "hour", "talk", unit_code="h"), "conflict"),
    (fig(12, period="2023"), fig(15, period="2024"), "cannot tell"),
    (fig(12, period="2023"), fig(15, period="2023"), "conflict"),
    (fig(12, period="2023"), fig(15), "cannot tell"),
    (fig(12, measured_of=("a",)), fig(15, measured_of=("b",)), "cannot tell"),
    (fig(12, measured_of=("a",)), fig(15, measured_of=("a", "b")), "conflict"),
    (fig(None, None, "exports", change="up"), fig(None, None, "exports", change="down"), "conflict"),
    (fig(None, None, "exports", change="down"), fig(5, "percent", "exports", change="down"), "agree"),
    (fig(5, "percent", "exports", change="down"), fig(5, "percent", "exports"), "cannot tell"),
    (fig(3, None, None), fig(3, None, None), "cannot tell"),
    (fig(12_000, "farmer", "farmers"), fig(11, "farmer", "delegation of farmers"), "cannot tell"),
    (fig(9, "farmer", "delegation of farmers"), fig(11, "farmer", "delegation of farmers"), "conflict"),
    (fig(35, "minute", "call"), fig(45, "minute", "conversation", change="~"), "conflict"),
]


@pytest.mark.parametrize(("a", "b", "verdict"), CASES)
def test_verdict_is_symmetric(a: Figure, b: Figure, verdict: str) -> None:
    assert comparable(a, b)[0] == verdict
    assert comparable(b, a)[0] == verdict
    assert all(comparable(a, b)[1])


def test_ages_are_compared_of_one_person_only() -> None:
    young, old = fig(42, "year of age", "age of man"), fig(60, "year of age", "age of man")
    assert comparable(young, old)[0] == "cannot tell"
    both = [replace(each, measured_of=("Q1",)) for each in (young, old)]
    assert comparable(*both)[0] == "conflict"


def test_what_those_counted_do_is_compared() -> None:
    fled, killed = fig(40, "person", "people who fled"), fig(30, "person", "people killed")
    assert comparable(fled, killed)[0] == "cannot tell"
    assert comparable(fled, fig(30, "person", "people who fled the valley"))[0] == "conflict"
    assert comparable(fled, fig(40, "person", "people"))[0] == "agree"
