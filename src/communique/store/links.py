"""Reading the edges and groups that linking left in the record.

What is sought comes first (`CROSS JOIN`): else SQLite, which knows nothing of the tables' sizes, reads all edges or groups of a
kind for a handful of nodes, and each report costs more than the one before.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from communique.store.database import Store

_EDGES = (
    "SELECT {columns} FROM json_each(?1) AS sought CROSS JOIN link_edges ON kind = ?2 AND a = sought.value UNION "
    "SELECT {columns} FROM json_each(?1) AS sought CROSS JOIN link_edges INDEXED BY link_edges_b "
    "ON kind = ?2 AND b = sought.value"
)
_GROUPS = "SELECT grp FROM json_each(?) AS sought CROSS JOIN link_groups ON kind = ? AND node = sought.value"
_MEMBERS = "SELECT grp, node FROM json_each(?) AS sought CROSS JOIN link_groups ON kind = ? AND grp = sought.value"


def edges(store: Store, kind: str, nodes: Collection[str]) -> dict[tuple[str, str], float]:
    """Scores of the edges that end at some nodes, by ordered pair."""
    found = store.query(_EDGES.format(columns="a, b, score"), (json.dumps(sorted(nodes)), kind))
    return {(row["a"], row["b"]): row["score"] for row in found}


def groups(store: Store, kind: str, nodes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The groups that some nodes stand in, by id, with all their members in order."""
    names = {row["grp"] for row in store.query(_GROUPS, (json.dumps(sorted(nodes)), kind))}
    members: dict[str, list[str]] = {name: [] for name in sorted(names)}
    for row in store.query(_MEMBERS, (json.dumps(sorted(names)), kind)):
        members[row["grp"]].append(row["node"])
    return {name: tuple(sorted(listed)) for name, listed in members.items()}


def edges_of(store: Store, kind: str, node: str) -> list[tuple[str, float, list[str]]]:
    """Edges of a node: the other end, the score and the reasons."""
    rows = store.query(_EDGES.format(columns="a, b, score, reasons"), (json.dumps([node]), kind))
    found = sorted(rows, key=lambda row: (row["a"], row["b"]))
    return [(row["b"] if row["a"] == node else row["a"], row["score"], json.loads(row["reasons"])) for row in found]
