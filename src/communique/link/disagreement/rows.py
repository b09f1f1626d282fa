"""Writing disagreements: the table, the stories' own lists, and where the id of one that went leads now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from communique.link.disagreement.asked import id_of
from communique.store import Store
from communique.store.rows import Row

_OWN = frozenset({"story", "of"})
"""Columns of the table that a story's list leaves out."""


def write(store: Store, found: Mapping[str, Sequence[Row]], gone: Collection[str]) -> None:
    """Put the rows of each story in the place of those that it had; `gone` are stories that are no more."""
    stood = store.rows_in("disagreements", "story", {*found, *gone})
    made = {row["id"]: row for rows in found.values() for row in rows}
    store.delete_in("disagreements", "story", {*found, *gone})
    store.put("disagreements", made.values())
    store.set("stories", "disagreements", {story: [_listed(row) for row in rows] for story, rows in found.items()})
    moved = [(row["id"], _now(store, row)) for row in stood if row["id"] not in made]
    store.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?)", [(old, new) for old, new in moved if new in made])
    store.execute("DELETE FROM redirects WHERE old = ?", [(id_,) for id_ in sorted(made)])


def _listed(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in _OWN}


def _now(store: Store, row: Row) -> str:
    """The id that the question has since what it is asked about goes by another."""
    found = store.query("SELECT new FROM redirects WHERE old = ?", (row["of"],))
    new = found[0]["new"] if found else row["of"]
    return id_of(new, row["about"], group=row["of"] != row["story"])
