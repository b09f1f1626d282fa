"""How many outlets, families and origins stand behind some reports: counted here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.resources.credits import common
from communique.store import Store
from communique.store.rows import Row


def independence(reports: Sequence[Row], store: Store) -> dict[str, int]:
    """The counts of some rows of `reports`, by the columns of `stories`.

    Origins are the ends of the statements' channels (a transcript, a readout, a broadcast), by keeper and kind; a report
    without any is its family's own origin.
    """
    origins: set[str] = set()
    for row in reports:
        ends = {
            f"{statement['via'][-1]['actor']}:{statement['via'][-1]['kind']}"
            for statement in store.rows("statements", "report = ? AND via <> '[]'", (row["id"],), only=("via",))
        }
        origins |= ends or {f"family:{family_of(row)}"}
    known, unknown = count_outlets((row["outlet"], row["ref"]) for row in reports)
    return {
        "outlets": known + unknown,
        "outlets_unknown": unknown,
        "families": count_families(map(family_of, reports)),
        "origins": len(origins),
    }


def count_outlets(reports: Iterable[tuple[str | None, str]]) -> tuple[int, int]:
    """Of reports given by (outlet, ref): how many outlets are known, and how many reports are of one that is not.

    Two names of one outlet ("AP", "Associated Press") count once.
    """
    told = set(reports)
    return len({common(outlet) for outlet, _ in told if outlet}), len({ref for outlet, ref in told if not outlet})


def count_families(families: Iterable[str]) -> int:
    """How many families some reports are, each given by `family_of`."""
    return len(set(families))


def family_of(report: Mapping[str, Any]) -> str:
    """The family of a row of `reports`; one that copies nothing is a family of its own."""
    return str(report["family"] or report["id"])
