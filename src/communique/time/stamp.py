"""A stamp of publication that a copied page left in its text: "VELGRAD | Tue May 3, 2031 7:47 pm BST", "Posted 3 May 2031 |"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.model import Interval, Span
from communique.parse import Parse
from communique.time.constraint import FIRM, Constraint
from communique.time.draft import Draft
from communique.time.recipe import resolve

HEAD = 600
"""Code points from the top in which a stamp stands; further down it is another page's."""
_AROUND = 30
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_BEFORE = re.compile(rf"(?:\|\s*|(?i:\b(?:posted|published|aired)(?:\s+on)?:?\s+)){_WEEKDAY}$")
_BAR = re.compile(r"\s*\|")
_CLOCK = re.compile(r"[\s,]*[-–]?\s*(?:\d\d\s)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b|[A-Z]{2,4}\b)")
_TELLS = re.compile(rf"(?i)\b(?:on|at|of|in|by|until|from|since|to)\s+{_WEEKDAY}$")
"""A preposition before a date with a clock time: a sentence tells what happened then."""
_CHANGED = re.compile(r"(?i)updated")
"""A page is changed later than it came out, mostly."""


def stamps(parse: Parse, drafts: Sequence[Draft]) -> list[Constraint]:
    """The day of the first stamp near the top."""
    text = parse.report.text
    for draft in drafts:
        if draft.span[0] > HEAD or draft.quoted or not draft.recipe.startswith("abs:"):
            continue
        day = resolve(draft.recipe, Interval())[1].day
        if day and stamped(text, draft.span) and not _CHANGED.search("\n".join(_beside(text, draft.span))):
            return [Constraint((Interval(day, day),), (draft.span,), "stamp", FIRM)]
    return []


def stamped(text: str, span: Span) -> bool:
    """Whether the day at `span` is that of a stamp: a bar, a word of publishing or a clock time with its zone stands beside."""
    before, after = _beside(text, span)
    clock = _CLOCK.match(after) and not _TELLS.search(before)
    return bool(_BEFORE.search(before) or _BAR.match(after) or clock)


def _beside(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span[0] - _AROUND) : span[0]], text[span[1] : span[1] + _AROUND]
