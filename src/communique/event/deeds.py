"""Deeds that praise and blame only take up: "Oman shelled the port. Qatar condemned the strikes" - whose, was told before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.roles import anchored
from communique.event.sequel import DEFINITE
from communique.event.sides import countries, states
from communique.model import EventMention, Party
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.event.coding import Coded
    from communique.event.match import Match
    from communique.parse import Parse

Parties = tuple[Party, ...]

BACK = 3
"""Most sentences between a deed and the words that take it up."""
AROUND = 6
"""Sentences before those words in which no such deed of another side may stand."""
_JUDGING = frozenset({"051", "111", "120"})
"""Codes of praise, blame and rejection."""
_BY_NOUN = (
    (wordlist("plover/wording", "deeds_of_force"), frozenset({"ASSAULT"})),
    (wordlist("plover/wording", "deeds_of_coercion"), frozenset({"COERCE"})),
    (wordlist("plover/wording", "deeds_of_retreat"), frozenset({"RETREAT"})),
    (wordlist("plover/wording", "deeds_of_sanction"), frozenset({"SANCTION"})),
    (wordlist("plover/wording", "deeds_of_any_kind"), frozenset({"COERCE", "RETREAT", "SANCTION", "MOBILIZE"})),
)
"""Types of the deed that a noun takes up."""


def doers(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Who did the deed that a definite noun takes up, if all such deeds told shortly before by others were one side's."""
    kinds = next((k for noun in match.verb.object if _definite(noun) for k in [_kinds(noun)] if k), None)
    here = parse.sentence_at(span_of(match.head)[0])
    if coded.code.cameo not in _JUDGING or kinds is None or here is None or not anchored(coded.source):
        return ()
    found: Parties = ()
    last = 0
    for event in sorted(told, key=lambda event: event.trigger):
        sentence = parse.sentence_at(event.trigger[0])
        back = here.index - sentence.index if sentence is not None else -1
        if not 0 <= back <= AROUND or event.type not in kinds or _same_side(event.source, coded.source, cast):
            continue
        known = anchored(event.source) and event.modality in {"asserted", "alleged", "past"}
        if not known or (found and not _same_side(event.source, found, cast)):
            return ()
        found, last = event.source, back
    return found if last <= BACK else ()


def inviters(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Who invited those who accept: "Oman invited her to the summit, which she accepted"."""
    here = parse.sentence_at(span_of(match.head)[0])
    if coded.code.cameo != _ACCEPTED or match.head.lemma_ != "accept" or here is None:
        return ()
    for event in sorted(told, key=lambda event: event.trigger, reverse=True):
        sentence = parse.sentence_at(event.trigger[0])
        near = sentence is not None and 0 <= here.index - sentence.index <= BACK
        if near and event.cameo == _INVITED:
            return event.source if _same_side(event.target, coded.source, cast) else ()
    return ()


_INVITED, _ACCEPTED = "036", "030"


def _same_side(first: Parties, second: Parties, cast: Cast) -> bool:
    return bool(states(first, cast) & states(second, cast) or countries(first, cast) & countries(second, cast))


def _definite(noun: Token) -> bool:
    return any(child.lower_ in DEFINITE for child in noun.lefts)


def _kinds(noun: Token) -> frozenset[str]:
    return next((kinds for nouns, kinds in _BY_NOUN if noun.lemma_.lower() in nouns), frozenset())
