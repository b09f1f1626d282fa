"""Which sense a predicate has between these parties: words of violence between politicians, praise of what is one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml
from spacy.tokens import Token

from communique.event import tables
from communique.event.match import Match
from communique.event.sides import countries, kinds, states
from communique.event.tables import Code
from communique.model import Party

if TYPE_CHECKING:
    from communique.actor import Cast

_PEOPLE = frozenset({"person", "firm", "outlet"})
_CIVIL = _PEOPLE | {"group", "body", "government"}
"""Kinds of actors of whom "attacked" is more often said of words than of arms, if one side is a person."""
_PRAISE = "051"
_BLAME = "111"
_AID = "070"


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("communique.resources") / "plover" / "senses.yaml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in yaml.load(text, yaml.CSafeLoader).items()}


def sensed(code: Code, match: Match, source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast) -> Code | None:
    """The code that a predicate has between these parties, None if it tells no political act between them."""
    if code.type == "ASSAULT" and any(noun.lemma_.lower() in _words()["accidents"] for noun in match.verb.subject):
        return None  # "the crash killed 20 Norwegians"
    if code.type == "ASSAULT" and not _violent(match, source, target, cast):
        spoken = match.words[-1].lemma_.lower() in _words()["attacks_in_words"]
        return tables.load().code(_BLAME) if spoken and target else None
    own = states(source, cast) & states(target, cast)
    if code.cameo == _PRAISE and own and len(states(source, cast) | states(target, cast)) > 1:
        return None  # "hailed the ties of Oman and Qatar": one's own side praised with the other
    if code.cameo == _PRAISE and any(child.lower_ in _words()["materially"] for child in match.head.children):
        return tables.load().code(_AID)
    if match.speech == "demand" and match.head.lemma_.lower() in _words()["orders"] and _own(source, target, cast):
        return None
    return code


def armed(match: Match) -> bool:
    """Whether the words of violence of a predicate can only mean it, or stand beside arms or victims."""
    words = _words()
    plain = not any(word.lemma_.lower() in words["figurative"] for word in match.words)
    return plain or any(token.lemma_.lower() in words["arms"] for token in _clause(match.head))


def _own(source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast) -> bool:
    """Whether an order goes to one's own people: officials of nobody else, the own army."""
    return countries(target, cast) <= countries(source, cast) and not kinds(target, cast) & {"person", "state"}


def _violent(match: Match, source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast) -> bool:
    """Whether a word of violence can be meant: it has no other sense, or arms, victims or an armed side are told of."""
    words = _words()
    if armed(match):
        return True
    acting, struck = kinds(source, cast), kinds(target, cast)
    if not acting and not match.verb.passive and struck <= _PEOPLE:
        return False
    if not (acting and acting <= _CIVIL and struck <= _CIVIL):
        return True
    return not (acting <= _PEOPLE or (struck and struck <= _PEOPLE) or match.head.lemma_ in words["games"])


def _clause(head: Token) -> list[Token]:
    return list(head.doc[head.left_edge.i : head.right_edge.i + 1])
