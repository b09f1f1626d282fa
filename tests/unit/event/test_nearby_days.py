"""Days lent by a meeting told just before, by a session, by a summit to its sidelines, by the lead to its title."""

from __future__ import annotations

from typing import Any

import pytest

DAY = "2024-03-11"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He was in Oslo on Monday. Much rain fell. {} praised Norway for its help.", DAY),
        ("He was in Oslo on Monday. The vote was held on Tuesday. {} praised Norway for its help.", None),
        ("He was in Oslo on Monday. {} had praised Norway for its help.", None),
        ("He was in Oslo on Monday. " + "Much rain fell. " * 4 + "{} praised Norway for its help.", None),
        ("He met her in May 2021. {} praised Norway for its help.", None),
    ],
)
def test_words_right_behind_a_journey_have_its_day(text: str, day: str | None, coded: Any) -> None:
    lead = "The drought has gone on for years. It is bad. Peru needs wheat. President Omar Said of Peru travels often. "
    _, events = coded(lead + text.format("President Omar Said"), published="2024-03-13")
    assert [e.date.day for e in events if e.cameo == "051"] == [day]


def test_who_answers_a_summons_does_so_on_its_day(coded: Any) -> None:
    text = (
        "Norway on Monday summoned the ambassador of Peru over the raid. The minister handed the ambassador a note of protest. "
        "The ambassador expressed regret but blamed Chile for the raid."
    )
    _, events = coded(text, published="2024-03-13")
    assert {e.date.day for e in events} == {DAY}


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("The representative of Peru thanked Norway for its troops.", DAY),
        ("The Council demanded that Chile withdraw its troops.", DAY),
        ("The Council had demanded that Chile withdraw its troops.", None),
        ("President Omar Said of Peru thanked Norway for its troops.", None),
    ],
)
def test_what_is_said_in_a_session_is_of_its_day(told: str, day: str | None, coded: Any) -> None:
    _, events = coded(f"The Security Council on Monday extended the mandate by a year. {told}", published="2024-03-13")
    assert [e.date.day for e in events if e.cameo != "040"] == [day]


def test_who_meets_on_the_sidelines_does_so_on_the_day_of_the_summit_and_there(coded: Any) -> None:
    lead = "The Authority of the Union met on Monday in Oslo. The rain fell. "
    told = "On the sidelines, President Karl Weiss of Norway received President Omar Said of Peru."
    _, events = coded(lead + told, published="2024-03-13")
    assert [(e.date.day, e.place) for e in events if e.cameo == "043"] == [(DAY, "Oslo")]


def test_a_title_has_the_day_of_the_act_in_the_lead(coded: Any) -> None:
    text = "Canada today announced that it is imposing sanctions on four men of Peru."
    _, events = coded(text, title="Canada announces new sanctions on Peru's army", published="2024-03-13")
    assert {e.date.day for e in events} == {"2024-03-13"}


@pytest.mark.parametrize(
    ("title", "told", "days"),
    [
        ("Press release", "Norway rejects the words of Peru's minister.", {"2024-03-13"}),
        ("Press release", "Norway often rejects the words of Peru's minister.", set()),
        ("Press release", "Chile rejects the words of Peru's minister.", {None}),
        ("Norway rejects", "Norway rejects the words of Peru's minister.", {None}),
    ],
)
def test_what_an_official_paper_does_is_of_its_day(title: str, told: str, days: set[str | None], coded: Any) -> None:
    lead = "Norway mourns the dead of Oslo. The fires burned for weeks. Many homes were lost. "
    _, events = coded(lead + told, title=title, published="2024-03-13")
    assert {e.date.day for e in events} == days


def test_a_clause_before_a_semicolon_is_told_of_itself(coded: Any) -> None:
    text = "The Security Council on Monday extended the mandate. "
    text += "The envoy of Peru accused Chile of lying; he said that it had sent guns to the rebels."
    _, events = coded(text, published="2024-03-13")
    assert [e.date.day for e in events if e.type == "ACCUSE"] == [DAY]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("The spokesperson stated that President Weiss thanked Peru for its help.", DAY),
        ("The spokesperson stated that President Weiss had thanked Peru for its help.", None),
        ("The opposition claimed that President Weiss thanked Peru for its help.", None),
    ],
)
def test_what_a_spokesman_says_was_said_at_the_meeting_is_of_its_day(told: str, day: str | None, coded: Any) -> None:
    lead = "President Karl Weiss of Norway spoke by phone with President Omar Said of Peru on Monday. "
    _, events = coded(lead + told, published="2024-03-13")
    assert [e.date.day for e in events if e.type == "SUPPORT"] == [day]
