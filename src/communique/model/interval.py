"""Dates as intervals of days with a precision and a basis; nothing imprecise is ever made exact.

A bound is an ISO prefix of a day (`2025-01-21`). A day has both ends equal; an open side is None. Where a text allows
only a month, the interval spans the month.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_RANGE = re.compile(r"/|\.\.")

Basis: TypeAlias = Literal["stated", "resolved", "inferred", "story", "unknown"]
"""How an interval is known: stated in metadata or in full, resolved from a phrase, inferred from dated happenings,
narrowed by the story's other reports, or not at all."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included and both `YYYY-MM-DD`; None is an open side."""

    start: str | None = None
    end: str | None = None
    basis: Basis = "unknown"

    @property
    def known(self) -> bool:
        """Whether at least one side is known."""
        return self.start is not None or self.end is not None

    @property
    def day(self) -> str | None:
        """The day, if it is exactly one."""
        return self.start if self.start is not None and self.start == self.end else None

    @property
    def days(self) -> int | None:
        """Number of days covered, None if a side is open."""
        if self.start is None or self.end is None:
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1

    def holds(self, other: Interval) -> bool:
        """Whether `other` lies within this interval."""
        late_enough = self.start is None or (other.start is not None and self.start <= other.start)
        early_enough = self.end is None or (other.end is not None and other.end <= self.end)
        return late_enough and early_enough


def of_prefix(prefix: str, *, basis: Basis = "resolved") -> Interval:
    """Interval of an ISO prefix: `2025`, `2025-01` or `2025-01-21` (a time of day is cut off).

    Raises ValueError if the prefix is no date.
    """
    parts = [int(part) for part in prefix[:10].split("-")]
    if len(parts) == 1:
        return Interval(f"{parts[0]:04d}-01-01", f"{parts[0]:04d}-12-31", basis)
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return Interval(f"{parts[0]:04d}-{parts[1]:02d}-01", f"{parts[0]:04d}-{parts[1]:02d}-{last:02d}", basis)
    day = date(*parts).isoformat()
    return Interval(day, day, basis)


def of_period(period: str | None) -> Interval:
    """Interval of an ISO prefix or a range of two (`2023-05`, `2024-03/2024-05`, `2024..2025`); an open one for all else."""
    parts = _RANGE.split(period or "")
    if len(parts) > 2 or not all(_ISO.fullmatch(part) for part in parts):
        return Interval()
    try:
        return Interval(of_prefix(parts[0]).start, of_prefix(parts[-1]).end, "resolved")
    except ValueError:  # the 30th of February
        return Interval()


def prefix_of(start: str | None, end: str | None) -> str | None:
    """Shortest ISO prefix that covers exactly these days: a day, a month or a year; else None."""
    if start is None or end is None:
        return None
    for length in (10, 7, 4):
        covered = of_prefix(start[:length])
        if (covered.start, covered.end) == (start, end):
            return start[:length]
    return None


def period_of(start: str | None, end: str | None) -> str | None:
    """The ISO prefix that covers exactly these days, else the first and the last of them: `2024-05-13/2024-05-19`."""
    return prefix_of(start, end) or (f"{start}/{end}" if start and end else None)


def shown(start: str | None, end: str | None) -> str:
    """An interval in short: a prefix, `from..to` with an open side left empty, or `?` where nothing is known."""
    return prefix_of(start, end) or (f"{start or ''}..{end or ''}" if start or end else "?")


def precision(interval: Interval) -> str:
    """`day`, `month`, `year`, `range`, `open` (one side only) or `unknown`."""
    if interval.start is None and interval.end is None:
        return "unknown"
    if interval.start is None or interval.end is None:
        return "open"
    prefix = prefix_of(interval.start, interval.end)
    return {None: "range", 10: "day", 7: "month", 4: "year"}[len(prefix) if prefix else None]


def meet(a: Interval, b: Interval, *, basis: Basis | None = None) -> Interval | None:
    """The days in both intervals, None if there are none. An open side takes the other's bound."""
    start = max((x for x in (a.start, b.start) if x is not None), default=None)
    end = min((x for x in (a.end, b.end) if x is not None), default=None)
    if start is not None and end is not None and start > end:
        return None
    if basis is None:
        basis = a.basis if a.known and (not b.known or (start, end) == (a.start, a.end)) else b.basis
    return Interval(start, end, basis)
