"""Times that are given by a happening: "days before the vote", "the anniversary of the invasion"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

from communique.model import Interval, Span, Time, row_id
from communique.parse import Parse
from communique.time.draft import Draft
from communique.time.happening import Found, anniversary_of

Relation: TypeAlias = Literal["on", "before", "after"]
_RELATIONS: dict[str, Relation] = {
    "before": "before", "until": "before", "till": "before", "by": "before", "to": "before", "of": "before",
    "after": "after", "since": "after", "following": "after", "from": "after", "into": "after",
}  # fmt: skip
"""Last word of the preposition -> where the thing told lies: "ahead of" and "prior to" end in of and to."""
_TIE = re.compile(
    r"(?i)\b(before|after|since|during|following|until|ahead\s+of|prior\s+to|coincid\w+\s+with)\s+(?:[\w’'.-]+\s+){0,5}$"
)
_ANNIVERSARY = re.compile(r"(?i)(?:the\s+)?(?:[\w-]+\s+)?anniversary(\s+of\s+)(?:[\w’'.-]+\s+){0,5}$")
_COUNTED_FROM = re.compile(
    r"\s+(before|after|since|ahead\s+of|prior\s+to|into|following|of)\s+([^,.;:!?()“”\"\n]{3,80})"
)

_DAY_RULES = frozenset({"the-unit-before", "the-unit-after", "the-day"})
_SIDES: dict[str, Relation] = {"the-unit-before": "before", "the-unit-after": "after", "the-day": "on"}
_AFTER_WHAT = re.compile(
    r"\s+(of\s+)?(?!(?:and|but|or|was|were|is|when|that|which|with|to|in|on|at|by|as|for|from)\b)([^,.;:!?()“”\"\n]{3,80})"
)
_HOURS = re.compile(r"val:PT(?:X|\d+)H|val:PXH")
_MONTH, _YEAR = timedelta(days=31), timedelta(days=366)


def relation_of(draft: Draft) -> Relation:
    """Where the thing told lies against the time, by the preposition before it."""
    first = draft.tokens[0]
    before = first.doc[first.i - 1].lower_ if first.i else ""
    return _RELATIONS.get(before, "on") if before not in {"of", "to", "into"} else "on"


def tie_durations(drafts: Sequence[Draft], text: str) -> None:
    """A length of time counted from a happening ("three days after the vote") keeps the happening's words.

    Hours from a happening whose day is told ("within hours of the vote on Monday") are that day or the one beside it.
    """
    for draft in drafts:
        match = _COUNTED_FROM.match(text, draft.span[1]) if draft.type == "DURATION" else None
        if match is None or (match[1] == "of" and not text[: draft.span[0]].rstrip().lower().endswith("within")):
            continue
        draft.about = match[2].strip()
        draft.relation = _RELATIONS.get(match[1].split()[-1].lower(), "on") if match[1] != "of" else "on"
        if _HOURS.fullmatch(draft.recipe):
            _tie_hours(draft, drafts, match.span(2))


def _tie_hours(draft: Draft, drafts: Sequence[Draft], about: Span) -> None:
    days = [d for d in drafts if about[0] <= d.span[0] < about[1] and d.type == "DATE" and d.grain == 10]
    if days:
        side = "-1" if draft.relation == "before" else "+1"
        draft.recipe = f"{days[0].recipe}>wide:{side}:{draft.recipe.removeprefix('val:')}"
        draft.relation = "on"
        draft.base = days[0]


def tie_days(drafts: Sequence[Draft], text: str, found: Sequence[Found]) -> None:
    """Let "the day after the attack" count from the attack: from its day where the text or the calendar tells it.

    Else the happening's words are kept and no day is claimed; the day after the report it is not.
    """
    for draft in drafts:
        match = _AFTER_WHAT.match(text, draft.span[1]) if draft.rule in _DAY_RULES else None
        if match is None or (draft.rule == "the-day" and not match[1]):
            continue
        about = match.span(2)
        told = [d for d in drafts if about[0] <= d.span[0] < about[1] and d.type == "DATE" and d.grain >= 7]
        days = [i.rows[0].interval for i in found if about[0] <= i.span[0] < about[1] and len(i.rows) == 1]
        own = draft.recipe.rsplit(">", 1)[-1]
        draft.base = None
        if told:
            draft.recipe, draft.base = f"{told[0].recipe}>{own}", told[0]
        elif len(days) == 1 and days[0].day:
            draft.recipe, draft.about = f"abs:{days[0].day}>{own}", match[2].strip()
        else:
            draft.recipe, draft.about = "val:", match[2].strip()
        draft.relation = _SIDES[draft.rule]


def tied_times(parse: Parse, found: Sequence[Found], times: Sequence[Time], published: Interval) -> list[Time]:
    """Times given by a known happening alone, where a word such as `since` ties something to it."""
    made: list[Time] = []
    for item in found:
        sentence = parse.sentences[item.sentence].span
        before = parse.report.text[sentence[0] : item.span[0]]
        tie = _TIE.search(before)
        anniversary = _ANNIVERSARY.search(before) if item.anniversary is not None else None
        if tie is None and anniversary is None:
            continue
        span = (sentence[0] + anniversary.start() if anniversary else item.span[0], item.span[1])
        if anniversary and any(span[0] < time.span[0] < span[1] for time in times):
            span = (span[0], sentence[0] + anniversary.start(1))  # "the anniversary of the 2022 invasion"
        if not any(time.span[0] < span[1] and span[0] < time.span[1] for time in (*times, *made)):
            relation = _RELATIONS.get(tie[1].split()[-1].lower(), "on") if tie else "on"
            made.append(_time(parse, item, span, relation, published))
    return made


def _time(parse: Parse, item: Found, span: Span, relation: Relation, published: Interval) -> Time:
    """The days of the one happening or anniversary meant; unresolved where several may be."""
    days = _anniversaries(item, published) if item.anniversary is not None else _meant(item, published)
    day = days[0] if len(days) == 1 and (not item.ongoing or item.anniversary is not None) else None
    return Time(
        id=row_id(parse.report.id, "times", [span], "DATE"),
        span=span,
        type="DATE",
        value=day.day if day else None,
        interval=Interval(day.start, day.end, "inferred") if day else Interval(),
        anchor=item.name if len(item.rows) == 1 else parse.text(item.span),
        relation=relation,
        rule="happening" if item.anniversary is None else "anniversary",
    )


def _meant(item: Found, published: Interval) -> list[Interval]:
    """Of several happenings of one name, the one within a year before the report."""
    if len(item.rows) == 1:
        return [item.rows[0].interval]
    if published.start is None or published.end is None:
        return []
    floor = (date.fromisoformat(published.start) - _YEAR).isoformat()
    return [row.interval for row in item.rows if floor <= (row.interval.start or "") <= published.end]


def _anniversaries(item: Found, published: Interval) -> list[Interval]:
    """The anniversaries within a month of the report's days, or the one its ordinal names."""
    days = [
        anniversary_of(date.fromisoformat(row.interval.day), year)
        for row in item.rows
        if row.interval.day
        for year in _years(item, row.interval.day, published)
    ]
    if not item.anniversary:
        first, last = (date.fromisoformat(d or "0001-01-01") for d in (published.start, published.end))
        days = [day for day in days if first - _MONTH <= day <= last + _MONTH]
    return [Interval(day.isoformat(), day.isoformat()) for day in days]


def _years(item: Found, day: str, published: Interval) -> Iterable[int]:
    if item.anniversary:
        return (int(day[:4]) + item.anniversary,)
    if published.start is None or published.end is None:
        return ()
    return range(int(published.start[:4]), int(published.end[:4]) + 1)
