"""Whether two names of a place may be of one."""

from __future__ import annotations

from typing import Literal

from communique.event.capitals import towns
from communique.link.utterance.tokens import render
from communique.resources import gazetteer
from communique.resources.entries import State, fold
from communique.resources.vocabulary import wordlist

_AREA, _STOPS = wordlist("names", "areas"), wordlist("names", "beside_place")

_APART = frozenset({"member", "observer"})
"""Kinds of state that lie in no other: a territory, or what is recognised in part, may go by another state's name."""

_SHARED = wordlist("names", "shared")


def places(a: str, b: str) -> Literal["agree", "conflict", "cannot tell"]:
    """Two states, or a state and another's town, conflict by the tables; else one name within the other agrees.

    A phrase without a name, or a state beside a place that may lie in it, cannot tell.
    """
    if _abroad(a, b) or _abroad(b, a):
        return "conflict"
    left, right = _words(a), _words(b)
    if left <= right or right <= left:
        return "agree"
    states = [gazetteer.load().state(place.removeprefix("the ")) is not None for place in (a, b)]
    return "cannot tell" if any(side <= _AREA for side in (left, right)) or states[0] != states[1] else "conflict"


def _abroad(a: str, b: str) -> bool:
    """Whether one place is a state, or in one by its last words, and the other is another state, or another's town.

    Two states may share a name where their people do: "Congo".
    """
    state, other = _state(a), _state(b)
    if state is None:
        return False
    if other is not None:
        return state is not other and not {*state.people, *state.adjectives} & {*other.people, *other.adjectives}
    return towns().get(fold(_last(b)), state.code) != state.code


def _state(place: str) -> State | None:
    name = _last(place)
    state = None if fold(name) in _SHARED else gazetteer.load().state(name)
    return state if state and state.kind in _APART else None


def _last(place: str) -> str:
    """What a place lies in, where the name says so: "Juba, South Sudan"."""
    return place.rpartition(", ")[2].removeprefix("the ")


def differ(told: list[str]) -> bool:
    """Whether two of some places cannot be one."""
    return any(places(a, b) == "conflict" for i, a in enumerate(told) for b in told[:i])


def _words(place: str) -> frozenset[str]:
    return frozenset(render(place).forms) - _STOPS
