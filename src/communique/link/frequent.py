"""What most members of a group say: counted here once, ties by value, so that no order of reading shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable


def by_frequency(values: Iterable[str | None]) -> list[str]:
    """The values, empty ones left out, the most frequent first."""
    counts = Counter(value for value in values if value)
    return sorted(counts, key=lambda value: (-counts[value], value))


def most_frequent(values: Iterable[str | None]) -> str | None:
    """The value that comes most often; None where none is known."""
    return next(iter(by_frequency(values)), None)


def commonest_set(sets: Iterable[Collection[str]]) -> list[str]:
    """The set that comes most often, sorted; of equals the smaller, then the lesser. Empty ones are left out."""
    counts = Counter(frozenset(one) for one in sets if one)
    return min((sorted(one) for one in counts), key=lambda one: (-counts[frozenset(one)], len(one), one), default=[])
