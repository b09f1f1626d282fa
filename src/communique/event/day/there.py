"""What was done at a meeting: what its participants told, did to each other or did together, plainly and on no other day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.clause import swallows
from communique.event.codes import ON_DEEDS, TO_MEET
from communique.event.compare import SYMMETRIC
from communique.event.day.meeting import Occasion
from communique.event.floor import FIRST, PLURAL
from communique.event.modality import listed
from communique.event.sides import actors, kinds, state
from communique.event.tables import QUADS, load, participants
from communique.event.telling import REASONS, elsewhen, main, taken_up
from communique.model import EventMention

if TYPE_CHECKING:
    from communique.actor import Cast


def told_at(event: EventMention, occasion: Occasion, account: Account) -> bool:
    """Whether an undated mention tells what the participants did at the meeting."""
    head, cast = account.head(event), account.cast
    if event.timed or event.modality != "asserted":
        return False
    if occasion.alone and not (main(head) and event.type in _SPOKEN and event.source != event.target):
        return False
    together = event.type in SYMMETRIC and all_of(account.states(event.source), occasion)
    if load().quad(event.type) == QUADS["material conflict"]:
        return False  # a state's measures against the other, told beside a meeting, are why it was held
    if "firm" in kinds(event.source, cast):
        return False  # a firm's deal, welcomed at a meeting of states
    if event.type == "CONSULT" and taken_up(head):
        return together or account.states(event.source + event.target) == occasion.states
    said = in_first_person(event)
    if elsewhen(head, _OTHER_ACTS.get(event.cameo or "", frozenset()), perfect=not said) or (
        head.dep_ == "pcomp" and not swallows(head)
    ):
        return False
    source, target = actors(event.source), actors(event.target)
    by_voice = _by_voice(head)
    told = together or said or by_voice or {account.teller(event)} == set(source) or event.type == "CONSULT"
    if event.statement is not None and not told:
        return False
    if event.type == "CONSULT" and (_too(head) or occasion.journey) and occasion.people.issuperset(source) and source:
        return True
    if event.type == "CONSULT" and source == target and len(occasion.people) > 1 and occasion.people < set(source):
        return True  # "the leaders discussed ...", of the two and who joined them
    joint = occasion.open and together and event.source == event.target and event.type != "CONSULT"
    for_all = joint or (
        together and len(account.states(event.source)) == len(occasion.states)
    )  # "the foreign ministers of both signed ..."
    if not for_all and not (source and all(_takes_part(id_, occasion, cast) for id_ in source)):
        return False
    if (
        event.type in _SPOKEN
        and (event.statement is None or by_voice)
        and event.target
        and occasion.people.issuperset(source)
        and (by_voice or main(head))
    ):
        return True
    if event.type == "REJECT" and not target and _answers(head) and occasion.people.issuperset(source):
        return True
    if joint:
        return main(head)
    if all_of(account.states(event.source), occasion):
        return event.type not in {"CONSULT", "COOPERATE"} or all(_takes_part(id_, occasion, cast) for id_ in target)
    return bool(target) and all(_takes_part(id_, occasion, cast) for id_ in target)


def _answers(verb: Token) -> bool:
    """Whether a main clause turns down what was asked for right before: "she rejected the demand"."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    asked = all(noun.pos_ == "NOUN" and [word.lower_ for word in noun.children] == ["the"] for noun in objects)
    return bool(objects) and asked and main(verb)


def _by_voice(verb: Token) -> bool:
    """Whether a spokesman tells an act in the past: "the spokesman stated that the minister thanked her"."""
    first = next(token for token in (verb, *verb.ancestors) if token.dep_ != "conj")
    subjects = (child for child in first.head.children if child.dep_ == "nsubj")
    voice = first.dep_ == "ccomp" and any(child.lemma_.lower() in participants("mouthpieces") for child in subjects)
    return voice and verb.tag_ == "VBD" and main(first.head)


def all_of(sides: frozenset[str], occasion: Occasion) -> bool:
    """Whether some sides are all who met, one of whom may be a person whose country nothing tells."""
    missing = occasion.states - sides
    unknown = len(missing) == 1 and missing <= occasion.people and len(sides - occasion.states) == 1
    return not missing or (unknown and len(sides) == len(occasion.states) > 1)


def in_first_person(event: EventMention) -> bool:
    """Whether one of those who met tells an act in the first person."""
    return any(how in {FIRST, PLURAL} for party in event.source for how in party.how)


def _too(verb: Token) -> bool:
    """Whether a further meeting is told as one of the same day: "also met with ...", "following the meeting"."""
    if any(child.lower_ == "also" for child in verb.children):
        return True
    phrases = (child for child in verb.children if child.lower_ in {"following", "after", "during"})
    return any(n.lemma_ in listed("meetings") for phrase in phrases for n in phrase.children)


def _takes_part(id_: str, occasion: Occasion, cast: Cast) -> bool:
    actor = cast.actor(id_)
    return id_ in occasion.people or (
        actor is not None and actor.kind in {"state", "government"} and state(id_, cast) in occasion.states
    )


_SPOKEN = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE"})
"""What a participant says at a meeting of somebody who is not there, told in a main clause, belongs to it."""


_OTHER_ACTS = {**dict.fromkeys(ON_DEEDS, REASONS), TO_MEET: frozenset({"to", "for"})}
"""Words before the other act that praise, blame or an invitation is about, by code."""
