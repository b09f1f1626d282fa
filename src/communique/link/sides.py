"""Sides: a leader, a ministry and a capital stand for their country; actors without one stand for themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from communique.store import Store
from communique.store.judgements import same_actors
from communique.store.rows import Row


def countries(store: Store, ids: Collection[str]) -> dict[str, str]:
    """The side of each known actor id: its country, else the id."""
    return {
        row["id"]: row["country"] or row["id"] for row in store.rows_in("actors", "id", ids, only=("id", "country"))
    }


def as_one(store: Store, rows: Iterable[Row], *columns: str) -> list[Row]:
    """Rows whose parties and actor ids name, of actors that people judged the same, the one that stands for all."""
    same = same_actors(store)
    return [{**row, **{column: _one(row[column], same) for column in columns}} for row in rows] if same else list(rows)


def _one(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return same.get(value, value)
    if isinstance(value, list):
        return [_one(part, same) for part in value]
    return {**value, "actor": _one(value["actor"], same), "members": _one(value["members"], same)} if value else value


def party_ids(parties: Iterable[Mapping[str, Any] | None]) -> list[str]:
    """Actor ids behind some parties, in order, each once."""
    found: dict[str, None] = {}
    for party in parties:
        for actor in (party["members"] or [party["actor"]]) if party else ():
            if actor:
                found.setdefault(actor)
    return list(found)
