"""Days of acts told by what stands around them: a call in which something was said, the last time, what others said of it."""

from __future__ import annotations

from typing import Any

import pytest

SET_IN = (
    "Peru opened the border two days before the deadline that President Lena Aas had set in her call with Omar Said, the "
    "president of Oman, on 14 March 2023."
)
SAID_AT = (
    "Oman has no fleet, Foreign Minister Lena Aas of Oman said on Tuesday at a news conference with her Peruvian colleague "
    "Omar Said."
)


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("The leaders of Peru and Oman failed in a phone call on Tuesday to end their dispute.", "041", "2023-04-18"),
        (SET_IN, "041", "2023-03-14"),
        (SAID_AT, "040", "2023-04-18"),
        ("The last time Peru expelled diplomats of Oman was in 2016.", "166", "2016-01-01"),
        ("Peru and Oman have quarrelled since March, when Oman sent warships to Peru.", "154", "2023-03-01"),
        (
            "Peru expelled three envoys on Tuesday and closed a bridge, accusing Oman of spying on its navy.",
            "112",
            "2023-04-18",
        ),
    ],
)
def test_the_time_around_an_act(text: str, code: str, wanted: str, coded: Any) -> None:
    _, events = coded(text, published="2023-04-19")
    assert [e.date.start for e in events if e.cameo == code] == [wanted]


def test_who_speaks_after_talks_had_them_that_day_or_the_one_before(coded: Any) -> None:
    text = "Oman will lend Peru a ship, President Omar Said of Oman said on Tuesday after he met President Lena Aas of Peru."
    _, events = coded(text, published="2023-04-19")
    assert [(e.date.start, e.date.end) for e in events if e.type == "CONSULT"] == [("2023-04-17", "2023-04-18")]


def test_who_speaks_for_states_in_the_title_answers_in_their_call(coded: Any) -> None:
    title = "Omar Said, Lena Aas hold second call"
    text = (
        f"{title}\n\nThe presidents of Peru and Oman failed to end their dispute in a phone call on Tuesday.\n\n"
        "President Lena Aas of Peru asked President Omar Said of Oman for ships. Omar Said rejected the demand."
    )
    _, events = coded(text, title=title, published="2023-04-19")
    assert [e.date.day for e in events if e.type == "REJECT"] == ["2023-04-18"]


LEAD = "Oman sent 8,000 troops to the border of Peru on Tuesday.\n\n{}Finland accused Oman of preparing a war."


@pytest.mark.parametrize(
    ("before", "published", "days"),
    [
        ("", "2023-04-19", ("2023-04-18", "2023-04-19")),
        ("", "2023-04-18", ("2023-04-18", "2023-04-18")),
        ("Oman and Peru fought a war in 2011. ", "2023-04-19", (None, None)),
    ],
)
def test_what_others_said_of_a_happening(
    before: str, published: str, days: tuple[str | None, str | None], coded: Any
) -> None:
    _, events = coded(LEAD.format(before), published=published)
    assert [(e.date.start, e.date.end) for e in events if e.type == "ACCUSE"] == [days]


@pytest.mark.parametrize(
    "told",
    [
        "Finland has accused Oman of preparing a war.",
        "Finland accused Chad of preparing a war.",
        "Oman accused Chad of preparing a war.",
    ],
)
def test_what_is_not_said_of_a_happening_has_no_day(told: str, coded: Any) -> None:
    text = f"Oman sent 8,000 troops to the border of Peru on Tuesday.\n\n{told}"
    _, events = coded(text, published="2023-04-19")
    assert [e.date.start for e in events if e.type == "ACCUSE"] == [None]
