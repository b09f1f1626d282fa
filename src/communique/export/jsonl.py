"""JSON Lines: one file a table, rows in the contract's order, byte for byte the same for the same reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from communique.errors import UsageError
from communique.resources import contract
from communique.store import Store
from communique.store.rows import order_of


def write_jsonl(store: Store, target: Path, *, tables: Iterable[str] | None = None) -> dict[str, int]:
    """Write `TABLE.jsonl` for each table into the folder `target`, made if missing; the number of rows by file."""
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise UsageError(f"{target} cannot be made: {exc.strerror}; name a folder") from exc
    wanted = set(tables) if tables is not None else set(contract.tables())
    written = {}
    for table in contract.tables().values():
        if table.name not in wanted:
            continue
        rows = sorted(store.rows(table.name), key=order_of(table))
        path = target / f"{table.name}.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        written[path.name] = len(rows)
    return written
