"""The day of what a title tells: "Oman expels two envoys" is the act of the lead, "Oman on Monday expelled ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.event.account import Account
from communique.model import EventMention, contains

_LEAD = 3
"""Sentences of the body that may tell the same act."""


def with_headline(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, what a title tells with the day of the same act in the lead."""
    return [_headline(event, events, account) if _title(event, account) else event for event in events]


def _title(event: EventMention, account: Account) -> bool:
    sentence = account.sentence(event)
    return sentence is not None and sentence.block.role == "title"


def _headline(event: EventMention, events: Sequence[EventMention], account: Account) -> EventMention:
    """What a title tells in the present tense, with the day of the same act of the same sides in the lead."""
    undated = not event.timed and event.modality == "asserted"
    if not undated or account.head(event).tag_ not in {"VBZ", "VBP", "VB"}:
        return event
    lead = [sentence.span for sentence in account.body(_LEAD)]
    told = (e for e in events if e.type == event.type and e.modality == event.modality and e.date.day is not None)
    for same in (e for e in told if any(contains(span, e.trigger) for span in lead)):
        alike = [account.states(side) for side in (event.source, same.source, event.target, same.target)]
        if alike[0] & alike[1] and (alike[2] & alike[3] or not alike[2] or not alike[3]):
            return replace(event, date=replace(same.date, basis="inferred"), time=same.time)
    return event
