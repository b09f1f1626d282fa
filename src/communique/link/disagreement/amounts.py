"""Numbers as reports give them: exact, rough, bounded, or vague; and whether two may be one."""

from __future__ import annotations

import math
import re

from communique.link.disagreement.verdict import Answer, Matched
from communique.link.utterance.tokens import render

ROUGH = 0.2
"""What is called about n lies within this share of n: spans of talks are told to the quarter of an hour, crowds to a fifth."""

Range = tuple[float, float]

_BETWEEN = re.compile(r"\b(?:nearly|almost|just under)\b")
_ABOUT = re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated)\b")
_MORE = re.compile(r"\b(?:more than|over|at least|just over|well over)\b")
_LESS = re.compile(r"\b(?:less than|fewer than|under|up to|as many as)\b")
_VAGUE = (
    (re.compile(r"\bhundreds of thousands\b"), 200_000.0),
    (re.compile(r"\btens of thousands\b"), 20_000.0),
    (re.compile(r"\bmillions\b"), 2_000_000.0),
    (re.compile(r"\bthousands\b"), 2_000.0),
    (re.compile(r"\bhundreds\b"), 200.0),
    (re.compile(r"\b(?:dozens|scores)\b"), 24.0),
    (re.compile(r"\btens\b"), 20.0),
)
_UNITS = {"hour": 60.0, "minute": 1.0}
_SPAN = re.compile(r"(half an|an?|[\w-]+?)?[ -]?(and a half )?(hour|minute)s?( and a half)?")


def range_of(words: str) -> Range | None:
    """The least and the most that some words allow (a span in minutes); None if they hold no number."""
    lowered = words.casefold()
    for pattern, least in _VAGUE:
        if pattern.search(lowered):
            return least, math.inf
    value = _minutes(lowered) if re.search(r"\b(?:hour|minute)s?\b|-(?:hour|minute)", lowered) else _number(lowered)
    if value is None:
        return None
    if _BETWEEN.search(lowered):
        return value * (1 - ROUGH), value
    if _ABOUT.search(lowered):
        return value * (1 - ROUGH), value * (1 + ROUGH)
    if _MORE.search(lowered):
        return value, math.inf
    return (0.0, value) if _LESS.search(lowered) else (value, value)


def _number(words: str) -> float | None:
    found = [word.form for word in render(words).words if word.number]
    return float(found[0][1:]) if found else None


def _minutes(words: str) -> float | None:
    total = None
    for amount, half, unit, halves in _SPAN.findall(re.sub(r"-(?=hour|minute)", " ", words)):
        count = {"half an": 0.5, "an": 1.0, "a": 1.0}.get(amount) or _number(amount.replace("-", " "))
        if count is not None:
            total = (total or 0.0) + (count + (0.5 if half or halves else 0.0)) * _UNITS[unit]
    return total


def amounts(a: Answer, b: Answer) -> Matched:
    """Equal ones agree, ranges that exclude each other conflict; of others that may be one none can tell."""
    left, right = range_of(a.value), range_of(b.value)
    if left is None or right is None:
        return "cannot tell"
    if left == right:
        return "agree"
    return "conflict" if left[1] < right[0] or right[1] < left[0] else "cannot tell"
