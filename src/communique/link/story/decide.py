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

THRESHOLD = 0.17
"""Least average likeness of a story. See docs/methodology.md for the scores at its neighbours."""

ACTORS = 0.06
"""What sharing all lead actors adds."""

SAME_DAY = 0.05
"""What happening on the same day adds."""

OTHER_DAY = 0.08
"""What happening on days further apart than FOLLOW_UP takes away."""

FOLLOW_UP = 2
"""Days between a happening and the reports that still tell it."""

LOOK_ALIKE = 10
"""Days apart at which two happenings are never one story, whatever words they share."""


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
        if gap is not None and gap > FOLLOW_UP:
            score -= OTHER_DAY
            reasons.append(f"happened {gap} days apart - {OTHER_DAY}")
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
