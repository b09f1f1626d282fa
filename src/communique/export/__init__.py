"""Writing the record for others: one file a format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from communique.errors import UsageError
from communique.export.jsonl import write_jsonl
from communique.store import Store

FORMATS = {"jsonl": write_jsonl}


def export(store: Store, form: str, target: Path, *, tables: Iterable[str] | None = None) -> dict[str, int]:
    """Write the record as `form` to `target`; the number of rows by file. Raises UsageError for an unknown form."""
    if form not in FORMATS:
        raise UsageError(f"no export {form!r}; there are {', '.join(FORMATS)}")
    return FORMATS[form](store, target, tables=tables)
