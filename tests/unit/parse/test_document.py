"""Blocks longer than the parser bears are parsed in pieces, and say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.parse import Parse, document


def test_a_block_that_is_cut_is_a_problem(parsed: Callable[..., Parse], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_BLOCK", 60)
    parse = parsed("The ships sailed on Monday. The harbour master waved them off at dawn.\n\nThey came back at night.")
    assert parse.problems == ("block 0-70 of 70 characters parsed in pieces",)
    assert len(parse.docs) == 3
