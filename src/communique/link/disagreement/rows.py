"""Writing disagreements: the table, the stories' own lists, and where the id of one that went leads now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from communique.link.disagreement.asked import kind_of
from communique.model.ids import question_id
from communique.store import Store
from communique.store.rows import Row

_OWN = frozenset({"story", "of"})
"""Columns of the table that a story's list leaves out."""


def write(store: Store, found: Mapping[str, Sequence[Row]], gone: Collection[str]) -> None:
    """Put the rows of each story in the place of those that it had; `gone` are stories that are no more."""
    stood = store.rows_in("disagreements", "story", {*found, *gone})
    listed = {story: list(_apart(rows)) for story, rows in found.items()}
    made = {row["id"]: row for rows in listed.values() for row in rows}
    store.delete_in("disagreements", "story", {*found, *gone})
    store.put("disagreements", made.values())
    store.set("stories", "disagreements", {story: [_listed(row) for row in rows] for story, rows in listed.items()})
    asked: dict[tuple[str, str], list[Row]] = {}
    for row in made.values():
        asked.setdefault((row["of"], kind_of(row["about"])), []).append(row)
    moved = [(row["id"], _now(store, row, asked)) for row in stood if row["id"] not in made]
    store.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?)", [(old, new) for old, new in moved if new])
    store.execute("DELETE FROM redirects WHERE old = ?", [(id_,) for id_ in sorted(made)])


def _apart(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a story, each with an id of its own: none is lost to another of the same id."""
    seen: set[str] = set()
    for row in rows:
        id_ = row["id"]
        while id_ in seen:
            id_ = question_id(id_, row["about"])
        seen.add(id_)
        yield {**row, "id": id_}


def _listed(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in _OWN}


def _now(store: Store, row: Row, asked: Mapping[tuple[str, str], Sequence[Row]]) -> str | None:
    """The id that the question has since what it is asked about goes by another: there it has one of its answers."""
    found = store.query("SELECT new FROM redirects WHERE old = ?", (row["of"],))
    now = asked.get((found[0]["new"] if found else row["of"], kind_of(row["about"])), ())
    given = _answers(row)
    return next((other["id"] for other in now if given & _answers(other)), None)


def _answers(row: Row) -> frozenset[tuple[str, int, int]]:
    return frozenset((value["report"], *value["span"]) for value in row["values"])
