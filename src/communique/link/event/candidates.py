"""Which mentions may be one event: same sides, and near days, the same story or the same name."""

from __future__ import annotations

from datetime import date

from communique.event.compare import WAR, deploys, name
from communique.link.event.features import EventNode

STEP = 6
"""Days of one window: those of a date that is told a day off lie in the same window or the next."""

FINE = 31
"""Most days of a date that may tie mentions of different stories: a month, since two leaders meet more than once a year."""


def keys(node: EventNode) -> set[str]:
    """Keys by the two sides with the days of a fine date, with the story, and with the name that the act is given."""
    everyone = sorted(node.source | node.target)
    pairs = [f"{a}|{b}" for i, a in enumerate(everyone) for b in everyone[i + 1 :]] or everyone[:1]
    when = _windows(node)
    if node.story:
        when.add(f"story:{node.story}")
    called = WAR if deploys(node.mention) else name(node.mention)
    if called is not None:
        when.add(f"name:{called}")
    return {f"{pair}|{time}" for pair in pairs for time in when}


def _windows(node: EventNode) -> set[str]:
    """The windows of days that the date touches, from the day before on: dates a day apart may tell one event."""
    date_ = node.mention.date
    if not fine(node) or date_.start is None or date_.end is None:
        return set()
    first, last = date.fromisoformat(date_.start).toordinal() - 1, date.fromisoformat(date_.end).toordinal()
    return {f"days:{number}" for number in range(first // STEP, last // STEP + 1)}


def fine(node: EventNode) -> bool:
    """Whether the date may tie a mention to one of another story."""
    days = node.mention.date.days
    return days is not None and days <= FINE
