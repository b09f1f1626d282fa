"""What an event mention brings: itself, its sides, its report and story."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from communique.link.sides import as_one, countries, party_ids
from communique.model import EventMention
from communique.store import Store, value_of


@dataclass(frozen=True)
class EventNode:
    """An event mention, the sides of its source and target, and the country of each actor in it."""

    id: str
    report: str
    story: str | None
    mention: EventMention
    source: frozenset[str]
    target: frozenset[str]
    roll: Mapping[str, str]


def nodes(store: Store, ids: Collection[str]) -> dict[str, EventNode]:
    """Nodes of event mentions by id."""
    rows = as_one(store, store.rows_in("event_mentions", "id", ids), "source", "target")
    stories = {
        r["id"]: r["story"]
        for r in store.rows_in("reports", "id", {row["report"] for row in rows}, only=("id", "story"))
    }
    sides = countries(store, {a for row in rows for a in party_ids([*row["source"], *row["target"]])})
    return {
        row["id"]: EventNode(
            row["id"],
            row["report"],
            stories.get(row["report"]),
            value_of("event_mentions", row),
            frozenset(sides.get(a, a) for a in party_ids(row["source"])),
            frozenset(sides.get(a, a) for a in party_ids(row["target"])),
            sides,
        )
        for row in rows
    }
