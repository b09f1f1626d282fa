"""The record on disk: one SQLite file (WAL, FTS5) whose tables are the export contract's."""

from __future__ import annotations

from communique.store.database import Store
from communique.store.rows import reading_rows, value_of

__all__ = ["Store", "reading_rows", "value_of"]
