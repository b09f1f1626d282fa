"""Which reports may cover one story: those that share two heavy words, lie near by meaning, or tell one actor's same day."""

from __future__ import annotations

from datetime import date, timedelta

from communique.link.near import Near
from communique.link.story.features import StoryNode
from communique.link.window import Windowed

HEAVIEST = 6
"""Words of a report that make its keys. One alone would let a busy name ("Putin") join a whole archive."""

MEANT = 0.65
"""Least cosine of meanings with which two reports meet whatever words they share; see docs/methodology/stories.md."""

LOOK_ALIKE = 21
"""Days apart beyond which two happenings are never one story, whatever words they share."""

SPAN = 3
"""Most days of a happening that make keys."""


def keys(node: StoryNode) -> list[str | Windowed]:
    """The heaviest words, of which two must be shared, and lead actors by day; versions of one text also meet by address."""
    single = sorted((-round(value, 6), word) for word, value in node.vector.items() if " " not in word)
    heaviest = [word for _, word in single[:HEAVIEST]]
    days = [f"{day}|{actor}" for day in _days(node) for actor in sorted(node.actors)]
    told = [Windowed.of(days, node.day, apart=0)] if days else []
    return [Windowed.of(heaviest, node.day, apart=LOOK_ALIKE, shared=2), *told, f"at:{node.same_ref}"]


def near(node: StoryNode) -> Near:
    """The meaning of title and lead: two short reports often tell one happening in other words."""
    return Near.of(node.meaning, node.day, apart=LOOK_ALIKE, least=MEANT)


def _days(node: StoryNode) -> list[str]:
    """The days of the report's happening, none if they are more than SPAN: a month would join everything in it."""
    if node.day.days is None or node.day.days > SPAN or node.day.start is None:
        return []
    first = date.fromisoformat(node.day.start)
    return [(first + timedelta(days=number)).isoformat() for number in range(node.day.days)]
