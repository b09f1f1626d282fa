"""Which meeting a report is about, as its lead tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from communique.event.account import Account
from communique.event.codes import ON_DEEDS, SUMMONED
from communique.event.compare import SYMMETRIC
from communique.event.day.meeting import DAYS, Occasion, attended, held, long_ago, stays, travels
from communique.event.floor import after_talks, met, today, turns, welcomed
from communique.event.modality import listed
from communique.event.sides import actors, kinds, state
from communique.model import EventMention, Interval, Time, contains
from communique.time import resolve

LEAD = 6
"""Sentences, from the report's first, that may tell the meeting it is about."""
_FIRST = 2
"""Sentences of the body that may tell a gathering, a journey or what one side tells of itself."""


def own_occasion(events: Sequence[EventMention], account: Account) -> Occasion | None:
    """The meeting that a report is about, or what one side tells of itself on the report's day; None where it is neither."""
    lead = [s.span for s in account.parse.sentences[:LEAD]]
    told = [
        event
        for event in events
        if event.type in SYMMETRIC
        and event.cameo not in ON_DEEDS
        and event.modality == "asserted"
        and not (travels(account.head(event)) or stays(account.head(event)))
        and any(contains(span, event.trigger) for span in lead)
        and len(account.states(event.source + event.target)) > 1
    ]
    own = next((event for event in told if event.type == "CONSULT" and not event.date.known), None)
    for event in told:
        if event.date.days is not None and event.date.days <= DAYS and not _earlier(event, own, account):
            return _all(held(event, event.date, event.time, account.cast), event, told, account)
    for event in told:
        time = account.time(event)
        if time is not None and not event.date.known and _daily(time):
            # once the report's date is known, its times are resolved again
            return _all(held(event, Interval(), time.id, account.cast), event, told, account)
    for event in told:
        same = _coinciding(account) if event.type == "CONSULT" and not event.date.known else None
        if same is not None:
            return held(event, same.interval, same.id, account.cast)
    for found in (_spoken(account), _attended(account)):
        if found is not None:
            return found
    for event in told:
        day = _reported(event, account) if event.type == "CONSULT" and not event.date.known else None
        if day is not None:
            return held(event, day, None, account.cast)
    return _released(events, account)


def _all(occasion: Occasion, event: EventMention, told: Sequence[EventMention], account: Account) -> Occasion:
    """A meeting that is told of states alone, with the people by whom the title or lead names it once more."""
    if event.type != "CONSULT" or not kinds(event.source + event.target, account.cast) <= {"state"}:
        return occasion
    again = (e for e in told if e.type == "CONSULT" and account.states(e.source + e.target) == occasion.states)
    return replace(occasion, people=occasion.people.union(*(actors(e.source + e.target) for e in again)))


def _released(events: Sequence[EventMention], account: Account) -> Occasion | None:
    """What one side tells of itself on the report's own day, no meeting: "the Ministry today summoned the ambassador"."""
    day, cast = account.times.published.day, account.cast
    lead = [sentence.span for sentence in account.body(_FIRST)]
    for event in events:
        own = event.modality == "asserted" and event.date.day is not None and event.date.day == day
        sides = account.states(event.source)
        if not own or len(sides) != 1 or not any(contains(span, event.trigger) for span in lead):
            continue
        there = frozenset(actor.id for actor in cast.actors if state(actor.id, cast) in sides)
        there |= frozenset(actors(event.target)) if event.cameo == SUMMONED else frozenset()  # who answers there
        return Occasion(there, sides, event.date, event.time, alone=True)
    return None


def _earlier(event: EventMention, own: EventMention | None, account: Account) -> bool:
    """Whether a dated act behind a meeting without a day is only its background: long before the report, or of a year named."""
    if own is None or own.trigger > event.trigger or event.date.end is None:
        return False
    if account.times.published.start is not None:
        return long_ago(event.date, account.times)
    time = account.time(event)
    return time is not None and _YEAR.search(account.parse.text(time.span)) is not None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _spoken(account: Account) -> Occasion | None:
    """The meeting at which two speak to each other, on the day that they call today."""
    parse, cast = account.parse, account.cast
    told = turns(parse, cast)
    speakers, time = [mention.actor for mention in met(told) if mention.actor], today(told, parse, account.times)
    if not speakers or time is None:
        return None
    where = welcomed(told, cast) if after_talks(parse) else None
    sides = frozenset(state(id_, cast) for id_ in speakers)
    return Occasion(frozenset(speakers), sides, time.interval, time.id, place=where)


def _coinciding(account: Account) -> Time | None:
    """The day on which the lead sets its meeting beside something else: "the call coincided with the anniversary"."""
    for sentence in account.parse.sentences[:LEAD]:
        for verb in sentence.tokens:
            if verb.lemma_ not in listed("coinciding"):
                continue
            subjects = [child for child in verb.children if child.dep_ == "nsubj"]
            what = subjects[0] if subjects else verb.head
            time = account.times.of(verb) if what.lemma_ in listed("meetings") and what.i < verb.i else None
            if time is not None and time.interval.day is not None:
                return time
    return None


def _attended(account: Account) -> Occasion | None:
    """A gathering or journey that the lead tells."""
    verbs = (verb for sentence in account.body(_FIRST) for verb in sentence.tokens)
    found = (attended(verb, account.cast, account.times) for verb in verbs)
    return next((occasion for occasion in found if occasion is not None), None)


def _daily(time: Time) -> bool:
    """Whether a time that waits for the report's date will tell few days: "on Monday", not "last month"."""
    if not time.recipe or time.type not in {"DATE", "TIME"}:
        return False
    days = resolve(time.recipe, Interval(_PROBE, _PROBE, "stated"))[1].days
    return days is not None and days <= DAYS


_PROBE = "2000-01-03"
"""Any day: how many days a time tells does not hang on it."""


def _reported(event: EventMention, account: Account) -> Interval | None:
    """The day of a meeting that a lead reports: the day on which it was told, or the one before.

    That day alone where the lead says what day it is: "On Monday, the anniversary of the war, state media said ...".
    """
    for verb in account.head(event).ancestors:
        if verb.pos_ == "VERB" and any(child.dep_ == "ccomp" for child in verb.children):
            time = account.times.of(verb)
            if time is not None and time.interval.day is not None:
                if _ANNIVERSARY.match(account.parse.report.text, time.span[1]):
                    return replace(time.interval, basis="inferred")
                before = date.fromisoformat(time.interval.day) - timedelta(1)
                return Interval(before.isoformat(), time.interval.day, "inferred")
    return None


_ANNIVERSARY = re.compile(r",\s+(?:the|its|their)\s+(?:\w+\s+)?anniversary\b")
