"""What an event mention brings: itself, its sides, its report and story."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from communique.link.sides import as_one, countries, party_ids
from communique.model import EventMention
from communique.store import Store, value_of
from communique.store.rows import Row


@dataclass(frozen=True)
class EventNode:
    """An event mention, the sides of its source and target, and the country of each actor in it.

    `told` is the first day on which its report can have come out, where the last is known too; `people` are the actors that
    are persons.
    """

    id: str
    report: str
    story: str | None
    mention: EventMention
    source: frozenset[str]
    target: frozenset[str]
    roll: Mapping[str, str]
    told: str | None = None
    people: frozenset[str] = frozenset()


def nodes(store: Store, ids: Collection[str]) -> dict[str, EventNode]:
    """Nodes of event mentions by id."""
    rows = as_one(store, store.rows_in("event_mentions", "id", ids), "source", "target")
    ids_ = {row["report"] for row in rows}
    reports = {
        r["id"]: r for r in store.rows_in("reports", "id", ids_, only=("id", "story", "published", "published_end"))
    }
    everyone = {a for row in rows for a in party_ids([*row["source"], *row["target"]])}
    sides = countries(store, everyone)
    kinds = store.rows_in("actors", "id", everyone, only=("id", "kind"))
    people = frozenset(row["id"] for row in kinds if row["kind"] == "person")
    return {
        row["id"]: EventNode(
            row["id"],
            row["report"],
            reports[row["report"]]["story"] if row["report"] in reports else None,
            value_of("event_mentions", row),
            frozenset(sides.get(a, a) for a in party_ids(row["source"])),
            frozenset(sides.get(a, a) for a in party_ids(row["target"])),
            sides,
            _first_day(reports[row["report"]]) if row["report"] in reports else None,
            people,
        )
        for row in rows
    }


def _first_day(report: Row) -> str | None:
    """The first day of a report's own date; a bound that a year told in passing sets is none."""
    day: str | None = report["published"]
    return day if report["published_end"] else None
