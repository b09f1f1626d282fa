"""Dated public happenings in a report, and what they say about the day it came out.

A happening is found by its phrases. A time phrase in the same sentence ("the inauguration on Monday") is turned round:
the report came out on one of the days from which that phrase means the happening's day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from spacy.tokens import Token

from communique.model import Interval, Span
from communique.parse import Parse, span_of
from communique.resources.calendar import Calendar, Happening
from communique.time.constraint import FAIR, FIRM, Constraint
from communique.time.draft import Draft
from communique.time.recipe import resolve

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "one-year": 1, "two-year": 2, "three-year": 3, "five-year": 5, "ten-year": 10,
}  # fmt: skip
_ANNIVERSARY = re.compile(
    r"(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)\s+|([a-z]+(?:-year)?)\s+)?anniversary\s+of\s+(?:the\s+start\s+of\s+)?"
)
_TERM = re.compile(
    r"(?i)\b(?:(first|second|third|fourth|fifth|sixth)\s+(?:\w+\s+)?term|(\d{1,2}(?:st|nd|rd|th))\s+president)\b"
)
_SWORN = re.compile(r"(?i)\b(?:inaugurat\w+|sworn\s+in|swearing[- ]in|took\s+(?:the\s+oath|office)|takes\s+office)\b")
_INCOMING = re.compile(r"(?:[Pp]resident-elect\s+(?:\w+\.?\s+){0,2}|[Ii]ncoming\s+(?:\w+\s+){0,2})$")
_COINCIDES = re.compile(r"(?i)\b(?:coincid\w+|hours\s+(?:after|before|of)|a\s+day\s+(?:after|before)|on\s+the\s+eve)\b")
_LOOK_AHEAD = timedelta(days=400)
"""How long after a happening a phrase such as "last year" is tried."""
_NEAR_ANNIVERSARY = 31
"""Days around an anniversary within which reports speak of it without a day."""
_FIRST_MONTHS = 100
"""Days that an administration is still called incoming or new."""
_AWAITED = frozenset({"election", "summit", "games", "referendum", "inauguration"})
_TRANSITION = 120
"""Days between an election and taking office, at most."""
_SAME_TIME = 3
"""Days between a weekday and the happening that the same sentence calls simultaneous."""
_BESIDE = 6
"""Characters between a happening and a time phrase that stands beside it ("inauguration on Monday")."""
LAST_YEAR = 2030


@dataclass(frozen=True, slots=True)
class Found:
    """Where a report names a happening: the phrase's span, its sentence, and all rows the phrase may mean."""

    span: Span
    sentence: int
    rows: tuple[Happening, ...]
    ongoing: bool = False
    """Whether the phrase names a state of things that goes on ("the war in Ukraine"), not its start."""
    anniversary: int | None = None
    """How many years after the happening: 0 if the report says only "the anniversary"."""

    @property
    def name(self) -> str:
        """The happening's name, or that of the phrase's first row."""
        return self.rows[0].name


def find(parse: Parse, calendar: Calendar) -> list[Found]:
    """All verified happenings named in the analysed text, in text order; the longest phrase wins."""
    lowered = parse.report.text.lower().replace("’", "'")
    if len(lowered) != len(parse.report.text):
        return []
    found: list[Found] = []
    for phrase, rows in calendar.by_phrase:
        start = lowered.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            sentence = parse.sentence_at(start)
            alone = not lowered[start - 1 : start].isalnum() and not lowered[end : end + 1].isalpha()
            if sentence is not None and alone:
                found.append(_found(parse, (start, end), sentence.span, sentence.index, rows))
            start = lowered.find(phrase, end)
    found += _inaugurations(parse, calendar)
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.span[0] - f.span[1], f.span)):
        if not any(item.span[0] < other.span[1] and other.span[0] < item.span[1] for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f.span)


def _found(parse: Parse, span: Span, within: Span, sentence: int, rows: tuple[Happening, ...]) -> Found:
    before = parse.report.text[within[0] : span[0]]
    match = next(iter(reversed(list(_ANNIVERSARY.finditer(before)))), None)
    anniversary = None
    if match and len(before) - match.end() <= 40 and "," not in before[match.end() :]:
        ordinal = match[1] or str(_ORDINALS.get((match[2] or "").lower(), 0))
        anniversary = int(ordinal)
    year = re.search(r"\b(20[0-3]\d)\b", parse.report.text[max(within[0], span[0] - 12) : min(within[1], span[1] + 9)])
    if year and len(rows) > 1:
        rows = tuple(row for row in rows if row.interval.start and row.interval.start[:4] == year[1]) or rows
    phrase = parse.report.text[span[0] : span[1]].lower().replace("’", "'")
    return Found(span, sentence, rows, phrase in rows[0].ongoing, anniversary)


