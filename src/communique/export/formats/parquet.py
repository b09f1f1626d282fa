"""Parquet, one file a table, for pandas, polars, DuckDB and R: the record row for row, lists and objects as such."""

from __future__ import annotations

from pathlib import Path

from communique.export.frames import arrow_of
from communique.export.written import Asked, Written, folder, rows_of
from communique.resources import contract
from communique.store import Store


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `TABLE.parquet` for each table asked for; the meaning of each column stands in its metadata.

    Raises UsageError, saying how to install it, where pyarrow is missing.
    """
    written = {}
    for table in contract.tables():
        if table not in asked.tables:
            continue
        made = arrow_of(table, rows_of(store, table))
        from pyarrow import parquet

        path = folder(target) / f"{table}.parquet"
        parquet.write_table(made, path)
        written[path.name] = made.num_rows
    return Written(written)
