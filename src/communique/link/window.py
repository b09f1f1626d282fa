"""Keys that hold for a while: two dated nodes meet only if their days are near, an undated node meets every day.

Without it a busy key ("the two presidents spoke") would join a growing archive to itself, and every new report would be
compared with all the years before it. Keys are kept by stretches of days, so that a batch of today's reports changes and reads
only the last few stretches, however many years lie behind them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self, TypeAlias

from communique.link.words import number
from communique.model.interval import Interval
from communique.store import Store

WIDTH = 30
"""Days apart from which two dated nodes need not meet; also the longest interval that counts as a date here."""

STRETCH = 20
"""Days of keys that are kept side by side: fewer would mean more look-ups, more would spread what a batch changes."""

ALWAYS, UNDATED, LAST = 0, -1, date.max.toordinal()
"""Where keys stand that time does not bear on, where those of undated nodes do, and a day that comes after all others."""

Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Windowed:
    """Keys of a node with the first and last of its days (as ordinals); None for an undated node.

    Two nodes meet if they share as many keys as `shared` and their days lie up to `apart` apart.
    """

    keys: frozenset[int]
    days: Days | None = None
    apart: int = WIDTH
    shared: int = 1

    @classmethod
    def of(cls, keys: Iterable[str], days: Interval, *, apart: int = WIDTH, shared: int = 1) -> Self:
        """The keys of a node that happened in `days`."""
        return cls(frozenset(map(hashed, keys)), _days(days), apart, shared)

    def stored(self) -> Iterator[tuple[int, int, int, int]]:
        """(stretch, key, first day, last day) under which the node is kept."""
        first, last = self.days or (0, LAST)
        stretches = range(first // STRETCH + 1, last // STRETCH + 2) if self.days else (UNDATED,)
        return ((stretch, key, first, last) for stretch in stretches for key in sorted(self.keys))

    def met(self, store: Store, kind: str) -> set[str]:
        """Kept nodes of a kind that the node meets."""
        if self.days is None:
            return _sharing(store, kind, _stretches(store, kind), self.keys, shared=self.shared)
        first, last = self.days[0] - self.apart, self.days[1] + self.apart
        near = (UNDATED, *range(first // STRETCH + 1, last // STRETCH + 2))
        return _sharing(store, kind, near, self.keys, days=(first, last), shared=self.shared)


@dataclass(frozen=True, slots=True)
class Always:
    """Keys of a node that time does not bear on."""

    keys: frozenset[int]

    def stored(self) -> Iterator[tuple[int, int, int, int]]:
        """As of `Windowed`."""
        return ((ALWAYS, key, 0, LAST) for key in sorted(self.keys))

    def met(self, store: Store, kind: str) -> set[str]:
        """As of `Windowed`."""
        return _sharing(store, kind, [ALWAYS], self.keys, shared=1)


Keys: TypeAlias = Windowed | Always

_SHARING = (
    "FROM json_each(?) AS at CROSS JOIN json_each(?) AS sought CROSS JOIN link_keys "
    "ON kind = ? AND stretch = at.value AND link_keys.key = sought.value AND first <= ? AND last >= ?"
)
"""CROSS JOIN keeps SQLite from reading all keys of a kind for the few that are sought."""

_ONE = f"SELECT DISTINCT node {_SHARING}"
_MORE = f"SELECT node {_SHARING} GROUP BY node HAVING count(DISTINCT link_keys.key) >= ?"


def _sharing(
    store: Store, kind: str, stretches: Iterable[int], keys: Iterable[int], *, days: Days = (0, LAST), shared: int
) -> set[str]:
    """Nodes kept in some stretches that share as many keys as `shared`, some of whose days lie within `days`."""
    sought = (json.dumps(list(stretches)), json.dumps(sorted(keys)), kind, days[1], days[0])
    rows = store.query(_ONE, sought) if shared == 1 else store.query(_MORE, (*sought, shared))
    return {row["node"] for row in rows}


def _stretches(store: Store, kind: str) -> list[int]:
    """All stretches in which a kind has keys, found one after the other without reading the keys."""
    rows = store.query(
        "WITH RECURSIVE met(at) AS (SELECT min(stretch) FROM link_keys WHERE kind = ?1 UNION ALL "
        "SELECT (SELECT min(stretch) FROM link_keys WHERE kind = ?1 AND stretch > at) FROM met WHERE at IS NOT NULL) "
        "SELECT at FROM met WHERE at IS NOT NULL",
        (kind,),
    )
    return [row["at"] for row in rows]


def hashed(key: str) -> int:
    """A key as it is kept: 63 bits of its hash."""
    return number(key) >> 1


def gap(a: Interval, b: Interval) -> int | None:
    """Days between two intervals, 0 if they meet, None if either is open."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    later, earlier = max(a.start, b.start), min(a.end, b.end)
    return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)


def dated(days: Interval) -> bool:
    """Whether an interval is closed and short enough to place its node in time."""
    return days.days is not None and days.days <= WIDTH


def _days(days: Interval) -> Days | None:
    if not dated(days) or days.start is None or days.end is None:
        return None
    return date.fromisoformat(days.start).toordinal(), date.fromisoformat(days.end).toordinal()
