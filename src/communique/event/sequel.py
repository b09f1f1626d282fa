"""Attacks told of again: "Eighty people were hurt in the attack" - whose, and when, the sentence before tells.

A definite attack takes up the one last told. Whoever made that, and on which day, is taken over where the later mention names
nobody; what was told as claimed stays claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.definite import DEFINITE
from communique.event.roles import anchored
from communique.event.sides import countries, kinds
from communique.event.tables import participants
from communique.model import EventMention

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse

BACK = 4
"""Most sentences between an attack and the words that take it up, or between two of those."""


def with_attackers(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions in text order, attacks by nobody named with the source and day of the attack that they take up."""
    found: list[EventMention] = []
    for mention in events:
        event, told = mention, None
        armed = event.type == "ASSAULT" and _by_arm(event, account.parse, account.cast)
        if armed:
            event = replace(event, source=())
        if event.type == "ASSAULT" and not event.source and (armed or _takes_up(account.head(event))):
            told = next(
                (
                    e
                    for e in reversed(found)
                    if _attack(e) and not _parried(account.head(e)) and _near(e, event, account)
                ),
                None,
            )
        found.append(event if told is None else _led_on(event, told))
    return found


def _by_arm(event: EventMention, parse: Parse, cast: Cast) -> bool:
    """Whether the source of an attack is a weapon by its name, which the report says it is: "the Heron", "a Heron missile"."""
    if len(event.source) != 1 or countries(event.source, cast) or "state" in kinds(event.source, cast):
        return False
    article, _, name = parse.text(event.source[0].spans[-1]).rpartition(" ")
    if "person" in kinds(event.source, cast) and article.casefold() not in DEFINITE:
        return False
    return name[:1].isupper() and re.search(_ARM.format(re.escape(name)), parse.report.text) is not None


_ARM = rf"\b{{}}(?: [a-z-]+)? (?:{'|'.join(sorted(participants('arms')))})s?\b"


def _led_on(event: EventMention, told: EventMention) -> EventMention:
    dated = event if event.timed else replace(event, date=told.date, time=told.time)
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


def _near(told: EventMention, event: EventMention, account: Account) -> bool:
    first, second = (account.sentence(mention) for mention in (told, event))
    if first is None or second is None or second.index < first.index:
        return False
    between = range(first.index + 1, second.index)
    if any(_new_attack(token) for n in between for token in account.parse.sentences[n].tokens):
        return False  # another attack was told of since
    links = [
        first.index,
        *(n for n in between if any(map(_definite_attack, account.parse.sentences[n].tokens))),
        second.index,
    ]
    return all(later - earlier <= BACK for earlier, later in pairwise(links))


def _takes_up(verb: Token) -> bool:
    """Whether a verb of harm is done by, or set in, a definite attack: "the strikes killed ...", "hurt in the attack"."""
    phrases = (child for child in verb.children if child.lower_ in {"in", "by", "during"})
    nouns = [noun for phrase in phrases for noun in phrase.children if noun.dep_ == "pobj"]
    nouns += [child for child in verb.children if child.dep_ == "nsubj"]
    return any(map(_definite_attack, nouns))


def _new_attack(noun: Token) -> bool:
    return noun.lemma_.lower() in participants("attacks") and any(
        child.lower_ in {"a", "an"} for child in noun.children
    )


def _definite_attack(noun: Token) -> bool:
    determined = any(child.lower_ in DEFINITE for child in noun.children if child.dep_ == "det")
    return determined and noun.lemma_.lower() in participants("weapons")


"""Words before a noun that point back to what was told."""
