"""Sentences of a stored report, by its marks alone: the record keeps spans, not the parse that found them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from communique.model import Span
from communique.model.report import ANALYSED

_END = re.compile(r"[.!?…][”\"’')\]*_]*(?=\s+(?:[-–•*]\s+)*[\"“‘'(\[*_]*[A-Z0-9])")
"""A stop with what closes it, before what opens a sentence; asterisks, underscores and bullets are Markdown's."""
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|Gov|Prof|St|Jr|Sr|No|vs|approx|Inc|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
"""A stop that ends no sentence: initials, titles and months cut short."""
_LONGEST = 8
"""Code points before a stop that can hold one of these."""


def sentences(report: Mapping[str, Any]) -> Iterator[Span]:
    """The sentences of the analysed blocks of a row of `reports`, in order."""
    for block in report["blocks"]:
        if block["role"] in ANALYSED:
            yield from within(report["text"], block["span"][0], block["span"][1])


def within(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `text[start:end]`, each from the end of the one before."""
    for match in _END.finditer(text, start, end):
        if not _ABBREVIATED.search(text[max(start, match.start() - _LONGEST) : match.start() + 1]):
            yield start, match.end()
            start = match.end()
    if text[start:end].strip():
        yield start, end


def number_of(report: Mapping[str, Any], at: int) -> int:
    """The number, from 1, of the sentence that holds the code point `at`; -1 where none does."""
    return next((n for n, (start, end) in enumerate(sentences(report), 1) if start <= at < end), -1)
