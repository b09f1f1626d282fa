"""The period of a figure: the time said right after it, else that of its noun or of the clause that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.model import Span, Time
from communique.model.interval import prefix_of
from communique.parse import span_of
from communique.resources import cues

if TYPE_CHECKING:
    from communique.time import Times

YEAR = 4
"""Digits of a year; a TIMEX3 value with fewer names a decade or a century."""
STEPS = 4
"""Arcs followed from a figure to the verb of its clause; beyond them the link is anybody's guess."""
LOOK = 24
"""Characters after a figure, or before a time, in which the words that join the two are looked for."""
_JOINED = re.compile(
    r"[\s,]*\(?(?:(?:in|on|during|for|of|at|by|as\s+of|through|until)\s+)?(?:(?:all|the|early|late|mid)[\s-]+)*"
)
_BASE = re.compile(
    r"\b(?:from|than(?:\s+in)?|since|(?:compared|up|down)\s+(?:with|to|from))\s+(?:the\s+)?$", re.IGNORECASE
)
"""Words before a time that make it the base of a comparison, not the figure's own period: "up 9 points from 2012"."""


def dated(figure: Tokens, thing: Token | None, times: Times, others: Sequence[Span] = ()) -> Time | None:
    """The time that the figure is of. `others` are the spans of the block's figures in the report, this one among them.

    The date of a verb of saying or threatening is the day of speech and dates no figure.
    """
    at = span_of(figure)
    doc, base = figure.doc, at[0] - figure.start_char
    if (found := _after(at[1], doc.text, base, times)) is not None:
        return found
    for token in (figure.root, thing):
        if (
            token is not None
            and not _says(token)
            and (time := times.of(token)) is not None
            and _own(time, at, doc.text, base, others)
        ):
            return time
    current = figure.root
    for _ in range(STEPS):
        if current.pos_ in {"VERB", "AUX"}:
            time = None if _says(current) else times.of(current)
            return time if time is not None and _own(time, at, doc.text, base, others) else None
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _after(end: int, text: str, base: int, times: Times) -> Time | None:
    """The date that follows a figure at once: "$281 million in 2014"."""
    for time in times.within((end, end + LOOK)):
        between = text[end - base : time.span[0] - base]
        if time.type == "DATE" and time.span[0] >= end and _JOINED.fullmatch(between):
            return time
    return None


def _own(time: Time, at: Span, text: str, base: int, others: Sequence[Span]) -> bool:
    """Whether a time of the clause is this figure's: no base of a comparison, nor said right after another figure."""
    if _BASE.search(text[max(0, time.span[0] - base - LOOK) : time.span[0] - base]):
        return False
    closer = [span for span in others if at[1] <= span[0] and span[1] <= time.span[0]]
    return not any(_JOINED.fullmatch(text[span[1] - base : time.span[0] - base]) for span in closer)


def _says(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in cues.load().verbs


def period(time: Time | None) -> str | None:
    """The ISO prefix that a time covers exactly, else its TIMEX3 value if that names days ("2012-Q3").

    A decade or century is its first and last year: "2020/2029".
    """
    if time is None:
        return None
    start, end = time.interval.start, time.interval.end
    if time.value is not None and time.value.isdigit() and len(time.value) < YEAR and start and end:
        return f"{start[:YEAR]}/{end[:YEAR]}"
    value = prefix_of(time.interval.start, time.interval.end) or time.value
    return value if value is not None and value[:1].isdigit() else None
