"""What came of pledges on a day: the clock, and what later reports say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.model import Pledge, PledgeStatus
from communique.store import Store
from communique.store.rows import Row


def pledge_statuses(store: Store, pledges: Iterable[Row], as_of: str) -> dict[str, PledgeStatus]:
    """Status of each pledge (rows of `pledges`) on the day `as_of`, by id, with the places that say so.

    Later reports give the sentences that tell the act as done or dropped; the clock gives the words of the due date, or
    the tellings where none is set.
    """
    from communique.link.pledge.outcome import outcomes
    from communique.pledge.status import status

    listed = list(pledges)
    mentions = {
        row["id"]: row for row in store.rows_in("pledge_mentions", "id", {m for p in listed for m in p["mentions"]})
    }
    found = {}
    for row in listed:
        told = [mentions[id_] for id_ in row["mentions"] if id_ in mentions]
        told_of = status(_pledge(row), as_of, outcomes(store, row, told))
        found[row["id"]] = told_of if told_of.evidence else replace(told_of, evidence=_clock(store, told))
    return found


def _clock(store: Store, told: Sequence[Row]) -> tuple[str, ...]:
    """What the calendar goes by, as `REPORT:START-END`: the words of the due date, else those of the tellings."""
    times = {row["id"]: row for row in store.rows_in("times", "id", {m["time"] for m in told if m["time"]})}
    dated = [times[m["time"]] for m in told if m["time"] in times]
    return tuple(f"{row['report']}:{row['span'][0]}-{row['span'][1]}" for row in dated or told)


def _pledge(row: Row) -> Pledge:
    return Pledge(
        row["id"], row["actor"], row["actor_name"], row["act"], row["condition"], row["due"], row["due_kind"],
        tuple(row["mentions"]), tuple(row["reasons"]),
    )  # fmt: skip
