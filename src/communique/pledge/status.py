"""What came of a pledge by a given day: the clock and later reports, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from communique.model import Interval, Pledge, PledgeStatus
from communique.model.interval import of_period
from communique.model.pledge import StatusName

Outcome = Literal["done", "dropped", "not done"]
_NAMES: dict[Outcome, StatusName] = {"done": "reported done", "dropped": "reported dropped"}


@dataclass(frozen=True, slots=True)
class Later:
    """A row of a later report that bears on a pledge: its id, what it says came of it, and when that was known.

    `known` is the day of the act or of the report; a row with no known end is left out, because nothing says that it
    was known by the day asked for.
    """

    row: str
    outcome: Outcome
    known: Interval


def status(pledge: Pledge, as_of: str, later: Iterable[Later] = ()) -> PledgeStatus:
    """The status of a pledge on the day `as_of` (YYYY-MM-DD).

    Reports known by then decide: all done, all dropped, or contested if they differ. Else the clock: open before
    the due date, due within it, overdue after it. "Not before", vague and missing dates never fall due, nor does what is not to
    be done: it is kept by the day's passing. Reports that it was not done or put off leave the clock's status, as its reason.
    """
    known = sorted(
        (row for row in later if row.known.end is not None and row.known.end <= as_of), key=lambda row: row.row
    )
    decided = [row for row in known if row.outcome in _NAMES]
    names = {_NAMES[row.outcome] for row in decided}
    if names:
        name = names.pop() if len(names) == 1 else "contested"
        return PledgeStatus(name, as_of, tuple(row.row for row in decided))
    reasons = ("reported not done",) if known else ()
    return PledgeStatus(_clock(pledge, as_of), as_of, tuple(row.row for row in known), reasons)


def _clock(pledge: Pledge, as_of: str) -> StatusName:
    if pledge.due is None or pledge.due_kind in {"vague", "not before"} or pledge.act.startswith(("not ", "never ")):
        return "open"
    days = of_period(pledge.due)
    if days.start is not None and as_of < days.start:
        return "open"
    return "due" if days.end is not None and as_of <= days.end else "overdue"
