"""The report's own date where metadata has none: constraints read from the text, taken together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Token

from communique.model import Interval, Span
from communique.parse import Parse
from communique.resources.calendar import Calendar
from communique.time import happening
from communique.time.constraint import FAIR, FIRM, SOFT, Constraint, Outcome, combine
from communique.time.dateline import year_of_dateline
from communique.time.draft import Draft
from communique.time.grammar import phrases
from communique.time.offices import HasCast, office_constraints
from communique.time.recipe import resolve
from communique.time.stamp import signed, stamps
from communique.time.tense import governing_verb

_URL_DATE = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:/|-|_|\.|$)")
_TOWARDS = frozenset({"by", "until", "through", "to", "for", "before"})
_MODAL = frozenset({"would", "could", "should", "might", "may", "will", "be"})
_WEEK = timedelta(days=6)
_AGE = timedelta(days=3)
"""Days that the latest weekday of a news text may lie back (97 % of 225 dated texts)."""
_RANGE = ">till:"
"""Step of a recipe that reaches over all of the days told: "held on 3-5 May" was over on the 5th, "in May" may go on."""
_LATER = re.compile(r"(?i)\b(?:later|earlier)\s+(?:on\s+)?$")


def infer(
    parse: Parse, cast: HasCast, calendar: Calendar, drafts: Sequence[Draft], found: Sequence[happening.Found]
) -> Outcome:
    """The days on which the report may have come out, from the report alone."""
    made = [*_from_url(parse), *_from_blocks(parse), *stamps(parse, drafts), *signed(parse, drafts)]
    made += _from_dates(parse, drafts)
    made += happening.constraints(parse, calendar, found, drafts)
    made += office_constraints(parse, cast)
    made += year_of_dateline(parse, drafts, combine(made).interval)
    outcome = combine(made)
    return combine([*made, *_from_weekdays(parse, drafts, outcome.interval)])


def _from_url(parse: Parse) -> list[Constraint]:
    """A day in the address."""
    match = _URL_DATE.search(parse.report.url or "")
    if match is None:
        return []
    day = _valid("-".join(match.groups()))
    return [Constraint((Interval(day, day),), (), "url", FIRM)] if day else []


def _valid(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _from_blocks(parse: Parse) -> list[Constraint]:
    """A full date in a byline or dateline, or one that stands alone on its line near the top."""
    made = []
    text = parse.report.text
    for block in parse.report.blocks:
        if block.role in {"byline", "dateline"}:
            for phrase in phrases(text[block.span[0] : block.span[1]]):
                span = (block.span[0] + phrase.start, block.span[0] + phrase.end)
                made += _whole(phrase.recipe, span, block.role)
    for sentence in parse.sentences[:4]:
        words = parse.text(sentence.span).strip()
        for phrase in phrases(words) if len(words) < 40 else []:
            if phrase.end - phrase.start >= len(words) - 2:
                span = (sentence.span[0] + phrase.start, sentence.span[0] + phrase.end)
                made += _whole(phrase.recipe, span, "date-line")
    return made


def _whole(recipe: str, span: Span, rule: str) -> list[Constraint]:
    value = resolve(recipe, Interval())[0] if recipe.startswith("abs:") else None
    if value and len(value) == 10 and value[:4].isdecimal():
        return [Constraint((Interval(value, value),), (span,), rule, FIRM)]
    return []


def _from_dates(parse: Parse, drafts: Sequence[Draft]) -> list[Constraint]:
    """Dates in full that a past clause tells: the report is not older than they are."""
    made = []
    for draft in drafts:
        if draft.type not in {"DATE", "TIME"} or not draft.recipe.startswith("abs:"):
            continue
        if draft.base is not None and not draft.recipe.endswith(":year"):
            continue
        _, days = resolve(draft.recipe, Interval())
        if days.start is None or days.end is None or days.start < "1900":
            continue
        if draft.direction != "future" and not draft.quoted and (_told(draft) or _has_weekday(parse, draft)):
            if days.day and _has_weekday(parse, draft):
                end = (date.fromisoformat(days.day) + _WEEK).isoformat()
                made.append(Constraint((Interval(days.day, end),), (draft.span,), "weekday-and-date", FAIR))
            told = days.end if _RANGE in draft.recipe else days.start
            made.append(Constraint((Interval(told, None),), (draft.span,), "past-date", FAIR))
    return made


def _told(draft: Draft) -> bool:
    """Whether a clause in a past tense tells what happened then; "the 2016 race" may lie ahead."""
    root = draft.tokens.root
    verb = governing_verb(root)
    attached = root.dep_ in {"pobj", "npadvmod"} and root.head.lower_ not in _TOWARDS
    return attached and verb is not None and _is_past(verb)


def _is_past(verb: Token) -> bool:
    if verb.tag_ == "VBD":
        return not any(child.tag_ == "MD" for child in verb.children)
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBN" and bool(auxiliaries & {"had", "was", "were"}) and not auxiliaries & _MODAL


def _has_weekday(parse: Parse, draft: Draft) -> bool:
    return re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", parse.text(draft.span)) is not None


def _from_weekdays(parse: Parse, drafts: Sequence[Draft], known: Interval) -> list[Constraint]:
    """Where the report's days are at most seven: the latest weekday told as past is today or shortly before.

    On 225 dated news texts the latest past weekday was the report's own day in 57 %, at most a day old in 88 % and at
    most three days old in 97 %; so no single day is claimed. "Later on Thursday" is: that day is today. A weekday that
    comes only four to six days after the first of the report's days is nearer before it: the report is older than the next.
    """
    if known.days is None or known.days > 7 or known.start is None:
        return []
    days = [(date.fromisoformat(known.start) + timedelta(days=n)).isoformat() for n in range(known.days)]
    latest: tuple[str, Draft] | None = None
    before: tuple[str, Draft] | None = None
    for draft in drafts:
        match = re.match(r"wd:(\d):(?:past|future|near)", draft.recipe)
        same = [day for day in days if match and date.fromisoformat(day).isoweekday() == int(match[1])]
        if not same or draft.quoted:
            continue
        if _LATER.search(parse.report.text[max(0, draft.span[0] - 12) : draft.span[0]]):
            return [Constraint((Interval(same[0], same[0]),), (draft.span,), "later-today", FAIR)]
        near = same[0] in days[: _AGE.days + 1] and (same[0] < days[-1] or len(days) == 1)
        if draft.direction != "future" and near and (latest is None or same[0] > latest[0]):
            latest = (same[0], draft)
        if draft.direction != "future" and not near and (before is None or same[0] < before[0]):
            before = (same[0], draft)
    if latest is None and before is not None and before[0] in days[_AGE.days + 1 :]:
        end = (date.fromisoformat(before[0]) - timedelta(1)).isoformat()
        return [Constraint((Interval(known.start, end),), (before[1].span,), "weekday-before", SOFT)]
    if latest is None:
        return []
    end = (date.fromisoformat(latest[0]) + _AGE).isoformat()
    return [Constraint((Interval(latest[0], end),), (latest[1].span,), "latest-weekday", SOFT)]
