"""Dated public happenings: the table that dates reports by what they mention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from communique.model import Interval


@dataclass(frozen=True, slots=True)
class Happening:
    """One public happening: its days, the phrases that mean it, and the page or file that states it.

    `ordinals` are the terms that tell it from its like ("fifth", "47th"); `ongoing` the phrases that
    name what it started rather than the happening ("war in ukraine"). `verified` is false where no source at hand
    states the date; such a row never fixes one.
    """

    name: str
    phrases: tuple[str, ...]
    interval: Interval
    kind: str
    actors: tuple[str, ...] = ()
    country: str | None = None
    ordinals: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False

    @property
    def line(self) -> str:
        """The row in words, with the page or file that states it."""
        days = " to ".join(dict.fromkeys(day for day in (self.interval.start, self.interval.end) if day))
        return f"public event: {self.name}, {days}, by {self.source or 'no source'}"


@dataclass(frozen=True)
class Calendar:
    """The table, in order of date and name, with its verified rows by phrase and by leader."""

    happenings: tuple[Happening, ...] = ()

    @cached_property
    def by_phrase(self) -> tuple[tuple[str, tuple[Happening, ...]], ...]:
        """Each lower-case phrase with the verified rows that it may mean, longest phrase first."""
        table: dict[str, list[Happening]] = {}
        for row in self.happenings:
            for phrase in (*row.phrases, *row.ongoing) if row.verified else ():
                table.setdefault(phrase.lower(), []).append(row)
        return tuple((phrase, tuple(rows)) for phrase, rows in sorted(table.items(), key=lambda i: (-len(i[0]), i[0])))

    @cached_property
    def inaugurations(self) -> tuple[tuple[str, tuple[Happening, ...]], ...]:
        """The last name of each leader with the verified rows of being sworn in, in order of name and date."""
        table: dict[str, list[Happening]] = {}
        for row in self.happenings:
            if row.kind == "inauguration" and row.verified:
                for actor in row.actors:
                    table.setdefault(actor.split()[-1], []).append(row)
        return tuple((name, tuple(rows)) for name, rows in sorted(table.items()))

    @cached_property
    def elections(self) -> tuple[Happening, ...]:
        """Verified elections, with the winner among their actors."""
        return tuple(row for row in self.happenings if row.kind == "election" and row.verified)


@cache
def load() -> Calendar:
    """The happenings of `resources/calendar.yaml`. ValueError if a row is malformed."""
    raw = yaml.load((files("communique.resources") / "calendar.yaml").read_text("utf-8"), yaml.CSafeLoader)
    rows = [_happening(row) for row in raw or []]
    return Calendar(tuple(sorted(rows, key=lambda row: (row.interval.start or "", row.name))))


def _happening(row: dict[str, Any]) -> Happening:
    start, end = str(row["date"]), str(row.get("end", row["date"]))
    if not (len(start) == len(end) == 10 and start <= end):
        raise ValueError(f"calendar.yaml: {row['name']}: bad days {start} to {end}")
    return Happening(
        name=row["name"],
        phrases=tuple(row.get("phrases", ())),
        interval=Interval(start, end, "stated"),
        kind=row["kind"],
        actors=tuple(row.get("actors", ())),
        country=row.get("country"),
        ongoing=tuple(row.get("ongoing", ())),
        ordinals=tuple(str(item) for item in row.get("ordinals", ())),
        source=row.get("source", ""),
        verified=bool(row.get("verified", False)),
    )
