"""Degrees of copying on Clough and Stevenson's answers, each asked against the five sources.

The record compares every report with every other; the gold says only what an answer took from a source, so rows between
two answers are left out and the others are told from the answer. `by_sources` keeps the shipped degrees; `left_out` fits
the least containments anew on four of the five tasks and calls the fifth by them, five times over.
"""

from __future__ import annotations

import json
from itertools import combinations_with_replacement, pairwise
from pathlib import Path

from communique.config import Settings
from eval.gold import Row, rows
from eval.tasks import by_record

DEGREES = ("none", "heavy", "light", "paste")
GOLD = {"none": 0, "heavy": 1, "light": 2, "cut": 3}

Example = tuple[float, int]
"""Containment in a source, and the true degree by number."""


def by_sources(gold: Path, target: Path, settings: Settings) -> None:
    """The shipped degrees of answers against sources."""
    by_record(gold, target, settings)
    _write(target, _asked(target))


def left_out(gold: Path, target: Path, settings: Settings) -> None:
    """The degrees by containments fitted without the answer's own task."""
    by_record(gold, target, settings)
    labels = rows(gold / "copies.jsonl")
    best: dict[str, Row] = {}
    for row in _asked(target):
        if row["containment"] > best.get(row["ref"], {"containment": 0.0})["containment"]:
            best[row["ref"]] = row
    task = {row["report"]: row["task"] for row in labels}
    examples = {
        row["report"]: (best.get(row["report"], {"containment": 0.0})["containment"], GOLD[row["degree"]])
        for row in labels
    }
    told = []
    for left in sorted(set(task.values())):
        bounds = fit([example for ref, example in examples.items() if task[ref] != left])
        told += [row | {"degree": DEGREES[_call(row["containment"], bounds)]}
                 for ref, row in best.items() if task[ref] == left]  # fmt: skip
    _write(target, told)


def fit(examples: list[Example]) -> tuple[float, ...]:
    """The three least containments: the first parts copies from the rest best, the others the degrees above it."""
    values = sorted({value for value, _ in examples})
    cuts = [0.0, *((a + b) / 2 for a, b in pairwise(values)), 1.1]
    first = max(cuts, key=lambda cut: sum((value >= cut) == (degree > 0) for value, degree in examples))
    above = [cut for cut in cuts if cut >= first]
    return max(
        ((first, *others) for others in combinations_with_replacement(above, 2)),
        key=lambda bounds: sum(_call(value, bounds) == degree for value, degree in examples),
    )


def _call(value: float, bounds: tuple[float, ...]) -> int:
    return sum(value >= bound for bound in bounds)


def _asked(target: Path) -> list[Row]:
    """Rows between an answer and a source, told from the answer."""
    turned = [
        row | {"ref": row["of"], "of": row["ref"]} if "source" in row["ref"] else row
        for row in rows(target / "copies.jsonl")
    ]
    return [row for row in turned if "source" in row["of"] and "source" not in row["ref"]]


def _write(target: Path, written: list[Row]) -> None:
    (target / "copies.jsonl").write_text("".join(json.dumps(row) + "\n" for row in written), encoding="utf-8")
