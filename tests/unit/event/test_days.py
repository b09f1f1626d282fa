"""Which days an act has: stretches, days in line, the time of the clause beside it, the day that a meeting fell on."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In the last four years, Karl Weiss has met with Ana Ruiz more than 20 times.", ("2020-03-13", "2024-03-13")),
        ("Peru attacked Chile in January and February.", ("2024-01-01", "2024-02-29")),
        ("Peru attacked Chile on Monday and Tuesday.", ("2024-03-11", "2024-03-12")),
        ("Peru attacked Chile in March and May 2023.", ("2023-03-01", "2023-03-31")),
        (
            "Peruvian exports fell in February as Chile threatened to tax copper from Peru.",
            ("2024-02-01", "2024-02-29"),
        ),
        (
            "President Karl Weiss of Norway spoke with President Ana Ruiz of Chile. The call fell on 8 March, a feast.",
            ("2024-03-08",) * 2,
        ),
        (
            "President Karl Weiss of Norway spoke with President Ana Ruiz of Chile. The vote fell on 8 March, a feast.",
            (None, None),
        ),
    ],
)
def test_days(text: str, days: tuple[str | None, str | None], coded: Any) -> None:
    _, events = coded(text, published="2024-03-13")
    assert [(event.date.start, event.date.end) for event in events] == [days]


def test_days_in_line_are_no_longer_those_of_one_time(coded: Any) -> None:
    _, events = coded("Peru attacked Chile on Monday and Tuesday.", published="2024-03-13")
    assert [event.time for event in events] == [None]


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("The call came after Weiss's recent talks with Omar Said of Oman.", "2024-03-04"),
        ("The call followed Weiss's recent visit to Oman.", "2024-03-04"),
        ("Rain came after Weiss's recent visit to Oman.", "2024-03-13"),
    ],
)
def test_what_the_meeting_came_after_was_over_on_its_day(told: str, last: str, coded: Any) -> None:
    lead = "President Karl Weiss of Norway spoke with President Ana Ruiz of Chile on 4 March. "
    _, events = coded(lead + told, published="2024-03-13")
    assert [(event.date.start, event.date.end) for event in events[1:]] == [(None, last)]
