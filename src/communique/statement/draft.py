"""Statements in the making: spans and words, not yet tied to actors, dates or one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import LEMMA
from spacy.tokens import Doc, Token

from communique.model import Span
from communique.parse import span_of

TOLD_ON = "quotation told on"
"""Rule of a quotation whose speaker somebody else reports: `"...," A said, B reported`."""

_LOOSE = " ,;:–—-\n\t\u00a0"
_JOINING = frozenset({"and", "but", "or", "while", "as"})
_LONGEST = 6
"""More characters than the longest joining word has."""
_EDGE = frozenset(",.;:!?—–-…()[] \u00a0")


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement found in one block.

    `verb` is the head word of the cue, `speaker` that of the source; `source` gives the source's words where they are
    known before its head. `act` is the cue's class. `follows` is true where only the speaker before can be meant.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    verb: Token | None = None
    speaker: Token | None = None
    source: tuple[Span, ...] = ()
    act: str = "says"
    rule: str = ""
    score: float = 1.0
    follows: bool = False

    @property
    def order(self) -> tuple[Span, ...]:
        """Place in the text."""
        return tuple(sorted((*self.content, *self.cue)))


def tokens_of(doc: Doc, lemmas: Iterable[int]) -> Iterator[Token]:
    """The tokens whose lemma's hash is among these, in text order; one array look-up for the whole block."""
    for number in np.flatnonzero(np.isin(doc.to_array(LEMMA), list(lemmas))).tolist():
        yield doc[number]


def runs(doc: Doc, numbers: Iterable[int]) -> tuple[Span, ...]:
    """Report spans of the runs that token numbers form.

    Gaps of blank or mark tokens alone are bridged, punctuation at the ends of a run is left out.
    """
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and all(doc[i].is_punct or doc[i].is_space for i in range(found[-1][1] + 1, number)):
            found[-1][1] = number
        else:
            found.append([number, number])
    spans = (_trimmed(doc, first, last) for first, last in found)
    return tuple(span for span in spans if span is not None)


def _trimmed(doc: Doc, first: int, last: int) -> Span | None:
    while first <= last and (doc[first].is_space or doc[first].text in _EDGE or doc[first].dep_ == "cc"):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in _EDGE):
        last -= 1
    return span_of(doc[first : last + 1]) if first <= last else None


def unhinged(text: str, span: Span) -> Span | None:
    """The span without loose marks and joining words at its end; None if no word is left."""
    words = text[slice(*span)]
    while True:
        words = words.rstrip(_LOOSE)
        last = re.search(r"\w*\Z", words[-_LONGEST:])
        if last is None or last[0].lower() not in _JOINING:
            break
        words = words[: -len(last[0])]
    return (span[0], span[0] + len(words)) if any(c.isalnum() for c in words) else None


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those merged that overlap or have no word between them."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span[0] <= found[-1][1] or not any(c.isalnum() for c in text[found[-1][1] : span[0]])):
            found[-1] = found[-1][0], max(span[1], found[-1][1])
        else:
            found.append(span)
    return tuple(found)


def shared(a: Iterable[Span], b: Iterable[Span]) -> int:
    """Number of code points in both sets of spans, each set without overlaps."""
    other = tuple(b)
    return sum(max(0, min(s[1], t[1]) - max(s[0], t[0])) for s in a for t in other)


def size(spans: Iterable[Span]) -> int:
    """Number of code points in spans without overlaps."""
    return sum(end - start for start, end in spans)


class Marks:
    """The marked stretches of a report, to ask how much of a content they hold. `spans` are disjoint, in text order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ends = [end for _, end in spans]

    def share(self, content: Sequence[Span]) -> float:
        """Share of a content's characters inside marks."""
        low = bisect_left(self._ends, content[0][0])
        last = content[-1][1]
        inside = []
        for span in self._spans[low:]:
            if span[0] >= last:
                break
            inside.append(span)
        return shared(content, inside) / max(size(content), 1)
