"""The SQLite file: made from the contract, opened with care, written all or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from communique.errors import NotFound, RecordError, RecordTooNew
from communique.resources.contract import tables
from communique.store import Store, database
from communique.store.schema import PER_REPORT, VERSION
from made import keep, texts, whole


def test_the_tables_are_the_contracts() -> None:
    with Store.open(":memory:") as store:
        for table in tables().values():
            columns = {row["name"]: row for row in store.query(f"PRAGMA table_info({table.name})")}
            assert set(columns) - {"nr"} == {column.name for column in table.columns}, table.name
            for column in table.columns:
                assert columns[column.name]["type"] == column.sql_type
                free = column.nullable or column.name in table.key
                assert free or columns[column.name]["notnull"], (table.name, column.name)
        assert store.query("PRAGMA user_version")[0][0] == VERSION


@pytest.mark.parametrize("table", [*PER_REPORT, "copies"])
def test_rows_go_with_their_report(table: str) -> None:
    with Store.open(":memory:") as store:
        keys = store.query(f"PRAGMA foreign_key_list({table})")
        assert [(row["table"], row["from"], row["on_delete"]) for row in keys] == [("reports", "report", "CASCADE")]
        keep(store, whole())
        store.query("DELETE FROM reports")
        assert store.rows(table) == []


def test_a_row_needs_a_report() -> None:
    with Store.open(":memory:") as store:
        keep(store, whole())
        row = store.rows("figures")[0]
        with pytest.raises(sqlite3.IntegrityError):
            store.put("figures", [row | {"id": "another", "report": "nobody"}])


def test_put_replaces_the_row_with_the_same_key() -> None:
    with Store.open(":memory:") as store:
        keep(store, whole())
        row = store.rows("figures")[0]
        store.put("figures", [row | {"value": 7.5, "measured_of": ["a", "b"], "claimed_by": None}])
        assert store.rows("figures") == [row | {"value": 7.5, "measured_of": ["a", "b"], "claimed_by": None}]


def test_set_changes_one_column_of_rows() -> None:
    with Store.open(":memory:") as store:
        keep(store, whole("a"), whole("b"))
        ids = sorted(row["id"] for row in store.rows("reports"))
        store.set("reports", "problems", {ids[0]: ["one", "two"], "no such row": ["x"]})
        store.set("reports", "version", {ids[1]: 9})
        rows = {row["id"]: row for row in store.rows("reports")}
        assert [rows[i]["problems"] for i in ids] == [["one", "two"], []]
        assert [rows[i]["version"] for i in ids] == [1, 9]


def test_more_values_than_sqlite_takes_at_once() -> None:
    with Store.open(":memory:") as store:
        keep(store, whole())
        ids = [f"no-{number}" for number in range(1300)] + [row["id"] for row in store.rows("times")]
        assert len(store.rows_in("times", "id", ids)) == len(store.rows("times"))


def test_a_transaction_is_all_or_nothing() -> None:
    with Store.open(":memory:") as store:
        with pytest.raises(ZeroDivisionError), store.transaction():
            keep(store, whole())
            raise ZeroDivisionError
        assert store.rows("reports") == []
        with store.transaction(), store.transaction():
            keep(store, whole())
        assert len(store.rows("reports")) == 1


def test_a_missing_record_is_made_only_if_asked(tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    for options in ({"create": False}, {"readonly": True}):
        with pytest.raises(NotFound, match="communique read"):
            Store.open(path, **options)
        assert not path.exists()
    Store.open(path).close()
    assert path.exists()


@pytest.mark.parametrize("content", [b"", b"This is a letter, not a record. " * 40])
def test_a_file_of_something_else_is_no_record(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"letter\.db"):
        Store.open(path, readonly=True)
    assert path.read_bytes() == content


def test_anothers_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE orders (id)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    for options in ({}, {"readonly": True}, {"create": False}):
        with pytest.raises(RecordError, match="name another"):
            Store.open(path, **options)
    assert path.read_bytes() == before


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        Store.open(tmp_path)


def test_a_record_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    with Store.open(path) as store:
        store.query(f"PRAGMA user_version = {VERSION + 1}")
    for options in ({}, {"readonly": True}):
        with pytest.raises(RecordTooNew, match="upgrade communique"):
            Store.open(path, **options)


def test_a_record_of_an_earlier_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "earlier.db"
    with Store.open(path) as store:
        store.query(f"PRAGMA user_version = {VERSION - 1}")
    for options in ({}, {"readonly": True}):
        with pytest.raises(RecordError, match="into a new record"):
            Store.open(path, **options)


def test_readonly_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        keep(store, whole("a"))
    with Store.open(path, readonly=True) as store:
        with pytest.raises(RecordError, match="cannot be written"):
            keep(store, whole("b"))
        assert len(list(texts(store))) == 1


def test_a_locked_record_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    Store.open(path).close()
    monkeypatch.setattr(database, "WAIT", 0.01)
    with Store.open(path) as first, Store.open(path) as second, first.transaction():
        with pytest.raises(RecordError, match="locked"):
            keep(second, whole())


def test_the_file_is_in_wal_mode(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db") as store:
        assert store.query("PRAGMA journal_mode")[0][0] == "wal"
        assert store.query("PRAGMA foreign_keys")[0][0] == 1


def test_full_text_search_follows_a_changed_title_and_outlives_vacuum(tmp_path: Path) -> None:
    def found(store: Store, word: str) -> list[str]:
        rows = store.query(
            "SELECT ref FROM reports_fts JOIN reports ON nr = reports_fts.rowid WHERE reports_fts MATCH ?", (word,)
        )
        return [row["ref"] for row in rows]

    with Store.open(tmp_path / "r.db") as store:
        keep(store, whole("a"), whole("b"), whole("c"))
        [row] = store.rows("reports", "ref = 'b'")
        store.put("reports", [row | {"title": "Herons return"}])
        assert found(store, "herons") == ["b"]
        store.query("DELETE FROM reports WHERE ref = 'a'")
        store.query("VACUUM")
        assert found(store, "herons") == ["b"]
        store.query("DELETE FROM reports WHERE ref = 'b'")
        assert found(store, "herons") == []
        assert found(store, "treaty") == ["c"]
        store.query("INSERT INTO reports_fts(reports_fts, rank) VALUES ('integrity-check', 1)")
