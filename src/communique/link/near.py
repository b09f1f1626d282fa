"""Vectors that hold for a while: two nodes meet if theirs lie near each other and, if both are dated, their days do too.

Two short reports of one happening often share no rare word, so no key (`window.py`) brings them together. Vectors are kept in
whole numbers: sums of their products are exact, so who meets depends on no batch and no order. They are kept by stretches of
days and read a part at a time, once for all nodes of a batch: some 1.5 microseconds a kept vector, however many seek it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from communique.link.window import LAST, Days, ordinals, stretches, stretches_around
from communique.model.interval import Interval
from communique.store import Store

WHOLE = 400
"""What a unit vector is multiplied by before it is rounded: few of a meaning's numbers reach .3, so few are cut at 127."""

PART = 2_000
"""Vectors read at a time, .8 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """A node's unit vector in whole numbers and its days (None if undated).

    Two nodes meet if the cosine of their vectors is `least` or more and their days lie up to `apart` apart.
    """

    vector: NDArray[np.int8]
    days: Days | None
    apart: int
    least: float

    @classmethod
    def of(cls, vector: NDArray[np.float32], days: Interval, *, apart: int, least: float) -> Self:
        """The vector of a node that happened in `days`."""
        whole = np.clip(np.rint(vector * WHOLE), -127, 127).astype(np.int8)
        return cls(whole, ordinals(days), apart, least)

    def among(self, kept: NDArray[np.int64], products: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which of the kept (numbers, first and last days) it meets, by the products of their vectors with its own."""
        near: NDArray[np.bool_] = products >= self.least * WHOLE**2
        if self.days is None:
            return near
        return near & (kept[:, 1] <= self.days[1] + self.apart) & (kept[:, 2] >= self.days[0] - self.apart)


def keep(store: Store, kind: str, nodes: Mapping[int, Near]) -> None:
    """Keep nodes, by number, under their days."""
    store.execute(
        "INSERT OR REPLACE INTO link_near (kind, stretch, node, first, last, vector) VALUES (?, ?, ?, ?, ?, ?)",
        sorted(
            (kind, stretch, node, *(own.days or (0, LAST)), own.vector.tobytes())
            for node, own in nodes.items()
            for stretch in stretches(own.days)
        ),
    )


def forget(store: Store, nodes: Iterable[int]) -> None:
    """Forget nodes."""
    store.execute("DELETE FROM link_near WHERE node = ?", [(node,) for node in sorted(nodes)])


def met(store: Store, kind: str, seeking: Mapping[str, Near]) -> dict[str, set[int]]:
    """Numbers of the kept nodes that each node meets."""
    found: dict[str, set[int]] = {node: set() for node in seeking}
    kept = [row["stretch"] for row in store.query(_STRETCHES, (kind, kind))]
    around: dict[int, list[str]] = {}
    for node, own in sorted(seeking.items()):
        for stretch in stretches_around(own.days, own.apart, kept):
            around.setdefault(stretch, []).append(node)
    for stretch, nodes in sorted(around.items()):
        sought = np.array([seeking[node].vector for node in nodes], dtype=np.float32)
        for places, vectors in _parts(store, kind, stretch):
            products = vectors @ sought.T
            for node, column in zip(nodes, products.T, strict=True):
                found[node].update(places[seeking[node].among(places, column), 0].tolist())
    return found


_STRETCHES = (
    "WITH RECURSIVE met(at) AS (SELECT min(stretch) FROM link_near WHERE kind = ? UNION ALL "
    "SELECT (SELECT min(stretch) FROM link_near WHERE kind = ? AND stretch > at) FROM met WHERE at IS NOT NULL) "
    "SELECT at AS stretch FROM met WHERE at IS NOT NULL"
)


def _parts(store: Store, kind: str, stretch: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Numbers, first and last days and vectors of the nodes kept in a stretch, a part at a time."""
    last = -1
    while True:
        rows = store.query(
            "SELECT node, first, last, vector FROM link_near WHERE kind = ? AND stretch = ? AND node > ? "
            "ORDER BY node LIMIT ?",
            (kind, stretch, last, PART),
        )
        if not rows:
            return
        whole = np.frombuffer(b"".join([row[3] for row in rows]), dtype=np.int8).reshape(len(rows), -1)
        yield np.array([row[:3] for row in rows], dtype=np.int64), whole.astype(np.float32)
        last = rows[-1][0]