def _inaugurations(parse: Parse, calendar: Calendar) -> list[Found]:
    """Sentences where a leader known to the calendar is sworn in; "fifth term", "47th president" choose among terms."""
    leaders = dict(calendar.inaugurations)
    found = []
    for sentence in parse.sentences:
        text = parse.text(sentence.span)
        match = _SWORN.search(text)
        trigger = parse.tokens((sentence.span[0] + match.start(), sentence.span[0] + match.end())) if match else None
        if match is None or trigger is None:
            continue
        rows = leaders.get(_sworn_in(trigger.root, leaders) or "")
        if rows:
            terms = {(term[1] or term[2]).lower() for term in _TERM.finditer(text)}
            chosen = tuple(row for row in rows if terms & set(row.ordinals)) or rows
            found.append(Found(span_of(trigger), sentence.index, chosen))
    return found


def _sworn_in(trigger: Token, leaders: Mapping[str, object]) -> str | None:
    """Last name of the one who takes office: possessor or subject; for a pronoun the nearest leader of the sentence."""
    holders = [child for child in trigger.children if child.dep_ in {"poss", "nsubj", "nsubjpass", "compound"}]
    holders += [
        pobj for prep in trigger.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj"
    ]
    for holder in holders:
        name = next((token.text for token in holder.subtree if token.text in leaders), None)
        if name:
            return name
    if not any(holder.pos_ == "PRON" for holder in holders):
        return None
    names = [token for token in trigger.sent if token.text in leaders]
    nearest = min(names, key=lambda token: (token.i > trigger.i, abs(token.i - trigger.i)), default=None)
    return nearest.text if nearest is not None else None


def constraints(parse: Parse, calendar: Calendar, found: Sequence[Found], drafts: Sequence[Draft]) -> list[Constraint]:
    """What the happenings found say about the report's own date."""
    made: list[Constraint] = []
    for item in found:
        near = [d for d in drafts if d.sentence == item.sentence and not d.absolute and _day_like(d) and not d.quoted]
        near = [d for d in near if ">" not in d.recipe]
        if item.anniversary is not None:
            made += _anniversary(parse, item, near)
        else:
            made += _dated(parse, item, near)
    made += _incoming(parse, calendar)
    return made


def _day_like(draft: Draft) -> bool:
    return draft.type in {"DATE", "TIME"} and draft.grain >= 7 and draft.direction != "future"


def _dated(parse: Parse, item: Found, near: Sequence[Draft]) -> list[Constraint]:
    """A happening told with a time phrase, or without one: then it has at least begun, if it is told as past."""
    attached = [] if item.ongoing else [draft for draft in near if _attached(parse, draft, item.span)]
    for draft in sorted(attached, key=lambda d: abs(d.span[0] - item.span[1])):
        met = [(p, row.line) for row in item.rows if (p := turned_round(draft.recipe, row.interval)) is not None]
        if met:
            return [_of_rows(met, (item.span, draft.span), "happening-with-time", FIRM)]
    sentence = parse.sentences[item.sentence]
    if _COINCIDES.search(parse.text(sentence.span)):
        for draft in near:
            met = [(o, row.line) for row in item.rows for o in _simultaneous(draft, row.interval)]
            if met:
                return [_of_rows(met, (item.span, draft.span), "happening-at-the-time", FAIR)]
    starts = sorted((row.interval.start, row.line) for row in item.rows if row.interval.start)
    if starts and not _ahead(parse, item) and not (item.rows[0].kind in _AWAITED and not _over(parse, item)):
        start, line = starts[0]
        return [Constraint((Interval(start, None),), (item.span,), "after-happening", FAIR, (line,))]
    return []


def _of_rows(met: Sequence[tuple[Interval, str]], evidence: tuple[Span, ...], rule: str, strength: int) -> Constraint:
    """A constraint whose options each rest on a row of the calendar."""
    return Constraint(tuple(days for days, _ in met), evidence, rule, strength, tuple(line for _, line in met))


def _over(parse: Parse, item: Found) -> bool:
    """Whether a happening long known to come ("the 2024 election") is told as past: after, since, following it."""
    sentence = parse.sentences[item.sentence].span
    words = parse.report.text[sentence[0] : item.span[0]].lower().split()[-4:]
    return bool(set(words) & {"after", "since", "following"})


def _attached(parse: Parse, draft: Draft, span: Span) -> bool:
    """Whether the time phrase hangs on a word of the happening, or stands right beside it."""
    between = parse.report.text[min(span[1], draft.span[1]) : max(span[0], draft.span[0])]
    if len(between) <= _BESIDE and not re.search(r"[.;:()]|\b(?:and|but|as|after|before|that|who)\b", between):
        return True
    head = draft.tokens.root.head
    for _ in range(2):
        if span[0] <= span_of(head)[0] < span[1]:
            return True
        if head.dep_ not in {"prep", "pobj"}:
            break
        head = head.head
    return span[0] <= span_of(head)[0] < span[1]


