"""Bare rises and falls: "harvests fell in June", "an increase in crime", with no number given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.figure.moved import direction
from communique.figure.tables import lemmas
from communique.model import Span
from communique.model.figure import FigureChange
from communique.parse import negated, reality

_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "conj", "parataxis", "acl"})


@dataclass(frozen=True, slots=True)
class Trend:
    """A rise or fall: the word that tells it and the noun that rises or falls."""

    word: Token
    thing: Token
    change: FigureChange


def trends(doc: Doc, numbers: list[Span]) -> Iterator[Trend]:
    """Asserted rises and falls without a number in their clause; `numbers` are the figures' spans in the doc's text."""
    for token in doc:
        if token.tag_[:2] not in {"VB", "NN"}:
            continue
        found = _verb(token) if token.tag_.startswith("VB") else _noun(token)
        if found is not None and not _numbered(token, found.thing, numbers):
            yield found


def _verb(token: Token) -> Trend | None:
    change = direction(token)
    if change is None or token.tag_ == "VBG" or reality(token) != "asserted":
        return None
    if any(child.dep_ in {"dobj", "agent"} for child in token.children):
        return None
    thing = next((child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if thing is None or not _measurable(thing):
        return None
    return Trend(token, thing, change)


def _noun(token: Token) -> Trend | None:
    lemma = token.lemma_.lower()
    change: FigureChange | None = (
        "up" if lemma in lemmas("rise_nouns") else "down" if lemma in lemmas("fall_nouns") else None
    )
    if change is None or negated(token) or token.dep_ not in {"dobj", "nsubj", "nsubjpass", "attr"}:
        return None
    if token.head.pos_ == "VERB" and reality(token.head) != "asserted":
        return None
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"in", "of"}:
            thing = next((inner for inner in child.children if inner.dep_ == "pobj"), None)
            if thing is not None and _measurable(thing):
                return Trend(token, thing, change)
    return None


def _measurable(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in lemmas("measures")


def _numbered(word: Token, thing: Token, numbers: list[Span]) -> bool:
    """Whether the clause of the word holds a figure."""
    left, right = word.left_edge.i, word.right_edge.i
    for child in word.rights:
        if child.dep_ in _CLAUSES and child.i > word.i:
            right = child.left_edge.i - 1
            break
    doc = word.doc
    start = min(doc[left].idx, doc[thing.left_edge.i].idx)
    end = doc[max(right, word.i, thing.right_edge.i)]
    return any(start <= a < end.idx + len(end) for a, _ in numbers)
