"""The SQLite file: opening, transactions, and generic reading and writing of contract rows.

WAL lets other processes read while one writes. All changes of a batch, its links and its cursor are one transaction, so
a killed process leaves the old record or the new one, nothing between.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeAlias

from communique.errors import NotFound, RecordError, RecordTooNew
from communique.resources.contract import tables
from communique.store.rows import Row
from communique.store.schema import VERSION, ddl

WAIT = 60.0
"""Seconds to wait for another process that writes."""

CACHE = 32_000
"""Kilobytes of the file that are held in memory: the pages that a batch changes, time and again, while it is linked."""

_MANY = 500
"""Values in one `IN (...)`; SQLite's oldest limit on parameters is 999."""


_JSON = json.JSONDecoder()
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Columns: TypeAlias = tuple[str, ...]
"""Names of columns; none for all."""


class Store:
    """An open record. Use as a context manager, or call `close`.

    `kept` is for whoever makes costly values of rows, by kind and id: a value stays right while this store alone writes and
    whoever changes a row drops what was made of it. It is emptied where a transaction fails or another process has written.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path
        self.kept: dict[str, OrderedDict[str, Any]] = {}
        self._seen = 0

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
        if 0 < version < VERSION:
            raise RecordError(
                f"{self.path} was written by an earlier version (schema {version}): read its reports into a new record"
            )
        self.connection.execute("PRAGMA foreign_keys = ON")
        if version < VERSION:
            if readonly:
                raise RecordError(f"{self.path} is no record; name another file with --record")
            self._make()
        if not readonly:
            self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute(f"PRAGMA cache_size = -{CACHE}")
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
            self._look()
            yield
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as exc:
            self._undo()
            raise RecordError(f"{self.path} cannot be written: {exc}") from exc
        except BaseException:
            self._undo()
            raise

    def _look(self) -> None:
        """Forget what was kept if another connection has written since."""
        version = int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        if version != self._seen:
            self.kept.clear()
            self._seen = version

    def _undo(self) -> None:
        self.kept.clear()
        if self.connection.in_transaction:  # SQLite itself has undone it where the disk is full
            self.connection.execute("ROLLBACK")

    # rows of the contract

    def rows(
        self, table: str, where: str = "1", parameters: Sequence[Any] = (), *, order: str = "", only: Columns = ()
    ) -> list[Row]:
        """Rows of a contract table. `where` and `order` are code of ours, never a user's; values go in `parameters`.

        `only` names the columns that are wanted: most of a row's cost is its lists and objects.
        """
        names, decoders = _decoders(table, only)
        listed = ", ".join(f'"{name}"' for name in names)
        query = f"SELECT {listed} FROM {table} WHERE {where}" + (f" ORDER BY {order}" if order else "")
        found = [dict(zip(names, row, strict=True)) for row in self.connection.execute(query, parameters)]
        for name, decode in decoders:
            for row in found:
                if row[name] is not None:
                    row[name] = decode(row[name])
        return found

    def rows_in(self, table: str, column: str, values: Iterable[str], *, only: Columns = ()) -> list[Row]:
        """Rows whose `column` is one of `values`; `only` as in `rows`."""
        listed = sorted(set(values))
        found: list[Row] = []
        for start in range(0, len(listed), _MANY):
            chunk = listed[start : start + _MANY]
            found += self.rows(table, f'"{column}" IN ({",".join("?" * len(chunk))})', chunk, only=only)
        return found

    def ids_in(self, table: str, column: str, values: Iterable[str]) -> set[str]:
        """Ids of the rows whose `column` is one of `values`."""
        return {row["id"] for row in self.rows_in(table, column, values, only=("id",))}

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows; a row with the same key is replaced."""
        described = tables()[table]
        names = [column.name for column in described.columns]
        keys = ", ".join(f'"{name}"' for name in described.key)
        others = [name for name in names if name not in described.key]
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in others)
        # A row that stands already is left alone: writing it again would write its pages and those of its indexes again.
        differs = " OR ".join(f'"{name}" IS NOT excluded."{name}"' for name in others)
        statement = (
            f"INSERT INTO {table} ({', '.join(f'{chr(34)}{n}{chr(34)}' for n in names)}) "
            f"VALUES ({', '.join('?' * len(names))}) ON CONFLICT ({keys}) DO UPDATE SET {updates} WHERE {differs}"
        )
        encoders = _encoders(table)
        self.connection.executemany(statement, [[encode(row[name]) for name, encode in encoders] for row in rows])

    def set(self, table: str, column: str, values: Mapping[str, Any]) -> None:
        """Set one column of many rows: `{id: value}`."""
        encode = dict(_encoders(table))[column]
        pairs = [(key, encode(value)) for key, value in sorted(values.items())]
        # A row that has the value already is left alone: writing it again would write its text again.
        statement = f'UPDATE {table} SET "{column}" = ?2 WHERE id = ?1 AND "{column}" IS NOT ?2'
        self.connection.executemany(statement, pairs)

    def delete_in(self, table: str, column: str, values: Iterable[str]) -> None:
        """Delete rows whose `column` is one of `values`."""
        self.connection.executemany(
            f'DELETE FROM {table} WHERE "{column}" = ?',
            [(value,) for value in sorted(set(values))],
        )

    def holding(self, match: str, *, limit: int = -1) -> list[str]:
        """Ids of the reports that answer a full-text query of FTS5, the best first."""
        found = self.query(
            "SELECT reports.id FROM reports_fts JOIN reports ON reports.nr = reports_fts.rowid "
            "WHERE reports_fts MATCH ? ORDER BY bm25(reports_fts), reports.ref, reports.id LIMIT ?",
            (match, limit),
        )
        return [row["id"] for row in found]

    # anything else

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Rows of a statement of ours."""
        return self.connection.execute(sql, parameters).fetchall()

    def execute(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run a statement of ours for each set of parameters."""
        self.connection.executemany(sql, parameters)


@cache
def _decoders(table: str, only: Columns) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """Names of the wanted columns, and what makes values of those that SQLite holds otherwise."""
    columns = [column for column in tables()[table].columns if not only or column.name in only]
    decoders: dict[str, Callable[[Any], Any]] = {c.name: _from_json for c in columns if c.stored_as_json}
    decoders |= {c.name: bool for c in columns if c.type == "bool"}
    return tuple(column.name for column in columns), tuple(decoders.items())


def _from_json(text: str) -> Any:
    return [] if text == "[]" else _JSON.raw_decode(text)[0]


@cache
def _encoders(table: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """All columns, each with what makes of its value what SQLite holds."""
    return tuple((c.name, _to_json if c.stored_as_json else _to_plain) for c in tables()[table].columns)


def _to_json(value: Any) -> str | None:
    return None if value is None else "[]" if value == [] else _COMPACT.encode(value)


def _to_plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
