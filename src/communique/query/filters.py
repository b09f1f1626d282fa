"""The one filter language of all listings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.errors import BadFilter
from communique.model.interval import Interval, of_prefix

_PREFIX = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list. Actors are names, aliases, adjectives, ISO codes or ids (`actors.actor_ids`).

    `since` and `until` are ISO prefixes, both included; `open_dates` keeps what may lie between them, its first or last
    day unknown. `type` is a PLOVER type, a statement's or a mention's kind.
    `as_of` (YYYY-MM-DD) is the day on which pledges are judged.
    """

    actor: str | None = None
    with_: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    open_dates: bool = False
    type: str | None = None
    outlet: str | None = None
    story: str | None = None
    conflict: bool = False
    altered: bool = False
    open: bool = False
    as_of: str | None = None
    min_score: float | None = None
    limit: int | None = None

    def window(self) -> tuple[str | None, str | None]:
        """First and last day asked for; raises BadFilter if one is no date."""
        return _bound("since", self.since).start, _bound("until", self.until).end

    def day(self) -> str:
        """The day on which pledges are judged: `as_of`, else today."""
        return _bound("as-of", self.as_of).end or date.today().isoformat()  # noqa: DTZ011 - the user's own calendar

    def may(self, start: str | None, end: str | None) -> bool:
        """Whether an interval can meet the window: an open end can lie anywhere beyond the day that is known."""
        since, until = self.window()
        return (since is None or end is None or end >= since) and (until is None or start is None or start <= until)

    def dated(self, start: str | None, end: str | None) -> bool:
        """Whether an interval meets the window. With an open end it must lie in it wherever it ends, unless `open_dates`.

        An unknown date meets only an open window.
        """
        since, until = self.window()
        if since is None and until is None:
            return True
        if start is None or end is None:
            after = start is not None and until is None and start >= (since or "")
            before = end is not None and since is None and until is not None and end <= until
            asked = self.open_dates and start != end
            return after or before or (asked and self.may(start, end))
        return self.may(start, end)


def _bound(name: str, prefix: str | None) -> Interval:
    if prefix is None:
        return Interval()
    if not _PREFIX.fullmatch(prefix):
        raise BadFilter(f"--{name} {prefix!r} is no date: write 2025, 2025-01 or 2025-01-21")
    try:
        return of_prefix(prefix)
    except ValueError as exc:
        raise BadFilter(f"--{name} {prefix!r} is no date: {exc}") from exc


def parties(row: Mapping[str, Any], *columns: str) -> set[str]:
    """Actor ids in the party columns of a row."""
    ids: set[str] = set()
    for column in columns:
        value = row[column]
        for party in value if isinstance(value, list) else [value]:
            if isinstance(party, str):
                ids.add(party)
            elif party:
                ids |= {*party["members"], *([party["actor"]] if party["actor"] else [])}
    return ids
