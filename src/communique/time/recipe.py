"""What a time phrase means, before and after it is resolved.

A recipe is a chain of steps joined by `>`; each step takes the days reached so far and gives the next. The chain starts
from the report's own date unless its first step is `abs` or `val`. So `wd:1:past>U:D:+1` is the day after the most
recent Tuesday, and the same recipe can be resolved again once the report's date is better known.

    abs:2012-Q3          a TIMEX3 value as it stands                 val:PT90M   a value without days (durations, sets)
    U:M:-1               the unit (D W WE M Q H Y E C) that many units away, 0 is the present one
    wd:2:past            Tuesday; directions: past and future (both may be today), last, next, near,
                         year (the same calendar year), story (nearest, leaning forward), recent (past, or
                         coming within a month)
    we:past              the present weekend or, on a working day, the last one
    mo:05:past  md:05-16:past  se:SU:past  qu:3:past  ha:1:past  dm:16:past
    in:05                inside the days reached: a month, month-day, season, quarter (Q3), half (H1) or weekday (wd2)
    yr:-1                the same stretch that many years away
    add:-5Y              that far away, at the unit's own grain      span:-10Y   from there until here
    till:28  till:wd3    from the days reached to that day of the same month, or to the next such weekday
    mod:END              the months of the years reached that TIMEX3 modifies by START, MID or END; the value stays the year
    wide:+1:PXH          the days reached and one more (`-1`: one before), told as this length of time
    at:TMO  at:T10:30    a part of the day or a time of day
    ref:PRESENT          PRESENT_REF, PAST_REF or FUTURE_REF

Every step is monotone: a later day never gives an earlier result. So days resolved at both ends of an interval bound
all the days resolved within it, and a narrower report date gives an interval contained in the wider one's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.model import Interval
from communique.time.value import days_of_value, festival_day

_STORY_AHEAD = 8
"""Months that a narrative may run ahead between two dates; a bare month further ahead than that is a step back.
Two thirds of a year: a story mostly goes on, but tells winters and campaigns twice."""
_MONTH_DAYS = 31
_RECENT_AHEAD = timedelta(days=31)
"""A month and day told as past but coming within the month is that one: news tells a day of last year with its year."""
_SPAN_VALUE = {"H": "PT{}H", "m": "PT{}M", "S": "PT{}S", "E": "P{}0Y", "C": "P{}00Y", "Q": "P{}Q", "WE": "P{}WE"}


@dataclass(frozen=True, slots=True)
class _State:
    """Value and days reached so far; an open side is None."""

    value: str | None
    start: date | None
    end: date | None


def resolve(recipe: str, published: Interval) -> tuple[str | None, Interval]:
    """TIMEX3 value and days of a recipe, counted from a report published on `published`.

    Several days are resolved at both ends: the interval is the union and the value is None where the ends differ. Where a
    side of the report's date is open, nothing that counts from it has days: "yesterday" in a report of 2021 or later may
    be any day, and a bound would read as one. ValueError if the recipe is malformed.
    """
    first = recipe.partition(":")[0]
    if first in {"abs", "val"}:
        reached = _run(recipe, None)
        return reached.value, _interval(reached, "stated")
    ends = [_run(recipe, _day(bound)) for bound in (published.start, published.end)]
    value = ends[0].value if ends[0].value == ends[1].value else None
    if published.start is None or published.end is None:
        return value, Interval()
    return value, _interval(_State(value, ends[0].start, ends[1].end), "resolved")


def duration_value(amount: str, unit: str) -> str:
    """TIMEX3 duration: `duration_value("90", "m")` is `PT90M`; an unknown amount is `X`."""
    template = _SPAN_VALUE.get(unit, "P{}" + unit)
    if amount == "X" and unit in {"E", "C"}:
        return "PXE" if unit == "E" else "PXC"
    if "." in amount and unit in {"E", "C"}:
        return f"P{float(amount) * (10 if unit == 'E' else 100):g}Y"
    return template.format(amount)


def _day(bound: str | None) -> date | None:
    return date.fromisoformat(bound) if bound else None


def _interval(state: _State, basis: str) -> Interval:
    start = state.start.isoformat() if state.start else None
    end = state.end.isoformat() if state.end else None
    known = start is not None or end is not None
    return Interval(start, end, ("stated" if basis == "stated" else "resolved") if known else "unknown")


def _run(recipe: str, reference: date | None) -> _State:
    """Resolve a recipe from one day."""
    state = _State(reference.isoformat() if reference else None, reference, reference)
    for step in recipe.split(">"):
        name, _, argument = step.partition(":")
        try:
            state = _STEPS[name](state, argument)
        except KeyError:
            raise ValueError(f"unknown step {name!r} in recipe {recipe!r}") from None
        except OverflowError:
            return _State(None, None, None)
    return state


def _each_end(state: _State, at: Callable[[date], str | None]) -> _State:
    """Apply a function of one day at both ends of the days reached and join the results."""
    values = [at(day) if day else None for day in (state.start, state.end)]
    first = days_of_value(values[0]) if values[0] else (None, None)
    last = days_of_value(values[1]) if values[1] else (None, None)
    return _State(values[0] if values[0] == values[1] else None, first[0], last[1])


def _absolute(_: _State, argument: str) -> _State:
    return _State(argument, *days_of_value(argument))


def _bare(_: _State, argument: str) -> _State:
    return _State(argument, None, None)


def _reference(state: _State, argument: str) -> _State:
    if argument == "PAST":
        return _State("PAST_REF", None, state.end)
    if argument == "FUTURE":
        return _State("FUTURE_REF", state.start, None)
    return _State(f"{argument}_REF", state.start, state.end)


def _unit(state: _State, argument: str) -> _State:
    unit, _, steps = argument.partition(":")
    return _each_end(state, lambda day: unit_value(day, unit, int(steps)))


def unit_value(day: date, unit: str, steps: int) -> str | None:
    """Value of the unit that lies `steps` units from the one that holds `day`."""
    if unit in {"D", "N"}:
        return (day + timedelta(days=steps)).isoformat()
    if unit in {"W", "WE"}:
        year, week, _ = (day + timedelta(weeks=steps)).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return shift_months(day, steps).isoformat()[:7]
    if unit == "Q":
        moved = shift_months(day, 3 * steps)
        return f"{moved.year:04d}-Q{(moved.month + 2) // 3}"
    years = {"Y": 1, "E": 10, "C": 100}.get(unit)
    if years is None:
        return day.isoformat()
    year = day.year + years * steps
    return f"{year:04d}"[: {"Y": 4, "E": 3, "C": 2}[unit]] if 0 < year < 9999 else None


def shift_months(day: date, months: int) -> date:
    """The day that many months away, cut to the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 0 < year < 9999:
        raise OverflowError(f"year {year}")
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _weekday(state: _State, argument: str) -> _State:
    number, _, direction = argument.partition(":")
    return _each_end(state, lambda day: _weekday_value(day, int(number), direction))


