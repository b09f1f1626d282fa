"""What a time phrase counts from: the report's own date, a time told before, the speech it stands in, or a happening.

News counts from its own date; a narrative (a history, a background passage) counts from the last time it told in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.model import Interval
from communique.time.draft import Draft, grain
from communique.time.recipe import resolve

_RECURRING = re.compile(r"^(mo|md|se|qu|ha|dm|fe|wd):")
_NEEDED = {"D": 10, "W": 10, "WE": 10, "N": 10, "H": 10, "m": 10, "S": 10, "M": 7, "Q": 7, "Y": 4, "E": 3, "C": 2}
"""The least grain a base must have for a phrase that counts in a unit."""
_SHARES_YEAR = re.compile(
    r"\s*(?:,|/|-|–|—|to|and|or|until|till|through|\()\s*(?:(?:to|by|in|on|and|until)\s+)?(?:the\s+)?$"
)
_MIN_TOLD = 4
_TOLD_PER_DEICTIC = 2
"""A narrative names at least four full dates of earlier years, twice as many as words like "Monday" or "last week"."""
_LOOK_BACK = 15
"""Years: a bare year further back than this does not move a narrative."""
_ELSEWHERE = frozenset({"units-later", "a-few-units-later", "the-next-unit", "the-same-unit", "that-unit"})
"""Rules whose phrases count from a time told, never from the report's own: "three days later" is not after the report."""
_LEAD = 2
"""Last sentence whose day "the same day" may mean where none is told near it."""
_BEHIND = 12
"""Characters at most between a part of a day and its bare day told behind it: "at dawn on Tuesday"."""
_NEWS_REACH = 1
"""Sentences that a phrase of a news text looks back for a time to count from."""


def is_narrative(drafts: Sequence[Draft], published: Interval) -> bool:
    """Whether the text is told along its own dates rather than from the day it came out, or from the last year it tells."""
    told_years = [int(d.recipe[4:8]) for d in drafts if d.recipe.startswith("abs:") and d.recipe[4:8].isdecimal()]
    year = int(published.start[:4]) if published.start else max(told_years, default=None)
    told = sum(1 for d in drafts if d.recipe.startswith("abs:") and d.grain >= 4 and _older(d.recipe[4:8], year))
    deictic = sum(1 for d in drafts if re.match(r"(U:[DW]|wd)", d.recipe) and not d.anchored and not d.quoted)
    return told >= _MIN_TOLD and told >= _TOLD_PER_DEICTIC * max(deictic, 1)


def _older(value: str, year: int | None) -> bool:
    return value.startswith("BC") or (value.isdecimal() and (year is None or int(value) < year - 1))


def anchor(drafts: Sequence[Draft], text: str, published: Interval) -> None:
    """Fill in what each draft counts from: `recipe` becomes the whole chain of steps, `base` its anchor."""
    narrative = is_narrative(drafts, published)
    told: list[Draft] = []
    for index, draft in enumerate(drafts):
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        _share_year(draft, following, text)
        if "DIR" in draft.recipe:
            _point(draft, told or _first_told(drafts, index), narrative=narrative)
        if draft.anchored:
            _base(draft, drafts, told, narrative=narrative)
        if (draft.absolute or not narrative) and _tells(draft) and not _aside(draft, told, drafts[index + 1 :]):
            told.append(draft)
    for draft in drafts:
        if draft.quoted and not draft.absolute and draft.base is None:
            _speech(draft, drafts)


def _tells(draft: Draft) -> bool:
    return draft.type in {"DATE", "TIME"} and draft.grain > 0 and not draft.quoted


def _aside(draft: Draft, told: Sequence[Draft], following: Sequence[Draft]) -> bool:
    """Whether a time only looks far back and the story goes on where it was: "a custom of 1614".

    A month or day does so if the next year told is no longer that far back.
    """
    if not told or not (draft.absolute and told[-1].absolute):
        return False
    before, now = _year(told[-1]), _year(draft)
    if before is None or now is None or before - now <= _LOOK_BACK:
        return False
    years = (year for later in following if later.absolute and (year := _year(later)) is not None)
    return draft.grain <= _BARE or before - next(years, now) <= _LOOK_BACK


_BARE = 4
"""Grain of a bare year."""


def _year(draft: Draft) -> int | None:
    value = resolve(draft.recipe, Interval())[0] or ""
    return int(value[:4]) if value[:4].isdecimal() else None


def _share_year(draft: Draft, following: Draft | None, text: str) -> None:
    """Give the first of two dates the year of the second: "from March to May 1950"."""
    if following is None or "DIR" not in draft.recipe or not _RECURRING.match(draft.recipe):
        return
    if following.sentence != draft.sentence or not following.recipe.startswith("abs:"):
        return
    if not _SHARES_YEAR.fullmatch(text[draft.span[1] : following.span[0]]):
        return
    year = following.recipe[4:8]
    if year.isdecimal():
        draft.recipe = f"abs:{year}-12-31>{draft.recipe.replace('DIR', 'year')}"
        draft.base = following


