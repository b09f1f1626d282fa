"""Quotation regions: pairs of marks, curly, straight or typewritten as two single ones, nested, and over paragraphs.

A pair must close within its block, or the next block must open anew with a mark (the habit of leaving a paragraph
unclosed when the quotation goes on). A mark that finds no partner is stray and marks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from communique.model import Block, Span
from communique.parse.marks import unmarked
from communique.resources.vocabulary import wordlist

_DOUBLE_OPEN = "“„«"
_DOUBLE_CLOSE = "”»"
OPENING, CLOSING = _DOUBLE_OPEN + "\"‘'", _DOUBLE_CLOSE + "\"’'"
"""Marks that may open a quotation, and that may close one."""
_GOES_ON = frozenset((*_DOUBLE_OPEN, '"'))
_TYPED = {"''": '"', "``": "“", "‘‘": "“", "’’": "”"}
"""Double marks made of two single ones, as typewriters and some archives have them."""
_MARK = re.compile(r"[“”„«»\"‘’']")
_TYPED_MARK = re.compile(r"''|``|‘‘|’’|" + _MARK.pattern)
_TYPED_OPENING = re.compile(r"(?<![^\s(\[—–-])(?:''|``|‘‘)(?=\S)")
"""Two single marks in a row are read as one double only where such a pair also opens something."""
_SINGLE = re.compile(r"[‘’']")
_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_AHEAD = 8
"""Single marks within which the one that closes a quotation must come for those before it to be apostrophes."""
MAX_QUOTATION = 5_000
"""Longest quotation in code points; a longer pair is taken for two stray marks."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch: `outer` with its marks, `inner` without."""

    outer: Span
    inner: Span
    double: bool


@dataclass(frozen=True, slots=True)
class _Open:
    start: int
    end: int
    mark: str
    double: bool


def quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """All quotations of the blocks, in text order, outer before inner."""
    found: list[Quotation] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        for start, end in _paragraphs(text, block.span):
            after = _next_start(text, end, block.span[1], following)
            found.extend(_paragraph(text, (start, end), goes_on=after[:1] in _GOES_ON or after in _TYPED))
    return tuple(sorted(found, key=lambda q: (q.outer[0], -q.outer[1])))


def _paragraphs(text: str, span: Span) -> list[Span]:
    edges = [span[0], *(match.end() for match in _PARAGRAPH.finditer(text, *span)), span[1]]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _next_start(text: str, end: int, block_end: int, following: Block | None) -> str:
    """First two characters of the next paragraph, fewer if there are none."""
    rest = text[end:block_end].lstrip()
    if not rest and following is not None:
        rest = text[following.span[0] : following.span[0] + 80].lstrip()
    return rest[:2]


def _paragraph(text: str, span: Span, *, goes_on: bool) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[_Open] = []
    places: dict[bool, list[int]] = {True: [], False: []}  # in the stack, of double marks and of single ones
    marks = _TYPED_MARK if _TYPED_OPENING.search(text, *span) else _MARK
    for match in marks.finditer(text, *span):
        (start, end), mark = match.span(), _TYPED.get(match.group(), match.group())
        if mark in "‘’'" and _is_apostrophe(text, start, span, is_open=bool(places[False])):
            continue
        double = mark in _DOUBLE_OPEN + _DOUBLE_CLOSE + '"'
        opener = stack[places[double][-1]] if places[double] else None
        if opener is not None and _closes(text, (start, end), mark, opener, span):
            del stack[places[double][-1] :]
            for kind in places.values():
                while kind and kind[-1] >= len(stack):
                    kind.pop()
            if opener.end < start and start - opener.start <= MAX_QUOTATION:
                found.append(Quotation((opener.start, end), (opener.end, start), double))
        elif _opens(text, (start, end), mark, span):
            places[double].append(len(stack))
            stack.append(_Open(start, end, mark, double))
    last = next((o for o in stack if o.double), None)
    if goes_on and last is not None and last is stack[-1]:
        end = span[0] + len(text[span[0] : span[1]].rstrip())
        found.append(Quotation((last.start, end), (last.end, end), double=True))
    return found


def _is_apostrophe(text: str, position: int, span: Span, *, is_open: bool) -> bool:
    """Whether a single mark is an apostrophe; `is_open` says that a single mark has opened before and not closed.

    It is between letters, at the head of a clipped word ("'em", "'90s"), after a word with no single mark open, and after a
    plural whose quotation closes later ("'We told the ministers' aides,' he said").
    """
    before, after = _around(text, position, span)
    if before.isalnum() and after.isalnum():
        return True
    if text[position] == "‘":
        return False
    if not before.isalnum():
        word = _WORD.match(text, position + 1)
        clipped = word is not None and word.group().casefold() in wordlist("function_words", "clipped")
        return clipped or (after.isdigit() and (is_open or not _closed_later(text, position, span)))
    return not is_open or (_plural(before, after) and _closed_later(text, position, span))


def _around(text: str, position: int, span: Span) -> tuple[str, str]:
    """The characters before and after one of a stretch; blanks beyond its ends."""
    return (
        text[position - 1] if position > span[0] else " ",
        text[position + 1] if position + 1 < span[1] else " ",
    )


def _plural(before: str, after: str) -> bool:
    return before in "sS" and after.isspace()


def _closed_later(text: str, position: int, span: Span) -> bool:
    """Whether a single mark that can only close comes before any that may open."""
    for match in islice(_SINGLE.finditer(text, position + 1, span[1]), _AHEAD):
        before, after = _around(text, match.start(), span)
        if (before.isalnum() and after.isalnum()) or _plural(before, after):
            continue
        return match.group() != "‘" and not before.isspace() and not after.isalnum()
    return False


def _opens(text: str, at: Span, mark: str, span: Span) -> bool:
    if mark in _DOUBLE_OPEN or mark == "‘":
        return True
    if mark in _DOUBLE_CLOSE or mark == "’":
        return False
    before = text[at[0] - 1] if at[0] > span[0] else " "
    after = text[at[1]] if at[1] < span[1] else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-“‘\"'")


def _closes(text: str, at: Span, mark: str, opener: _Open, span: Span) -> bool:
    if mark in _DOUBLE_CLOSE:
        return True
    if mark == "“":
        return opener.mark == "„"  # German style
    if mark in _DOUBLE_OPEN or mark == "‘":
        return False
    if mark == "’":
        return True
    after = text[at[1]] if at[1] < span[1] else " "
    before = text[at[0] - 1]
    return not before.isspace() and (not after.isalnum())


def outermost(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Of quotations in text order those that stand in no other."""
    found: list[Quotation] = []
    for quotation in quotations:
        if not found or quotation.outer[0] >= found[-1].outer[1]:
            found.append(quotation)
    return tuple(found)


def pieces_inside_marks(text: str, span: Span, marked: Iterable[Quotation]) -> tuple[str, ...]:
    """What of a stretch stands inside each outermost of a text's quotations, without the marks."""
    start, end = span
    cut = (text[max(start, q.inner[0]) : min(end, q.inner[1])] for q in outermost(marked))
    return tuple(piece.strip() for piece in map(unmarked, cut) if piece.strip())
