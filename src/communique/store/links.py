"""Reading the edges that linking left in the record."""

from __future__ import annotations

import json

from communique.store.database import Store


def edges_of(store: Store, kind: str, node: str) -> list[tuple[str, float, list[str]]]:
    """Edges of a node: the other end, the score and the reasons."""
    found = store.query(
        "SELECT a, b, score, reasons FROM link_edges WHERE kind = ? AND (a = ? OR b = ?) ORDER BY a, b",
        (kind, node, node),
    )
    return [(row["b"] if row["a"] == node else row["a"], row["score"], json.loads(row["reasons"])) for row in found]
