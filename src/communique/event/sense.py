"""Which sense a predicate has between these parties: words of violence between politicians, praise of what is one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml
from spacy.tokens import Token

from communique.event import tables
from communique.event.codes import DEPLOYED, PRAISE, RECALLED, SHOW, TIES, VISIT
from communique.event.definite import DEFINITE
from communique.event.match import Match
from communique.event.presence import AWAITED, PRESENCE
from communique.event.roles import anchored, parties_of, whereabouts
from communique.event.sides import countries, kinds, states
from communique.event.tables import Code, participants
from communique.event.talks import for_talks, journeys
from communique.model import Party
from communique.parse.endings import forms
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast

_PEOPLE = frozenset({"person", "firm", "outlet"})
_CIVIL = _PEOPLE | {"group", "body", "government"}
"""Kinds of actors of whom "attacked" is more often said of words than of arms, if one side is a person."""
_THREAT = "130"
_BLAME = "111"
_AID = "070"
_ASYLUM = "075"
_RECEIPT = "0861"
_SEIZURE = "171"
_BOMBARDMENT = "194"
_LAUNCHING = wordlist("plover/wording", "launching")
_BLOCKADE = "191"
_OCCUPATION = "192"
_OBSTRUCTION = "144"


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("communique.resources") / "plover" / "senses.yaml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in yaml.load(text, yaml.CSafeLoader).items()}


def sensed(code: Code, match: Match, source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast) -> Code | None:
    """The code that a predicate has between these parties, None if it tells no political act between them."""
    if code.type == "ASSAULT" and _by_accident(match, source):
        return None
    if code.cameo == _RECEIPT and not kinds(source, cast) & {"body", "group"}:
        abroad = countries(target, cast) - countries(source, cast)
        return tables.load().code(DEPLOYED) if abroad and countries(source, cast) else None
    if code.cameo == _BOMBARDMENT and source and not target and _tested(match):
        return tables.load().code(SHOW)
    if code.cameo == _ASYLUM and match.rule == "verb" and not (anchored(target) and match.verb.particles):
        return None  # "took in patients": whose?; "took part in"
    if (
        code.cameo == VISIT
        and (journeys(match.head) or match.rule.startswith(PRESENCE))
        and not _abroad(match, source, target, cast)
    ):
        return None
    if code.cameo == _RALLY and source and all(noun.ent_type_ == "GPE" for noun in match.verb.subject):
        return tables.load().code(_BLAME)  # "Norway protested against the raid"
    if code.cameo == _BLAME and any(
        noun.lemma_ in participants("attacks") for noun in match.verb.preps.get("with", ())
    ):
        return tables.load().code(_ATTACK)  # "slammed the coast with airstrikes"
    if code.cameo == _CHARGED and kinds(target, cast) == {"state"}:
        return tables.load().code(_ACCUSED)  # "charged Oman with meddling"
    if code.cameo == TIES and match.noun is not None and _of_things(match):
        return tables.load().code(_COOPERATION)
    if code.cameo == _WITHDRAWAL and kinds(target, cast) == {"body"} and match.rule == "verb" and not match.verb.object:
        return tables.load().code(RECALLED)  # "withdrew from the union"
    if code.type == "RETREAT" and kinds(source, cast) == {"firm"}:
        return None  # business: "the maker of engines pulled out of Norway"
    if code.cameo in {_BLOCKADE, _OCCUPATION} and any(_protests(noun) for noun in match.verb.subject):
        return tables.load().code(_OBSTRUCTION)
    if code.cameo == _SEIZURE and any(_ground(noun, cast) for noun in _seized(match)):
        return tables.load().code(_OCCUPATION)
    if code.type == "ASSAULT" and not _violent(match, source, target, cast):
        spoken = match.words[-1].lemma_.lower() in _words()["attacks_in_words"]
        return tables.load().code(_BLAME) if spoken and target else None
    own = states(source, cast) & states(target, cast)
    if code.cameo == PRAISE and own and len(states(source, cast) | states(target, cast)) > 1:
        return None  # "hailed the ties of Oman and Qatar": one's own side praised with the other
    if code.cameo == PRAISE and _of_another(match, source, cast):
        return None
    if code.cameo == PRAISE and any(child.lower_ in _words()["materially"] for child in match.head.children):
        return tables.load().code(_AID)
    if code.cameo == PRAISE and _backs_arms(match) and countries(target, cast) - countries(source, cast):
        return tables.load().code(_AID)
    if match.speech == "promise" and code.type == "AGREE" and any(map(_menaces, match.verb.complement)):
        return tables.load().code(_THREAT)
    if match.speech == "demand" and match.head.lemma_.lower() in _words()["orders"] and _own(source, target, cast):
        return None
    return code


def _of_another(match: Match, source: tuple[Party, ...], cast: Cast) -> bool:
    """Whether the support that is told of is another's: "the president underscored Oman's support for Qatar"."""
    owners = match.noun.subject if match.noun is not None and match.rule in {"light verb", "verb+object"} else []
    owned = countries(tuple(party for noun in owners for party in parties_of(noun, cast)), cast)
    return bool(owned) and bool(countries(source, cast)) and not owned & countries(source, cast)


