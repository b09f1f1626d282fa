"""A time's recipe (`time/recipe.py`) in words: `wd:2:past>U:D:+1` is "Tuesday, the latest up to then; the day after"."""

from __future__ import annotations

import calendar
from collections.abc import Callable

_UNITS = {
    "D": "day", "N": "night", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "H": "half-year", "Y": "year",
    "E": "decade", "C": "century",
}  # fmt: skip
_LENGTHS = _UNITS | {"H": "hour", "m": "minute", "S": "second"}
_WAYS = {
    "past": "the latest up to then", "last": "the latest before then", "future": "the first from then on",
    "next": "the first after then", "near": "the nearest", "week": "of the same week", "year": "of the same year",
    "story": "the latest up to 8 months ahead", "recent": "the latest up to a month ahead",
}  # fmt: skip
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_DAYTIMES = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_FAR = {"PAST": "some time before", "PRESENT": "at that time", "FUTURE": "some time after"}


def in_words(recipe: str) -> str:
    """The steps of a recipe in words, each counted from what the one before it reached."""
    return "; ".join(_step(*step.partition(":")[::2]) for step in recipe.split(">"))


def _step(name: str, argument: str) -> str:
    return _STEPS[name](argument) if name in _STEPS else f"{name} {argument}"


def _unit(argument: str) -> str:
    unit, _, steps = argument.partition(":")
    named, count = _UNITS[unit], int(steps)
    if count == 0:
        return f"that {named}"
    return f"the {named} {_moved(count, named) if abs(count) > 1 else _side(steps, 'before', 'after')}"


def _moved(steps: int, unit: str) -> str:
    return f"{_count(abs(steps), unit)} {'before' if steps < 0 else 'after'}"


def _count(amount: float, unit: str) -> str:
    plural = unit.removesuffix("y") + "ies" if unit == "century" else f"{unit}s"
    return f"{amount:g} {unit if amount == 1 else plural}"


def _yearly(what: Callable[[str], str]) -> Callable[[str], str]:
    def told(argument: str) -> str:
        named, _, way = argument.partition(":")
        return f"{what(named)}, {_WAYS.get(way, way)}"

    return told


def _day(what: str) -> str:
    return f"{int(what[3:])} {calendar.month_name[int(what[:2])]}"


def _part(what: str) -> str:
    """A part of the days reached: a month, day, quarter, season or weekday in them."""
    if what.startswith("wd"):
        return f"the {calendar.day_name[int(what[2:]) - 1]} in it"
    if what.startswith("d"):
        return f"day {int(what[1:])} of it"
    if len(what) == 5 and what[2] == "-":
        return f"{_day(what)} in it"
    named = calendar.month_name[int(what)] if what.isdecimal() else _SEASONS.get(what, what)
    return f"{named} in it"


def _length(argument: str) -> str:
    digits = argument[1:].rstrip("DWEMQYCHmSN")
    unit = _LENGTHS[argument[1 + len(digits) :]]
    return _count(float(digits), unit) if digits != "X" else f"{unit}s"


def _side(argument: str, before: str, after: str) -> str:
    return before if argument[0] == "-" else after


def _until(argument: str) -> str:
    if argument.startswith("wd"):
        return f"until the {calendar.day_name[int(argument[2:]) - 1]} after"
    return f"until day {int(argument)} of the month"


def _clock(argument: str) -> str:
    return _DAYTIMES.get(argument[1:], argument[1:])


_STEPS: dict[str, Callable[[str], str]] = {
    "abs": lambda argument: f"{argument}, as it stands",
    "val": lambda argument: f"{argument}, as it stands",
    "ref": lambda argument: _FAR.get(argument, argument),
    "U": _unit,
    "wd": _yearly(lambda what: calendar.day_name[int(what) - 1]),
    "we": lambda _: "the weekend, this one or the last",
    "mo": _yearly(lambda what: calendar.month_name[int(what)]),
    "md": _yearly(_day),
    "se": _yearly(lambda what: _SEASONS.get(what, what)),
    "qu": _yearly(lambda what: f"quarter {what}"),
    "ha": _yearly(lambda what: f"half-year {what}"),
    "dm": _yearly(lambda what: f"day {int(what)} of a month"),
    "fe": _yearly(lambda what: what),
    "in": _part,
    "yr": lambda argument: _moved(int(argument), "year"),
    "add": lambda argument: f"{_length(argument)} {_side(argument, 'before', 'after')}",
    "span": lambda argument: f"the {_length(argument)} {_side(argument, 'up to', 'from')} then",
    "till": _until,
    "wide": lambda argument: f"and the day {_side(argument, 'before', 'after')}",
    "at": _clock,
}
