"""The published tables and the lexicon."""

from __future__ import annotations

import pytest

from communique.event import lexicon, tables

SLOTS = {"obj", "dat", "poss", "comp", "gain", "whom"}


def test_every_type_has_a_quad_and_an_intensity() -> None:
    loaded = tables.load()
    for kind in tables.TYPES:
        assert loaded.quad(kind) in {1, 2, 3, 4}
        assert loaded.intensity(kind, None) is not None


def test_the_slip_of_accuse_is_mended() -> None:
    assert tables.load().intensity("ACCUSE", None) == -3


@pytest.mark.parametrize(
    ("cameo", "kind", "mode"),
    [("112", "ACCUSE", "allege"), ("025", "REQUEST", "yield"), ("041", "CONSULT", "phone"), ("192", "ASSAULT", None)],
)
def test_codes(cameo: str, kind: str, mode: str | None) -> None:
    code = tables.load().code(cameo)
    assert code is not None
    assert (code.type, code.mode) == (kind, mode)


def test_comments_are_no_events() -> None:
    assert tables.load().code("018") is None


def test_every_entry_has_a_code_and_word_slots() -> None:
    words = lexicon.load()
    entries = [*words.verbs.values(), *words.objects.values(), *words.acts.values()]
    for entry in entries:
        assert entry.code.startswith("01") or tables.load().code(entry.code) is not None, entry
        assert all(isinstance(slot, str) and (slot in SLOTS or slot.isalpha()) for slot in entry.target), entry
        assert entry.otherwise is None or entry.otherwise in tables.load().codes


def test_spoken_codes_exist() -> None:
    words = lexicon.load()
    codes = [code for kinds in words.spoken_of.values() for code in kinds.values()] + list(words.refused.values())
    assert all(tables.load().code(code) for code in codes)
