"""Pieces, their offsets and shapes."""

from __future__ import annotations

import pytest

from communique.statement.pieces import CAPITAL, INSIDE, PARAGRAPH, cut, marked
from communique.statement.tagger import Tagger


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ('He said "yes" twice.', ['"yes"']),
        ("Er sagte „ja“ und ging.", ["„ja“"]),
        ("Il dit «oui» et part.", ["«oui»"]),
        ("“One,” she said. “Two.”", ["“One,”", "“Two.”"]),
        ("“Open to the end\nof its line only", ["“Open to the end"]),
        ("a stray ” closes nothing", []),
        ('"“doubled opening" then', ['"“doubled opening"']),
        ("", []),
    ],
)
def test_marked_regions(text: str, regions: list[str]) -> None:
    assert [text[s:e] for s, e in marked(text)] == regions


def test_ten_thousand_marks_are_paired() -> None:
    assert len(marked('"' * 10_000)) == 5_000


@pytest.mark.parametrize(
    "text",
    ["Žižka’s “plan”\nwon’t wait…", "北京 said: «да» 🙂 fine", "e\u0301tat\u00a0d’urgence", "\x00\u200b\ufeffodd"],
)
def test_offsets_are_code_points_of_the_text(text: str) -> None:
    pieces = cut(text, Tagger.load().tokenizer)
    assert len(pieces) > 0
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    assert sorted(pieces.starts.tolist()) == pieces.starts.tolist()


def test_shapes() -> None:
    text = 'Ada said\n"Go Now" ok'
    pieces = cut(text, Tagger.load().tokenizer)
    shape = {text[s:e]: int(k) for s, e, k in zip(pieces.starts, pieces.ends, pieces.shapes, strict=True)}
    assert shape["Ada"] == PARAGRAPH + CAPITAL
    assert shape["said"] == 0
    assert shape["Go"] == INSIDE + CAPITAL
    assert shape["ok"] == 0


def test_marks_of_all_styles_read_alike() -> None:
    tokenizer = Tagger.load().tokenizer
    plain = cut('She said "it\'s over".', tokenizer)
    for text in ("She said “it’s over”.", "She said «it‘s over»."):
        assert cut(text, tokenizer).ids.tolist() == plain.ids.tolist()
