"""The dated series of events between two actors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """Sums of one period (`2025-01` or `2025-Q1`) between `a` and `b`, from asserted events only."""

    a: str
    b: str
    period: str
    cooperation: float
    conflict: float
    net: float
    events: tuple[str, ...]