def _abroad(match: Match, source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast) -> bool:
    """Whether a journey is a visit to another state: "flew to Oman for talks", a minister's "left for Oslo"."""
    home, there = countries(source, cast), countries(target, cast)
    if not there - home or "person" not in kinds(source, cast) or kinds(target, cast) != {"state"}:
        return False
    return for_talks(match.head) or match.rule == AWAITED or (bool(home) and not any(map(_errand, match.head.children)))


def _errand(preposition: Token) -> bool:
    """Whether a preposition tells what else a journey was for: "on holiday", not "on Monday", "for Oslo"."""
    goals = [noun for noun in preposition.children if noun.ent_type_ not in {"DATE", "TIME", "GPE"}]
    return preposition.lower_ in {"for", "on"} and any(not noun.like_num for noun in goals)


def _of_things(match: Match) -> bool:
    """Whether what two deepen is their cooperation on things: "advance their collaboration on nuclear fuel"."""
    noun = match.words[-1]
    if not noun.lemma_.lower().endswith(("cooperation", "operation", "collaboration")):
        return False
    behind = (word for child in noun.children if child.lower_ in {"on", "in"} for word in child.subtree)
    return any(word.lemma_.lower() in _CONCRETE for word in behind)


_CONCRETE = wordlist("plover/wording", "concrete")
_COOPERATION, _RALLY = "060", "141"
_WITHDRAWAL = "0874"
_CHARGED, _ACCUSED, _ATTACK = "1121", "112", "190"


def _backs_arms(match: Match) -> bool:
    """Whether what is backed is what is fought with: "backed Oman's army", "supported its war effort"."""
    words = _words()
    return match.head.lemma_ in words["backing"] and any(
        noun.lemma_.lower() in words["armies"]
        or (noun.lemma_.lower() in words["efforts"] and any(t.lemma_.lower() in words["martial"] for t in noun.lefts))
        for noun in match.verb.object
    )


def _by_accident(match: Match, source: tuple[Party, ...]) -> bool:
    """Whether nobody did it: "the crash killed 20 Norwegians", "the ferry capsized, killing 20"."""
    beside = match.head.dep_ == "advcl" and match.head.tag_ == "VBG"
    told = [*match.verb.subject, *([match.head.head] if beside and not source else [])]
    return any(word.lemma_.lower() in _words()["accidents"] for word in told)


def _menaces(verb: Token) -> bool:
    """Whether what is promised is to do somebody harm: "vowed to ratchet up pressure on Oman"."""
    objects = (child for child in verb.children if child.dep_ == "dobj")
    return verb.lemma_ in _words()["inflicting"] and any(
        noun.lemma_.lower() in _words()["menacing"] for noun in objects
    )


def _tested(match: Match) -> bool:
    """Whether a missile was only shown, at nobody: "launched a missile across the sea", not "fired the missiles"."""
    definite = any(child.lower_ in DEFINITE for noun in match.verb.object for child in noun.children)
    aimed = any(token.lower_ == "at" for token in match.head.subtree)
    return match.head.lemma_ in _LAUNCHING and not match.verb.passive and not definite and not aimed


def _protests(noun: Token) -> bool:
    """Whether who occupies a place is a crowd: "protesters occupied the arrivals hall"."""
    return not participants("protesting").isdisjoint(forms(noun.lower_, "s"))


def _seized(match: Match) -> list[Token]:
    """What is seized, or what control is seized of."""
    return [*match.verb.object, *((match.noun.preps.get("of") or []) if match.noun is not None else [])]


def _ground(noun: Token, cast: Cast) -> bool:
    """Whether what is seized is land, which is occupied: "seized three provincial capitals", "seized Karazan"."""
    named = noun.ent_type_ in {"GPE", "LOC"} or (
        noun.pos_ == "PROPN" and noun.dep_ == "dobj" and whereabouts(noun, cast)
    )
    return bool(named) or noun.lemma_.lower() in _words()["grounds"]


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
