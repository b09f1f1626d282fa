"""To whom words go that name nobody: the envoy just summoned, the other of two who meet, the speaker's guest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.event.codes import APOLOGY, CONSULTED, HOSTED, PRAISE, SUMMONED, WIRED
from communique.event.roles import anchored
from communique.event.sides import Parties, countries
from communique.event.telling import main
from communique.model import EventMention, contains
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.event.coding import Coded
    from communique.event.match import Match
    from communique.parse import Parse


BACK = 4
"""Most sentences between a meeting and words at it that name no hearer."""
_MET = frozenset({CONSULTED, WIRED, HOSTED})
_GUESTS = wordlist("plover/wording", "guests")


def hearers(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Whom words go to that name no side: "summoned the envoy and lodged a protest", "she apologised", "thanked his guest"."""
    own = countries(coded.source, cast)
    if len(own) != 1 or not anchored(coded.source):
        return ()
    before = sorted((event for event in told if event.trigger < span_of(match.head)), key=lambda event: event.trigger)
    if coded.code.type in {"ACCUSE", "REQUEST"}:
        return _summoned(match, before, own, cast)
    promised = coded.code.type == "AGREE" and match.speech == "promise"
    if not (promised or coded.code.cameo == APOLOGY or (coded.code.cameo == PRAISE and _guest(match))):
        return ()
    return _met(match, before, own, parse, cast) if main(match.head) else ()


def _guest(match: Match) -> bool:
    """Whether the object is the speaker's guest or host: "thanked his guest"."""
    return any(
        noun.lower_ in _GUESTS and any(child.dep_ == "poss" for child in noun.children) for noun in match.verb.object
    )


def _summoned(match: Match, before: list[EventMention], own: frozenset[str], cast: Cast) -> Parties:
    """The envoy that the verb in line before summons."""
    first = span_of(match.head.head)
    for event in reversed(before) if match.head.dep_ == "conj" else ():
        if contains(event.span, first) and contains(event.trigger, first) and event.cameo == SUMMONED:
            return event.target if countries(event.source, cast) == own else ()
    return ()


def _met(match: Match, before: list[EventMention], own: frozenset[str], parse: Parse, cast: Cast) -> Parties:
    """The other of the two who met shortly before, if nothing since names a third country."""
    here = parse.sentence_at(span_of(match.head)[0])
    for event in reversed(before):
        sentence = parse.sentence_at(event.trigger[0])
        if here is None or sentence is None or here.index - sentence.index > BACK:
            return ()
        sides = [countries(side, cast) for side in (event.source, event.target)]
        if event.cameo not in _MET or event.modality != "asserted" or event.source == event.target:
            continue
        if own not in sides or sides[0] == sides[1] or any(len(side) > 1 for side in sides):
            return ()
        between = (m.actor for m in cast.within((sentence.span[0], here.span[1])) if m.actor is not None)
        named = {a.country for id_ in between if (a := cast.actor(id_)) is not None and a.kind == "state"}
        other = event.target if sides[0] == own else event.source
        third = named - own - (sides[0] | sides[1])
        return other if anchored(other) and (not third or (len(third) == 1 and len(sides[0] | sides[1]) == 1)) else ()
    return ()
