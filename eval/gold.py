"""Rows of labelled data and of exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file; a text may hold any line end but the one that parts rows."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
