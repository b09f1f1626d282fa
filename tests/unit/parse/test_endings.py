"""Words looked up without their marks and endings."""

from __future__ import annotations

import pytest

from communique.parse.endings import bare, forms


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("Senators", "senators"),
        ("senator’s", "senator"),
        ("senator's,", "senator"),
        ("senators’", "senators"),
        ("“staffers”", "staffers"),
        ("Sen.", "sen"),
        ("s", "s"),
        ("’s", "s"),
        ("—", "—"),
        ("", ""),
    ],
)
def test_bare(word: str, left: str) -> None:
    assert bare(word) == left


def test_only_endings_are_cut() -> None:
    assert forms("senators’", "s") == {"senators", "senator"}
    assert forms("Doubted,", "s", "ed", "d") == {"doubted", "doubt", "doubte"}
    assert forms("sees") == {"sees"}
