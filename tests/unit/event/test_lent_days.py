"""Days that an act has from what it was part of: a happening, a meeting told with its guest, a journey, a joint paper."""

from __future__ import annotations

from typing import Any

import pytest


def days(found: Any, type_: str) -> list[tuple[str | None, str | None]]:
    return [(event.date.start, event.date.end) for event in found if event.type == type_]


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        (
            "Oman attacked a tanker of Qatar on Tuesday, killing two sailors and wounding four soldiers of Kuwait.",
            "ASSAULT",
            [("2021-06-15", "2021-06-15")] * 2,
        ),
        (
            "Oman’s minister called Qatar’s on Tuesday, after Sunday’s incident at the post in which soldiers of Qatar beat two.",
            "ASSAULT",
            [("2021-06-13", "2021-06-13")],
        ),
        (
            "On Tuesday the Emir of Qatar received a call from King Abdullah II of Jordan, who thanked Qatar.",
            "SUPPORT",
            [("2021-06-15", "2021-06-15")],
        ),
        (
            "President Macron ended a three-day tour of Africa on Wednesday. In Nairobi he met President Ruto of Kenya.",
            "CONSULT",
            [("2021-06-14", "2021-06-16")],
        ),
        (
            "President Macron was in Nairobi from Monday to Wednesday. He held talks with President Ruto of Kenya.",
            "CONSULT",
            [("2021-06-14", "2021-06-16")] * 2,
        ),
    ],
)
def test_a_lent_day(text: str, type_: str, wanted: list[Any], coded: Any) -> None:
    assert days(coded(text, published="2021-06-17")[1], type_) == wanted


def test_a_joint_statement_tells_of_its_meeting_to_the_end(coded: Any) -> None:
    talks = "President Macron held talks with President Ruto of Kenya on 15 June. "
    filler = "Much was said about trade. " * 8
    text = f"{{}}\n\n{talks}{filler}\n\nPresident Macron thanked Kenya for its support."
    joint, other = (
        coded(text.format(title), published="2021-06-17")[1]
        for title in ("Joint Statement of Nairobi", "A day in Nairobi")
    )
    assert days(joint, "SUPPORT") == [("2021-06-15", "2021-06-15")]
    assert days(other, "SUPPORT") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oman expelled two diplomats of Qatar from 3 March to 5 April.", ("2021-03-03", "2021-04-05")),
        ("Oman expelled two diplomats of Qatar between January and March.", ("2021-01-01", "2021-03-31")),
        ("Oman has expelled 40 diplomats of Qatar since 2019.", ("2019-01-01", "2021-06-17")),
        (
            "Oman expelled two diplomats of Qatar on Tuesday and the next day shut its border.",
            ("2021-06-15", "2021-06-15"),
        ),
    ],
)
def test_stretches(text: str, wanted: Any, coded: Any) -> None:
    assert days(coded(text, published="2021-06-17")[1], "SANCTION") == [wanted]


def test_a_joint_statement_tells_what_both_sides_said(coded: Any) -> None:
    text = (
        "Joint Statement of Nairobi\n\nPresident Macron of France visited Kenya on 15 June.\n\n"
        "President Macron thanked Kenya. President Ruto of Kenya praised France."
    )
    assert days(coded(text, published="2021-06-17")[1], "SUPPORT") == [("2021-06-15", "2021-06-15")] * 2


@pytest.mark.parametrize("published", ["2024-03-13", None])
def test_an_old_visit_dates_nothing_of_the_call_told_before_it(published: str | None, coded: Any) -> None:
    text = (
        "President Karl Weiss of Norway had a telephone conversation with President Ana Ruiz of Chile. They discussed what was "
        "agreed during Ruiz's visit to Norway on 20 June 2023. Weiss congratulated Ruiz on her victory."
    )
    _, events = coded(text, **({"published": published} if published else {}))
    assert [event.date.start for event in events if event.cameo == "051"] == [None]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Norway condemned the attack by Kenya on Uganda.", "2024-03-13"),
        ("Norway has condemned the attack by Kenya on Uganda.", None),
        ("Peru condemned the attack by Kenya on Uganda.", None),
    ],
)
def test_what_a_side_says_in_its_own_release_is_of_that_day(told: str, day: str | None, coded: Any) -> None:
    text = f"The Norwegian government today summoned the ambassador of Kenya. {told}"
    _, events = coded(text, published="2024-03-13")
    assert [event.date.start for event in events if event.cameo == "111"] == [day]
