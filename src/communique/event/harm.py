"""Harm that an attack did, told beside it or in the next sentence: one act, whose victims are the attack's.

"Oman shelled the port, killing two Peruvian sailors", "Oman shelled the port. Two Peruvian sailors were killed."
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.roles import anchored
from communique.event.sides import countries
from communique.model import EventMention

if TYPE_CHECKING:
    pass


def with_harm(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, harm folded into the attack that did it, unless that has known victims of its own."""
    found = {event.id: event for event in events}
    by_head = {account.head(event): event.id for event in events}
    for event in events:
        attack = None
        if event.type == "ASSAULT":
            attack = _beside(event, account.head(event), found, by_head) or _before(event, found, account)
        if attack is None or (anchored(attack.target) and anchored(event.target)):
            continue
        known = anchored(event.target) and not anchored(attack.target)
        target = (*event.target, *attack.target) if known else (*attack.target, *event.target)
        found[attack.id] = replace(attack, target=target, attributes=(*attack.attributes, *event.attributes))
        del found[event.id]
    return list(found.values())


def _beside(
    event: EventMention, gerund: Token, found: Mapping[str, EventMention], by_head: Mapping[Token, str]
) -> EventMention | None:
    """The attack whose participle tells the harm: "fired missiles at the coast, setting a house alight and killing a man"."""
    while gerund.dep_ == "conj" and gerund.tag_ == gerund.head.tag_ == "VBG":
        gerund = gerund.head
    if gerund.dep_ != "advcl" or gerund.tag_ != "VBG" or any(child.dep_ == "mark" for child in gerund.children):
        return None
    attack = found.get(by_head.get(gerund.head, ""))
    if attack is None or (attack.type, attack.modality) != ("ASSAULT", event.modality):
        return None
    return attack if [p.spans for p in attack.source] == [p.spans for p in event.source] else None


def _before(event: EventMention, found: Mapping[str, EventMention], account: Account) -> EventMention | None:
    """The only attack of the sentence before, where the harm is told as done by nobody and at no other time."""
    verb, here = account.head(event), account.sentence(event)
    passive = verb.tag_ == "VBN" and any(child.lower_ in {"was", "were"} for child in verb.children)
    if here is None or not passive or event.source or event.timed or not anchored(event.target):
        return None
    told = [e for e in found.values() if (s := account.sentence(e)) is not None and s.index == here.index - 1]
    attacks = [e for e in told if e.type == "ASSAULT" and e.modality == event.modality]
    if len(attacks) != 1 or not anchored(attacks[0].source) or anchored(attacks[0].target):
        return None
    return None if countries(attacks[0].source, account.cast) & countries(event.target, account.cast) else attacks[0]