def _weekday_value(day: date, isoweekday: int, direction: str) -> str:
    ahead = (isoweekday - day.isoweekday()) % 7
    if direction == "future":
        return (day + timedelta(days=ahead)).isoformat()
    if direction == "next":
        return (day + timedelta(days=ahead or 7)).isoformat()
    if direction == "last":
        return (day + timedelta(days=(ahead - 7))).isoformat()
    if direction == "near":
        return (day + timedelta(days=ahead if ahead <= 3 else ahead - 7)).isoformat()
    if direction == "week":
        return (day + timedelta(days=isoweekday - day.isoweekday())).isoformat()
    return (day + timedelta(days=(ahead - 7) if ahead else 0)).isoformat()


def _past_weekend(state: _State, _: str) -> _State:
    return _each_end(state, lambda day: unit_value(day - timedelta(days=5), "WE", 0))


def _recurring(state: _State, argument: str, *, make: Callable[[int, str], str | None]) -> _State:
    """A thing that comes once a year: the year is chosen by the direction."""
    what, _, direction = argument.partition(":")
    return _each_end(state, lambda day: _of_year(day, direction, lambda year: make(year, what)))


def _of_year(day: date, direction: str, make: Callable[[int], str | None]) -> str | None:
    """The yearly thing nearest to `day` in a direction; one that holds the day counts for past and future alike."""
    found: list[tuple[str, date, date]] = []
    for year in range(max(day.year - 9, 1), min(day.year + 10, 9998)):
        value = make(year)
        start, end = days_of_value(value) if value else (None, None)
        if value and start and end:
            found.append((value, start, end))
    past = [item for item in found if item[1] <= day]
    future = [item for item in found if item[2] >= day]
    if direction == "next":
        future = [item for item in found if item[1] > day]
    if direction == "last":
        past = [item for item in found if item[2] < day]
    if direction in {"future", "next"}:
        return future[0][0] if future else None
    if direction == "story":
        window = [item for item in found if shift_months(item[1], -_STORY_AHEAD) <= day]
        return window[-1][0] if window else None
    if direction == "recent":
        near = [item for item in found if item[1] - _RECENT_AHEAD <= day]
        return near[-1][0] if near else None
    if direction == "near" and past and future:
        return past[-1][0] if (day - past[-1][2]).days <= (future[0][1] - day).days else future[0][0]
    if direction == "year":
        return make(day.year)
    return past[-1][0] if past else None


