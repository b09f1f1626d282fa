"""Constraints on the day a report came out, and what they leave when they are taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.model import Ground, Interval, Span, meet
from communique.model.interval import Basis

FIRM, FAIR, SOFT = 3, 2, 1
"""How far a constraint is trusted: a date in full or a dated happening with its own time phrase; a lower bound or an
anniversary without a day; habits of news."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """The report came out within one of `options`, says the text at `evidence` by `rule`.

    `rows` names for each option the row of the tables that it rests on; empty where none is read.
    """

    options: tuple[Interval, ...]
    evidence: tuple[Span, ...]
    rule: str
    strength: int
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the constraints leave: the days, and the rules that narrowed them, strongest first."""

    interval: Interval
    grounds: tuple[Ground, ...] = ()


def combine(constraints: Iterable[Constraint]) -> Outcome:
    """Take constraints in order of strength; one that contradicts the stronger ones is left out.

    The result is the hull of the days left. Constraints that narrow nothing are not evidence.
    """
    ordered = sorted(constraints, key=lambda c: (-c.strength, _width(c.options), c.evidence, c.rule))
    options: tuple[Interval, ...] = (Interval(),)
    narrowed: list[tuple[Constraint, Interval]] = []
    for constraint in ordered:
        left = intersect(options, constraint.options)
        if left and hull(left) != hull(options):
            narrowed.append((constraint, hull(left)))
        options = left or options
    interval = hull(options)
    basis: Basis = "inferred" if interval.known else "unknown"
    return Outcome(
        Interval(interval.start, interval.end, basis), tuple(_ground(c, options, left) for c, left in narrowed)
    )


def _ground(constraint: Constraint, options: Sequence[Interval], left: Interval) -> Ground:
    """What a constraint rests on: of several rows of the tables, those that the days left in the end allow."""
    pairs = zip(constraint.options, constraint.rows, strict=False)
    rows = tuple(dict.fromkeys(row for option, row in pairs if intersect((option,), options)))
    return Ground(constraint.rule, tuple(sorted(constraint.evidence)), rows, left)


def intersect(a: Sequence[Interval], b: Sequence[Interval]) -> tuple[Interval, ...]:
    """All non-empty meets of one interval of each side, in order and without repetition."""
    met = {(m.start, m.end) for x in a for y in b if (m := meet(x, y)) is not None}
    return tuple(Interval(*ends) for ends in sorted(met, key=lambda e: (e[0] or "", e[1] or "9999")))


def hull(options: Sequence[Interval]) -> Interval:
    """The least interval that holds all options."""
    starts, ends = [o.start for o in options], [o.end for o in options]
    start = None if None in starts else min(s for s in starts if s)
    end = None if None in ends else max(e for e in ends if e)
    return Interval(start, end)


def _width(options: Sequence[Interval]) -> int:
    days = hull(options).days
    return days if days is not None else 10**6
