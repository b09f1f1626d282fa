"""The decision: likeness as a readable sum, a guard against look-alikes, average link inside components."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from communique.link.engine import Component, Likeness, average_link
from communique.link.story.candidates import keys
from communique.link.story.features import StoryNode, nodes
from communique.link.words import cosine
from communique.model.interval import Interval
from communique.store import Store

THRESHOLD = 0.18
"""Least average likeness of a story. See docs/methodology.md for the scores at its neighbours."""

ACTORS = 0.06
"""What sharing all lead actors adds."""

SAME_DAY = 0.05
"""What happening on the same day adds."""

APART: tuple[tuple[int, float], ...] = ((7, 0.4), (4, 0.6), (2, 0.8))
"""What is left of the likeness when two happenings lie more than so many days apart: two outlets tell one happening over
a few days, and the same actors meet again after a few more."""

LOOK_ALIKE = 21
"""Days apart beyond which two happenings are never one story, whatever words they share."""


class Stories:
    """Links of kind `story`."""

    name = "story"
    floor = 0.1

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, StoryNode]:
        """Analysed reports by id."""
        return nodes(store, ids)

    def keys(self, node: StoryNode) -> Iterable[str]:
        """See `candidates`."""
        return keys(node)

    def compare(self, a: StoryNode, b: StoryNode) -> Likeness:
        """Words, lead actors and days."""
        if a.same_ref == b.same_ref:
            return Likeness(1.0, ("versions of one report",))
        text = cosine(a.vector, b.vector)
        score, reasons = text, [f"words {text:.3f}"]
        if a.actors and b.actors:
            shared = len(a.actors & b.actors) / min(len(a.actors), len(b.actors))
            score += ACTORS * shared
            reasons.append(f"lead actors {shared:.2f} x {ACTORS}")
        gap = _gap(a.day, b.day)
        if gap is not None and gap > LOOK_ALIKE:
            return Likeness(0.0, (*reasons, f"happened {gap} days apart: a look-alike"), never=True)
        factor = next((left for days, left in APART if gap is not None and gap > days), 1.0)
        if factor < 1:
            score *= factor
            reasons.append(f"happened {gap} days apart x {factor}")
        elif gap == 0 and a.happened.day and a.happened.day == b.happened.day:
            score += SAME_DAY
            reasons.append(f"same day + {SAME_DAY}")
        return Likeness(max(0.0, score), tuple(reasons))

    def order(self, node: StoryNode) -> tuple[str, str]:
        """By day, then id."""
        return node.day.start or "", node.id

    def decide(self, component: Component[StoryNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=THRESHOLD)


def _gap(a: Interval, b: Interval) -> int | None:
    """Days between two intervals, 0 if they meet, None if either is open."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    later, earlier = max(a.start, b.start), min(a.end, b.end)
    return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)
