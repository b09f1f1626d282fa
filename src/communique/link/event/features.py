"""What an event mention brings: itself, its sides, its report and story."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from communique.link.sides import as_one, countries, party_ids
from communique.model import EventMention
from communique.store import Store, value_of


@dataclass(frozen=True)
class EventNode:
    """An event mention, the sides of its source and target, and the country of each actor in it.

    `told` is the first day on which its report can have come out.
    """

    id: str
    report: str
    story: str | None
    mention: EventMention
    source: frozenset[str]
    target: frozenset[str]
    roll: Mapping[str, str]
    told: str | None = None


def nodes(store: Store, ids: Collection[str]) -> dict[str, EventNode]:
    """Nodes of event mentions by id."""
    rows = as_one(store, store.rows_in("event_mentions", "id", ids), "source", "target")
    ids_ = {row["report"] for row in rows}
    reports = {r["id"]: r for r in store.rows_in("reports", "id", ids_, only=("id", "story", "published"))}
    sides = countries(store, {a for row in rows for a in party_ids([*row["source"], *row["target"]])})
    return {
        row["id"]: EventNode(
            row["id"],
            row["report"],
            reports[row["report"]]["story"] if row["report"] in reports else None,
            value_of("event_mentions", row),
            frozenset(sides.get(a, a) for a in party_ids(row["source"])),
            frozenset(sides.get(a, a) for a in party_ids(row["target"])),
            sides,
            reports[row["report"]]["published"] if row["report"] in reports else None,
        )
        for row in rows
    }
