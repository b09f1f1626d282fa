"""Keys that hold for a while: two dated nodes meet only if their days are near, an undated node meets every day.

Without it a busy key ("the two presidents spoke") would join a growing archive to itself, and every new report would be
compared with all the years before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from communique.model.interval import Interval

WIDTH = 30
"""Days apart from which two dated nodes need not meet; also the longest interval that counts as a date here."""

STEP = 6
"""Days of one window. Nodes meet up to STEP days beyond their limit: finer windows would spare more and need more keys."""

_MARK, _LAST = "@", "@~"
"""What divides a key from the number of its window, and an end that no window's number reaches."""


@dataclass(frozen=True, slots=True)
class Windowed:
    """A key of a node with the first and last window that the node's days touch; None for an undated node.

    `reach` is how many windows on either side are sought.
    """

    key: str
    windows: tuple[int, int] | None = None
    reach: int = WIDTH // STEP

    @classmethod
    def of(cls, keys: Iterable[str], days: Interval, *, apart: int = WIDTH) -> list[Self]:
        """The keys of a node that happened in `days`, which must meet all that lie up to `apart` days away."""
        span = _windows(days)
        return [cls(key, span, -(-apart // STEP)) for key in keys]

    def stored(self) -> list[str]:
        """Under what the node is kept."""
        if self.windows is None:
            return [f"{self.key}{_MARK}"]
        first, last = self.windows
        return [f"{self.key}{_MARK}{number:06d}" for number in range(first, last + 1)]

    def sought(self) -> list[tuple[str, str]]:
        """Ranges of stored keys whose nodes the node is compared with."""
        if self.windows is None:
            return [(f"{self.key}{_MARK}", f"{self.key}{_LAST}")]
        first, last = self.windows
        undated = f"{self.key}{_MARK}"
        return [
            (undated, undated),
            (f"{self.key}{_MARK}{first - self.reach:06d}", f"{self.key}{_MARK}{last + self.reach:06d}"),
        ]


def gap(a: Interval, b: Interval) -> int | None:
    """Days between two intervals, 0 if they meet, None if either is open."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    later, earlier = max(a.start, b.start), min(a.end, b.end)
    return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)


def dated(days: Interval) -> bool:
    """Whether an interval is closed and short enough to place its node in time."""
    return days.days is not None and days.days <= WIDTH


def _windows(days: Interval) -> tuple[int, int] | None:
    if not dated(days) or days.start is None or days.end is None:
        return None
    return date.fromisoformat(days.start).toordinal() // STEP, date.fromisoformat(days.end).toordinal() // STEP
