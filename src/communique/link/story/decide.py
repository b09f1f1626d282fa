"""The decision: likeness as a readable sum, a guard against look-alikes, groups inside components."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from communique.figure.compare import rounds
from communique.link import keep
from communique.link.copy.series import filled_anew
from communique.link.engine import Component, Likeness
from communique.link.glance import gathered, products
from communique.link.meaning import likeness, read_together
from communique.link.near import Near
from communique.link.story.candidates import LOOK_ALIKE, keys, near
from communique.link.story.features import StoryNode, nodes
from communique.link.story.group import tight_link
from communique.link.window import Windowed, gap
from communique.link.words import cosine
from communique.store import Store

WORDS, MEANING = 0.4, 0.6
"""Weights of the root of the words' cosine and of the meanings' likeness. Words alone part a happening told in other
words, meaning alone joins look-alikes; see docs/methodology/stories.md for both and for what lies between."""

STRANGE = 0.15
"""Cosine of the meanings of two leads from which they are alike at all: 0 there, 1 where the meanings are one."""

EDGE = 0.44
"""Least likeness of an edge: two lone reports as alike make a story, and no group joins another without such a pair."""

BOND = 0.39
"""Least bond of two groups of reports (`group.bond`)."""

ROUNDING = 0.002
"""What a likeness may gain by being rounded to three decimals, its parts as well, and more."""

BORDER = 0.1
"""Least root of the words' cosine from which meaning is asked: below it two reports share next to nothing."""

SAME_DAY = 0.03
"""What happening on the same day adds, or on the same weekday where the day cannot be placed."""

APART: tuple[tuple[int, float], ...] = ((7, 0.6), (4, 0.8), (2, 0.9))
"""What is left of the likeness when two happenings lie more than so many days apart: two outlets tell one happening over
a few days, and the same actors meet again after a few more."""

PUBLISHED_APART: tuple[tuple[int, float], ...] = ((14, 0.8), (7, 0.9), (4, 0.95))
"""The same where one of the two days is only that on which a report was published: it tells of days before, a retelling of
weeks before. So these two are never forbidden one story; two happenings more than LOOK_ALIKE days apart are."""

WEEKDAYS: tuple[tuple[int, float], ...] = ((1, 0.75), (0, 0.9))
"""The same where a day cannot be placed, but both leads name a weekday. Of the pairs that are .5 to .6 alike (AllSides train)
44 % are of one story where the weekdays agree, 17 % where they are neighbours, 2 % where they are not."""

OTHER_PLACE = 0.85
OTHER_FIGURES = 0.8
SEQUEL = 0.9
EARLIER = 0.75
ONE_OPEN = 0.95
STRANGERS = 0.9
"""What is left if the places differ, if both measure one thing and agree in no figure, if only one tells of a sequel, if one
names the other's day as that of an earlier happening, if the days of one alone are known, if no lead actor is shared; only
where the days are not known to be the same."""

OTHER_COMPANY = OTHER_MEETING = 0.45
"""What is left if both tell of a meeting, call or accord and of the sides (on other days also of the people) one at most is the
same: a minister calls three colleagues in a week, on one day even, and his office tells each call in the same words; and if
both tell the day of a meeting or call, two days apart and more. A day apart two outlets may disagree; but if the later alone
tells of a second call, of a strike "again", they are never one story."""

OTHER_FORM = 0.45
"""What is left of two short reports of other days, by date or weekday, if one fills the form of the other with other names,
numbers and quotations."""

SERIES, OTHER_TITLE = 0.45, 0.8
"""What is left of two reports of one outlet if they bear one title on different days, but for numbers and names of days (rates
of the day, "Today in history"), and if their titles name actors, but none in common."""


