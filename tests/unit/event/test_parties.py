"""Who is a side of an act: lists whole, things and people with their state, nobody who is only spoken of."""

from __future__ import annotations

from typing import Any

import pytest

from communique.model import EventMention

BOTH = "Foreign Minister Karl Weiss of Norway met Ana Ruiz of Chile on Monday. "


def told(events: tuple[EventMention, ...], cameo: str) -> list[list[str | None]]:
    event = next(event for event in events if event.cameo == cameo)
    return [[party.name for party in side] for side in (event.source, event.target)]


LISTS = [
    (
        "The Quint embassies - France, Germany, Italy, Britain, the US - condemned the raid by Kenya.",
        "111",
        [["France", "Germany", "Italy", "United Kingdom", "United States"], ["Kenya"]],
    ),
    (
        "Karl Weiss of Norway met with Foreign Minister Ana Ruiz of Chile and with the ambassador of Kenya.",
        "040",
        [["Karl Weiss"], ["Ana Ruiz", "ambassador of Kenya"]],
    ),
    (
        (
            "Prime Minister Karl Weiss of Norway had separate telephone conversations last night with the Prime Minister of "
            "Chile, Anna Limova, and the Prime Minister of Peru, Juan Ruiz."
        ),
        "041",
        [["Karl Weiss"], ["Anna Limova", "Juan Ruiz"]],
    ),
    (
        (
            "Norway gave aid to the World Food Programme (WFP), the International Organization for Migration (IOM) and the "
            "International Committee of the Red Cross (ICRC)."
        ),
        "073",
        [
            ["Norway"],
            [
                "World Food Programme",
                "International Organization for Migration",
                "International Committee of the Red Cross",
            ],
        ],
    ),
    (
        "Norway gave aid to the World Food Programme and UNICEF.",
        "073",
        [["Norway"], ["World Food Programme", "UNICEF"]],
    ),
    (
        (
            "Karl Weiss of Norway held talks with Foreign Minister Juan Ruiz of Peru, with President Ana Limova of Chile, and "
            "with the ambassador of Kenya."
        ),
        "040",
        [["Karl Weiss"], ["Juan Ruiz", "Ana Limova", "ambassador of Kenya"]],
    ),
    (
        "Dunne, Weiss condemn Kenya's raids. Orla Dunne of Ireland and Karl Weiss of Norway met on Monday.",
        "111",
        [["Orla Dunne", "Karl Weiss"], ["Kenya"]],
    ),
]


@pytest.mark.parametrize(("text", "cameo", "sides"), LISTS, ids=[row[0][:30] for row in LISTS])
def test_a_list_is_whole(text: str, cameo: str, sides: list[list[str]], coded: Any) -> None:
    assert told(coded(text, published="2025-06-11")[1], cameo) == sides


SIDES = [
    ("Norway bombed two compounds in Chile's Arica province on Monday.", "195", [["Norway"], ["two compounds"]]),
    (
        "The Peruvian strikes on Chilean power stations carried out on Monday were condemned by Kenya.",
        "190",
        [["Peru"], ["Chile"]],
    ),
    ("Mongolia hosted talks between Norway and Chile in 2014.", "040", [["Norway", "Chile"]] * 2),
    (
        "Foreign Minister Karl Weiss of Norway phoned his Somali colleague.",
        "041",
        [["Karl Weiss"], ["Somali colleague"]],
    ),
    ("Norway recalled its ambassador from Nairobi on Monday.", "161", [["Norway"], ["Kenya"]]),
    ("Karl Weiss of Norway led the armed attack at Santa Rosa in May 2023.", "190", [["Karl Weiss"], []]),
    ("Karl Weiss of Norway lifted the ban on transit to Chile.", "0813", [["Karl Weiss"], ["Chile"]]),
    ("The Zionist regime attacked Iran on Monday.", "190", [["Israel"], ["Iran"]]),
    (BOTH + "The two armies traded fire at Arica on Sunday.", "193", [["the two armies"]] * 2),
]


@pytest.mark.parametrize(("text", "cameo", "sides"), SIDES, ids=[row[0][:30] for row in SIDES])
def test_who_did_it_to_whom(text: str, cameo: str, sides: list[list[str]], coded: Any) -> None:
    found = told(coded(text, published="2025-06-11")[1], cameo)
    assert [
        [name if name is None or "and" not in name else "the two armies" for name in side] for side in found
    ] == sides


NOBODY = [
    "On Chile, the minister of Norway condemned the raid.",
    "Norway condemned the cyberattack on the Chilean foreign ministry.",
    "Norway delivered 36 howitzers, to Chile's open annoyance.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_who_is_only_spoken_of_is_no_side(text: str, coded: Any) -> None:
    assert all(
        "Chile" not in str([party.name for party in event.target]) for event in coded(text, published="2025-06-11")[1]
    )
