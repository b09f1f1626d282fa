"""A meeting, gathering or journey as a verb or an event tells it: who took part, for which states, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.clause import arguments
from communique.event.day.when import COUNTED
from communique.event.modality import listed
from communique.event.place import called
from communique.event.roles import parties_of
from communique.event.sides import actors, states
from communique.model import EventMention, Interval, Span, Time
from communique.parse import subtree_span

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.time import Times

DAYS = 3
"""Longest meeting whose day its acts take over."""
JOURNEY_DAYS = 7
"""Longest journey whose days its meetings take over: "earlier this week she travelled to ..."."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting that a report is about: who took part, for which states, and when; or the `journey` of its traveller.

    `open`: with whom it was held is not known; `alone`: no meeting, the day on which one side tells of itself; `place`:
    where a journey went.
    """

    people: frozenset[str]
    states: frozenset[str]
    date: Interval
    time: str | None
    journey: bool = False
    open: bool = False
    place: tuple[str, Span] | None = None
    alone: bool = False


def held(event: EventMention, day: Interval, time: str | None, cast: Cast) -> Occasion:
    """The meeting that a mention tells, of its parties on a day."""
    parties = event.source + event.target
    return Occasion(frozenset(actors(parties)), states(parties, cast), day, time)


def attended(verb: Token, cast: Cast, times: Times) -> Occasion | None:
    """A gathering of which a verb only tells who took part, or a journey: "travelled to Oslo on May 3-4"."""
    if verb.tag_ != "VBD":
        return None
    journey, signed = travels(verb) or stays(verb), verb.lemma_ == "sign"
    if (tour := _toured(verb, times)) is not None:
        found = arguments(verb)
        hosts = [p for noun in found.subject for p in parties_of(noun, cast)]
        return Occasion(frozenset(actors(hosts)), states(hosts, cast), tour, None, journey=True)
    time = times.of(verb) if journey or signed or verb.lemma_ in listed("attending") or _meets(verb) else None
    if time is None or time.interval.days is None or time.interval.days > (JOURNEY_DAYS if journey else DAYS):
        return None
    found = arguments(verb)
    met = () if journey or signed else (*found.object, *found.preps.get("with", ()))
    hosts, guests = ([p for noun in nouns for p in parties_of(noun, cast)] for nouns in (found.subject, met))
    sides = states(hosts + guests, cast)
    if not actors(hosts) or (signed and len(sides) < _SIDES):
        return None
    unmet, where = not journey and not signed and not actors(guests), _goal(verb, cast) if journey else None
    return Occasion(frozenset(actors(hosts + guests)), sides, *_past(time, times), journey, unmet, where)


_SIDES = 2


def _past(time: Time, times: Times) -> tuple[Interval, str | None]:
    """What has passed of a time when the report was published, and the time's id where that is all of it."""
    start, end, published = time.interval.start, time.interval.end, times.published.end
    if start is not None and end is not None and published is not None and start <= published < end:
        return replace(time.interval, end=published), None
    return time.interval, time.id


def _meets(verb: Token) -> bool:
    """Whether a verb tells a meeting, with whomever: "spoke with families", "hosted the first meeting of the group"."""
    held = (noun for noun in verb.children if noun.dep_ == "dobj" and noun.lemma_ in listed("meetings"))
    return verb.lemma_ in listed("holding") or (verb.lemma_ in listed("hosting") and any(held))


def _goal(verb: Token, cast: Cast) -> tuple[str, Span] | None:
    """Where a journey goes, as the text names it: the first place behind "to"."""
    goals = (noun for word in verb.subtree if word.lower_ == "to" for noun in word.children if noun.dep_ == "pobj")
    named = next((noun for noun in goals if noun.ent_type_ in {"GPE", "LOC"}), None)
    return called(named, cast) if named is not None else None


def _toured(verb: Token, times: Times) -> Interval | None:
    """The days of a journey of so many days that ended on a day told: "ended a three-day tour on Wednesday"."""
    tours = [noun for noun in verb.children if noun.dep_ == "dobj" and noun.lemma_ in listed("journeys")]
    time = times.of(verb) if tours and verb.lemma_ in listed("ending") else None
    if time is None or time.interval.day is None:
        return None
    lengths = (COUNTED.fullmatch(t.value or "") for noun in tours for child in noun.lefts for t in _spans(child, times))
    days = next((int(length[1]) for length in lengths if length is not None), 0)
    if not 0 < days <= JOURNEY_DAYS:
        return None
    first = date.fromisoformat(time.interval.day) - timedelta(days - 1)
    return Interval(first.isoformat(), time.interval.day, "inferred")


def _spans(word: Token, times: Times) -> tuple[Time, ...]:
    return times.within(subtree_span(word))


def travels(verb: Token) -> bool:
    """Whether a verb tells a journey: "travelled to Oslo", "led a delegation to Oslo"."""
    led = verb.lemma_ == "lead" and any(noun.lower_ == "delegation" for noun in verb.children)
    return (led or verb.lemma_ in listed("travelling")) and any(
        token.lower_ == "to" and token.dep_ == "prep" for token in verb.subtree
    )


def stays(verb: Token) -> bool:
    """Whether a verb tells where somebody was: "was in Oslo on Monday"."""
    places = (noun for prep in verb.children if prep.lower_ == "in" for noun in prep.children)
    return verb.lemma_ == "be" and any(noun.dep_ == "pobj" and noun.ent_type_ == "GPE" for noun in places)


def long_ago(day: Interval, times: Times) -> bool:
    """Whether a day lies so long before the report that it is background; not told where the report has no day."""
    if times.published.start is None or day.end is None:
        return False
    return date.fromisoformat(day.end) < date.fromisoformat(times.published.start) - timedelta(_NEWS_DAYS)


_NEWS_DAYS = 30
"""Days before a report after which a dated act is not what it is about."""
