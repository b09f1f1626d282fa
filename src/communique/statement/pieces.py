"""Cuts a text into the word pieces that the statement tagger reads, each with its characters and its shape.

The trained weights depend on every choice made here, so training reads its text through this module too, and the module
keeps its own small idea of quotation marks instead of following changes to the parse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

OPENING: Final = "“„‟«"
CLOSING: Final = "”»"
PARAGRAPH, INSIDE, CAPITAL = 1, 2, 4
"""Bits of a piece's shape: first of its line, inside double marks, upper case (the vocabulary is lower case)."""
SHAPES: Final = 8

_MARK = re.compile('[\n"“”„‟«»]')
_SAME_LENGTH: Final = str.maketrans(
    {**dict.fromkeys(OPENING + CLOSING, '"'), "‘": "'", "’": "'", "‚": "'", "\u00a0": " "}
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, as parallel arrays of equal length."""

    ids: NDArray[np.int64]
    """Number in the vocabulary."""
    starts: NDArray[np.int64]
    """First code point in the text."""
    ends: NDArray[np.int64]
    """Code point after the last."""
    shapes: NDArray[np.int64]
    """Sum of the bits `PARAGRAPH`, `INSIDE`, `CAPITAL`."""
    heads: NDArray[np.bool_]
    """Whether the piece begins a word."""

    def __len__(self) -> int:
        return len(self.ids)


def marked(text: str) -> list[tuple[int, int]]:
    """Half-open spans between double quotation marks, marks included, in order.

    An unclosed mark runs to the end of its line: the next line of a long quotation opens with a mark of its own. A
    straight mark closes what is open, and “ inside an open region is read as its end only after „, as German has it.
    """
    regions: list[tuple[int, int]] = []
    opened, low = -1, False
    for found in _MARK.finditer(_paired(text)):
        at, mark = found.start(), found.group()
        if opened < 0:
            if mark != "\n" and mark not in CLOSING:
                opened, low = at, mark == "„"
        elif mark == "\n":
            regions.append((opened, at))
            opened = -1
        elif mark == '"' or mark in CLOSING or (low and mark == "“"):
            regions.append((opened, at + 1))
            opened = -1
    if opened >= 0:
        regions.append((opened, len(text)))
    return regions


def _paired(text: str) -> str:
    """Two single marks or backticks in a row are the typewriter's double mark: a mark and a space stand for them."""
    return text.replace("''", '" ').replace("``", '" ').replace("’’", '" ').replace("‘‘", '" ')


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of a text; marks and apostrophes of all styles are read as ASCII, one character for one."""
    encoded = tokenizer.encode(_paired(text).translate(_SAME_LENGTH), add_special_tokens=False)
    spans = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = spans[:, 0].copy(), spans[:, 1].copy()
    words = np.array([-1 if word is None else word for word in encoded.word_ids], dtype=np.int64)
    heads = np.ones(len(words), dtype=np.bool_)
    heads[1:] = words[1:] != words[:-1]
    return Pieces(np.array(encoded.ids, dtype=np.int64), starts, ends, _shapes(text, starts, heads), heads)


def _shapes(text: str, starts: NDArray[np.int64], heads: NDArray[np.bool_]) -> NDArray[np.int64]:
    shapes = np.zeros(len(starts), dtype=np.int64)
    if not len(starts):
        return shapes
    lines = np.array([0, *(m.end() for m in re.finditer("\n", text))], dtype=np.int64)
    line = np.searchsorted(lines, starts, side="right")
    shapes[0] = PARAGRAPH
    shapes[1:][line[1:] != line[:-1]] = PARAGRAPH
    edges = np.array([edge for region in marked(text) for edge in region], dtype=np.int64)
    shapes[np.searchsorted(edges, starts, side="right") % 2 == 1] += INSIDE
    upper = np.fromiter((text[at].isupper() for at in starts.tolist()), dtype=np.bool_, count=len(starts))
    shapes[upper & heads] += CAPITAL
    return shapes
