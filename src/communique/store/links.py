"""Nodes, edges and groups that linking keeps in the record; a node goes by its number in all tables of links.

What is sought comes first (`CROSS JOIN`): else SQLite, which knows nothing of the tables' sizes, reads all edges or groups of a
kind for a handful of nodes, and each report costs more than the one before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from communique.store.database import Store

_NUMBERS = "SELECT node, nr FROM json_each(?) AS sought CROSS JOIN link_nodes ON kind = ? AND node = sought.value"
_NAMES = "SELECT nr, node FROM json_each(?) AS sought CROSS JOIN link_nodes ON nr = sought.value"
_EDGES = (
    "SELECT one.node AS a, other.node AS b, score, reasons FROM ("
    "SELECT a, b, score, reasons FROM json_each(?1) AS sought CROSS JOIN link_edges ON a = sought.value UNION "
    "SELECT a, b, score, reasons FROM json_each(?1) AS sought CROSS JOIN link_edges INDEXED BY link_edges_b "
    "ON b = sought.value) AS found CROSS JOIN link_nodes AS one ON one.nr = found.a "
    "CROSS JOIN link_nodes AS other ON other.nr = found.b"
)
_READ = "SELECT a, b, told FROM json_each(?) AS sought CROSS JOIN link_read ON a = sought.value"
_GROUPS = "SELECT grp FROM json_each(?) AS sought CROSS JOIN link_nodes ON kind = ? AND node = sought.value WHERE grp IS NOT NULL"
_MEMBERS = "SELECT grp, node FROM json_each(?) AS sought CROSS JOIN link_nodes ON kind = ? AND grp = sought.value"


def add(store: Store, kind: str, nodes: Iterable[str]) -> dict[str, int]:
    """Numbers of new nodes."""
    listed = sorted(nodes)
    store.execute("INSERT INTO link_nodes (kind, node) VALUES (?, ?)", [(kind, node) for node in listed])
    return numbers(store, kind, listed)


def remove(store: Store, kind: str, nodes: Collection[str]) -> None:
    """Forget nodes with their edges, readings, groups and packed parts; their keys are `window`'s to forget."""
    each = [(number,) for number in numbers(store, kind, nodes).values()]
    store.execute("DELETE FROM link_edges WHERE a = ?", each)
    store.execute("DELETE FROM link_edges WHERE b = ?", each)
    store.execute("DELETE FROM link_read WHERE a = ?", each)
    store.execute("DELETE FROM link_read WHERE b = ?", each)
    store.execute("DELETE FROM link_nodes WHERE nr = ?", each)
    store.execute("DELETE FROM link_packed WHERE kind = ? AND node = ?", [(kind, node) for node in sorted(nodes)])


def numbers(store: Store, kind: str, nodes: Collection[str]) -> dict[str, int]:
    """Numbers of the nodes that are kept, by id."""
    return {row["node"]: row["nr"] for row in store.query(_NUMBERS, (json.dumps(sorted(nodes)), kind))}


def names(store: Store, nodes: Collection[int]) -> dict[int, str]:
    """Ids of nodes by number."""
    return {row["nr"]: row["node"] for row in store.query(_NAMES, (json.dumps(sorted(nodes)),))}


def join(store: Store, kind: str, found: Mapping[tuple[str, str], tuple[float, tuple[str, ...]]]) -> None:
    """Keep edges: by their ends, the score and the reasons."""
    nr = numbers(store, kind, {node for pair in found for node in pair})
    rows = [
        (*sorted((nr[a], nr[b])), score, json.dumps(reasons, ensure_ascii=False))
        for (a, b), (score, reasons) in found.items()
    ]
    store.execute("INSERT OR REPLACE INTO link_edges VALUES (?, ?, ?, ?)", sorted(rows))


def edges(store: Store, kind: str, nodes: Collection[str]) -> dict[tuple[str, str], float]:
    """Scores of the edges that end at some nodes, by ordered pair."""
    found = store.query(_EDGES, (json.dumps(sorted(numbers(store, kind, nodes).values())),))
    return {(min(row["a"], row["b"]), max(row["a"], row["b"])): row["score"] for row in found}


def tell(store: Store, kind: str, read: Mapping[tuple[str, str], float]) -> None:
    """Keep what reading two nodes at once told, by pair."""
    nr = numbers(store, kind, {node for pair in read for node in pair})
    rows = sorted((*sorted((nr[a], nr[b])), told) for (a, b), told in read.items())
    store.execute("INSERT OR REPLACE INTO link_read VALUES (?, ?, ?)", rows)


def told(store: Store, kind: str, nodes: Collection[str]) -> dict[tuple[str, str], float]:
    """What reading two nodes at once told, for the pairs among some nodes, by ordered pair."""
    names = {number: node for node, number in numbers(store, kind, nodes).items()}
    found = store.query(_READ, (json.dumps(sorted(names)),))
    pairs = ((names[row["a"]], names[row["b"]], row["told"]) for row in found if row["b"] in names)
    return {(min(a, b), max(a, b)): told for a, b, told in pairs}


def regroup(store: Store, kind: str, grouped: Mapping[str, Iterable[str]]) -> None:
    """Put nodes into groups, by id."""
    rows = [(name, kind, node, name) for name, nodes in sorted(grouped.items()) for node in nodes]
    store.execute("UPDATE link_nodes SET grp = ? WHERE kind = ? AND node = ? AND grp IS NOT ?", rows)


def groups(store: Store, kind: str, nodes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The groups that some nodes stand in, by id, with all their members in order."""
    names = {row["grp"] for row in store.query(_GROUPS, (json.dumps(sorted(nodes)), kind))}
    members: dict[str, list[str]] = {name: [] for name in sorted(names)}
    for row in store.query(_MEMBERS, (json.dumps(sorted(names)), kind)):
        members[row["grp"]].append(row["node"])
    return {name: tuple(sorted(listed)) for name, listed in members.items()}


def edges_of(store: Store, kind: str, node: str) -> list[tuple[str, float, list[str]]]:
    """Edges of a node: the other end, the score and the reasons."""
    rows = store.query(_EDGES, (json.dumps(list(numbers(store, kind, [node]).values())),))
    found = {row["b"] if row["a"] == node else row["a"]: row for row in rows}
    return [(other, row["score"], json.loads(row["reasons"])) for other, row in sorted(found.items())]
