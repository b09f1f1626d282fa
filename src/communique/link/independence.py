"""How many outlets, families and origins stand behind some reports: counted here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.store import Store
from communique.store.rows import Row


def independence(reports: Sequence[Row], store: Store) -> dict[str, int]:
    """The three counts of some rows of `reports`.

    Origins are the ends of the statements' channels (a transcript, a readout, a broadcast), by keeper and kind; a report
    without any is its family's own origin.
    """
    origins: set[str] = set()
    for row in reports:
        ends = {
            f"{statement['via'][-1]['actor']}:{statement['via'][-1]['kind']}"
            for statement in store.rows("statements", "report = ? AND via <> '[]'", (row["id"],), only=("via",))
        }
        origins |= ends or {f"family:{_family(row)}"}
    outlets = count_outlets((row["outlet"], row["ref"]) for row in reports)
    return {"outlets": outlets, "families": count_families(reports), "origins": len(origins)}


def count_outlets(reports: Iterable[tuple[str | None, str]]) -> int:
    """Outlets of reports given by (outlet, ref); an outlet that is not known counts as its report's own."""
    return len({(outlet, "") if outlet else (None, ref) for outlet, ref in reports})


def count_families(reports: Iterable[Mapping[str, Any]]) -> int:
    """Families of some rows of `reports`; a report that copies nothing is one of its own."""
    return len({_family(row) for row in reports})


def _family(row: Mapping[str, Any]) -> str:
    return str(row["family"] or row["id"])
