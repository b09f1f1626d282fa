"""Writing and removing whole readings: a report's row, its rows in every table, and its actors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from communique.model import Interval, Reading, Span
from communique.model.report import Role
from communique.store.database import Store
from communique.store.rows import Row, actor_row, merge_actors, reading_rows, report_row
from communique.store.schema import PER_REPORT

Chain: TypeAlias = tuple[str, str]
"""Address (url, else ref) and outlet: texts that share both are versions of one report."""

LINKED = ("statements", "figures", "event_mentions", "pledge_mentions")
"""Per-report tables whose rows are nodes of links between reports."""


@dataclass(frozen=True, slots=True)
class Source:
    """What was known of a report beside its text when it came: what reading its text again needs."""

    title: str | None
    stated: Interval
    marked: Mapping[Span, Role]


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of actors' own rows when readings came or went.

    `was` gives the former country of each actor that is gone or whose name, kind or country is another now, so that the links
    of all reports that name it may differ. `states`: a country's own row came, went or changed, so that its relations go by
    another name.
    """

    was: Mapping[str, str | None]
    states: bool


def row_ids(store: Store, reports: Collection[str]) -> dict[str, set[str]]:
    """Ids of the linkable rows of some reports, by table."""
    return {table: store.ids_in(table, "report", reports) for table in LINKED}


def write(store: Store, readings: Iterable[Reading]) -> Moved:
    """Write readings; a report that is there already has its rows replaced."""
    listed = list(readings)
    reports = [reading.report.id for reading in listed]
    before = _rows_of(store, {a.id for r in listed for a in r.actors} | _named(store, reports))
    clear(store, reports)
    arrival = int(store.query("SELECT coalesce(max(arrival), 0) AS last FROM report_source")[0]["last"])
    known = store.ids_in("reports", "id", reports)
    store.put("reports", [report_row(reading) for reading in listed])
    for reading in listed:
        for table, rows in reading_rows(reading).items():
            store.put(table, rows)
        _write_source(store, reading, arrival := arrival + 1, new=reading.report.id not in known)
    named = [
        (reading.report.id, actor.id, json.dumps(actor_row(actor), ensure_ascii=False))
        for reading in listed
        for actor in reading.actors
    ]
    store.execute(
        "INSERT OR REPLACE INTO reading_actors VALUES (?, ?, ?)",
        [(report, actor, _digest(value)) for report, actor, value in named],
    )
    store.execute(
        "INSERT OR IGNORE INTO actor_values VALUES (?, ?, ?)",
        [(actor, _digest(value), value) for _, actor, value in named],
    )
    _unite_actors(store, {actor for _, actor, _ in named})
    return _moved(store, before)


def _write_source(store: Store, reading: Reading, arrival: int, *, new: bool) -> None:
    stated, report = reading.report.published, reading.report
    if new:
        marked = json.dumps([[block.span, block.role] for block in report.marked], separators=(",", ":"))
        values = (report.id, arrival, report.title, stated.start, stated.end, reading.published.basis, marked)
        store.execute("INSERT OR REPLACE INTO report_source VALUES (?, ?, ?, ?, ?, ?, ?)", [values])
    else:
        store.execute(
            "UPDATE report_source SET alone_basis = ? WHERE report = ?", [(reading.published.basis, report.id)]
        )


def clear(store: Store, reports: Collection[str]) -> None:
    """Drop the rows that the readings of these reports made; the reports stay."""
    actors = _named(store, reports)
    for table in PER_REPORT:
        store.delete_in(table, "report", reports)
    store.execute("DELETE FROM reading_actors WHERE report = ?", [(report,) for report in sorted(reports)])
    store.execute(_UNSAID, [(actor,) for actor in sorted(actors)])
    _unite_actors(store, actors)


def remove(store: Store, reports: Collection[str]) -> Moved:
    """Drop reports with all that their readings made."""
    before = _rows_of(store, _named(store, reports))
    clear(store, reports)
    store.delete_in("reports", "id", reports)
    return _moved(store, before)


def naming(store: Store, actors: Iterable[str]) -> set[str]:
    """Reports whose readings name one of some actors."""
    return {
        row["report"]
        for actor in sorted(actors)
        for row in store.query("SELECT report FROM reading_actors WHERE actor = ?", (actor,))
    }


