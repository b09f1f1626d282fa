"""Who took part in a report's own meeting, where a later sentence lists them: "Joining the king on the call were ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.event.account import Account
from communique.event.modality import listed
from communique.event.setting import own_meeting
from communique.event.sides import kinds
from communique.model import EventMention, Mention, Party

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


def with_guests(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, the report's own meeting with the guests that it lists, in the place of whom it only counts or sums up."""
    parse, cast = account.parse, account.cast
    own = own_meeting(events, parse)
    guests = _listed(parse, cast) if own is not None else ()
    if own is None or len(guests) < _FEWEST:
        return list(events)
    known = tuple(party for party in own.target if kinds([party], cast) == {"person"})
    met = {id_ for party in (*own.source, *known) for id_ in party.ids}
    target = (*known, *(guest for guest in guests if guest.actor not in met))
    return [replace(event, target=target) if event.id == own.id else event for event in events]


_FEWEST = 2
_OPENING = re.compile(r"joining\b[^.:]*?\b(\w+)\s+(?:was|were)\b", re.IGNORECASE)
_SENT = re.compile(r"\b(?:representatives?|delegations?|delegates) (?:from|of) [^.;]*", re.IGNORECASE)


def _listed(parse: Parse, cast: Cast) -> tuple[Party, ...]:
    """Persons of the first such list, and states that only sent somebody; behind a colon up to the report's end."""
    text = parse.report.text
    for sentence in parse.sentences[1:]:
        opening = _OPENING.match(text, sentence.span[0], sentence.block.span[1])
        if opening is None or opening[1].lower() not in listed("meetings"):
            continue
        end = sentence.block.span[1]
        end = len(text) if text[opening.end() : end].rstrip().endswith(":") else end
        sent = [match.span() for match in _SENT.finditer(text, opening.end(), end)]
        found: dict[str, Party] = {}
        for mention in cast.within((opening.end(), end)):
            if mention.kind == "name" and mention.actor is not None and _guest(mention, sent, cast):
                found.setdefault(mention.actor, Party((mention.span,), mention.actor, mention.name, how=("list",)))
        return tuple(found.values())
    return ()


def _guest(mention: Mention, sent: Sequence[tuple[int, int]], cast: Cast) -> bool:
    kind = kinds([Party((mention.span,), mention.actor)], cast)
    return kind == {"person"} or (kind <= {"state", "body"} and any(a <= mention.span[0] < b for a, b in sent))
