"""When an act took place: the time that dates its words, else the day of the meeting that the report is about.

A readout dates the meeting in its first sentence and goes on without a date: "They agreed ...", "The president thanked
...". What the participants do to each other or together, told plainly and without a time of its own, took place there
(basis `inferred`). A report's own date never stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.compare import SYMMETRIC
from communique.event.match import Match
from communique.event.sides import state
from communique.model import EventMention, Interval, Party, Time, contains
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

LEAD = 6
"""Sentences, from the report's first, that may tell the meeting it is about."""
DAYS = 3
"""Longest meeting whose day its acts take over."""
RUN = 4
"""Most sentences between an act of one participant and what was last told of the meeting; the background comes after."""
_NEAR = {"hour": 1, "day": 14, "week": 60}
"""Most days that "hours", "days", "weeks before" reach back."""
_OTHERWISE = frozenset({
    "previous", "previously", "earlier", "last", "past", "prior", "before", "since", "ago", "already", "former", "formerly",
    "recent", "recently", "often", "repeatedly", "ever", "later", "next", "then", "historically", "long", "again", "decade",
    "year", "month", "annual", "annually",
})  # fmt: skip
"""Words beside an act that set it at another time than the report's meeting."""


@dataclass(frozen=True, slots=True)
class When:
    """The days of an act and the time expression that gives them."""

    date: Interval = Interval()
    time: Time | None = None


def when(match: Match, parse: Parse, times: Times) -> When:
    """When the act of a predicate took place, as far as its own words tell."""
    head = match.head
    time = times.of(head)
    if time is not None and not _dates(time, match, parse):
        time = None
    if time is None:
        time = next((t for number in _numbers(head) for t in times.within(span_of(number))), None)
    if time is None and (verb := _during(head)) is not None:
        time = times.of(verb)
    if time is None:
        time = _counted(head, times)
    if time is None:
        return When()
    return When(time.interval if time.interval.known else _beside(time, head, parse, times), time)


def _counted(head: Token, times: Times) -> Time | None:
    """The stretch that a clause of time begins with: "Days before Chad attacked in May, they signed ..."."""
    for clause in head.children:
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if clause.dep_ == "advcl" and marks & {"before", "after"}:
            first = next(iter(times.within(span_of(clause.left_edge))), None)
            if first is not None and first.type == "DURATION":
                return first
    return None


def _numbers(head: Token) -> list[Token]:
    """Numbers before a noun that may be its year: "the 2022 invasion"."""
    return [child for child in head.lefts if child.like_num] if head.pos_ == "NOUN" else []


def _during(head: Token) -> Token | None:
    """The verb whose time is also that of an act named beside it: "In May, during his visit, they signed ..."."""
    if head.pos_ != "NOUN" or head.dep_ != "pobj" or head.head.lower_ != "during":
        return None
    verb = head.head.head
    return verb if verb.pos_ == "VERB" else None


def _dates(time: Time, match: Match, parse: Parse) -> bool:
    """Whether a time dates the act and not only the thing it stands before: "invited her to the *May* summit"."""
    words = parse.tokens(time.span)
    if words is None:
        return True
    root = words.root
    if root.dep_ not in {"compound", "nmod", "nummod", "amod", "poss"} or root.head.ent_type_ in {"DATE", "TIME"}:
        return True
    return root.head in match.words or root.head.pos_ == "VERB"


