"""CSV, one file a table, for spreadsheets; `dictionary.csv` says what every column holds.

Lists and objects stand as JSON in their cell; an empty cell is *not known*. Two things differ from the record so that a
spreadsheet stays safe: a text that begins like a formula gets an apostrophe before it, and control and direction
characters are shown by their codes. Spans therefore count in the text of `jsonl` or `parquet`, not in these cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.export.written import Asked, Written, rows_of, write_csv
from communique.resources import contract
from communique.resources.contract import Table
from communique.store import Store

DICTIONARY = "dictionary.csv"
HEADER = ("file", "column", "type", "null", "meaning")


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `TABLE.csv` for each table asked for, and the dictionary of their columns."""
    written = {}
    tables = [table for name, table in contract.tables().items() if name in asked.tables]
    for table in tables:
        names = [column.name for column in table.columns]
        rows = rows_of(store, table.name)
        name = f"{table.name}.csv"
        written[name] = write_csv(target, name, names, ([row[column] for column in names] for row in rows))
    written[DICTIONARY] = write_csv(target, DICTIONARY, HEADER, (line for table in tables for line in _lines(table)))
    return Written(written)


def _lines(table: Table) -> Iterator[tuple[Any, ...]]:
    for column in table.columns:
        form = f"{column.type} (as JSON)" if column.stored_as_json else column.type
        yield f"{table.name}.csv", column.name, form, "yes" if column.nullable else "no", column.about
