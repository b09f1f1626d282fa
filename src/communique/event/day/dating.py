"""When an act took place, as its own words tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.day.around import day_around, days_apart, time_around
from communique.event.day.own import own_time
from communique.event.day.when import When, when_of
from communique.event.match import Match
from communique.event.sides import names
from communique.model import Party, Statement, meet
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def when(match: Match, parse: Parse, times: Times) -> When:
    """When the act of a predicate took place, as far as its own words tell."""
    time = days_apart(match, times) or own_time(match, parse, times) or time_around(match, parse, times)
    return when_of(time, match, parse, times) if time is not None else day_around(match, parse, times)


def said_on(statement: Statement | None, times: Times) -> When:
    """The day on which something is promised by saying so, not that of what will be done."""
    if statement is None:
        return When()
    return When(statement.date, next((time for time in times.times if time.id == statement.time), None))


def as_known(told: When, head: Token, parties: Iterable[Party], cast: Cast, times: Times) -> When:
    """The days of an act that is the public happening its words name, where both name the same sides.

    "Oman's 2022 invasion of Qatar" took place on the day that the calendar has for it.
    """
    happening = times.known_at(span_of(head))
    if happening is None or len(happening.actors) < _SIDES or not set(happening.actors) <= names(parties, cast):
        return told
    days = happening.interval if not told.date.known else meet(told.date, happening.interval)
    return told if days is None else replace(told, date=replace(days, basis="inferred"))


_SIDES = 2
