"""The day of the meeting that a report is about, for what its participants did there.

A readout dates the meeting in its first sentence and goes on without a date: "They agreed ...", "The president thanked
...". What the participants do to each other or together, told plainly and without a time of its own, took place there
(basis `inferred`). A report's own date never stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.day.about import own_occasion
from communique.event.day.there import all_of, in_first_person, told_at
from communique.event.definite import definite
from communique.event.modality import listed
from communique.event.place import stage
from communique.event.sides import actors, state
from communique.event.telling import taken_up
from communique.model import EventMention, Interval

RUN = 6
"""Most sentences between an act of one participant and what was last told of the meeting; the background comes after."""
_JOINT = re.compile(r"(?i)\bjoint (?:communiqu[eé]|declaration|(?:press )?(?:statement|release))\b")
"""A title of a paper that tells of its meeting from first to last."""


def with_occasion(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, those that the report's own meeting dates with its day."""
    occasion, parse = own_occasion(events, account), account.parse
    if occasion is None:
        return list(events)
    day = replace(occasion.date, basis="inferred") if occasion.date.known else occasion.date
    numbers = {event.id: account.number(event) for event in events}
    reach = RUN
    if _JOINT.search(parse.report.title or ""):
        reach, by = len(parse.sentences), {id_ for event in events for id_ in actors(event.source)}
        theirs = {id_ for id_ in by if state(id_, account.cast) in occasion.states}
        occasion = replace(occasion, people=occasion.people | theirs)
    dated: list[EventMention] = []
    last = next(
        (numbers[event.id] for event in events if event.time == occasion.time and event.date == occasion.date), 0
    )
    for event in sorted(events, key=lambda e: numbers[e.id]):
        together = all_of(account.states(event.source), occasion)
        near = together or in_first_person(event) or numbers[event.id] - last <= reach
        if near and told_at(event, occasion, account):
            told = replace(event, date=day, time=occasion.time)
            if occasion.place is not None and told.type == "CONSULT" and told.place is None:
                stop = stage(parse, numbers[event.id], account.cast) if occasion.journey else None
                where = stop or occasion.place
                told = replace(told, place=where[0], place_span=where[1])
            dated.append(told)
            last = last if taken_up(account.head(event)) else numbers[event.id]
        else:
            dated.append(_by(event, account.head(event), occasion.date.end))
    return sorted(dated, key=lambda e: (e.span, e.id))


def _by(event: EventMention, head: Token, day: str | None) -> EventMention:
    """An act of some time before the report, by the meeting's day if the meeting came after it.

    "The call followed her recent visit": told on no day of its own, the visit was over on that of the call.
    """
    last = event.date.end
    if event.date.start is not None or last is None or day is None or day >= last or not _before_meeting(head):
        return event
    return replace(event, date=Interval(None, day, "inferred"), time=None)


def _before_meeting(noun: Token) -> bool:
    """Whether the report's meeting is set behind an act: "this call came after his recent talks with her"."""
    behind = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"}
    verb = noun.head.head if behind else noun.head
    if not behind and not (noun.dep_ == "dobj" and verb.lemma_ == "follow"):
        return False
    subjects = (child for child in verb.children if child.dep_ == "nsubj" and child.lemma_ in listed("meetings"))
    return any(map(definite, subjects))
