"""The days that a TIMEX3 value denotes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from communique.model.interval import of_prefix

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_FISCAL = re.compile(r"FY(\d{4})")

_PARTS = {
    "Q1": ((0, 1, 1), (0, 3, 31)), "Q2": ((0, 4, 1), (0, 6, 30)), "Q3": ((0, 7, 1), (0, 9, 30)),
    "Q4": ((0, 10, 1), (0, 12, 31)), "H1": ((0, 1, 1), (0, 6, 30)), "H2": ((0, 7, 1), (0, 12, 31)),
    "SP": ((0, 3, 1), (0, 6, 20)), "SU": ((0, 6, 1), (0, 9, 22)), "FA": ((0, 9, 1), (0, 12, 21)),
    "WI": ((0, 1, 1), (1, 3, 20)),
}  # fmt: skip
"""Year offset, month and day of both ends. Seasons run from the meteorological start to the astronomical end, since
texts use either; a winter named by one year may be the one that begins or the one that ends in it."""


@cache
def days_of_value(value: str) -> tuple[date | None, date | None]:
    """First and last day of a TIMEX3 value; (None, None) for durations, references and years before Christ."""
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None, None


def _days(value: str) -> tuple[date | None, date | None]:
    if value.isdecimal() and len(value) in {2, 3}:
        years = 10 ** (4 - len(value))
        first = int(value) * years
        return date(max(first, 1), 1, 1), date(first + years - 1, 12, 31)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := _PART.fullmatch(value):
        (dy1, m1, d1), (dy2, m2, d2) = _PARTS[match[2]]
        return date(int(match[1]) + dy1, m1, d1), date(int(match[1]) + dy2, m2, d2)
    if match := _FISCAL.fullmatch(value):
        return date(int(match[1]) - 1, 1, 1), date(int(match[1]), 12, 31)
    if match := _DAY.fullmatch(value):
        day = date.fromisoformat(match[1])
        return day, day
    if not re.fullmatch(r"\d{4}(-\d\d)?", value):
        return None, None
    covered = of_prefix(value)
    return date.fromisoformat(covered.start or ""), date.fromisoformat(covered.end or "")


def festival_day(name: str, year: int) -> str | None:
    """Day of a movable feast in a year: `easter`, `thanksgiving` (United States), or None."""
    if name == "easter":
        return _easter(year).isoformat()
    if name == "good-friday":
        return (_easter(year) - timedelta(days=2)).isoformat()
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return (first + timedelta(days=(4 - first.isoweekday()) % 7 + 21)).isoformat()
    if name == "labor-day":
        first = date(year, 9, 1)
        return (first + timedelta(days=(1 - first.isoweekday()) % 7)).isoformat()
    if name == "memorial-day":
        last = date(year, 5, 31)
        return (last - timedelta(days=(last.isoweekday() - 1) % 7)).isoformat()
    return None


def _easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)