def _month_day(year: int, what: str) -> str | None:
    month, dom = int(what[:2]), int(what[3:])
    try:
        return date(year, month, dom).isoformat()
    except ValueError:
        return None


def _day_of_month(state: _State, argument: str) -> _State:
    number, _, direction = argument.partition(":")
    ahead = direction in {"future", "next", "story"}

    def at(day: date) -> str | None:
        for distance in range(7):
            moved = shift_months(day.replace(day=1), distance if ahead else -distance)
            value = _month_day(moved.year, f"{moved.month:02d}-{int(number):02d}")
            if value and (value >= day.isoformat() if ahead else value <= day.isoformat()):
                return value
        return None

    if direction == "story" and state.start and state.end and (state.end - state.start).days < _MONTH_DAYS:
        return _each_end(replace(state, end=state.start), at)  # "in May ... on the 6th"
    return _each_end(state, at)


def _inside(state: _State, argument: str) -> _State:
    """Narrow the days reached, a year, month or week, to a part of them."""

    def at(day: date) -> str | None:
        if argument.startswith("wd"):
            return (day + timedelta(days=int(argument[2:]) - day.isoweekday())).isoformat()
        if argument.startswith("d"):
            return _month_day(day.year, f"{day.month:02d}-{int(argument[1:]):02d}")
        if len(argument) == 5 and argument[2] == "-":
            return _month_day(day.year, argument)
        return f"{day.year:04d}-{argument}"

    return _each_end(state, at)


def _until(state: _State, argument: str) -> _State:
    """From the days reached to a later day of the month that they end in, or a weekday; the days alone if it is none."""
    if argument.startswith("wd") and state.end is not None:
        ahead = (int(argument[2:]) - state.end.isoweekday()) % 7
        return _State(None, state.start, state.end + timedelta(ahead)) if ahead else state
    last = _month_day(state.end.year, f"{state.end.month:02d}-{int(argument):02d}") if state.end else None
    if state.end is None or last is None or date.fromisoformat(last) <= state.end:
        return state
    return _State(None, state.start, date.fromisoformat(last))


def _modified(state: _State, argument: str) -> _State:
    """Narrow the years reached to their first three, middle four or last three months: "late 2018"."""
    first, last = _MONTHS[argument]
    start = state.start.replace(month=first, day=1) if state.start else None
    end = state.end.replace(month=last, day=31) if state.end else None
    return _State(state.value, start, end)


_MONTHS = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}
"""First and last month, all of 31 days at the end, of a year's beginning, middle and end."""


