"""Words for people: dates, numbers and parties as a reader would write them. Terminal and pages share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from communique.model.interval import of_period, prefix_of
from communique.resources.plurals import plural

_MONTHS = "January February March April May June July August September October November December".split()
_SIGNS = {"=": "", "~": "about ", "<": "under ", ">": "over ", "up": "up ", "down": "down "}
_SIZES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def date_words(start: str | None, end: str | None = None, *, unknown: str = "undated") -> str:
    """An interval in words: `14 March 2023`, `March 2023`, `3 to 4 May 2023`, `on or after 1 June 2023, day unknown`."""
    if start is None and end is None:
        return unknown
    if start is None or end is None:
        known = f"after {_written(start)}" if start else f"before {_written(end or '')}"
        return f"on or {known}, day unknown"
    whole = prefix_of(start, end)
    if whole is not None:
        return _written(whole)
    first, last = _written(start).split(" "), _written(end).split(" ")
    if len(first) == len(last):
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first = first[:-1]
    return f"{' '.join(first)} to {' '.join(last)}"


def prefix_words(prefix: str) -> str:
    """An ISO prefix or a range of two (`2023-05`, `2024-03/2024-05`) in words; anything else as it stands."""
    meant = of_period(prefix)
    return date_words(meant.start, meant.end) if meant.known else prefix


def _written(prefix: str) -> str:
    year, *rest = prefix.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def counted(count: int, noun: str, plural_noun: str | None = None) -> str:
    """`1 report`, `3 reports`."""
    return f"{count:,} {noun if count == 1 else plural_noun or plural(noun)}"


def fallen(value: Mapping[str, Any]) -> str:
    """What stands behind an answer on which reports differ: a mark where it fell."""
    return " (no longer stands)" if value["fell"] else ""


def outlets(row: Mapping[str, Any]) -> str:
    """A story's outlets: `2 outlets`; `2 outlets, 3 unknown` where those of three reports are not known; `outlets unknown`."""
    unknown = row["outlets_unknown"]
    known = (row["outlets"] or 0) - unknown
    if known <= 0:
        return "outlets unknown"
    return counted(known, "outlet") + (f", {unknown} unknown" if unknown else "")


def signed(value: float) -> str:
    """A number with its sign, a true minus: `+1.5`, `−2`, `0`."""
    return f"{value:+g}".replace("-", "−") if value else "0"


def number(row: Mapping[str, Any]) -> str:
    """A figure's value with its bound, range and unit: `about 12,000 farmers`, `90 million to 120 million dollars`."""
    value, low, high = row["value"], row["low"], row["high"]
    text = _short(value) if value is not None else ""
    if value is None and low is not None and high is not None:
        text = f"{_short(low)} to {_short(high)}"
    elif value is None and (low is not None or high is not None):
        text = _short(low if low is not None else high)
    unit = row["unit"] or ""
    several = value != 1 and bool(text)
    return f"{_SIGNS[row['change']]}{text} {plural(unit) if unit and several else unit}".strip()


def _short(value: float) -> str:
    for size, name in _SIZES:
        if abs(value) >= size:
            return f"{value / size:g}{name}"
    return f"{value:,.10g}"


def party(value: Any, actors: Mapping[str, str]) -> str:
    """A party, or several, by name; its members' names where it has none; `?` if unresolved, `—` if there is none."""
    parties = [p for p in (value if isinstance(value, tuple | list) else [value]) if p]
    known = [p["name"] or " and ".join(actors.get(m, m) for m in p["members"]) or "?" for p in parties]
    return ", ".join(dict.fromkeys(known)) or "—"


def names(ids: Sequence[str], actors: Mapping[str, str]) -> str:
    """Actors by name; `—` if there are none."""
    return ", ".join(actors.get(i, i) for i in ids) or "—"
