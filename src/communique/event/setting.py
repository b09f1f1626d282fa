"""What the report's own meeting tells once for all that was said there: by which medium, and where.

A readout calls its meeting a call in its title or first sentence and goes on "The leaders discussed ...": the same call, in the
same place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import tables
from communique.event.account import Account
from communique.event.codes import CONSULTED, WIRED
from communique.event.day.about import LEAD
from communique.event.floor import turns, welcomed
from communique.event.modality import listed
from communique.event.place import meeting_place
from communique.event.sides import states
from communique.event.talks import SPOKEN_IN
from communique.event.telling import main
from communique.model import EventMention, contains

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


def with_setting(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, those of the report's own meeting with its medium and place where they tell none."""
    parse, cast = account.parse, account.cast
    own = own_meeting(events, parse)
    if own is None:
        return list(events)
    if (
        own.cameo == CONSULTED
        and account.head(own).lemma_ in listed("conferring") | SPOKEN_IN
        and _CALL.search(parse.report.title or "")
    ):
        own = _by_wire(own)
    if own.place is None and own.cameo != WIRED and (where := meeting_place(parse, cast, LEAD)) is not None:
        own = replace(own, place=where[0], place_span=where[1])
    if own.cameo != WIRED and (own.place is None or _of_state(own, cast)):
        where = welcomed(turns(parse, cast), cast)
        own = replace(own, place=where[0], place_span=where[1]) if where is not None else own
    found = []
    for event in events:
        told = own if event.id == own.id else event
        if told is event and _of_meeting(event, own, account.head(event), cast):
            told = _by_wire(event) if own.cameo == WIRED else event
            if own.place is not None and event.place is None:
                told = replace(told, place=own.place, place_span=own.place_span)
        found.append(told)
    return _further(found, account)


def _of_state(event: EventMention, cast: Cast) -> bool:
    """Whether a place is only a state."""
    mention = cast.at(event.place_span) if event.place_span is not None else None
    actor = cast.actor(mention.actor or "") if mention is not None else None
    return actor is not None and actor.kind == "state"


def _further(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, a meeting told with "also" right after one by the same in that one's place: "She also met with ..."."""
    found: list[EventMention] = []
    for event in events:
        before, head = found[-1] if found else None, account.head(event)
        also = head.lemma_ == "meet" and any(child.lower_ == "also" for child in head.children)
        further = before is not None and also and event.place is None and _goes_on(before, event, account)
        found.append(replace(event, place=before.place, place_span=before.place_span) if before and further else event)
    return found


def _goes_on(before: EventMention, event: EventMention, account: Account) -> bool:
    """Whether a meeting is told in the next sentence, or the same one, as a further one of the same people and day."""
    first, second = (account.sentence(e) for e in (before, event))
    near = first is not None and second is not None and second.index - first.index <= 1
    sides = [([party.ids for party in e.source], e.date, e.time, e.modality) for e in (before, event)]
    same = sides[0] == sides[1]
    return near and same and before.type == event.type == "CONSULT" and before.cameo != WIRED


def own_meeting(events: Sequence[EventMention], parse: Parse) -> EventMention | None:
    """The first meeting that the report's first sentences tell as held, with both sides."""
    lead = [sentence.span for sentence in parse.sentences[:LEAD]]
    for event in events:
        held = event.type == "CONSULT" and event.modality == "asserted" and event.source and event.target
        if held and any(contains(span, event.trigger) for span in lead):
            return event
    return None


def _of_meeting(event: EventMention, own: EventMention, head: Token, cast: Cast) -> bool:
    """Whether a mention tells what was talked of at the meeting: by the same, on the same day, in a main clause."""
    same = (event.date.start, event.date.end) == (own.date.start, own.date.end) and event.time == own.time
    alike = event.cameo == CONSULTED and event.modality == "asserted" and not event.attributes
    if not (same and alike and head.lemma_ in listed("conferring") and main(head)):
        return False
    return states((*event.source, *event.target), cast) == states((*own.source, *own.target), cast)


def _by_wire(event: EventMention) -> EventMention:
    code = tables.load().codes[WIRED]
    return replace(event, cameo=code.cameo, mode=code.mode)


_CALL = re.compile(
    r"(?<!on )(?<!for )\b(?:phone |telephone |video )?(?:calls?|telephone conversations?)\b(?! (?:on|for)\b)",
    re.IGNORECASE,
)
"""What a title calls talks over a wire."""