def _beside(time: Time, head: Token, parse: Parse, times: Times) -> Interval:
    """Days from "days before X in February 2022": X's date, widened by what the unit can reach."""
    words = parse.tokens(time.span)
    if time.type != "DURATION" or words is None:
        return Interval()
    unit = next((token.lemma_.lower() for token in words if token.lemma_.lower() in _NEAR), None)
    clause = span_of(head.doc[head.left_edge.i : head.right_edge.i + 1])
    dated = [
        t for t in times.within(clause) if t.type == "DATE" and t.span[0] > time.span[0] and t.interval.days is not None
    ]
    following = words[-1].nbor(1).lower_ if words[-1].i + 1 < len(words.doc) else ""
    if unit is None or not dated or following not in {"before", "after"}:
        return Interval()
    found, reach = dated[0].interval, timedelta(_NEAR[unit])
    start, end = (date.fromisoformat(day) for day in (found.start or "", found.end or ""))
    start, end = (start - reach, end) if following == "before" else (start, end + reach)
    return Interval(start.isoformat(), end.isoformat(), "inferred")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting that a report is about: who took part, for which states, and when."""

    people: frozenset[str]
    states: frozenset[str]
    date: Interval
    time: str | None


def with_occasion(
    events: Sequence[EventMention], heads: dict[str, Token], parse: Parse, cast: Cast, times: Times
) -> list[EventMention]:
    """The mentions, those that the report's own meeting dates with its day. `heads` gives each mention's verb or noun."""
    occasion = _occasion(events, heads, parse, cast, times)
    if occasion is None:
        return list(events)
    day = replace(occasion.date, basis="inferred")
    numbers = {event.id: _number(event, parse) for event in events}
    last, dated = 0, []
    for event in sorted(events, key=lambda e: numbers[e.id]):
        together = _states(event.source, cast) >= occasion.states
        near = together or numbers[event.id] - last <= RUN
        if near and _at(event, heads[event.id], occasion, cast):
            dated.append(replace(event, date=day, time=occasion.time))
            last = numbers[event.id]
        else:
            dated.append(event)
    return sorted(dated, key=lambda e: (e.span, e.id))


def _number(event: EventMention, parse: Parse) -> int:
    sentence = parse.sentence_at(event.trigger[0])
    return sentence.index if sentence is not None else 0


def _occasion(
    events: Sequence[EventMention], heads: dict[str, Token], parse: Parse, cast: Cast, times: Times
) -> Occasion | None:
    lead = [s.span for s in parse.sentences[:LEAD]]
    told = [
        event
        for event in events
        if event.type in SYMMETRIC
        and event.modality == "asserted"
        and any(contains(span, event.trigger) for span in lead)
        and len(_states(event.source + event.target, cast)) > 1
    ]
    for event in told:
        if event.date.days is not None and event.date.days <= DAYS:
            return _held(event, event.date, event.time, cast)
    for event in told:
        day = _reported(heads[event.id], times) if event.type == "CONSULT" and not event.date.known else None
        if day is not None:
            return _held(event, day, None, cast)
    return None


def _held(event: EventMention, day: Interval, time: str | None, cast: Cast) -> Occasion:
    parties = event.source + event.target
    return Occasion(frozenset(_ids(parties)), _states(parties, cast), day, time)


def _reported(head: Token, times: Times) -> Interval | None:
    """The day of a meeting that a lead reports: the day on which it was told, or the one before."""
    for verb in head.ancestors:
        if verb.pos_ == "VERB" and any(child.dep_ == "ccomp" for child in verb.children):
            time = times.of(verb)
            if time is not None and time.interval.day is not None:
                before = date.fromisoformat(time.interval.day) - timedelta(1)
                return Interval(before.isoformat(), time.interval.day, "inferred")
    return None


def _ids(parties: Iterable[Party]) -> list[str]:
    return [id_ for party in parties for id_ in party.ids]


def _states(parties: Iterable[Party], cast: Cast) -> frozenset[str]:
    return frozenset(state(id_, cast) for id_ in _ids(parties))


def _at(event: EventMention, head: Token, occasion: Occasion, cast: Cast) -> bool:
    """Whether an undated mention tells what the participants did at the meeting."""
    if event.date.known or event.time or event.modality != "asserted" or _elsewhen(head):
        return False
    together = event.type in SYMMETRIC and _states(event.source, cast) >= occasion.states
    if event.statement is not None and event.type != "CONSULT" and not together:
        return False
    source, target = _ids(event.source), _ids(event.target)
    if not source or not all(_takes_part(id_, occasion, cast) for id_ in source):
        return False
    if _states(event.source, cast) >= occasion.states:
        return event.type not in SYMMETRIC or all(_takes_part(id_, occasion, cast) for id_ in target)
    return bool(target) and all(_takes_part(id_, occasion, cast) for id_ in target)


def _takes_part(id_: str, occasion: Occasion, cast: Cast) -> bool:
    actor = cast.actor(id_)
    return id_ in occasion.people or (
        actor is not None and actor.kind in {"state", "government"} and state(id_, cast) in occasion.states
    )


def _elsewhen(head: Token) -> bool:
    """Whether an act is set at another time: by a word beside it, or by a perfect ("had signed", "has supported")."""
    near = [head, *(child for child in head.children if child.dep_ != "mark")]
    if any(token.lemma_.lower() in _OTHERWISE for token in near):
        return True
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in head.children)
