"""The days by which each noun is filtered and sorted, and what a window of days must leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.model.interval import Interval, of_period
from communique.query.filters import Filter
from communique.store.rows import Row

T = TypeVar("T")
LAST = "9999"
"""Where the undated stand in order of date."""


def _date(row: Row) -> Interval:
    return Interval(row["date"], row["date_end"])


def _story(row: Row) -> Interval:
    """The days of what happened; where they are not known, those on which it was reported."""
    happened = _date(row)
    return happened if happened.days or not row["reported"] else Interval(*row["reported"])


def _month(row: Row) -> Interval:
    """The days of a month or a quarter (`2024-03`, `2024-Q1`); the undated period has none."""
    year, _, quarter = row["period"].partition("-Q")
    last = 3 * int(quarter or 0)
    return of_period(f"{year}-{last - 2:02d}/{year}-{last:02d}" if quarter else row["period"])


_DAYS: dict[str, Callable[[Row], Interval]] = {
    "stories": _story,
    "reports": lambda row: Interval(row["published"], row["published_end"]),
    "statements": _date,
    "utterances": _date,
    "figures": lambda row: of_period(row["period"]),
    "events": _date,
    "event_mentions": _date,
    "pledges": lambda row: of_period(row["due"]),
    "relations": _month,
    "times": lambda row: Interval(row["start"], row["end"]),
    "judgements": lambda row: of_period(row["at"][:10]),
}
"""What `--since` and `--until` ask of each noun; other nouns have no days."""


@dataclass(frozen=True, slots=True)
class Within(Generic[T]):
    """The rows that lie in a window of days, and how many may lie in it but are not known to."""

    rows: list[T]
    undated: int = 0
    half: int = 0

    @property
    def left_out(self) -> str:
        """What is left out, in words; empty if nothing is."""
        told = [
            f"{count} {what}" for count, what in ((self.undated, "undated"), (self.half, "with open dates")) if count
        ]
        return f"left out: {', '.join(told)}" if told else ""


def within(noun: str, rows: Sequence[tuple[Row, T]], wanted: Filter) -> Within[tuple[Row, T]]:
    """The rows (and what comes with each) whose days meet the window."""
    of, (since, until) = _DAYS.get(noun), wanted.window()
    if of is None or (since is None and until is None):
        return Within(list(rows))
    days = [of(row) for row, _ in rows]
    kept = [item for item, day in zip(rows, days, strict=True) if wanted.dated(day.start, day.end)]
    left = [day for day in days if wanted.may(day.start, day.end) and not wanted.dated(day.start, day.end)]
    return Within(kept, sum(not day.known for day in left), sum(day.known for day in left))


def day_of(noun: str, row: Row) -> str:
    """Where a row stands in order of date: half-known days stand with the undated."""
    days = _DAYS[noun](row)
    return days.start if days.start and days.end else LAST


def by_day(noun: str, rows: Iterable[Row]) -> list[Row]:
    """Rows in order of date, then of id."""
    return sorted(rows, key=lambda row: (day_of(noun, row), row["id"]))
