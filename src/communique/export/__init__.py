"""Writing the record for others: one file a format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.store import Store

FORMATS = ("jsonl",)


def export(store: Store, form: str, target: Path, *, tables: Iterable[str] | None = None) -> dict[str, int]:
    """Write the record as `form` to `target`; the number of rows by file. Raises UsageError for an unknown form."""
    if form not in FORMATS:
        raise UsageError(f"no export {form!r}; there are {', '.join(FORMATS)}")
    from communique.export.jsonl import write_jsonl

    return write_jsonl(store, target, tables=tables)
