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
        ("Peru recalled its ambassador from Chile after an attack on a camp on Sunday.", (None, None)),
        ("Peru recalled its ambassador from Chile after talks on Sunday.", ("2024-03-10",) * 2),
        ("Further to the loss of a ship in January 2024, Peru recalled its ambassador from Chile.", (None, None)),
        (
            "Minister Karl Weiss of Norway discussed the drought with Brazil's foreign minister, Mauro Vieira, in Lima in February.",
            ("2024-02-01", "2024-02-29"),
        ),
        ("Since the coup of 1 February 2021, Peru has sanctioned Chile.", ("2021-02-01", "2024-03-13")),
        ("Peru expelled an envoy of Chile for the first time since 2021.", (None, None)),
        (
            "On Monday, state media said that President Karl Weiss of Norway spoke with President Ana Ruiz of Chile.",
            ("2024-03-10", "2024-03-11"),
        ),
        (
            "On Monday, the anniversary of the war, state media said that President Karl Weiss of Norway spoke with President Ana Ruiz of Chile.",
            ("2024-03-11", "2024-03-11"),
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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Russia's 2022 invasion of Ukraine shook Peru.", ("2022-02-24",) * 2),
        ("Russia invaded Ukraine in February 2022.", ("2022-02-24",) * 2),
        ("Russia invaded Ukraine in March 2014.", ("2014-03-01", "2014-03-31")),
        ("Peru condemned the Russian invasion of Georgia.", (None, None)),
    ],
)
def test_a_public_happening_has_its_day(text: str, days: tuple[str | None, str | None], coded: Any) -> None:
    _, events = coded(text, published="2024-03-13")
    assert [(event.date.start, event.date.end) for event in events] == [days]


@pytest.mark.parametrize("told", ["has supported Peru", "has supported Peru since 2010"])
def test_a_perfect_that_goes_on_is_asserted(told: str, coded: Any) -> None:
    _, events = coded(f"Chile {told} with loans.", published="2024-03-13")
    assert [event.modality for event in events] == ["asserted"]


def test_what_was_done_during_a_visit_was_done_there(coded: Any) -> None:
    _, events = coded("During his visit to Oslo in May, Karl Weiss of Chile met with Ana Ruiz of Peru.")
    assert [event.place for event in events if event.cameo == "040"] == ["Oslo"]


def test_a_day_behind_the_deed_protested_over_is_not_that_of_the_protest(coded: Any) -> None:
    text = "Norway today met the ambassador of Peru and lodged a protest over the loss of a ship at Oslo, on 2 March."
    _, events = coded(text, published="2024-03-13")
    assert {event.date.day for event in events} == {"2024-03-13"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norway condemned Oman on 4 March 2024.", "2024-03-04"),
        ("Norway condemned Oman's decision on Monday, 4 March 2024.", "2024-03-04"),
        ("Norway condemned the Omani strike on 4 March 2024.", None),
        ("Norway invited Oman to talks on Monday, 4 March 2024.", None),
        ("Norway will send Oman aid by 30 May, Foreign Minister Karl Weiss of Norway said on Monday.", "2024-03-11"),
    ],
)  # fmt: skip
def test_the_day_of_words_is_not_that_of_their_topic(text: str, day: str | None, coded: Any) -> None:
    _, events = coded(text, published="2024-03-13")
    assert [event.date.day for event in events] == [day]
