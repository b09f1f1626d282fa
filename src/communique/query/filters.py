"""The one filter language of all listings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.errors import BadFilter, NotFound
from communique.model.interval import Interval, of_prefix
from communique.resources.entries import fold
from communique.store import Store, user_files
from communique.store.judgements import same_actors

_PREFIX = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list. Actors are names, aliases, ISO codes or ids; a state stands for all its own actors too.

    `since` and `until` are ISO prefixes, both included. `type` is a PLOVER type, a statement's or a mention's kind.
    `as_of` (YYYY-MM-DD) is the day on which pledges are judged.
    """

    actor: str | None = None
    with_: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
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

    def dated(self, start: str | None, end: str | None) -> bool:
        """Whether an interval meets the window; an unknown date meets only an open window."""
        since, until = self.window()
        if since is None and until is None:
            return True
        if start is None and end is None:
            return False
        late = since is None or end is None or end >= since
        early = until is None or start is None or start <= until
        return late and early


def _bound(name: str, prefix: str | None) -> Interval:
    if prefix is None:
        return Interval()
    if not _PREFIX.fullmatch(prefix):
        raise BadFilter(f"--{name} {prefix!r} is no date: write 2025, 2025-01 or 2025-01-21")
    try:
        return of_prefix(prefix)
    except ValueError as exc:
        raise BadFilter(f"--{name} {prefix!r} is no date: {exc}") from exc


def actor_ids(store: Store, query: str) -> frozenset[str]:
    """Ids meant by a name, alias, ISO code, id, capital or metonym; for a state also all actors of that country.

    Raises NotFound, naming close ones, if the record knows no such actor.
    """
    rows = store.rows("actors", order="id")
    wanted = query.casefold()
    found = [row for row in rows if wanted in _names(row)]
    if not found:
        found = [row for row in rows if row["kind"] == "person" and wanted == row["name"].rpartition(" ")[2].casefold()]
    if not found:
        found = [row for row in rows if wanted == (row["country"] or "").casefold()]
    if not found:
        states = {state.code for state in user_files.gazetteer_of(store).capitals.get(fold(query), ())}
        found = [row for row in rows if row["kind"] == "state" and row["country"] in states]
    if not found:
        close = sorted({row["name"] for row in rows if wanted in row["name"].casefold()})[:5]
        hint = f"; close: {', '.join(close)}" if close else "; `communique actors` lists those it knows"
        raise NotFound(f"no actor {query!r} in the record{hint}")
    countries = {row["country"] for row in found if row["kind"] == "state" and row["country"]}
    ids = {row["id"] for row in [*found, *(row for row in rows if row["country"] in countries)]}
    same = same_actors(store)
    meant = {same.get(id_, id_) for id_ in ids}
    return frozenset(ids | {id_ for id_, least in same.items() if least in meant})


def _names(row: Mapping[str, Any]) -> set[str]:
    names: Iterable[str | None] = [row["id"], row["name"], row["wikidata"], *row["aliases"]]
    if row["kind"] == "state":
        names = [*names, row["country"]]
    return {name.casefold() for name in names if name}


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
