"""What came of pledges on a day: the clock, and what later reports say."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Pledge, PledgeStatus
from communique.store import Store
from communique.store.rows import Row


def pledge_statuses(store: Store, pledges: Iterable[Row], as_of: str) -> dict[str, PledgeStatus]:
    """Status of each pledge (rows of `pledges`) on the day `as_of`, by id, with the sentences that say so."""
    from communique.link.pledge.outcome import outcomes
    from communique.pledge.status import status

    listed = list(pledges)
    mentions = {
        row["id"]: row for row in store.rows_in("pledge_mentions", "id", {m for p in listed for m in p["mentions"]})
    }
    found = {}
    for row in listed:
        told = [mentions[id_] for id_ in row["mentions"] if id_ in mentions]
        found[row["id"]] = status(_pledge(row), as_of, outcomes(store, row, told))
    return found


def _pledge(row: Row) -> Pledge:
    return Pledge(
        row["id"], row["actor"], row["actor_name"], row["act"], row["condition"], row["due"], row["due_kind"],
        tuple(row["mentions"]), tuple(row["reasons"]),
    )  # fmt: skip