def _years(state: _State, argument: str) -> _State:
    def moved(value: str | None) -> str | None:
        return f"{int(value[:4]) + int(argument):04d}{value[4:]}" if value and value[:4].isdecimal() else None

    if state.value:
        value = moved(state.value)
        return _State(value, *days_of_value(value)) if value else _State(None, None, None)
    ends = [shift_months(day, 12 * int(argument)) if day else None for day in (state.start, state.end)]
    return _State(None, *ends)


def _add(state: _State, argument: str) -> _State:
    sign, amount, unit = _amount(argument)
    if amount is None:
        return _reference(state, "PAST" if sign < 0 else "FUTURE")
    return _each_end(state, lambda day: _moved(day, sign * amount, unit))


def _moved(day: date, amount: float, unit: str) -> str | None:
    if unit in {"H", "m", "S"}:
        hours = amount * {"H": 1, "m": 1 / 60, "S": 1 / 3600}[unit]
        return (day + timedelta(days=int(hours / 24))).isoformat()
    if amount != int(amount):
        days = amount * {"D": 1, "W": 7, "M": 30.44, "Q": 91.3, "Y": 365.25}.get(unit, 365.25)
        return (day + timedelta(days=round(days))).isoformat()[:7]
    return unit_value(day, unit, int(amount))


def _span(state: _State, argument: str) -> _State:
    """A stretch that ends (`-`) or begins (`+`) with the days reached."""
    sign, amount, unit = _amount(argument)
    value = duration_value(argument[1 : len(argument) - len(unit)], unit)
    if amount is None:
        return _State(value, *((None, state.end) if sign < 0 else (state.start, None)))
    if sign < 0:
        return _State(value, _stretch(state.start, -amount, unit), state.end)
    return _State(value, state.start, _stretch(state.end, amount, unit))


def _stretch(day: date | None, amount: float, unit: str) -> date | None:
    if day is None:
        return None
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    if months is not None:
        return shift_months(day, int(amount * months))
    days = amount * {"D": 1.0, "W": 7.0, "WE": 7.0, "N": 1.0}.get(unit, 1 / 24)
    return day + timedelta(days=int(days))


def _amount(argument: str) -> tuple[int, float | None, str]:
    sign = -1 if argument[0] == "-" else 1
    digits = argument[1:].rstrip("DWEMQYCHmSN")
    return sign, None if digits == "X" else float(digits), argument[1 + len(digits) :]


def _time_of_day(state: _State, argument: str) -> _State:
    value = f"{state.value}{argument}" if state.value and len(state.value) == 10 else None
    return _State(value, state.start, state.end)


def _widened(state: _State, argument: str) -> _State:
    days, _, value = argument.partition(":")
    shift = timedelta(days=int(days))
    start = state.start + min(shift, timedelta()) if state.start else None
    end = state.end + max(shift, timedelta()) if state.end else None
    return _State(value or None, start, end)


def _festival(state: _State, argument: str) -> _State:
    return _recurring(state, argument, make=lambda year, name: festival_day(name, year))


_STEPS: dict[str, Callable[[_State, str], _State]] = {
    "abs": _absolute,
    "val": _bare,
    "ref": _reference,
    "U": _unit,
    "wd": _weekday,
    "we": _past_weekend,
    "mo": lambda state, argument: _recurring(state, argument, make=lambda year, what: f"{year:04d}-{what}"),
    "se": lambda state, argument: _recurring(state, argument, make=lambda year, what: f"{year:04d}-{what}"),
    "qu": lambda state, argument: _recurring(state, argument, make=lambda year, what: f"{year:04d}-Q{what}"),
    "ha": lambda state, argument: _recurring(state, argument, make=lambda year, what: f"{year:04d}-H{what}"),
    "md": lambda state, argument: _recurring(state, argument, make=_month_day),
    "fe": _festival,
    "dm": _day_of_month,
    "in": _inside,
    "yr": _years,
    "add": _add,
    "span": _span,
    "till": _until,
    "mod": _modified,
    "wide": _widened,
    "at": _time_of_day,
}
