"""Re-checking a record: spans, hashes, keys; and counting what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.model import text_hash
from communique.resources.contract import tables
from communique.store.database import Store
from communique.store.rows import Row
from communique.store.schema import PER_REPORT

_SPAN_COLUMNS = {"span": "one", "trigger": "one", "content": "many", "cue": "many", "spans": "many"}
_PARTY_COLUMNS = ("speaker", "addressee", "source", "target", "claimed_by", "party", "via", "attributes")
_MEMBERS = {
    "events": ("mentions", "event_mentions"),
    "pledges": ("mentions", "pledge_mentions"),
    "utterances": ("statements", "statements"),
    "refrains": ("statements", "statements"),
    "comparisons": ("figures", "figures"),
}


def verify(store: Store) -> list[str]:
    """Every span, hash and key that does not hold, one line each, in a fixed order; empty if all do."""
    return [*_integrity(store), *_reports(store), *_groups(store)]


def _integrity(store: Store) -> Iterator[str]:
    for row in store.query("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"file: {row[0]}"
    for row in store.query("PRAGMA foreign_key_check"):
        yield f"{row[0]}: row {row[1]} points to a missing row of {row[2]}"


def _reports(store: Store) -> Iterator[str]:
    actors = {row["id"] for row in store.query("SELECT id FROM actors")}
    for report in store.rows("reports", order="id"):
        if text_hash(report["text"]) != report["sha256"]:
            yield f"reports {report['id']}: the text does not have its hash"
        length = len(report["text"])
        blocks = [tuple(block["span"]) for block in report["blocks"]]
        if any(b[0] < a[1] for a, b in zip(blocks, blocks[1:], strict=False)):
            yield f"reports {report['id']}: blocks overlap"
        for span in [*blocks, *report["published_evidence"]]:
            yield from _span(span, length, f"reports {report['id']}")
        for table in PER_REPORT:
            for row in store.rows(table, "report = ?", (report["id"],)):
                yield from _row(table, row, length, actors)


def _row(table: str, row: Row, length: int, actors: set[str]) -> Iterator[str]:
    name = f"{table} {row.get('id', row['span'] if 'span' in row else '')}"
    for column, many in _SPAN_COLUMNS.items():
        value = row.get(column)
        for span in (value or ()) if many == "many" else ([value] if value else ()):
            yield from _span(span, length, name)
    for column in _PARTY_COLUMNS:
        value = row.get(column)
        for part in (value if isinstance(value, list) else [value]) if value else ():
            for span in [*part.get("spans", ()), *([part["span"]] if part.get("span") else ())]:
                yield from _span(span, length, f"{name} {column}")
            if part.get("actor") and part["actor"] not in actors:
                yield f"{name} {column}: no actor {part['actor']}"
    if isinstance(row.get("actor"), str) and row["actor"] not in actors:
        yield f"{name}: no actor {row['actor']}"


def _span(span: Any, length: int, name: str) -> Iterator[str]:
    if not (len(span) == 2 and 0 <= span[0] < span[1] <= length):
        yield f"{name}: span {list(span)} does not lie in the text (0-{length})"


def _groups(store: Store) -> Iterator[str]:
    for table, (column, members) in _MEMBERS.items():
        known = {row["id"] for row in store.query(f"SELECT id FROM {members}")}
        for row in store.rows(table, order="id"):
            for member in row[column]:
                if member not in known:
                    yield f"{table} {row['id']}: no {members} {member}"


def status(store: Store, analysis: str) -> dict[str, Any]:
    """Counts by table, stale readings (made by another analysis), quarantined inputs, size of the file in bytes."""
    counts = {name: store.query(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in tables()}
    stale = store.query("SELECT count(*) AS n FROM reports WHERE analysis <> ?", (analysis,))[0]["n"]
    refused = store.query("SELECT count(*) AS n FROM quarantine")[0]["n"]
    pages = store.query("PRAGMA page_count")[0][0] * store.query("PRAGMA page_size")[0][0]
    return {"tables": counts, "stale": stale, "quarantined": refused, "bytes": pages, "analysis": analysis}