class Stories:
    """Links of kind `story`."""

    name = "story"
    floor = EDGE
    whole = False

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, StoryNode]:
        """Analysed reports by id."""
        return nodes(store, ids)

    def keys(self, node: StoryNode) -> Iterable[str | Windowed]:
        """See `candidates`."""
        return keys(node)

    def near(self, node: StoryNode) -> Near:
        """See `candidates`."""
        return near(node)

    def sift(self, store: Store, pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        """Pairs whose words and meaning may reach an edge before anything tells against them; versions of one report."""
        found = keep.load(store, self.name, {node for pair in pairs for node in pair}, self.load)
        near = set()
        for id_, others in gathered([pair for pair in pairs if pair[0] in found and pair[1] in found]).items():
            one = found[id_]
            words = np.sqrt(products(one.glanced, [found[other].glanced for other in others]))
            cosines = np.array([found[other].meaning for other in others]) @ one.meaning
            meaning = np.maximum(0.0, (cosines - STRANGE) / (1 - STRANGE))
            told = WORDS * words + MEANING * meaning + SAME_DAY >= EDGE - ROUNDING
            for other, may in zip(others, told.tolist(), strict=True):
                if may or found[other].same_ref == one.same_ref:
                    near.add((min(id_, other), max(id_, other)))
        return near

    def compare(self, a: StoryNode, b: StoryNode) -> Likeness:
        """Words and meaning; days, places, sequels and lead actors tell look-alikes."""
        if a.same_ref == b.same_ref:
            return Likeness(1.0, ("versions of one report",))
        apart = gap(a.day, b.day)
        if apart is not None and apart > LOOK_ALIKE and a.told and b.told:
            return Likeness(0.0, (f"happened {apart} days apart: a look-alike",), never=True)
        again = _again(a, b, apart)
        if again and apart:
            return Likeness(0.0, ("done again on a later day: a look-alike",), never=True)
        score, reasons = _told(a, b)
        if _others(a.company, b.company) or (apart and _others(a.people, b.people)):
            score *= OTHER_COMPANY
            reasons.append(f"others met x {OTHER_COMPANY}")
        elif (apart or 0) > 1 and _meetings(a, b):
            score *= OTHER_MEETING
            reasons.append(f"met {apart} days apart x {OTHER_MEETING}")
        elif again:
            score *= OTHER_MEETING
            reasons.append(f"done again on a later weekday x {OTHER_MEETING}")
        same_day = apart == 0 and a.happened.day is not None and a.happened.day == b.happened.day
        if same_day:
            return Likeness(min(1.0, score + SAME_DAY), (*reasons, f"same day + {SAME_DAY}"))
        for left, reason in _differences(a, b, apart):
            score *= left
            reasons.append(f"{reason} x {left}")
        if apart is None and a.weekday is not None and a.weekday == b.weekday:
            score += SAME_DAY
            reasons.append(f"same weekday + {SAME_DAY}")
        if score >= EDGE and (apart or _weekdays_apart(a, b)) and filled_anew(a.form, b.form):
            score *= OTHER_FORM
            reasons.append(f"one form with other names or numbers x {OTHER_FORM}")
        return Likeness(min(1.0, score), tuple(reasons))

    def read(self, a: StoryNode, b: StoryNode) -> float:
        """Log-odds that two reports tell one happening, their leads read side by side."""
        return read_together(a.lead, b.lead)

    def order(self, node: StoryNode) -> tuple[str, str]:
        """By day, then id."""
        return node.day.start or "", node.id

    def decide(self, component: Component[StoryNode]) -> Sequence[Sequence[str]]:
        """Groups by their bonds."""
        return tight_link(component, threshold=BOND)


def _told(a: StoryNode, b: StoryNode) -> tuple[float, list[str]]:
    """How alike two tellings are, by words and, on the border, by meaning."""
    words = math.sqrt(cosine(a.packed, b.packed))
    if words < BORDER:
        return WORDS * words, [f"words {words:.3f} x {WORDS}"]
    meaning = max(0.0, (likeness(a.meaning, b.meaning) - STRANGE) / (1 - STRANGE))
    return WORDS * words + MEANING * meaning, [f"words {words:.3f} x {WORDS}", f"meaning {meaning:.3f} x {MEANING}"]


def _differences(a: StoryNode, b: StoryNode, apart: int | None) -> Iterator[tuple[float, str]]:
    """What tells a look-alike from the same happening: what is left of the likeness, and why."""
    guard, how = (APART, "happened") if a.told and b.told else (PUBLISHED_APART, "happened or were published")
    left = next((left for days, left in guard if apart is not None and apart > days), None)
    if left is not None:
        yield left, f"{how} {apart} days apart"
    other = _weekdays_apart(a, b) if apart is None else 0
    left = next((left for days, left in WEEKDAYS if other > days), None)
    if left is not None:
        yield left, "happened on another weekday"
    if a.place and b.place and a.place != b.place:
        yield OTHER_PLACE, "other place"
    if _other_figures(a, b):
        yield OTHER_FIGURES, "other figures of one thing"
    if a.sequel != b.sequel:
        yield SEQUEL, "one follows another of its kind"
    if apart and _one_outlet(a, b) and a.series and a.series == b.series:
        yield SERIES, "one outlet's title on other days"
    if _one_outlet(a, b) and a.named and b.named and not a.named & b.named:
        yield OTHER_TITLE, "titles of one outlet that name others"
    if (a.day.days is None) != (b.day.days is None):
        yield ONE_OPEN, "the day of one alone is known"
    if a.happened.day in b.behind or b.happened.day in a.behind:
        yield EARLIER, "one names the other's day as an earlier one"
    if len(a.actors) > 1 and len(b.actors) > 1 and not a.actors & b.actors:
        yield STRANGERS, "no lead actor in common"


def _others(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two companies are not one: each has somebody the other has not, and they share one at most."""
    return len(a & b) < 2 and bool(a - b) and bool(b - a)


def _meetings(a: StoryNode, b: StoryNode) -> bool:
    """Whether two reports surely tell each the day of a meeting or call: by its date, or as one outlet that tells its own."""
    return (a.met and b.met and a.told and b.told) or (_one_outlet(a, b) and a.meets and b.meets)


def _again(a: StoryNode, b: StoryNode, apart: int | None) -> bool:
    """Whether the report of the later day alone tells its happening as one done again; by weekdays if no day is known."""
    if a.anew == b.anew or (apart is not None and not (a.told and b.told)):
        return False
    before, again = (a, b) if b.anew else (b, a)
    if apart is not None:
        return apart > 0 and (before.day.end or "") < (again.day.start or "")
    if before.weekday is None or again.weekday is None:
        return False
    return 0 < (again.weekday - before.weekday) % 7 <= _LATER


_LATER = 3
"""Most days from one weekday to the next that tell which came first."""


def _one_outlet(a: StoryNode, b: StoryNode) -> bool:
    return a.outlet is not None and a.outlet == b.outlet


def _other_figures(a: StoryNode, b: StoryNode) -> bool:
    """Whether two reports measure one thing and agree in no figure: two weeks of one series, two days of one count."""
    pairs = [(one, other) for one in a.figures for other in b.figures]
    agree = any(one.value == other.value or rounds(one.value, other.value) for one, other in pairs)
    return not agree and any(one.about & other.about for one, other in pairs)


def _weekdays_apart(a: StoryNode, b: StoryNode) -> int:
    """Days between two weekdays, 0 to 3, whichever came first; 0 if one is not known."""
    if a.weekday is None or b.weekday is None:
        return 0
    return min((a.weekday - b.weekday) % 7, (b.weekday - a.weekday) % 7)
