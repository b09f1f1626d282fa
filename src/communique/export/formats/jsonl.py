"""JSON Lines, one file a table: the record row for row (docs/record.md), byte for byte the same for the same reports."""

from __future__ import annotations

import json
from pathlib import Path

from communique.export.written import Asked, Written, folder, rows_of
from communique.resources import contract
from communique.store import Store


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `TABLE.jsonl` for each table asked for."""
    written = {}
    for table in contract.tables():
        if table not in asked.tables:
            continue
        rows = rows_of(store, table)
        path = folder(target) / f"{table}.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        written[path.name] = len(rows)
    return Written(written)
