"""Stage 9: what reports have to do with each other. A function of the set of readings, kept up to date by touched parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from communique.store import Store


def link(store: Store, reports: Collection[str], rows: Mapping[str, Collection[str]]) -> None:
    """Bring every link up to date after `reports` and their `rows` (ids by table) came, changed or went."""
    del store, reports, rows
