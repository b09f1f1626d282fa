"""What one node shares with many others, told at once from 16 bits of each word's or run's hash.

Two words may share their 16 bits, so what is told is never too little: what falls short here falls short in truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Buckets = NDArray[np.uint16]


def buckets(hashes: NDArray[np.uint64]) -> Buckets:
    """The upper 16 bits of hashes."""
    return (hashes >> np.uint64(48)).astype(np.uint16)


def gathered(pairs: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    """Each pair once, under the end that more pairs have: what comes new is compared with many."""
    ends = Counter(end for pair in pairs for end in pair)
    found: dict[str, list[str]] = {}
    for a, b in sorted(pairs):
        one, other = (a, b) if ends[a] >= ends[b] else (b, a)
        found.setdefault(one, []).append(other)
    return found


def products(
    one: tuple[Buckets, NDArray[np.float64]], others: Sequence[tuple[Buckets, NDArray[np.float64]]]
) -> NDArray[np.float64]:
    """Greatest possible scalar products of one vector with others: their words' buckets and values, none below 0."""
    values = np.zeros(1 << 16)
    order = np.argsort(one[1], kind="stable")
    values[one[0][order]] = one[1][order]
    sizes = [len(places) for places, _ in others]
    if not (sizes and all(sizes)):
        return np.array([float((values[places] * weights).sum()) for places, weights in others])
    found = values[np.concatenate([places for places, _ in others])] * np.concatenate(
        [weights for _, weights in others]
    )
    return np.add.reduceat(found, np.cumsum([0, *sizes[:-1]]))


def covered(runs: Buckets, others: Sequence[Buckets]) -> NDArray[np.int64]:
    """How many words of others stand, at most, in runs of two that one text has too."""
    known = np.zeros(1 << 16, dtype=np.bool_)
    known[runs] = True
    return np.array([_words(known[each]) for each in others], dtype=np.int64)


def _words(found: NDArray[np.bool_]) -> int:
    """Words in the runs of two that were found: one more than runs, wherever some follow each other."""
    starts = int(np.count_nonzero(found[1:] & ~found[:-1])) + int(found[:1].sum())
    return int(np.count_nonzero(found)) + starts
