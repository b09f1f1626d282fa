"""The dated series of events between two actors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelationShift:
    """A shift of the monthly net that begins in month `since`, and the first events that pull that way."""

    since: str
    before: float
    after: float
    p: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Sums of one period (`2025-01` or `2025-Q1`) between `a` and `b`, from asserted events only.

    `shift` is set on the month, and its quarter, from which the level of the monthly net is another: since when, the means
    before and after, p, events.
    """

    a: str
    b: str
    period: str
    cooperation: float
    conflict: float
    net: float
    events: tuple[str, ...]
    shift: RelationShift | None = None