def source_of(store: Store, report: str) -> Source:
    """What a report in the record came with."""
    row = store.query("SELECT title, stated_start, stated_end, marked FROM report_source WHERE report = ?", (report,))[
        0
    ]
    stated = Interval(row["stated_start"], row["stated_end"], "stated" if row["stated_start"] else "unknown")
    return Source(row["title"], stated, {(span[0], span[1]): role for span, role in json.loads(row["marked"])})


_CHAIN = ("id", "ref", "url", "outlet")


def chains(store: Store, reports: Collection[str]) -> set[Chain]:
    """The chains of versions that reports stand in."""
    return {_chain(row) for row in store.rows_in("reports", "id", reports, only=_CHAIN)}


def number_versions(store: Store, touched: Collection[Chain]) -> None:
    """Number the texts that one address has had, by stated date, else by arrival.

    Arrival is the one thing in a record that depends on when a report was read: an edited file has no other order.
    """
    rows = {row["id"]: row for column, at in (("url", 0), ("ref", 0)) for row in
            store.rows_in("reports", column, {chain[at] for chain in touched}, only=_CHAIN)}  # fmt: skip
    found: dict[Chain, list[Row]] = {}
    for row in rows.values():
        found.setdefault(_chain(row), []).append(row)
    arrivals = _arrivals(store, rows)
    versions: dict[str, int] = {}
    supersedes: dict[str, str | None] = {}
    for chain in sorted(found.keys() & set(touched)):
        ordered = sorted(found[chain], key=lambda row: (arrivals[row["id"]], row["id"]))
        for number, row in enumerate(ordered, start=1):
            versions[row["id"]] = number
            supersedes[row["id"]] = ordered[number - 2]["id"] if number > 1 else None
    store.set("reports", "version", versions)
    store.set("reports", "supersedes", supersedes)


def _chain(row: Row) -> Chain:
    return row["url"] or row["ref"], row["outlet"] or ""


def _arrivals(store: Store, reports: Iterable[str]) -> Mapping[str, tuple[str, int]]:
    found = {}
    for report in sorted(reports):
        row = store.query("SELECT arrival, stated_start FROM report_source WHERE report = ?", (report,))[0]
        found[report] = (row["stated_start"] or "", 0 if row["stated_start"] else row["arrival"])
    return found


def _named(store: Store, reports: Iterable[str]) -> set[str]:
    return {
        row["actor"]
        for report in reports
        for row in store.query("SELECT actor FROM reading_actors WHERE report = ?", (report,))
    }


def _rows_of(store: Store, actors: Collection[str]) -> dict[str, Row | None]:
    return {**dict.fromkeys(actors), **{row["id"]: row for row in store.rows_in("actors", "id", actors)}}


def _moved(store: Store, before: Mapping[str, Row | None]) -> Moved:
    """Actors that stand as another than before; one that is new is told of by no other report."""
    changed = [
        (old, new)
        for id_, new in _rows_of(store, before.keys()).items()
        if _bearing(old := before[id_]) != _bearing(new)
    ]
    return Moved(
        {old["id"]: old["country"] for old, _ in changed if old},
        any(row is not None and row["kind"] == "state" for pair in changed for row in pair),
    )


def _bearing(actor: Row | None) -> tuple[Any, ...] | None:
    """What links between reports go by."""
    return None if actor is None else (actor["name"], actor["kind"], actor["country"], actor["anonymous"])


def _unite_actors(store: Store, actors: Collection[str]) -> None:
    rows = []
    for actor in sorted(actors):
        values = [json.loads(row["value"]) for row in store.query(_VALUES, (actor,))]
        if values:
            rows.append(merge_actors(values))
        else:
            store.delete_in("actors", "id", [actor])
    store.put("actors", rows)


_VALUES = "SELECT value FROM actor_values WHERE actor = ? ORDER BY value"
"""What an actor is said to be, each once: a busy actor is named in a third of all reports, nearly always as the same."""

_UNSAID = (
    "DELETE FROM actor_values WHERE actor = ? AND NOT EXISTS (SELECT 1 FROM reading_actors "
    "WHERE reading_actors.actor = actor_values.actor AND reading_actors.digest = actor_values.digest)"
)
"""What no reading says of an actor any more."""


def _digest(value: str) -> int:
    """63 bits of a value's hash."""
    return int.from_bytes(hashlib.blake2b(value.encode(), digest_size=8).digest(), "little") >> 1
