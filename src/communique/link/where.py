"""Whether two names of a place may be of one."""

from __future__ import annotations

from typing import Literal

from communique.link.utterance.tokens import render
from communique.resources import gazetteer

_AREA = frozenset("capital city town village region area country border province abroad here there home venue".split())
"""Heads of phrases that name no place of their own."""


def places(a: str, b: str) -> Literal["agree", "conflict", "cannot tell"]:
    """One name within the other agrees; a phrase without a name, or a state beside a place that may lie in it, cannot tell."""
    left, right = _words(a), _words(b)
    if left <= right or right <= left:
        return "agree"
    states = [gazetteer.load().state(place.removeprefix("the ")) is not None for place in (a, b)]
    return "cannot tell" if any(side <= _AREA for side in (left, right)) or states[0] != states[1] else "conflict"


def differ(told: list[str]) -> bool:
    """Whether two of some places cannot be one."""
    return any(places(a, b) == "conflict" for i, a in enumerate(told) for b in told[:i])


def _words(place: str) -> frozenset[str]:
    return frozenset(render(place).forms) - {"the", "in", "of", "at", "near", "a"}
