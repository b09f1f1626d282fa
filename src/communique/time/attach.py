"""Which phrases may date the act of a verb or noun, read from the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.model import Span
from communique.parse import Parse, span_of, subtree_span

_MODIFIER = frozenset({"npadvmod", "prep", "advmod", "tmod", "nmod", "appos", "compound", "amod", "dep", "poss"})
_SAME_ACT = frozenset({"xcomp", "acomp", "attr", "oprd", "aux", "auxpass"})
"""Arcs to a governor that states the same act ("is expected to visit on Monday")."""
_NOUN_ARCS = frozenset({"dobj", "nsubjpass", "nsubj", "attr", "pobj", "prep", "pcomp"})
_MAX_STEPS = 4


def dating_spans(token: Token, parse: Parse) -> Iterator[Span]:
    """Report spans to search for the act's time, best first; all on the token's side of any quotation edge."""
    home = parse.quotation_at(span_of(token)[0])
    for governor in _governors(token):
        for child in _by_nearness(governor, token):
            if child.dep_ in _MODIFIER and parse.quotation_at(span_of(child)[0]) == home:
                yield _phrase_span(child)


def _phrase_span(child: Token) -> Span:
    return subtree_span(child)


def _by_nearness(governor: Token, token: Token) -> list[Token]:
    return sorted(governor.children, key=lambda child: (abs(child.i - token.i), child.i))


def _governors(token: Token) -> Iterator[Token]:
    """The token, then the governors whose time is also its own."""
    yield token
    current = token
    for _ in range(_MAX_STEPS):
        head = current.head
        if head.i == current.i:
            return
        if current.dep_ == "conj" and not _has_own_time(current):
            yield head
        elif (current.pos_ in {"NOUN", "PROPN"} and current.dep_ in _NOUN_ARCS) or current.dep_ in _SAME_ACT:
            if head.pos_ in {"VERB", "AUX"}:
                yield head
        elif current.pos_ not in {"NOUN", "PROPN"} and current.dep_ not in _SAME_ACT:
            return
        current = head


def _has_own_time(token: Token) -> bool:
    return any(child.ent_type_ in {"DATE", "TIME"} for child in token.children)
