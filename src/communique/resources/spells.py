"""Office spells and their dates: reading the tables, closing spells by their successors, overlap of imprecise dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from communique.resources.entries import Office

# An open spell says nothing about years long after its source was made: cabinets last about as long.
STALE_YEARS = 2


def overlaps(office: Office, start: str | None, end: str | None) -> bool:
    """Whether the person may have held the office on some day from `start` to `end` (ISO prefixes, None is open).

    "2011" overlaps "2011-12-17", and the day of a handover belongs to both. An open spell whose source is over two
    years older than `start` does not count.
    """
    if end is not None and office.start is not None and office.start > end and not office.start.startswith(end):
        return False
    if start is None:
        return True
    if office.end is not None:
        return office.end >= start or start.startswith(office.end)
    return not office.as_of or int(start[:4]) - int(office.as_of[:4]) <= STALE_YEARS


def close(offices: Iterable[Office], unique: frozenset[str]) -> list[Office]:
    """The spells with open ends set to the start of the next holder, where one person at a time holds the office.

    `unique` are those offices; an embassy has one ambassador too.
    """
    lines: dict[tuple[str, str | None, str | None, str | None], list[Office]] = defaultdict(list)
    closed: list[Office] = []
    for office in offices:
        if office.start is not None and (office.title in unique or office.posted):
            lines[office.title, office.country, office.body, office.posted].append(office)
        else:
            closed.append(office)
    for line in lines.values():
        line.sort(key=lambda office: (office.start or "", office.name))
        closed += [_closed(office, line[place + 1 :]) for place, office in enumerate(line)]
    return closed


def _closed(office: Office, later: list[Office]) -> Office:
    """The spell, ended by the first later one of somebody else that starts after the source last saw it open."""
    if office.end is not None:
        return office
    for successor in later:
        start = successor.start or ""
        if successor.person != office.person and (not office.verified or start >= office.as_of[: len(start)]):
            return replace(office, end=start, ended="successor")
    return office
