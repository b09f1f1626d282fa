"""A dateline that tells day and month but no year: "VELGRAD, April 18 (Wire) -"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from communique.model import Interval, Span
from communique.parse import Parse
from communique.time.constraint import FAIR, Constraint
from communique.time.draft import Draft
from communique.time.grammar import phrases
from communique.time.happening import LAST_YEAR
from communique.time.recipe import resolve
from communique.time.tense import governing_verb

_DATELINE = re.compile(r"^[ \t]*[A-Z][A-Z .,/'’-]{2,40},[ \t]*$")
_AFTER = re.compile(r"\s*(?:\([^)\n]{1,30}\))?\s*(?:[-–—]|$)")
_ADDRESS_YEAR = re.compile(r"/(20\d\d)/")
_NUMBERED = re.compile(
    r"(?i)\b(?:no|nr|number|ref|release|statement|pr)\b[^\n]{0,20}?\b\d{1,4}/((?:19|20)\d\d)\b(?![/.-]\d)"
)
"""The number of a document with its year: "Press release No. 112/2031"."""
_HEAD = 600
"""Code points from the top in which such a number is the report's own."""
_BACK = frozenset({"last", "first", "once", "originally"})
"""Adverbs that put a day far back: "last met in March 2031"."""
_RULES = frozenset({"month-day", "day-month"})
_NEAR = 100
"""Days: a quarter, month or day told as past with its year lies at most this far before the dateline, else it may be
background; a third of a year, as quarters are told within the next one."""
_AGE = 3
"""Days that a weekday told as past lies back at most (97 % of 225 dated texts)."""
_FIRST_YEAR = 1990


def year_of_dateline(parse: Parse, drafts: Sequence[Draft], known: Interval) -> list[Constraint]:
    """The dateline's day in the years that the rest of the report leaves.

    The years are those of `known` where both its ends are known, of the address or the document's number, or of a
    quarter, month or day told with its year shortly before; a weekday told as past must agree. Nothing where the year
    would be a guess.
    """
    found = _month_day(parse, drafts)
    if found is None:
        return []
    recipe, span = found
    days = [day for year in range(_FIRST_YEAR, LAST_YEAR + 1) if (day := _in_year(recipe, year))]
    days = [day for day in days if known.start is None or day.isoformat() >= known.start]
    evidence: tuple[Span, ...] = (span,)
    address = _ADDRESS_YEAR.search(parse.report.url or "") or _NUMBERED.search(parse.report.text[:_HEAD])
    if address:
        days = [day for day in days if day.year == int(address[1])]
    elif known.start and known.end:
        days = [day for day in days if day.isoformat() <= known.end]
    else:
        told = [d for d in drafts if _dates(d) and any(_shortly_before(d, day) for day in days)]
        days = [day for day in days if any(_shortly_before(d, day) for d in told)]
        days = [day for day in days if _weekday_agrees(drafts, day)]
        evidence += tuple(d.span for d in told)
        days = days if len(days) == 1 else []
    options = tuple(Interval(day.isoformat(), day.isoformat()) for day in days)
    return [Constraint(options, tuple(sorted(evidence)), "dateline", FAIR)] if options else []


def _month_day(parse: Parse, drafts: Sequence[Draft]) -> tuple[str, Span] | None:
    """Recipe and place of the day in the dateline, whether it is a block of its own or opens a paragraph."""
    for block in parse.report.blocks:
        if block.role == "dateline":
            for phrase in phrases(parse.report.text[block.span[0] : block.span[1]]):
                if phrase.rule in _RULES:
                    return phrase.recipe, (block.span[0] + phrase.start, block.span[0] + phrase.end)
    return next(((d.recipe, d.span) for d in drafts[:6] if d.rule in _RULES and _is_dateline(parse, d.span)), None)


def _is_dateline(parse: Parse, span: Span) -> bool:
    text = parse.report.text
    before = text[text.rfind("\n", 0, span[0]) + 1 : span[0]]
    if _DATELINE.match(before) and _AFTER.match(text, span[1]):
        return True
    beside = before.split("/")[-1][4:] + text[span[1] :].split("\n")[0]
    return _NUMBERED.match(before) is not None and not beside.strip(" ,.:;–—-")


def _in_year(recipe: str, year: int) -> date | None:
    step = recipe.rsplit(">", 1)[-1].split(":")[1]
    try:
        return date(year, int(step[:2]), int(step[3:]))
    except ValueError:
        return None


def _dates(draft: Draft) -> bool:
    told = draft.absolute and draft.type in {"DATE", "TIME"} and draft.grain >= 7
    verb = governing_verb(draft.tokens.root)
    back = verb is not None and any(child.dep_ == "advmod" and child.lower_ in _BACK for child in verb.children)
    return told and draft.direction != "future" and not draft.quoted and not back


def _shortly_before(draft: Draft, day: date) -> bool:
    end = resolve(draft.recipe, Interval())[1].end
    return end is not None and 0 <= (day - date.fromisoformat(end)).days <= _NEAR


def _weekday_agrees(drafts: Sequence[Draft], day: date) -> bool:
    """Whether a bare weekday told as past is the day or one of the three before it; true if none is told."""
    told = [d for d in drafts if d.recipe.startswith("wd:") and d.direction != "future" and not d.quoted]
    return not told or any((day.isoweekday() - int(d.recipe.split(":")[1])) % 7 <= _AGE for d in told)
