"""What came of pledges on a day: the clock, and what later reports say."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import PledgeStatus
from communique.model.interval import of_prefix
from communique.store import Store
from communique.store.rows import Row


def pledge_statuses(store: Store, pledges: Iterable[Row], as_of: str) -> dict[str, PledgeStatus]:
    """Status of each pledge (rows of `pledges`) on the day `as_of`, by id."""
    del store
    return {row["id"]: PledgeStatus(_by_clock(row, as_of), as_of) for row in pledges}


def _by_clock(row: Row, as_of: str) -> str:
    if row["due"] is None or row["due_kind"] not in {"on", "by"}:
        return "open"
    due = of_prefix(row["due"])
    if as_of > (due.end or as_of):
        return "overdue"
    return "due" if as_of >= (due.start or "") and row["due_kind"] == "on" else "open"
