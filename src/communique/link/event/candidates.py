"""Which mentions may be one event: same sides, and the same month, or the same story where no date is known."""

from __future__ import annotations

from communique.event.compare import name
from communique.link.event.features import EventNode

MONTHS = 2
"""A date that spans more months than this makes no month key."""


def keys(node: EventNode) -> set[str]:
    """Keys by the two sides with each month of the date, with the story, and with the name that the act is given."""
    everyone = sorted(node.source | node.target)
    pairs = [f"{a}|{b}" for i, a in enumerate(everyone) for b in everyone[i + 1 :]] or everyone[:1]
    when = _months(node)
    if node.story:
        when.add(f"story:{node.story}")
    called = name(node.mention)
    if called is not None:
        when.add(f"name:{called}")
    return {f"{pair}|{time}" for pair in pairs for time in when}


def _months(node: EventNode) -> set[str]:
    date = node.mention.date
    if date.start is None or date.end is None:
        return set()
    first, last = _number(date.start), _number(date.end)
    if last - first >= MONTHS:
        return {f"year:{date.start[:4]}"} if date.start[:4] == date.end[:4] else set()
    return {f"month:{number}" for number in range(first, last + 1)} | {f"year:{date.start[:4]}"}


def _number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1
