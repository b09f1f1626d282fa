"""A report as a line whose evidence is everything that the record found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from communique.errors import NotFound
from communique.model import Span
from communique.query.ids import find
from communique.query.lines import Evidence, Line
from communique.query.listing import evidence, lines
from communique.resources.contract import tables
from communique.store import Store
from communique.store.rows import Row, order_of


def marked(store: Store, ref: str) -> Line:
    """The report with that ref or id, all that stands in it marked. Raises NotFound if it is no report's."""
    table, row = find(store, ref)
    if table != "reports":
        raise NotFound(f"{ref!r} is of {table}, not a report: `show` has it")
    plain = lines(store, "reports", [(row, [])])[0]
    found = sorted(_evidence(store, row), key=lambda item: (item.span[0], -item.span[1], item.kind))
    return Line("reports", plain.data, tuple(found), plain.names)


def _evidence(store: Store, report: Mapping[str, Any]) -> Iterator[Evidence]:
    for table, (kind, where, note) in _KINDS.items():
        rows = store.rows(table, "report = ?", (report["id"],))
        for row in sorted(rows, key=order_of(tables()[table])):
            for span in where(row):
                at = evidence(report, span)
                yield Evidence(at.ref, at.report, at.span, at.text, at.before, at.after, kind, note(row))


def _statement(row: Row) -> str:
    speaker = row["speaker"]
    return f"{(speaker['name'] if speaker else None) or '?'}, {row['kind']}"


def _event(row: Row) -> str:
    sides = [", ".join(party["name"] or "?" for party in row[side]) or "—" for side in ("source", "target")]
    return f"{sides[0]} {row['type']} {sides[1]}, {row['modality']}"


def _figure(row: Row) -> str:
    return " ".join(str(row[key]) for key in ("value", "unit", "about") if row[key] is not None)


def _pledge(row: Row) -> str:
    return f"{row['actor_name'] or '?'}, due {row['due'] or '?'}"


_KINDS: dict[str, tuple[str, Callable[[Row], list[Span]], Callable[[Row], str]]] = {
    "statements": ("statement", lambda row: row["content"], _statement),
    "figures": ("figure", lambda row: [row["span"]], _figure),
    "event_mentions": ("event", lambda row: [row["trigger"]], _event),
    "pledge_mentions": ("pledge", lambda row: [row["span"]], _pledge),
    "times": ("time", lambda row: [row["span"]], lambda row: str(row["value"] or "?")),
}
"""For each table: the noun, where a row stands (of an event the words that name the act), and what it says."""
