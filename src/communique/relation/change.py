"""Where the level of a series shifts: Pettitt's test, applied again to the stretches on either side.

A. N. Pettitt, A non-parametric approach to the change-point problem, Applied Statistics 28 (1979) 126-135:

    U(t) = sum over i <= t < j of sign(x_i - x_j);   K = max |U(t)|;   p = 2 exp(-6 K^2 / (T^3 + T^2))

It compares ranks, so one heavy month is no shift; it assumes no distribution, has nothing to tune but the level of p, and gives
the same answer on every run. Against it: with fewer than eleven months nothing can reach p = .05.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.05
"""Largest p of a shift that is told: the usual level; each stretch is tested at it, without correction for their number."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift that begins at index `at`: the means of the stretches before and after it within the one tested, and p."""

    at: int
    before: float
    after: float
    p: float


def shifts(values: Sequence[float]) -> list[Shift]:
    """All shifts of a series, in order."""
    found: list[Shift] = []
    stretches = [(0, len(values))]
    while stretches:
        start, end = stretches.pop()
        shift = _shift(values[start:end])
        if shift is not None:
            at = start + shift.at
            found.append(Shift(at, shift.before, shift.after, shift.p))
            stretches += [(start, at), (at, end)]
    return sorted(found, key=lambda shift: shift.at)


def _shift(values: Sequence[float]) -> Shift | None:
    count = len(values)
    sums, total = [], 0.0
    for x in values[:-1]:
        total += sum(math.copysign(1, x - y) for y in values if x != y)
        sums.append(total)
    if not any(sums):
        return None
    last = max(range(len(sums)), key=lambda t: (abs(sums[t]), -t))
    p = min(1.0, 2 * math.exp(-6 * sums[last] ** 2 / (count**3 + count**2)))
    if p > LEVEL:
        return None
    before, after = values[: last + 1], values[last + 1 :]
    return Shift(last + 1, _mean(before), _mean(after), round(p, 4))


def _mean(values: Sequence[float]) -> float:
    return round(math.fsum(values) / len(values), 3)
