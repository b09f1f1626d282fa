"""Attacks told of again: "Eighty people were hurt in the attack" - whose, and when, the sentence before tells.

A definite attack takes up the one last told. Whoever made that, and on which day, is taken over where the later mention names
nobody; what was told as claimed stays claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.roles import anchored
from communique.event.tables import participants
from communique.model import EventMention
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.parse import Parse

BACK = 4
"""Most sentences between an attack and the words that take it up."""


def with_attackers(events: Sequence[EventMention], heads: Mapping[str, Token], parse: Parse) -> list[EventMention]:
    """The mentions in text order, attacks by nobody named with the source and day of the attack that they take up."""
    found: list[EventMention] = []
    for event in events:
        told = None
        if event.type == "ASSAULT" and not event.source and _takes_up(heads[event.id]):
            told = next(
                (e for e in reversed(found) if _attack(e) and not _parried(heads[e.id]) and _near(e, event, parse)),
                None,
            )
        found.append(event if told is None else _led_on(event, told))
    return found


def _led_on(event: EventMention, told: EventMention) -> EventMention:
    dated = event if event.date.known or event.time else replace(event, date=told.date, time=told.time)
    claimed = told.modality if event.modality == "asserted" else event.modality
    return replace(dated, source=told.source, modality=claimed)


def _attack(event: EventMention) -> bool:
    """Whether a mention tells an attack by somebody known that took place or is said to have."""
    return event.type == "ASSAULT" and anchored(event.source) and event.modality in {"asserted", "alleged", "past"}


def _parried(verb: Token) -> bool:
    """Whether arms were destroyed, which is no attack but what was done about one: "air defences destroyed 20 drones"."""
    seconds = (child for child in verb.children if child.dep_ == "conj")
    objects = (noun for word in (verb, *seconds) for noun in word.children if noun.dep_ == "dobj")
    return verb.lemma_ in _PARRYING and any(noun.lemma_.lower() in participants("weapons") for noun in objects)


_PARRYING = frozenset({"destroy", "down", "shoot"})


def _near(told: EventMention, event: EventMention, parse: Parse) -> bool:
    first, second = (parse.sentence_at(mention.trigger[0]) for mention in (told, event))
    return first is not None and second is not None and 0 <= second.index - first.index <= BACK


def _takes_up(verb: Token) -> bool:
    """Whether a verb of harm is done by, or set in, a definite attack: "the strikes killed ...", "hurt in the attack"."""
    phrases = (child for child in verb.children if child.lower_ in {"in", "by", "during"})
    nouns = [noun for phrase in phrases for noun in phrase.children if noun.dep_ == "pobj"]
    nouns += [child for child in verb.children if child.dep_ == "nsubj"]
    return any(
        noun.lemma_.lower() in participants("weapons")
        and any(child.lower_ in DEFINITE for child in noun.children if child.dep_ == "det")
        for noun in nouns
    )


DEFINITE = wordlist("function_words", "definite")
"""Words before a noun that point back to what was told."""
