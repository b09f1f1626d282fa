"""The relation chart: events of two actors on a line of time, cooperation above it and conflict below.

Only geometry: the template draws it. A point's form says its side (a triangle up or down), so that colour is not needed. Events
without a month stand apart at the right, in a band of their own: the chart never gives them a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.export.phrases import signed

WIDTH, HEIGHT = 720, 236
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 34
_GAP = 13
"""Least units between the middles of two points."""
_BAND = 190
"""Width of the band of undated events, if there are any."""
_MOST = 10.0
"""PLOVER's scale runs from -10 to 10."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event to draw: its day (None if its month is not known), intensity, the words that name it, where it stands."""

    day: str | None
    intensity: float
    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """An event drawn."""

    x: float
    y: float
    above: bool
    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw, in units of a box of WIDTH by HEIGHT. `months` are x and label of each month's first day."""

    points: tuple[Point, ...]
    months: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    left: float
    right: float
    band: float | None
    width: int = WIDTH
    height: int = HEIGHT


def chart(marks: Iterable[Mark]) -> Chart:
    """The chart of some events; they keep their order where they fall on one place."""
    listed = list(marks)
    dated = sorted((mark for mark in listed if mark.day), key=lambda mark: mark.day or "")
    undated = [mark for mark in listed if not mark.day]
    end = WIDTH - _RIGHT - (_BAND if undated and dated else 0)
    begin = _LEFT if dated else WIDTH - _RIGHT
    band = (end + 14.0 if dated else float(_LEFT)) if undated else None
    top = _scale(listed)
    days = [date.fromisoformat(mark.day) for mark in dated if mark.day]
    first, last = _months(days) if days else (date(1970, 1, 1), date(1970, 2, 1))

    def across(day: date) -> float:
        return begin + 12 + (end - begin - 24) * (day - first).days / max(1, (last - first).days)

    places = [across(day) for day in days]
    points = [*_points(dated, places, top), *_points(undated, [(band or 0.0) + 14] * len(undated), top)]
    months = [(across(day), _label(day)) for day in _firsts(first, last)] if days else []
    levels = [(_height(value, top), signed(value)) for value in (top, top / 2, 0, -top / 2, -top)]
    return Chart(tuple(points), tuple(_thinned(months)), tuple(levels), _LEFT, end, band)


def _scale(marks: Sequence[Mark]) -> float:
    most = max((abs(mark.intensity) for mark in marks), default=_MOST)
    return next((level for level in (2.0, 4.0, 6.0, 8.0) if most <= level), _MOST)


def _height(value: float, top: float) -> float:
    middle = _TOP + (HEIGHT - _TOP - _BOTTOM) / 2
    return round(middle - value / top * (HEIGHT - _TOP - _BOTTOM) / 2, 1)


def _points(marks: Sequence[Mark], places: Sequence[float], top: float) -> Iterable[Point]:
    """Points at their places; one that would lie on another moves to the right of it."""
    drawn: list[Point] = []
    for mark, x in zip(marks, places, strict=True):
        point = _point(mark, x, top)
        while any(abs(point.x - other.x) < _GAP and abs(point.y - other.y) < _GAP for other in drawn):
            point = replace(point, x=point.x + 1)
        drawn.append(point)
    return drawn


def _point(mark: Mark, x: float, top: float) -> Point:
    return Point(round(x, 1), _height(mark.intensity, top), mark.intensity > 0, mark.label, mark.href)


def _months(days: Sequence[date]) -> tuple[date, date]:
    """The first day of the first month, and of the month after the last."""
    last = max(days)
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return min(days).replace(day=1), after


def _firsts(first: date, last: date) -> Iterable[date]:
    day = first
    while day < last:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _label(day: date) -> str:
    return day.strftime("%b %Y")


def _thinned(months: Sequence[tuple[float, str]], most: int = 7) -> Iterable[tuple[float, str]]:
    step = -(-len(months) // most)
    return months[:: step or 1]
