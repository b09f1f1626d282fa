"""Sides: a leader, a ministry and a capital stand for their country; actors without one stand for themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from communique.store import Store


def countries(store: Store, ids: Collection[str]) -> dict[str, str]:
    """The side of each known actor id: its country, else the id."""
    return {row["id"]: row["country"] or row["id"] for row in store.rows_in("actors", "id", ids)}


def party_ids(parties: Iterable[Mapping[str, Any] | None]) -> list[str]:
    """Actor ids behind some parties, in order, each once."""
    found: dict[str, None] = {}
    for party in parties:
        for actor in (party["members"] or [party["actor"]]) if party else ():
            if actor:
                found.setdefault(actor)
    return list(found)
