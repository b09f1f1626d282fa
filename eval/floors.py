"""Floors: what a metric must not fall below, with the hash of the data it was reached on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.json")
NOISE = 0.008
"""How far below what was reached a floor is set: some flipped rows must not fail a run on another processor."""

Floors = dict[str, dict[str, Any]]


def load() -> Floors:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}


def compare(entry: dict[str, Any] | None, reached: dict[str, float], data: str) -> list[tuple[str, float, float, bool]]:
    """(metric, value, floor, holds) for each metric; a metric without a floor, or with one of other data, holds."""
    floors = entry["floors"] if entry and entry["data"] == data else {}
    return [
        (metric, value, floors.get(metric, 0.0), value >= floors.get(metric, 0.0)) for metric, value in reached.items()
    ]


def save(name: str, reached: dict[str, float], data: str, *, regression: str | None) -> None:
    """Raise the floors of one task in the file; lower them only for a stated reason.

    The file is read anew: a run takes long, and another may have raised other tasks' floors meanwhile.
    """
    floors = load()
    old = floors.get(name)
    same = old is not None and old["data"] == data
    new = {metric: round(value - NOISE, 3) for metric, value in reached.items()}
    if same and old is not None and regression is None:
        new = {metric: max(value, old["floors"].get(metric, value)) for metric, value in new.items()}
    entry: dict[str, Any] = {"data": data, "floors": new}
    reasons = list(old.get("regressions", ())) if old else []
    if regression is not None:
        reasons.append(regression)
    if reasons:
        entry["regressions"] = reasons
    changed = json.dumps({**floors, name: entry}, indent=2, sort_keys=True)
    FILE.write_text(changed + "\n", encoding="utf-8")
