"""The export: each row as its schema says, each file sorted, the same bytes however the reports came in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from communique import ingest
from communique.model.interval import Interval
from communique.read import documents
from communique.record import Record, open_record
from communique.resources.contract import tables
from communique.store import Store
from communique.time import resolve

TESTS = Path(__file__).resolve().parents[1]
SCHEMAS = TESTS.parent / "docs" / "schema"
SOURCE = TESTS / "small" / "reports"
ACTORS = TESTS / "small" / "actors.yaml"


@pytest.fixture(scope="session")
def exported(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export")
    with open_record(small, readonly=True) as record:
        record.export("jsonl", target)
    return target


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text("utf-8").split("\n") if line]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_there_is_a_file_for_every_table(exported: Path) -> None:
    assert set(contents(exported)) == {f"{table}.jsonl" for table in tables()}


def test_the_small_reports_fill_the_record(exported: Path) -> None:
    """What would be empty here would be tried on nothing below."""
    assert {table for table in tables() if not rows(exported, table)} <= {"refrains", "judgements"}


@pytest.mark.parametrize("table", tables())
def test_every_row_is_as_its_schema_says(exported: Path, table: str) -> None:
    validator = Draft202012Validator(json.loads((SCHEMAS / f"{table}.json").read_text("utf-8")))
    for row in rows(exported, table):
        errors = [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(row)]
        assert not errors, (row.get("id"), errors)
        assert list(row) == [column.name for column in tables()[table].columns]


@pytest.mark.parametrize("table", tables())
def test_every_file_is_sorted_and_no_key_comes_twice(exported: Path, table: str) -> None:
    described, found = tables()[table], rows(exported, table)
    order = [[(row[name] is not None, row[name]) for name in (*described.order, *described.key)] for row in found]
    assert order == sorted(order)
    keys = [json.dumps([row[name] for name in described.key]) for row in found]
    assert len(set(keys)) == len(keys)


def test_the_record_holds(small: Path) -> None:
    with open_record(small, readonly=True) as record:
        assert record.verify() == []


def test_relative_times_are_resolved_as_linking_resolves_them(small: Path) -> None:
    """What the time stage resolved and what linking would resolve anew must be one, or reports would drift."""
    with Store.open(small, readonly=True) as store:
        reports = {row["id"]: row for row in store.rows("reports")}
        counted = [row for row in store.rows("times") if row["recipe"]]
        assert counted
        for row in counted:
            report = reports[row["report"]]
            published = Interval(report["published"], report["published_end"], report["published_basis"])
            value, interval = resolve(row["recipe"], published)
            assert (value, interval.start, interval.end) == (row["value"], row["start"], row["end"]), row


def test_rows_follow_the_time_that_dates_them(small: Path) -> None:
    with Store.open(small, readonly=True) as store:
        times = {row["id"]: row for row in store.rows("times")}
        for table in ("statements", "event_mentions"):
            for row in store.rows(table, "time IS NOT NULL"):
                time = times[row["time"]]
                assert (row["date"], row["date_end"]) == (time["start"], time["end"]), (table, row["id"])


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", actors=ACTORS, encoder=False) as opened:
        yield opened


def assert_same(record: Record, exported: Path, tmp_path: Path) -> None:
    record.export("jsonl", tmp_path / "out")
    mine, theirs = contents(tmp_path / "out"), contents(exported)
    assert [name for name in theirs if mine[name] != theirs[name]] == []


def test_the_order_of_reading_does_not_matter(record: Record, exported: Path, tmp_path: Path) -> None:
    backwards = list(documents(SOURCE, settings=record.settings))[::-1]
    ingest.ingest(record.store, backwards, record.settings)
    assert_same(record, exported, tmp_path)


def test_the_size_of_batches_does_not_matter(
    record: Record, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "BATCH", 1)
    record.read(SOURCE)
    assert_same(record, exported, tmp_path)


def test_reading_twice_is_reading_once(small: Path, exported: Path, tmp_path: Path) -> None:
    shutil.copy(small, tmp_path / "r.db")
    with open_record(tmp_path / "r.db", actors=ACTORS, encoder=False) as record:
        summary = record.read(SOURCE)
        assert (summary.read, summary.known) == (0, 6)
        assert_same(record, exported, tmp_path)


def test_reading_the_stored_texts_again_changes_nothing(small: Path, exported: Path, tmp_path: Path) -> None:
    """The page's headings and the stated dates are kept beside the text, and so are the user's own actors."""
    shutil.copy(small, tmp_path / "r.db")
    with open_record(tmp_path / "r.db", encoder=False) as record:
        assert record.reread(stale=True).read == 0
        assert record.reread().read == 6
        assert_same(record, exported, tmp_path)


def test_relinking_changes_nothing(small: Path, exported: Path, tmp_path: Path) -> None:
    shutil.copy(small, tmp_path / "r.db")
    with open_record(tmp_path / "r.db") as record:
        record.relink()
        assert_same(record, exported, tmp_path)


def test_what_goes_and_comes_again_is_the_same(small: Path, exported: Path, tmp_path: Path) -> None:
    shutil.copy(small, tmp_path / "r.db")
    with open_record(tmp_path / "r.db", actors=ACTORS, encoder=False) as record:
        record.remove("coast-wire")
        record.remove("bay-post-1")
        assert record.verify() == []
        record.read(SOURCE)
        assert_same(record, exported, tmp_path)


def test_the_number_of_workers_does_not_matter(exported: Path, tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", actors=ACTORS, encoder=False, workers=2) as record:
        record.read(SOURCE)
        assert_same(record, exported, tmp_path)
