"""The SQLite file: opening, transactions, and generic reading and writing of contract rows.

WAL lets other processes read while one writes. All changes of a batch, its links and its cursor are one transaction, so
a killed process leaves the old record or the new one, nothing between.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from communique.errors import NotFound, RecordError, RecordTooNew
from communique.resources.contract import Table, tables
from communique.store.rows import Row
from communique.store.schema import VERSION, ddl

WAIT = 60.0
"""Seconds to wait for another process that writes."""

_MANY = 500
"""Values in one `IN (...)`; SQLite's oldest limit on parameters is 999."""


class Store:
    """An open record. Use as a context manager, or call `close`."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True, readonly: bool = False) -> Store:
        """Open or make the record at `path` (`:memory:` for none on disk).

        Raises NotFound if it is missing and not to be made, RecordError if the file is no record or cannot be opened.
        """
        name = str(path)
        if (readonly or not create) and name != ":memory:" and not Path(name).is_file():
            raise NotFound(f"no record at {name}: make one with `communique read INPUT --record {name}`")
        try:
            connection = sqlite3.connect(name, isolation_level=None, timeout=WAIT)
        except sqlite3.Error as exc:
            raise RecordError(f"{name} cannot be opened as a record: {exc}") from exc
        try:
            store = cls(connection, name)
            store._prepare(readonly=readonly)
        except sqlite3.DatabaseError as exc:
            connection.close()
            raise RecordError(f"{name} cannot be opened as a record: {exc}") from exc
        except RecordError:
            connection.close()
            raise
        return store

    def _prepare(self, *, readonly: bool) -> None:
        self.connection.row_factory = sqlite3.Row
        version = self._version()
        if version > VERSION:
            raise RecordTooNew(f"{self.path} was written by a later version (schema {version}): upgrade communique")
        self.connection.execute("PRAGMA foreign_keys = ON")
        if version < VERSION:
            if readonly:
                raise RecordError(f"{self.path} is no record; name another file with --record")
            self._make()
        if not readonly:
            self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        if readonly:
            self.connection.execute("PRAGMA query_only = ON")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def _make(self) -> None:
        """Make the tables, unless another process has just done so."""
        with self.transaction():
            if self._version() == VERSION:
                return
            if self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise RecordError(f"{self.path} is an SQLite file of something else; name another with --record")
            for statement in ddl():
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; may be nested, the outermost decides.

        Raises RecordError if the file cannot be written: locked for longer than WAIT, read-only, the disk full.
        """
        if self.connection.in_transaction:
            yield
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as exc:
            self._undo()
            raise RecordError(f"{self.path} cannot be written: {exc}") from exc
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        if self.connection.in_transaction:  # SQLite itself has undone it where the disk is full
            self.connection.execute("ROLLBACK")

    # rows of the contract

    def rows(self, table: str, where: str = "1", parameters: Sequence[Any] = (), *, order: str = "") -> list[Row]:
        """Rows of a contract table. `where` and `order` are code of ours, never a user's; values go in `parameters`."""
        described = tables()[table]
        names = ", ".join(f'"{column.name}"' for column in described.columns)
        query = f"SELECT {names} FROM {table} WHERE {where}" + (f" ORDER BY {order}" if order else "")
        return [_decode(described, row) for row in self.connection.execute(query, parameters)]

    def rows_in(self, table: str, column: str, values: Iterable[str]) -> list[Row]:
        """Rows whose `column` is one of `values`."""
        listed = sorted(set(values))
        found: list[Row] = []
        for start in range(0, len(listed), _MANY):
            chunk = listed[start : start + _MANY]
            found += self.rows(table, f'"{column}" IN ({",".join("?" * len(chunk))})', chunk)
        return found

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows; a row with the same key is replaced."""
        described = tables()[table]
        names = [column.name for column in described.columns]
        keys = ", ".join(f'"{name}"' for name in described.key)
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in described.key)
        statement = (
            f"INSERT INTO {table} ({', '.join(f'{chr(34)}{n}{chr(34)}' for n in names)}) "
            f"VALUES ({', '.join('?' * len(names))}) ON CONFLICT ({keys}) DO UPDATE SET {updates}"
        )
        self.connection.executemany(statement, [_encode(described, row) for row in rows])

    def set(self, table: str, column: str, values: Mapping[str, Any]) -> None:
        """Set one column of many rows: `{id: value}`."""
        described = next(c for c in tables()[table].columns if c.name == column)
        pairs = [(_encoded(value, json_text=described.stored_as_json), key) for key, value in sorted(values.items())]
        self.connection.executemany(f'UPDATE {table} SET "{column}" = ? WHERE id = ?', pairs)

    def delete_in(self, table: str, column: str, values: Iterable[str]) -> None:
        """Delete rows whose `column` is one of `values`."""
        self.connection.executemany(
            f'DELETE FROM {table} WHERE "{column}" = ?',
            [(value,) for value in sorted(set(values))],
        )

    # anything else

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Rows of a statement of ours."""
        return self.connection.execute(sql, parameters).fetchall()

    def execute(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run a statement of ours for each set of parameters."""
        self.connection.executemany(sql, parameters)


def _decode(table: Table, row: sqlite3.Row) -> Row:
    decoded: Row = {}
    for column in table.columns:
        value = row[column.name]
        if column.stored_as_json and value is not None:
            value = json.loads(value)
        elif column.type == "bool":
            value = bool(value)
        decoded[column.name] = value
    return decoded


def _encode(table: Table, row: Mapping[str, Any]) -> list[Any]:
    return [_encoded(row[column.name], json_text=column.stored_as_json) for column in table.columns]


def _encoded(value: Any, *, json_text: bool) -> Any:
    if json_text and value is not None:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return int(value)
    return value
