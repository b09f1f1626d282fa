"""The order in which links are brought up to date after reports came, changed or went."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from communique.link.copy import Copies, copy_row
from communique.link.engine import Change, Kind, update
from communique.link.redate import redate
from communique.link.story import Stories, story_rows
from communique.model.interval import Interval
from communique.store import Store
from communique.store.readings import LINKED, row_ids


def link(store: Store, reports: Collection[str], rows: Mapping[str, Collection[str]]) -> None:
    """Bring every link up to date after `reports` and their `rows` (ids by table) came, changed or went."""
    if not reports:
        return
    families = _copies(store, reports)  # 1
    stories, redated = _stories(store, reports)  # 2
    touched_reports = stories.nodes | families.nodes | redated
    touched = {table: {*rows.get(table, ()), *ids} for table, ids in row_ids(store, touched_reports).items()}
    del touched


def verdicts(store: Store, kind: str) -> dict[tuple[str, str], str]:
    """People's judgements on pairs of nodes of a kind, the last word on each pair."""
    found: dict[tuple[str, str], str] = {}
    for row in store.query("SELECT verdict, entry FROM judgements ORDER BY seq"):
        entry = json.loads(row["entry"])
        if entry.get("kind") == kind and row["verdict"] in {"same", "different"}:
            a, b = sorted((entry["a"], entry["b"]))
            found[a, b] = row["verdict"]
    return found


def _update(store: Store, kind: Kind[object], touched: Collection[str]) -> Change:
    return update(store, kind, touched, verdicts=verdicts(store, kind.name))


def _copies(store: Store, reports: Collection[str]) -> Change:
    kind = Copies()
    change = update(store, kind, reports, verdicts=verdicts(store, kind.name))
    store.set("reports", "family", {node: name for name, nodes in change.groups.items() for node in nodes})
    store.delete_in("copies", "report", reports)
    store.delete_in("copies", "of_report", reports)
    nodes = kind.load(store, change.nodes)
    pairs = {
        (row["a"], row["b"])
        for node in sorted(set(reports) & nodes.keys())
        for row in store.query(
            "SELECT a, b FROM link_edges WHERE kind = 'family' AND (a = ? OR b = ?)", (node, node)
        )
    }
    store.put("copies", [copy_row(nodes[a], nodes[b]) for a, b in sorted(pairs) if a in nodes and b in nodes])
    return change


def _stories(store: Store, reports: Collection[str]) -> tuple[Change, set[str]]:
    change = update(store, Stories(), reports, verdicts=verdicts(store, "story"))
    store.delete_in("stories", "id", change.gone)
    store.set("reports", "story", {node: name for name, nodes in change.groups.items() for node in nodes})
    rows = story_rows(store, change.groups)
    days = {row["id"]: Interval(row["date"], row["date_end"], "story") for row in rows}
    redated = redate(store, change.groups, days)
    store.put("stories", rows)
    return change, redated


__all__ = ["LINKED", "link", "verdicts"]
