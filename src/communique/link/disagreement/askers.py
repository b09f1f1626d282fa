"""At whose wish a talk was held: the side that an answer names."""

from __future__ import annotations

import re
from collections.abc import Collection

from communique.link.disagreement.asked import Asked
from communique.link.disagreement.verdict import Answer, Matched
from communique.link.sides import party_ids
from communique.resources import gazetteer
from communique.resources.entries import fold

_NAME = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*")


def side_of(asked: Asked, value: str) -> str | None:
    """The side that some words name, by a state, its people or a word of an actor's name; None if they name none or several."""
    name = _NAME.search(value)
    if name is None:
        return None
    states = gazetteer.load().demonyms.get(fold(name[0]), ())
    if len(states) == 1:
        return states[0].code
    state = gazetteer.load().state(name[0])
    if state is not None:
        return state.code
    last = fold(name[0]).split()[-1]
    sides = {asked.side(id_) for id_, row in asked.actors.items() if last in fold(row["name"]).split()}
    return sides.pop() if len(sides) == 1 else None


def talkers(asked: Asked, types: Collection[str]) -> frozenset[str]:
    """The sides of the story's talks: who asked for one took part."""
    return frozenset(
        asked.side(actor)
        for mention in asked.mentions
        if mention["type"] in types
        for actor in party_ids([*mention["source"], *mention["target"]])
    )


def one_side(a: Answer, b: Answer) -> Matched:
    """Whether two answers name one side."""
    return "agree" if a.meant == b.meant else "conflict"
