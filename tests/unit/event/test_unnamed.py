"""What stands for a state without being named after it: its courts, and things and places that were struck."""

from __future__ import annotations

from typing import Any

import pytest

TOLD = [
    ("Norway condemned a Lima tribunal for the verdict.", "a Lima tribunal", "Q419"),
    ("Norway condemned a tribunal in Lima for the verdict.", "a tribunal in Lima", "Q419"),
    ("Norway attacked Lima Airport on Monday.", "Lima Airport", "Q419"),
    ("Norway attacked the Saratov refinery on Monday.", "the Saratov refinery", "Q159"),
    ("Norway bombed a market on Monday in Odesa.", "a market", "Q212"),
    ("Norway bombed a market near Lima on Monday.", "a market near Lima", "Q419"),
    ("Norway apologised to Peru's high commissioner for the treatment of drivers.", "Peru's high commissioner", "Q419"),
]


@pytest.mark.parametrize(("text", "words", "state"), TOLD, ids=[row[1] for row in TOLD])
def test_stands_for_its_state(text: str, words: str, state: str, coded: Any) -> None:
    _, events = coded(text)
    assert [(party.name, party.members) for event in events for party in event.target] == [(words, (state,))]
