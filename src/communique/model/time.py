"""Time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.interval import Interval
from communique.model.span import Span

TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that narrowed a report's own date: the words that say so, the rows of the tables it read, and the days it left."""

    rule: str
    spans: tuple[Span, ...] = ()
    rows: tuple[str, ...] = ()
    left: Interval = Interval()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 value and the interval it denotes.

    `value` is TIMEX3 (`2025-01-21`, `2012-Q3`, `P90M` is `PT90M` for minutes, `PRESENT_REF`; None if the phrase cannot be
    resolved). `anchor` is the id of the time or the name of the happening that it counts from, None for the report's own
    date. `relation` places the thing told against the interval. `recipe` is the phrase's meaning before resolution, in
    the time grammar's notation, so that it can be resolved again once the report's date is better known; "" if absolute.
    """

    id: str
    span: Span
    type: TimexType
    value: str | None
    interval: Interval = Interval()
    anchor: str | None = None
    relation: Literal["on", "before", "after"] = "on"
    recipe: str = ""
    rule: str = ""
