"""Who stands inside one country's affairs."""

from __future__ import annotations

from typing import Any

import pytest

from communique.event.scope import home_role
from communique.model import Party


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("senators", True),
        ("the senator’s aides", True),
        ("senators’", True),
        ("Staffers", True),
        ("voters’", True),
        ("the Senate’s leaders", True),
        ("Sen. Ida Marsh", True),
        ("sailors", False),
        ("a ventor", False),
        ("enators", False),
    ],
)
def test_a_home_role_in_any_number_and_case(words: str, home: bool, parsed: Any) -> None:
    party = Party(((0, len(words)),), None, None)
    assert home_role(party, parsed(words)) is home
    assert home_role(Party((), None, words), parsed(words)) is home
