"""What the report's own meeting tells once for all that was said there: by which medium, and where.

A readout calls its meeting a call in its title or first sentence and goes on "The leaders discussed ...": the same call, in the
same place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import tables
from communique.event.modality import listed
from communique.event.occasion import LEAD, main
from communique.event.sides import states
from communique.model import EventMention, contains

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


def with_setting(
    events: Sequence[EventMention], heads: Mapping[str, Token], parse: Parse, cast: Cast
) -> list[EventMention]:
    """The mentions, those of the report's own meeting with its medium and place where they tell none."""
    own = own_meeting(events, parse)
    if own is None:
        return list(events)
    if (
        own.cameo == _CONSULTED
        and heads[own.id].lemma_ in listed("conferring")
        and _CALL.search(parse.report.title or "")
    ):
        own = _by_wire(own)
    found = []
    for event in events:
        told = own if event.id == own.id else event
        if told is event and _of_meeting(event, own, heads[event.id], cast):
            told = _by_wire(event) if own.cameo == _WIRE else event
            if own.place is not None and event.place is None:
                told = replace(told, place=own.place, place_span=own.place_span)
        found.append(told)
    return found


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
    alike = event.cameo == _CONSULTED and event.modality == "asserted" and not event.attributes
    if not (same and alike and head.lemma_ in listed("conferring") and main(head)):
        return False
    return states((*event.source, *event.target), cast) == states((*own.source, *own.target), cast)


def _by_wire(event: EventMention) -> EventMention:
    code = tables.load().codes[_WIRE]
    return replace(event, cameo=code.cameo, mode=code.mode)


_CONSULTED, _WIRE = "040", "041"
_CALL = re.compile(
    r"(?<!on )(?<!for )\b(?:phone |telephone |video )?(?:calls?|telephone conversations?)\b(?! (?:on|for)\b)",
    re.IGNORECASE,
)
"""What a title calls talks over a wire."""