def _ahead(parse: Parse, item: Found) -> bool:
    """Whether the sentence looks ahead to the happening."""
    sentence = parse.sentences[item.sentence]
    words = {token.lower_ for token in sentence.tokens}
    return bool(words & {"will", "upcoming", "ahead", "planned", "would", "next", "if", "scheduled", "expected"})


def _simultaneous(draft: Draft, happening: Interval) -> list[Interval]:
    """The report's days if the draft's weekday is the one nearest to the happening."""
    if not draft.recipe.startswith("wd:") or not happening.day:
        return []
    day = date.fromisoformat(happening.day)
    weekday = int(draft.recipe.split(":")[1])
    for distance in range(-_SAME_TIME, _SAME_TIME + 1):
        meant = day + timedelta(days=distance)
        if meant.isoweekday() == weekday:
            return [Interval(meant.isoformat(), (meant + timedelta(days=6)).isoformat())]
    return []


def _anniversary(parse: Parse, item: Found, near: Sequence[Draft]) -> list[Constraint]:
    """An anniversary of a happening whose day is known; the ordinal or the weekday may tell the year."""
    options: list[tuple[Interval, str]] = []
    around: list[tuple[Interval, str]] = []
    past = not _ahead(parse, item) and any(token.tag_ == "VBD" for token in parse.sentences[item.sentence].tokens)
    evidence = [item.span]
    for row in item.rows:
        if row.interval.day is None:
            continue
        begun = date.fromisoformat(row.interval.day)
        years = [begun.year + item.anniversary] if item.anniversary else range(begun.year + 1, LAST_YEAR)
        for year in years:
            day = anniversary_of(begun, year)
            around.append((_window(day, past=past), row.line))
            for draft in near:
                met = turned_round(draft.recipe, Interval(day.isoformat(), day.isoformat()))
                if met is not None and draft.grain == 10:
                    options.append((met, row.line))
                    evidence += [draft.span] if draft.span not in evidence else []
    if options:
        return [_of_rows(options, tuple(evidence), "anniversary-with-time", FIRM)]
    return [_of_rows(around, (item.span,), "anniversary", FAIR)] if around else []


def anniversary_of(begun: date, year: int) -> date:
    """The same month and day of another year; 28 February for a leap day."""
    return (begun.replace(day=28) if (begun.month, begun.day) == (2, 29) else begun).replace(year=year)


def _window(day: date, *, past: bool) -> Interval:
    margin = timedelta(days=_NEAR_ANNIVERSARY)
    return Interval((day if past else day - margin).isoformat(), (day + margin).isoformat())


def _incoming(parse: Parse, calendar: Calendar) -> list[Constraint]:
    """Between X's election and the first months in office, for "president-elect X", "incoming X administration"."""
    made = []
    for sentence in parse.sentences:
        text = parse.text(sentence.span)
        if "ncoming" not in text and "resident-elect" not in text.replace("Elect", "elect"):
            continue
        for surname, rows in calendar.inaugurations:
            at = re.search(rf"\b{re.escape(surname)}\b", text)
            cue = _INCOMING.search(text[: at.start()]) if at else None
            if at is None or cue is None:
                continue
            days = 0 if "elect" in cue.group().lower() else _FIRST_MONTHS
            met = [(_transition(row, calendar.elections, surname, days), row.line) for row in rows]
            span = (sentence.span[0] + cue.start(), sentence.span[0] + at.end())
            made.append(_of_rows(met, (span,), "incoming", FAIR))
            break
    return made


def _transition(row: Happening, elections: Sequence[Happening], surname: str, days: int) -> Interval:
    start = row.interval.start or ""
    inaugurated = date.fromisoformat(start)
    floor = (inaugurated - timedelta(days=_TRANSITION)).isoformat()
    won = [e.interval.start for e in elections if _won(e, surname) and floor <= (e.interval.start or "") < start]
    earliest = max((day for day in won if day), default=floor)
    return Interval(earliest, (inaugurated + timedelta(days=days)).isoformat())


def _won(election: Happening, surname: str) -> bool:
    return any(actor.split()[-1] == surname for actor in election.actors)


@lru_cache(maxsize=4096)
def turned_round(recipe: str, happening: Interval) -> Interval | None:
    """The report days from which a relative phrase means (part of) the happening, None if there are none."""
    if happening.start is None or happening.end is None:
        return None
    first, last = date.fromisoformat(happening.start), date.fromisoformat(happening.end)
    good: list[str] = []
    day = first - timedelta(days=7)
    while day <= last + _LOOK_AHEAD:
        _, meant = resolve(recipe, Interval(day.isoformat(), day.isoformat()))
        if meant.start and meant.end and meant.start <= happening.end and meant.end >= happening.start:
            good.append(day.isoformat())
        elif good and meant.start and meant.start > happening.end:
            break
        day += timedelta(days=1)
    return Interval(good[0], good[-1]) if good else None
