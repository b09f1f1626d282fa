"""The predicates of a sentence, each by the first rule that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.deed_nouns import match_deed, matched_in_line
from communique.event.match import Match, match_verb
from communique.event.naming import whole_lemma
from communique.event.nominal import match_noun, match_wire
from communique.event.phrasal import match_phrase
from communique.event.presence import match_presence
from communique.event.urging import (
    match_acceptance,
    match_adjective,
    match_announcement,
    match_calling,
    match_charging,
    match_holding,
    match_ordered_out,
    match_readiness,
    match_urging,
)


def matches(tokens: Iterable[Token]) -> list[Match]:
    """The predicates of a sentence: each verb's act, then nouns that no verb has taken; spoken-of acts are left out."""
    words = lexicons.load()
    found: list[Match] = []
    taken: set[int] = set()
    nouns: list[Token] = []
    for token in tokens:
        if token.pos_ == "VERB":
            match = match_announcement(token, words) or match_calling(token) or match_urging(token, words)
            match = match or match_ordered_out(token, words) or match_readiness(token) or match_acceptance(token)
            match = match or match_phrase(token, words) or match_holding(token) or match_charging(token, words)
            match = match or match_verb(token, words) or match_presence(token)
            if match is not None:
                found += (match, *matched_in_line(match, words))
                taken.update(word.i for word in match.words)
        elif token.pos_ in {"AUX", "ADJ"}:
            match = match_presence(token) if token.pos_ == "AUX" else match_adjective(token, words)
            found += (match,) if match is not None else ()
        elif token.pos_ == "NOUN":
            lemma = whole_lemma(token)
            if lemma in words.acts:
                nouns.append(token)
            if lemma in words.by_wire and (match := match_wire(token, words)) is not None:
                found.append(match)
    found.extend(
        m for noun in nouns if noun.i not in taken and (m := match_deed(noun, words) or match_noun(noun, words))
    )
    spoken = {i for match in found if match.speech for token in _spoken_of(match) for i in _chain(token)}
    return [match for match in found if match.head.i not in spoken]


def _spoken_of(match: Match) -> list[Token]:
    """The acts spoken of, and those that it is spoken on condition of: "threatened to leave if Peru attacks"."""
    conditions = (
        c for c in match.head.children if c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children)
    )
    return [*match.verb.complement, *conditions]


def _chain(verb: Token) -> Iterator[int]:
    """The verb and those in line with it: co-ordinated ones and its infinitives."""
    yield verb.i
    for child in verb.children:
        if child.dep_ in {"conj", "xcomp"}:
            yield from _chain(child)
