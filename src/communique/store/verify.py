"""Re-checking a record: spans, hashes, keys; and counting what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from communique.model import report_id, text_hash
from communique.resources.contract import tables
from communique.store.database import Store
from communique.store.rows import Row
from communique.store.schema import PER_REPORT

_SPAN_COLUMNS = {
    "span": "one",
    "trigger": "one",
    "place_span": "one",
    "content": "many",
    "cue": "many",
    "spans": "many",
}
_PARTY_COLUMNS = ("speaker", "addressee", "source", "target", "claimed_by", "party", "via", "attributes")
_KEYS: Mapping[str, Mapping[str, str]] = {
    "reports": {"story": "stories", "supersedes": "reports", "actors": "actors"},
    "mentions": {"actor": "actors", "members": "actors"},
    "statements": {"parent": "statements", "time": "times", "utterance": "utterances"},
    "figures": {"time": "times", "statement": "statements", "comparison": "comparisons"},
    "event_mentions": {"time": "times", "statement": "statements", "event": "events"},
    "pledge_mentions": {
        "actor": "actors", "objects": "actors", "time": "times", "statement": "statements", "pledge": "pledges"
    },
    "copies": {"report": "reports", "of_report": "reports"},
    "stories": {"actors": "actors"},
    "utterances": {"statements": "statements", "primary": "statements", "story": "stories", "speaker": "actors"},
    "refrains": {"statements": "statements", "stories": "stories", "speaker": "actors"},
    "comparisons": {"figures": "figures", "story": "stories"},
    "disagreements": {"story": "stories"},
    "events": {"mentions": "event_mentions", "story": "stories", "source": "actors", "target": "actors"},
    "pledges": {"mentions": "pledge_mentions", "actor": "actors"},
    "relations": {"events": "events"},
}  # fmt: skip
"""Columns that hold ids, one or a list, and the table whose rows they name."""


def verify(store: Store) -> list[str]:
    """Every span, hash and key that does not hold, one line each, in a fixed order; empty if all do."""
    return [*_integrity(store), *_reports(store), *_stories(store), *_keys(store)]


def _integrity(store: Store) -> Iterator[str]:
    for row in store.query("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"file: {row[0]}"
    for row in store.query("PRAGMA foreign_key_check"):
        yield f"{row[0]}: row {row[1]} points to a missing row of {row[2]}"


def _reports(store: Store) -> Iterator[str]:
    actors = _ids(store, "actors")
    for id_ in sorted(_ids(store, "reports")):
        [report] = store.rows("reports", "id = ?", (id_,))
        name = f"reports {id_}"
        if text_hash(report["text"]) != report["sha256"]:
            yield f"{name}: the text does not have its hash"
        if report_id(report["ref"], report["outlet"], report["text"]) != id_:
            yield f"{name}: its id is not that of its ref, outlet and text"
        length = len(report["text"])
        blocks = [tuple(block["span"]) for block in report["blocks"]]
        if any(b[0] < a[1] for a, b in pairwise(blocks)):
            yield f"{name}: blocks overlap"
        grounds = [span for ground in report["published_by"] for span in ground["spans"]]
        for span in [*blocks, *report["published_evidence"], *grounds]:
            yield from _span(span, length, name)
        for table in (*PER_REPORT, "copies"):
            for row in store.rows(table, "report = ?", (id_,), order=", ".join(tables()[table].key)):
                yield from _row(table, row, length, actors)


def _row(table: str, row: Row, length: int, actors: set[str]) -> Iterator[str]:
    name = _name(table, row)
    for column, many in _SPAN_COLUMNS.items():
        value = row.get(column)
        for span in (value or ()) if many == "many" else ([value] if value else ()):
            yield from _span(span, length, name)
    for column in _PARTY_COLUMNS:
        value = row.get(column)
        for part in (value if isinstance(value, list) else [value]) if value else ():
            for span in [*part.get("spans", ()), *([part["span"]] if part.get("span") else ())]:
                yield from _span(span, length, f"{name} {column}")
            for actor in [*part.get("members", ()), *([part["actor"]] if part.get("actor") else ())]:
                if actor not in actors:
                    yield f"{name} {column}: no actor {actor}"


def _span(span: Any, length: int, name: str) -> Iterator[str]:
    if not (len(span) == 2 and 0 <= span[0] < span[1] <= length):
        yield f"{name}: span {list(span)} does not lie in the text (0-{length})"


def _stories(store: Store) -> Iterator[str]:
    """Spans of dates and disagreements point into the story's own reports."""
    for row in store.rows("stories", order="id"):
        lengths: dict[str, int] = {}
        texts: dict[str, int] = {}
        for report in store.rows("reports", "story = ?", (row["id"],)):
            lengths[report["ref"]] = max(len(report["text"]), lengths.get(report["ref"], 0))
            texts[report["id"]] = len(report["text"])
        if sorted(lengths) != row["reports"]:
            yield f"stories {row['id']}: its reports are not those that name it"
        for value in (value for d in row["disagreements"] for value in d["values"]):
            if value["report"] not in texts:
                yield f"stories {row['id']}: no report {value['report']}"
            else:
                for span in [value["span"], *value["spans"]]:
                    yield from _span(span, texts[value["report"]], f"stories {row['id']} {value['ref']}")
        for value in row["date_evidence"]:
            if value["ref"] not in lengths:
                yield f"stories {row['id']}: no report {value['ref']}"
            else:
                yield from _span(value["span"], lengths[value["ref"]], f"stories {row['id']} {value['ref']}")


def _keys(store: Store) -> Iterator[str]:
    known = {table: _ids(store, table) for table in sorted({to for named in _KEYS.values() for to in named.values()})}
    for table, columns in _KEYS.items():
        for row in store.rows(table, order=", ".join(tables()[table].key)):
            for column, target in columns.items():
                value = row[column]
                for id_ in value if isinstance(value, list) else [value] if value is not None else ():
                    if id_ not in known[target]:
                        yield f"{_name(table, row)}: no {target} {id_}"


def _ids(store: Store, table: str) -> set[str]:
    return {row["id"] for row in store.query(f"SELECT id FROM {table}")}


def _name(table: str, row: Row) -> str:
    return " ".join([table, *(str(row[key]) for key in tables()[table].key)])


def status(store: Store, analysis: str) -> dict[str, Any]:
    """Counts by table, stale readings (made by another analysis), quarantined inputs, size of the file in bytes."""
    counts = {name: store.query(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in tables()}
    stale = store.query("SELECT count(*) AS n FROM reports WHERE analysis <> ?", (analysis,))[0]["n"]
    refused = store.query("SELECT count(*) AS n FROM quarantine")[0]["n"]
    pages = store.query("PRAGMA page_count")[0][0] * store.query("PRAGMA page_size")[0][0]
    return {"tables": counts, "stale": stale, "quarantined": refused, "bytes": pages, "analysis": analysis}
