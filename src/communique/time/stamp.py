"""A stamp of publication that a copied page left in its text: "VELGRAD | Tue May 3, 2031 7:47 pm BST", "Posted 3 May 2031 |"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.model import Interval, Span
from communique.parse import Parse
from communique.time.constraint import FIRM, Constraint
from communique.time.draft import Draft
from communique.time.grammar import phrases
from communique.time.recipe import resolve

HEAD = 600
"""Code points from the top in which a stamp stands; further down it is another page's."""
_AROUND = 30
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_BEFORE = re.compile(rf"(?:\|\s*|(?i:\b(?:posted|published|aired)(?:\s+on)?:?\s+)){_WEEKDAY}$")
_BAR = re.compile(r"[\s,]*(?:[-–]\s*)?(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|[A-Z]{2,4})?\s*)?\|")
_CLOCK = re.compile(r"[\s,]*[-–]?\s*(?:\d\d\s)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b|[A-Z]{2,4}\b)")
_TELLS = re.compile(rf"(?i)\b(?:on|at|of|in|by|until|from|since|to)\s+{_WEEKDAY}$")
"""A preposition before a date with a clock time: a sentence tells what happened then."""
_CHANGED = re.compile(r"(?i)updated")
"""A page is changed later than it came out, mostly."""
_LINE = 80
"""Longest line that may be a stamp as a whole."""
_LABEL = re.compile(
    rf"(?:^[ \t]*(?i:(?:release )?dated?|issued|released)(?:\s+on)?:?\s+|(?:^|\s)[·•/–—-]\s+){_WEEKDAY}$"
)
"""What stands before the day in a line that tells nothing else: "Press release / 3 May 2031"."""
_SIGNED = re.compile(
    rf"[ \t]*(?i:done|signed|issued|adopted|given)\s+(?:at|in)\s+[^.\n]{{2,60}}?,?\s+(?:on\s+|this\s+)?{_WEEKDAY}$"
)
"""What stands before the day at the foot of a document: "Done at Velgrad on"."""


def stamps(parse: Parse, drafts: Sequence[Draft]) -> list[Constraint]:
    """The day of the first stamp near the top."""
    text = parse.report.text
    told = [(draft.span, draft.recipe) for draft in drafts if draft.span[0] <= HEAD and not draft.quoted]
    for span, recipe in sorted([*told, *_furniture(parse)]):
        day = resolve(recipe, Interval())[1].day if recipe.startswith("abs:") else None
        if day and stamped(text, span) and not _CHANGED.search("\n".join(_beside(text, span))):
            return [Constraint((Interval(day, day),), (span,), "stamp", FIRM)]
    return []


def _furniture(parse: Parse) -> Iterator[tuple[Span, str]]:
    """Places and recipes of the times in a page's furniture near the top: "3 May 2031 16:22 | News"."""
    for block in parse.report.blocks:
        start, end = block.span
        if block.role == "boilerplate" and start <= HEAD and end - start <= _LINE:
            for phrase in phrases(parse.report.text[start:end]):
                yield (start + phrase.start, start + phrase.end), phrase.recipe


def signed(parse: Parse, drafts: Sequence[Draft]) -> list[Constraint]:
    """The day at the foot of a document, with the place where it was signed."""
    text = parse.report.text
    for draft in drafts:
        line = text[text.rfind("\n", 0, draft.span[0]) + 1 : draft.span[0]]
        day = resolve(draft.recipe, Interval())[1].day if draft.recipe.startswith("abs:") else None
        if day and _SIGNED.match(line) and not text[draft.span[1] :].split("\n")[0].strip(" ."):
            return [Constraint((Interval(day, day),), (draft.span,), "signed", FIRM)]
    return []


def stamped(text: str, span: Span) -> bool:
    """Whether the day at `span` is that of a stamp: a bar, a word of publishing or a clock time with its zone stands beside."""
    before, after = _beside(text, span)
    clock = _CLOCK.match(after) and not _TELLS.search(before)
    return bool(_BEFORE.search(before) or _BAR.match(after) or clock or _labelled(text, span))


def _labelled(text: str, span: Span) -> bool:
    """Whether the day stands at an edge of a short line, with a mark or label before it or a mark and no more behind."""
    start, end = text.rfind("\n", 0, span[0]) + 1, (text + "\n").find("\n", span[1])
    if end - start > _LINE or text[start:end].rstrip().endswith("."):
        return False
    return bool(_LABEL.search(text[start : span[0]])) and not text[span[1] : end].strip(" ·•/–—-:.0123456789")


def _beside(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span[0] - _AROUND) : span[0]], text[span[1] : span[1] + _AROUND]
