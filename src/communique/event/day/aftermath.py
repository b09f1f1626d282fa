"""The days of what was said about a report's happening: from that day on, and before the report came out.

A report tells in its first sentences what was done on a day and goes on with what others said of it: "Norway condemned the
attack", "The UN urged both sides ...". What a main clause tells so, plainly and without a time of its own, was said between
the two days (basis `inferred`). Of a report that came out long after nothing is told, nor of what stands behind an earlier
time: there the background begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.event.account import Account
from communique.event.codes import PRAISE
from communique.event.sides import state
from communique.event.telling import elsewhen, main
from communique.model import EventMention, Interval, Span, contains
from communique.parse import span_of

_LEAD = 2
"""Sentences of the body that may tell the happening."""
_MOST = 7
"""Most days from a happening to the report of it."""
_SAID = frozenset({"ACCUSE", "REJECT", "REQUEST"})
"""Types of what is said of a deed, with praise."""


@dataclass(frozen=True, slots=True)
class _Happening:
    """What a report is about: the number of the sentence that tells it, whose it was, whom else it names, and the days since."""

    sentence: int
    doers: frozenset[str]
    others: frozenset[str]
    since: Interval


def with_aftermath(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, what was said of the report's happening with the days from it to the report."""
    happening = _happening(events, account)
    if happening is None:
        return list(events)
    end = _background(happening, account)
    return [
        replace(event, date=happening.since)
        if account.number(event) < end and _of(event, happening, account)
        else event
        for event in events
    ]


def _happening(events: Sequence[EventMention], account: Account) -> _Happening | None:
    """The happening of the first sentence of the lead that tells a day soon before the report."""
    published = account.times.published
    if published.start is None or published.end is None:
        return None
    for sentence in account.body(_LEAD):
        told = (e for e in events if e.modality == "asserted" and contains(sentence.span, e.trigger))
        event = next((event for event in told if event.date.day is not None), None)
        verb = sentence.tokens.root
        time = account.times.of(verb) if event is None and verb.tag_ == "VBD" else None
        day = event.date.day if event is not None else time.interval.day if time is not None else None
        if day is None:
            continue
        if not 0 <= (date.fromisoformat(published.end) - date.fromisoformat(day)).days <= _MOST:
            return None
        subject = (sentence.span[0], span_of(verb)[0])
        doers = account.states(event.source) if event is not None else _named(subject, account)
        others = _named(sentence.span, account) - doers
        return _Happening(sentence.index, doers, others, Interval(day, published.end, "inferred"))
    return None


def _named(span: Span, account: Account) -> frozenset[str]:
    named = (mention.actor for mention in account.cast.within(span) if mention.actor)
    return frozenset(state(id_, account.cast) for id_ in named)


def _background(happening: _Happening, account: Account) -> int:
    """The number of the first sentence behind the happening that names a time of before it."""
    first = happening.since.start or ""
    for sentence in account.parse.sentences[happening.sentence + 1 :]:
        times = (t for t in account.times.within(sentence.span) if t.type in {"DATE", "TIME"})
        if any(time.interval.end is not None and time.interval.end < first for time in times):
            return sentence.index
    return len(account.parse.sentences)


def _of(event: EventMention, happening: _Happening, account: Account) -> bool:
    """Whether an undated mention tells plainly what was said behind the happening to its doers, or by whom else it names."""
    undated = not event.timed and event.modality == "asserted"
    said = event.type in _SAID or event.cameo == PRAISE
    if not undated or not said or event.statement is not None or account.number(event) <= happening.sentence:
        return False
    source, target, head = account.states(event.source), account.states(event.target), account.head(event)
    of_it = bool(source and target & happening.doers) or bool(source & happening.others)
    return of_it and main(head) and not elsewhen(head)
