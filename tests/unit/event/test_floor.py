"""Acts told in the direct speech of those who met."""

from __future__ import annotations

from typing import Any

import pytest

from communique.model import EventMention

LEAD = "Karl Weiss met with President of Chile Ana Ruiz.\n\n"
WEISS, RUIZ = "President of Norway Karl Weiss: ", "\n\nPresident of Chile Ana Ruiz (retranslated): "
SPOKEN = LEAD + WEISS + "{}" + RUIZ + "{}"


def names(event: EventMention) -> list[list[str | None]]:
    return [[party.name for party in side] for side in (event.source, event.target)]


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for the invitation.",
        "I would like to thank you for your help.",
        "I want to take this opportunity to express my gratitude to you for the help.",
        "Let me congratulate you on your victory.",
        "We are grateful to Mr President for his help.",
        "We highly appreciate your help.",
        "Let me say that I take this opportunity to congratulate you on your victory.",
    ],
)
def test_thanks_go_from_the_speaker_to_the_other(words: str, coded: Any) -> None:
    _, events = coded(SPOKEN.format("Welcome to Oslo.", words))
    assert [(e.cameo, e.modality, names(e)) for e in events][1:] == [
        ("051", "asserted", [["Ana Ruiz"], ["Karl Weiss"]])
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Thank you.",
        "Thank you for your attention.",
        "We would be grateful to you for your help.",
        "They thank you for the invitation.",
        "I do not thank you for your help.",
    ],
)
def test_other_words_are_no_thanks(words: str, coded: Any) -> None:
    _, events = coded(SPOKEN.format("Welcome to Oslo.", words))
    assert [e.cameo for e in events] == ["040"]


@pytest.mark.parametrize("label", ["Question: ", "Q ", "Prime Minister of Peru Omar Dunne: "])
def test_of_more_than_two_nobody_is_you(label: str, coded: Any) -> None:
    text = SPOKEN.format("Welcome to Oslo.", "It is cold.") + "\n\n" + label + "Thank you for the invitation."
    assert [e.cameo for e in coded(text)[1]] == ["040"]


def test_what_we_agreed_in_press_statements_is_an_accord_of_both(coded: Any) -> None:
    text = SPOKEN.format(
        "We agreed to open our ports. As we agreed in Lima, we met.", "President Weiss and I signed a treaty."
    )
    _, events = coded(text, title="Press statements following talks with President of Chile Ana Ruiz")
    both = [["Karl Weiss and Ana Ruiz"], ["Karl Weiss and Ana Ruiz"]]
    assert [names(e) for e in events if e.type == "AGREE"] == [both]
    assert [set(names(e)[0]) for e in events if e.cameo == "057"] == [{"Karl Weiss", "Ana Ruiz"}]


def test_what_we_agreed_before_a_meeting_is_of_whoever(coded: Any) -> None:
    _, events = coded(SPOKEN.format("We agreed to open our ports.", "Yes."), title="Meeting with President Ana Ruiz")
    assert [e.type for e in events] == ["CONSULT"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Today’s meeting is our fifth.", "2024-03-13"),
        ("I am glad to meet you today.", "2024-03-13"),
        ("Peru rules the coast today.", None),
    ],
)
def test_the_day_that_they_call_today_is_that_of_their_meeting(words: str, day: str | None, coded: Any) -> None:
    _, events = coded(SPOKEN.format(words, "Thank you for the invitation."), published="2024-03-13")
    assert [e.date.day for e in events] == [day, day]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Let me wish you a warm welcome to Norway and Oslo.", "Oslo"),
        ("We are delighted to see you at our residence here in Oslo.", "Oslo"),
        ("We would be glad to welcome you to Oslo.", None),
        ("We look forward to welcoming you to Oslo.", None),
    ],
)
def test_the_place_that_the_host_welcomes_to_is_that_of_the_meeting(words: str, place: str | None, coded: Any) -> None:
    assert [e.place for e in coded(SPOKEN.format(words, "It is cold."))[1]] == [place]


def test_a_time_before_the_subject_dates_what_follows(coded: Any) -> None:
    _, events = coded(
        "As you know, in September 2018 Mr Weiss of Norway and Mr Dunne of Chile adopted the Lima Memorandum.",
        published="2024-03-13",
    )
    assert [(e.date.start, e.date.end) for e in events] == [("2018-09-01", "2018-09-30")]


def test_talks_that_one_informs_the_other_of_are_of_their_day(coded: Any) -> None:
    words = "I informed Mr Weiss of the outcome of the May 3 talks with President of Peru Omar Dunne in Lima."
    _, events = coded(SPOKEN.format("Welcome to Oslo.", words), published="2024-06-13")
    told = [(names(e), e.date.day, e.place) for e in events if e.date.known]
    assert told == [([["Ana Ruiz"], ["Omar Dunne"]], "2024-05-03", "Lima")]


def test_what_was_discussed_before_press_statements_has_the_place_of_the_welcome(coded: Any) -> None:
    text = SPOKEN.format(
        "Today we signed a treaty. Let me welcome you to Oslo.", "President Weiss and I discussed trade."
    )
    _, events = coded(
        text, title="Press statements following talks with President of Chile Ana Ruiz", published="2024-06-13"
    )
    assert [(e.date.day, e.place) for e in events if "I" in text[slice(*e.span)]] == [("2024-06-13", "Oslo")]
