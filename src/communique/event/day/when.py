"""The days that a time gives to an act: its own, to its other end, since it, or counted from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.match import Match
from communique.model import Interval, Time
from communique.parse import subtree_span

if TYPE_CHECKING:
    from communique.parse import Parse
    from communique.time import Times

COUNTED = re.compile(r"P(\d{1,2})D")
"""A number of days: "two weeks after" may be a few days more or less."""


@dataclass(frozen=True, slots=True)
class When:
    """The days of an act and the time expression that gives them."""

    date: Interval = Interval()
    time: Time | None = None

    @property
    def counted(self) -> bool:
        """Whether the days are known, and not just those of the time."""
        own = self.time.interval if self.time is not None else Interval()
        return own.known and (own.start, own.end) != (self.date.start, self.date.end)


def when_of(time: Time, match: Match, parse: Parse, times: Times) -> When:
    """The days of an act by the time that dates it."""
    head = match.head
    if not time.interval.known:
        return When(_beside(time, head, parse, times), time)
    return When(_through(time, parse, times) or _since(time, head, parse, times) or _held(time, match, times), time)


def _through(time: Time, parse: Parse, times: Times) -> Interval | None:
    """The days of two times told as ends ("from 3 March to 5 April"), or of two in line that meet ("in March and April")."""
    text, start = parse.report.text, time.span[0]
    following = next((t for t in times.times if t.span[0] >= time.span[1]), None)
    if following is None or time.type != "DATE" or following.type != "DATE":
        return None
    joint = _BETWEEN.fullmatch(text[time.span[1] : following.span[0]])
    first, last = time.interval, following.interval
    if joint is None or first.start is None or first.end is None or last.start is None or last.end is None:
        return None
    ends = _ENDS.search(text[max(0, start - _OPENING) : start])
    if ends is not None and (ends[1].lower() == "from") == (joint[1] != "and") and first.start < last.start:
        return replace(first, end=last.end)
    words, second = parse.tokens(time.span), parse.tokens(following.span)
    if words is None or second is None or second.root not in words.root.conjuncts:
        return None
    gap = date.fromisoformat(last.start) - date.fromisoformat(first.end)
    return replace(first, end=last.end) if joint[1] == "and" and gap == timedelta(1) else None


_BETWEEN = re.compile(r"\s+(to|until|through|and)\s+(?:(?:in|on|early|late|mid-?)\s*)?")
_ENDS = re.compile(r"(?i)\b(from|between)\s+(?:(?:early|late|mid-?)\s*)?$")
_OPENING = 20
"""Characters before a time in which "from" or "between" stands."""


def _since(time: Time, head: Token, parse: Parse, times: Times) -> Interval | None:
    """The days from a time on, of what has been done since: "has expelled 40 diplomats since 2022"."""
    if not from_then(time, head, parse) or not perfect(head) or time.interval.start is None:
        return None
    last = times.published.end
    return replace(time.interval, end=last) if last is None or last > time.interval.start else None


def from_then(time: Time, head: Token, parse: Parse) -> bool:
    """Whether a time tells since when: "since 2022", "since the coup of 1 February"."""
    words = parse.tokens(time.span)
    above = words.root.ancestors if words is not None else ()
    before = parse.report.text[: time.span[0]].rstrip().lower().endswith("since")
    return before or any(t.lower_ == "since" and head in t.ancestors for t in above)


def perfect(verb: Token) -> bool:
    """Whether a verb tells what has been done: "has expelled"."""
    return any(child.dep_ == "aux" and child.lower_ in {"has", "have"} for child in verb.children)


def _held(time: Time, match: Match, times: Times) -> Interval:
    """The days of a time; of a deed told with a noun, a day of the year after the report's own is one of the year before.

    "Oman's October 7 attacks", told in May.
    """
    days, published = time.interval, times.published
    if match.rule != "nominal" or match.entry.code[:2] not in _DEEDS or published.end is None or days.day is None:
        return days
    if days.day <= published.end or days.basis != "resolved":
        return days
    before = date.fromisoformat(days.day)
    day = before.replace(year=before.year - 1, day=min(before.day, 28) if before.month == 2 else before.day).isoformat()
    return replace(days, start=day, end=day)


_DEEDS = frozenset({"17", "18", "19", "20"})
"""Roots of the codes of violence and coercion, which nobody announces by their day."""


def _beside(time: Time, head: Token, parse: Parse, times: Times) -> Interval:
    """Days from "days before X in February 2022", of either act: the other's date, widened by what the unit can reach."""
    words = parse.tokens(time.span)
    if time.type != "DURATION" or words is None:
        return Interval()
    unit = next((token.lemma_.lower() for token in words if token.lemma_.lower() in _NEAR), None)
    clause = subtree_span(head)
    dated = [
        t for t in times.within(clause) if t.type == "DATE" and t.span[0] > time.span[0] and t.interval.days is not None
    ]
    following = words[-1].nbor(1).lower_ if words[-1].i + 1 < len(words.doc) else ""
    found = dated[0].interval if dated else _governing(head, times)
    if unit is None or found is None or following not in {"before", "after"}:
        return Interval()
    reach = timedelta(_NEAR[unit])
    start, end = (date.fromisoformat(day) for day in (found.start or "", found.end or ""))
    earlier = (following == "before") == bool(dated)
    if counted := COUNTED.fullmatch(time.value or ""):
        count = timedelta(-int(counted[1]) if earlier else int(counted[1]))
        return Interval((start + count).isoformat(), (end + count).isoformat(), "inferred")
    start, end = (start - reach, end) if earlier else (start, end + reach)
    return Interval(start.isoformat(), end.isoformat(), "inferred")


_NEAR = {"hour": 1, "day": 14, "week": 60}
"""Most days that "hours", "days", "weeks before" reach back."""


def _governing(head: Token, times: Times) -> Interval | None:
    """The days of the act that another stands before or after.

    "In May they signed it, days before she sent troops", "spoke on Tuesday, a day after a call".
    """
    verb = head.head if head.dep_ == "advcl" else None
    if head.dep_ == "pobj":
        verb = next((token for token in head.ancestors if token.pos_ == "VERB"), None)
    time = times.of(verb) if verb is not None else None
    return time.interval if time is not None and time.interval.days is not None else None
