"""Which phrases may date the act of a verb or noun, read from the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.model import Span
from communique.parse import Parse, span_of, subtree_span
from communique.resources.vocabulary import wordlist

_MODIFIER = frozenset({"npadvmod", "prep", "advmod", "nmod", "appos", "compound", "amod", "dep", "poss", "advcl"})
_TO_VERB = frozenset({"dobj", "nsubjpass", "nsubj", "attr", "pobj", "prep", "pcomp"})
"""Arcs from a noun that names an act to the verb that holds or reports it ("held talks on Monday")."""
_SAME_ACT = wordlist("time_words", "same_act")
_MAX_STEPS = 4


def dating_spans(token: Token, parse: Parse) -> Iterator[tuple[Token, Span]]:
    """Governors and the report spans under them to search for the act's time, best first.

    All lie on the token's side of any quotation's edge.
    """
    home = parse.quotation_at(span_of(token)[0])
    for governor in _governors(token):
        if parse.quotation_at(span_of(governor)[0]) != home:
            return
        for child in sorted(governor.children, key=lambda c: (abs(c.i - token.i), c.i)):
            if child.dep_ in _MODIFIER and parse.quotation_at(span_of(child)[0]) == home:
                yield governor, subtree_span(child)


def belongs(time: Token, governor: Token) -> bool:
    """Whether a time inside the governor's subtree is its own: no other verb or clause lies between."""
    current = time
    while current.i != governor.i:
        if current.pos_ in {"VERB", "AUX"} or current.head.i == current.i:
            return False
        current = current.head
    return True


def _governors(token: Token) -> Iterator[Token]:
    """The token, then the governors whose time is also its own."""
    yield token
    current = token
    for _ in range(_MAX_STEPS):
        head = current.head
        if head.i == current.i:
            return
        if current.dep_ == "conj":
            if _times_before(current, head):
                yield head
        elif current.dep_ == "xcomp" or (current.pos_ in {"NOUN", "PROPN"} and current.dep_ in _TO_VERB):
            if head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() not in _SAME_ACT:
                return
            yield head
        elif current.dep_ not in {"prep", "pobj"}:
            return
        current = head


def _times_before(conjunct: Token, head: Token) -> bool:
    """Whether the first verb's time stands before both, so that it dates the second too."""
    return conjunct.pos_ == head.pos_ and any(
        child.dep_ in {"prep", "npadvmod", "advmod"} and child.i < head.i for child in head.children
    )
