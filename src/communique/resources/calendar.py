"""Dated public happenings: the table that dates reports by what they mention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from communique.model import Interval


@dataclass(frozen=True, slots=True)
class Happening:
    """One public happening: its days, the phrases that mean it, and the page or file that states it.

    `verified` is false where no source at hand states it; such a row never fixes a date.
    """

    name: str
    phrases: tuple[str, ...]
    interval: Interval
    kind: str
    actors: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False


@dataclass(frozen=True)
class Calendar:
    """The table, in order of date and name."""

    happenings: tuple[Happening, ...] = ()


@cache
def load() -> Calendar:
    """The happenings of `resources/calendar.yaml`."""
    raw = yaml.load((files("communique.resources") / "calendar.yaml").read_text("utf-8"), yaml.CSafeLoader)
    rows = [
        Happening(
            name=row["name"],
            phrases=tuple(row.get("phrases", ())),
            interval=Interval(str(row["date"]), str(row.get("end", row["date"])), "stated"),
            kind=row["kind"],
            actors=tuple(row.get("actors", ())),
            source=row.get("source", ""),
            verified=bool(row.get("verified", False)),
        )
        for row in raw or []
    ]
    return Calendar(tuple(sorted(rows, key=lambda row: (row.interval.start or "", row.name))))
