"""Writing and removing whole readings: a report's row, its rows in every table, and its actors."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from communique.model import Interval, Reading
from communique.store.database import Store
from communique.store.rows import Row, actor_row, merge_actors, reading_rows, report_row
from communique.store.schema import PER_REPORT

LINKED = ("statements", "figures", "event_mentions", "pledge_mentions")
"""Per-report tables whose rows are nodes of links between reports."""


def row_ids(store: Store, reports: Collection[str]) -> dict[str, set[str]]:
    """Ids of the linkable rows of some reports, by table."""
    return {table: {row["id"] for row in store.rows_in(table, "report", reports)} for table in LINKED}


def write(store: Store, readings: Iterable[Reading]) -> None:
    """Write readings; a report that is there already has its rows replaced."""
    listed = list(readings)
    clear(store, [reading.report.id for reading in listed])
    arrival = int(store.query("SELECT coalesce(max(arrival), 0) AS last FROM report_source")[0]["last"])
    known = {row["id"] for row in store.rows_in("reports", "id", [r.report.id for r in listed])}
    store.put("reports", [report_row(reading) for reading in listed])
    for reading in listed:
        for table, rows in reading_rows(reading).items():
            store.put(table, rows)
        _write_source(store, reading, arrival := arrival + 1, new=reading.report.id not in known)
    rows = [
        (reading.report.id, actor.id, json.dumps(actor_row(actor), ensure_ascii=False))
        for reading in listed
        for actor in reading.actors
    ]
    store.execute("INSERT OR REPLACE INTO reading_actors VALUES (?, ?, ?)", rows)
    _unite_actors(store, {actor for _, actor, _ in rows})


def _write_source(store: Store, reading: Reading, arrival: int, *, new: bool) -> None:
    stated, report = reading.report.published, reading.report
    if new:
        values = (report.id, arrival, report.title, stated.start, stated.end, reading.published.basis)
        store.execute("INSERT OR REPLACE INTO report_source VALUES (?, ?, ?, ?, ?, ?)", [values])
    else:
        store.execute("UPDATE report_source SET alone_basis = ? WHERE report = ?", [(reading.published.basis, report.id)])


def clear(store: Store, reports: Collection[str]) -> None:
    """Drop the rows that the readings of these reports made; the reports stay."""
    actors = {row["actor"] for row in _actor_rows(store, reports)}
    for table in PER_REPORT:
        store.delete_in(table, "report", reports)
    store.execute("DELETE FROM reading_actors WHERE report = ?", [(report,) for report in sorted(reports)])
    _unite_actors(store, actors)


def remove(store: Store, reports: Collection[str]) -> None:
    """Drop reports with all that their readings made."""
    clear(store, reports)
    store.delete_in("reports", "id", reports)


def stated(store: Store, report: str) -> Interval:
    """What a report's metadata said of its date."""
    row = store.query("SELECT stated_start, stated_end FROM report_source WHERE report = ?", (report,))[0]
    return Interval(row["stated_start"], row["stated_end"], "stated" if row["stated_start"] else "unknown")


def number_versions(store: Store, reports: Collection[str]) -> None:
    """Number the texts that one ref or url has had, by stated date, else by arrival.

    Arrival is the one thing in a record that depends on when a report was read: an edited file has no other order.
    """
    touched = store.rows_in("reports", "id", reports)
    same_ref = store.rows_in("reports", "ref", {row["ref"] for row in touched})
    same_url = store.rows_in("reports", "url", {row["url"] for row in touched if row["url"]})
    arrivals = _arrivals(store, {row["id"] for row in [*same_ref, *same_url]})
    chains: dict[tuple[str, str], list[Row]] = {}
    for row in {row["id"]: row for row in [*same_ref, *same_url]}.values():
        chains.setdefault((row["url"] or row["ref"], row["outlet"] or ""), []).append(row)
    versions: dict[str, int] = {}
    supersedes: dict[str, str | None] = {}
    for chain in chains.values():
        ordered = sorted(chain, key=lambda row: (arrivals[row["id"]], row["id"]))
        for number, row in enumerate(ordered, start=1):
            versions[row["id"]] = number
            supersedes[row["id"]] = ordered[number - 2]["id"] if number > 1 else None
    store.set("reports", "version", versions)
    store.set("reports", "supersedes", supersedes)


def _arrivals(store: Store, reports: Collection[str]) -> Mapping[str, tuple[str, int]]:
    found = {}
    for report in sorted(reports):
        row = store.query("SELECT arrival, stated_start FROM report_source WHERE report = ?", (report,))[0]
        found[report] = (row["stated_start"] or "", 0 if row["stated_start"] else row["arrival"])
    return found


def _actor_rows(store: Store, reports: Collection[str]) -> list[Mapping[str, str]]:
    return [
        row
        for report in sorted(reports)
        for row in store.query("SELECT actor FROM reading_actors WHERE report = ?", (report,))
    ]


def _unite_actors(store: Store, actors: Collection[str]) -> None:
    rows = []
    for actor in sorted(actors):
        values = [json.loads(row["value"]) for row in store.query(
            "SELECT value FROM reading_actors WHERE actor = ?", (actor,))]  # fmt: skip
        if values:
            rows.append(merge_actors(values))
        else:
            store.delete_in("actors", "id", [actor])
    store.put("actors", rows)