def _first_told(drafts: Sequence[Draft], index: int) -> list[Draft]:
    """The next time told in full, for a narrative that opens with a bare month."""
    return next(([d] for d in drafts[index + 1 :] if d.recipe.startswith("abs:") and d.grain >= 4), [])


def _point(draft: Draft, told: Sequence[Draft], *, narrative: bool) -> None:
    """Put in the direction; in a narrative a month or day stands near the last one told."""
    last = told[-1] if told else None
    if narrative and last is not None and last.absolute and _RECURRING.match(draft.recipe):
        direction = "story" if last.grain > 4 else "year"
        draft.recipe = f"{last.recipe}>{draft.recipe.replace('DIR', direction)}"
        draft.base = last
    else:
        draft.recipe = draft.recipe.replace("DIR", draft.direction)


def _base(draft: Draft, drafts: Sequence[Draft], told: Sequence[Draft], *, narrative: bool) -> None:
    """Chain a phrase to the time it counts from, if one is near enough; else it counts from the report's date."""
    if draft.anchored in {"day", "generic"}:
        base = _same_sentence(draft, drafts, 10) or _last(draft, told, 10, narrative=narrative, reach=_NEWS_REACH)
        if draft.anchored == "generic" and (base is None or base.sentence != draft.sentence) and narrative:
            draft.recipe = draft.recipe.replace("at:", "val:XXXX-XX-XX")
            return
        draft.recipe = draft.recipe if base else f"U:D:0>{draft.recipe}"
    elif draft.anchored == "night":
        base = _same_sentence(draft, drafts, 10)
        draft.recipe = "U:D:0" if base else draft.recipe
        if base is None:  # the night after a day told before, else the one before the report
            base = _last(draft, told, 10, narrative=narrative, reach=_NEWS_REACH)
            draft.recipe = "wide:+1:" if base else f"U:D:0>{draft.recipe}"
    elif draft.anchored == "hours":
        base = _last(draft, told, 10, narrative=narrative, reach=_NEWS_REACH)
        if base is None:
            draft.type, draft.recipe = "DURATION", "val:PXH"
    elif draft.anchored == "same":
        base = _last(draft, told, 7, narrative=True, reach=2)
        if base:
            draft.recipe = re.sub(r"(?:U:Y:|add:)([-+]\d+)Y?", r"yr:\1", draft.recipe)
    else:
        unit = draft.recipe.split(":")[1] if draft.recipe.startswith("U:") else draft.recipe.rstrip(">")[-1]
        base = _last(draft, told, _NEEDED.get(unit, 10), narrative=narrative, reach=_NEWS_REACH)
        elsewhere = draft.rule in _ELSEWHERE or (draft.rule == "the-coming-unit" and draft.recipe == "U:D:+1")
        if base is None and draft.rule == "the-same-unit" and draft.recipe == "U:D:0":
            base = next((d for d in told if d.grain >= _NEEDED["D"] and d.sentence <= _LEAD), None)
        if base is None and elsewhere and draft.direction != "future":
            draft.recipe = "val:"
    if base is not None:
        told_by = base.recipe.replace("DIR", base.direction)  # of a day told behind it
        draft.recipe = f"{told_by.split('>at:')[0]}>{draft.recipe}"
        draft.base = base


def _same_sentence(draft: Draft, drafts: Sequence[Draft], least: int) -> Draft | None:
    """The nearest dated draft of the sentence, before or after."""
    near = [d for d in drafts if d.sentence == draft.sentence and d is not draft and d.type == "DATE"]
    near = [d for d in near if "DIR" not in d.recipe or d.span[0] - draft.span[1] <= _BEHIND]
    near = [d for d in near if not d.anchored and grain(d.recipe.replace("DIR", d.direction)) >= least]
    return min(near, key=lambda d: (abs(d.span[0] - draft.span[0]), d.span), default=None)


def _last(draft: Draft, told: Sequence[Draft], least: int, *, narrative: bool, reach: int) -> Draft | None:
    """The last time told that is fine enough: any in a narrative, a near one of the same block in news."""
    for earlier in reversed(told):
        if not narrative and (draft.sentence - earlier.sentence > reach or draft.block != earlier.block):
            return None
        if earlier.grain >= least:
            return earlier
    return None


def _speech(draft: Draft, drafts: Sequence[Draft]) -> None:
    """A time inside a quotation counts from the day of the speech, if the sentence dates it."""
    said = [d for d in drafts if d.sentence == draft.sentence and not d.quoted and d.type == "DATE"]
    said = [d for d in said if d.direction != "future" and "DIR" not in d.recipe and d.grain == 10]
    if len(said) == 1 and said[0] is not draft:
        draft.recipe = f"{said[0].recipe}>{draft.recipe}"
        draft.base = said[0]
