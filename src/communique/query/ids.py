"""From what a person writes as an id to the row that is meant: whole or shortened, a report's ref, a place in a report."""

from __future__ import annotations

import re

from communique.errors import NotFound, UsageError
from communique.resources.contract import tables
from communique.store import Store
from communique.store.rows import Row

LEAST = 4
"""Least characters of an id that stand for the whole, not counting the letter that some ids begin with."""

_BEGINNING = re.compile(r"[xj]?([0-9a-f]{1,15})")
"""The beginning of an id: actors without a Wikidata id begin with x, judgements with j."""
_PLACE = re.compile(r"(.+):(\d+)-(\d+)")
"""Where somebody is mentioned: a report's id or ref, and characters."""


def find(store: Store, id_: str) -> tuple[str, Row]:
    """Table and row of an id, following redirects; a report also by its ref, a mention by `REPORT:START-END`.

    Raises NotFound.
    """
    for table in tables().values():
        if "id" in table.key:
            for row in store.rows(table.name, "id = ?", (id_,)):
                return table.name, row
    for redirect in store.query("SELECT new FROM redirects WHERE old = ?", (id_,)):
        return find(store, redirect["new"])
    for row in store.rows("reports", "ref = ?", (id_,), order="version DESC"):
        return "reports", row
    place = _PLACE.fullmatch(id_)
    return _mention(store, place) if place else _by_beginning(store, id_)


def _mention(store: Store, place: re.Match[str]) -> tuple[str, Row]:
    """The mention at a place, the smallest if several share characters with it. Raises NotFound if none does."""
    report = find(store, place[1])[1]
    start, end = int(place[2]), int(place[3])
    rows = [
        row
        for row in store.rows("mentions", "report = ?", (report["id"],))
        if row["span"][0] < end and start < row["span"][1]
    ]
    if not rows:
        raise NotFound(f"nobody is mentioned at {place[0]}")
    return "mentions", min(
        rows, key=lambda row: (row["span"] != [start, end], row["span"][1] - row["span"][0], row["kind"])
    )


def _by_beginning(store: Store, start: str) -> tuple[str, Row]:
    """Table and row of the only id that begins so. Raises NotFound if none does, UsageError if several do."""
    begun = _BEGINNING.fullmatch(start)
    if begun and len(begun[1]) < LEAST:
        raise NotFound(
            f"nothing in the record has the id {start!r}: of a shortened id give at least {LEAST} characters"
        )
    found = [
        (table.name, row)
        for table in tables().values()
        if begun and "id" in table.key
        for row in store.rows(table.name, "id GLOB ?", (f"{start}*",))
    ]
    if not found:
        raise NotFound(f"nothing in the record has the id {start!r}")
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} ids begin with {start!r}: {', '.join(sorted(row['id'] for _, row in found)[:5])}"
        )
    return found[0]


def story_of(store: Store, id_: str) -> str:
    """The id of the story that an id means, whole, shortened or replaced. Raises NotFound, UsageError if it is no story's."""
    table, row = find(store, id_)
    if table != "stories":
        raise UsageError(f"{id_} is of {table}, not of stories")
    return str(row["id"])
