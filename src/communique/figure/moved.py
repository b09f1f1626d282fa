"""Whether a figure is the size of a rise or fall, and which way."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.about import is_particle
from communique.figure.tables import lemmas
from communique.model.figure import FigureChange

_STEPS = 3
"""Arcs from a figure to the verb of which it is the size."""
_SIZED = frozenset({"dobj", "npadvmod", "prep", "advmod", "oprd", "attr", "ccomp", "pobj"})


def direction(verb: Token) -> FigureChange | None:
    """`up` or `down` if the word tells of a rise or a fall."""
    lemma = verb.lemma_.lower()
    return "up" if lemma in lemmas("rises") else "down" if lemma in lemmas("falls") else None


def _particle(word: Token, kind: str) -> bool:
    """Whether "up" or "down" belongs to a verb that tells of no rise or fall: "shot down 40", "makes up 52 percent"."""
    if not is_particle(word):
        return False
    return kind == "noun" or word.nbor(-1).lemma_.lower() in lemmas("forming") | lemmas("winning")


def moved(figure: Tokens, kind: str, *, span: bool) -> FigureChange | None:
    """Direction of the change whose size the figure tells: "rose 5%", "up 9%", "a 3% drop"; not the level reached ("to 80").

    `span` says that the figure is a "from ... to ...", whose verb tells the direction.
    """
    if kind == "age":
        return None
    root = figure.root
    before = figure.doc[figure.start - 1] if figure.start else None
    if before is not None and before.lower_ in {"up", "down"} and not _particle(before, kind):
        return "up" if before.lower_ == "up" else "down"
    current = root
    for _ in range(_STEPS):
        head = current.head
        if head.i == current.i or (current.dep_ == "prep" and current.lower_ not in {"by", "of"} and not span):
            return None
        if head.pos_ == "VERB" and current.dep_ in _SIZED:
            sunk = (
                kind in {"noun", ""} and current.dep_ in {"dobj", "npadvmod"} and head.lemma_.lower() in lemmas("sinks")
            )
            return None if sunk else direction(head)
        if head.pos_ == "VERB":
            return None
        current = head
    return None
