"""Keys that hold for a while: two dated nodes meet only if their days are near, an undated node meets every day.

Without it a busy key ("the two presidents spoke") would join a growing archive to itself, and every new report would be
compared with all the years before it. Keys are kept by stretches of days, so that a batch of today's reports changes and reads
only the last few stretches, however many years lie behind them.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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

Stored = tuple[int, int, int, int]
"""Stretch, key, first day and last day under which a node is kept."""


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
        return cls(frozenset(map(hashed, keys)), ordinals(days), apart, shared)

    def of_kind(self, kind: str) -> Self:
        """The keys as nodes of one kind are kept under them: all kinds stand in one table."""
        return replace(self, keys=_of_kind(self.keys, kind))

    def stored(self) -> Iterator[Stored]:
        """Where the node is kept."""
        first, last = self.days or (0, LAST)
        return ((stretch, key, first, last) for stretch in stretches(self.days) for key in sorted(self.keys))

    def met(self, store: Store) -> set[int]:
        """Numbers of the kept nodes that the node meets."""
        kept = _stretches(store)
        if self.days is None:
            return _sharing(store, kept, self.keys, shared=self.shared)
        first, last = self.days[0] - self.apart, self.days[1] + self.apart
        near = stretches_around(self.days, self.apart, kept)
        return _sharing(store, near, self.keys, days=(first, last), shared=self.shared)


@dataclass(frozen=True, slots=True)
class Always:
    """Keys of a node that time does not bear on."""

    keys: frozenset[int]

    def of_kind(self, kind: str) -> Self:
        """As of `Windowed`."""
        return replace(self, keys=_of_kind(self.keys, kind))

    def stored(self) -> Iterator[Stored]:
        """As of `Windowed`."""
        return ((ALWAYS, key, 0, LAST) for key in sorted(self.keys))

    def met(self, store: Store) -> set[int]:
        """As of `Windowed`."""
        return _sharing(store, [ALWAYS], self.keys, shared=1)


Keys: TypeAlias = Windowed | Always


def keep_keys(store: Store, keys: Mapping[int, Iterable[Keys]]) -> None:
    """Keep nodes, by number, under their keys."""
    stored = {node: [row for some in own for row in some.stored()] for node, own in sorted(keys.items())}
    store.execute(
        "INSERT OR IGNORE INTO link_keys (stretch, key, first, last, node) VALUES (?, ?, ?, ?, ?)",
        sorted((*row, node) for node, rows in stored.items() for row in rows),
    )
    places = (
        (node, array("q", (number for row in rows for number in row[:2])).tobytes()) for node, rows in stored.items()
    )
    store.execute("INSERT INTO link_keys_of VALUES (?, ?)", places)


def forget(store: Store, nodes: Iterable[int]) -> None:
    """Forget the keys of nodes."""
    for node in sorted(nodes):
        for row in store.query("SELECT keys FROM link_keys_of WHERE node = ?", (node,)):
            places = array("q", row["keys"])
            each = [(stretch, key, node) for stretch, key in zip(places[::2], places[1::2], strict=True)]
            store.execute("DELETE FROM link_keys WHERE stretch = ? AND key = ? AND node = ?", each)
    store.execute("DELETE FROM link_keys_of WHERE node = ?", [(node,) for node in sorted(nodes)])


_SHARING = (
    "FROM json_each(?) AS at CROSS JOIN json_each(?) AS sought CROSS JOIN link_keys "
    "ON stretch = at.value AND link_keys.key = sought.value AND first <= ? AND last >= ?"
)
"""CROSS JOIN keeps SQLite from reading all keys for the few that are sought."""

_ONE = f"SELECT DISTINCT node {_SHARING}"
_MORE = f"SELECT node {_SHARING} GROUP BY node HAVING count(DISTINCT link_keys.key) >= ?"


def _sharing(
    store: Store, stretches: Iterable[int], keys: Iterable[int], *, days: Days = (0, LAST), shared: int
) -> set[int]:
    """Nodes kept in some stretches that share as many keys as `shared`, some of whose days lie within `days`."""
    sought = (json.dumps(list(stretches)), json.dumps(sorted(keys)), days[1], days[0])
    rows = store.query(_ONE, sought) if shared == 1 else store.query(_MORE, (*sought, shared))
    return {row["node"] for row in rows}


def _stretches(store: Store) -> list[int]:
    """All stretches that hold keys, found one after the other without reading the keys."""
    rows = store.query(
        "WITH RECURSIVE met(at) AS (SELECT min(stretch) FROM link_keys UNION ALL "
        "SELECT (SELECT min(stretch) FROM link_keys WHERE stretch > at) FROM met WHERE at IS NOT NULL) "
        "SELECT at FROM met WHERE at IS NOT NULL"
    )
    return [row["at"] for row in rows]


def stretches(days: Days | None) -> Collection[int]:
    """The stretches in which a node of some days is kept."""
    return range(days[0] // STRETCH + 1, days[1] // STRETCH + 2) if days else (UNDATED,)


def stretches_around(days: Days | None, apart: int, kept: Collection[int]) -> list[int]:
    """The kept stretches in which a node of some days meets others; an undated one meets in all."""
    if days is None:
        return list(kept)
    near = [UNDATED, *stretches((days[0] - apart, days[1] + apart))]
    return [stretch for stretch in near if stretch in kept]


def _of_kind(keys: Iterable[int], kind: str) -> frozenset[int]:
    own = hashed(kind)
    return frozenset(key ^ own for key in keys)


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


def ordinals(days: Interval) -> Days | None:
    """First and last day of an interval that places its node in time; None of any other."""
    if not dated(days) or days.start is None or days.end is None:
        return None
    return date.fromisoformat(days.start).toordinal(), date.fromisoformat(days.end).toordinal()
