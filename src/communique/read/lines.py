"""The lines of a text: what a writer set apart, with hard-wrapped lines put back together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from communique.model import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-.&/][^\W_]+)*")
_CLOSERS = "'" + '"”’»)]}*_ '
_STOPS = (".", "!", "?", "…")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$")
_BULLET = re.compile(r"(?:[-–—•*·▪◦]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)")
WRAP_WIDTH = 100
"""Longest line of a hard-wrapped text: mail and wire copy are wrapped at 60 to 80 columns."""
WRAP_PAIRS = 3
WRAP_SHARE = 0.3
"""Share of neighbouring lines that break within a sentence from which a text counts as hard-wrapped. Text with a
paragraph a line has nearly none; wrapped prose has .5 and more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line or unwrapped paragraph: its span without outer blanks, its text, its words and how it ends.

    `sentence_end`: it ends with a full stop, question or exclamation
    mark, closing marks aside. `fragment`: it neither ends so nor runs on (`:`, `;`, `,`) nor is an item of a list.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    sentence_end: bool
    fragment: bool

    @property
    def bullet(self) -> bool:
        """Whether it begins like an item of a list."""
        return _BULLET.match(self.text) is not None


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that are not blank, in order."""
    spans: list[tuple[Span, bool]] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        apart = not spans or _breaks(text[last : match.start()]) > 1
        spans.append(((start, start + len(stripped)), apart))
        last = match.end()
    return tuple(_line(text, span) for span, _ in _unwrapped(text, spans))


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as they stand."""
    return tuple(_WORD.findall(text))


def _line(text: str, span: Span) -> Line:
    line = text[span[0] : span[1]]
    bare = line.rstrip(_CLOSERS)
    ends = bare.endswith(_STOPS) and not _ABBREVIATION.search(bare[-12:])
    fragment = not ends and not bare.endswith((":", ";", ",")) and _BULLET.match(line) is None
    return Line(span, line, words_of(line), ends, fragment)


def _breaks(between: str) -> int:
    return len(re.findall(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", between))


def _unwrapped(text: str, spans: list[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """The spans, lines of one paragraph joined if the text is hard-wrapped."""
    if len(spans) <= WRAP_PAIRS or max(end - start for (start, end), _ in spans) > WRAP_WIDTH:
        return spans
    pairs = [(a, b) for (a, _), (b, apart) in pairwise(spans) if not apart]
    broken = sum(_runs_on(text, a, b) for a, b in pairs)
    if broken < WRAP_PAIRS or broken < WRAP_SHARE * len(pairs):
        return spans
    joined: list[tuple[Span, bool]] = []
    for span, apart in spans:
        if joined and not apart and not _indented(text, span):
            joined[-1] = ((joined[-1][0][0], span[1]), joined[-1][1])
        else:
            joined.append((span, apart))
    return joined


def _runs_on(text: str, a: Span, b: Span) -> bool:
    return text[a[1] - 1] not in '.!?…:;"”' and text[b[0]].islower()


def _indented(text: str, span: Span) -> bool:
    return text[max(0, span[0] - 2) : span[0]] == "  " or text[span[0] - 1 : span[0]] == "\t"
