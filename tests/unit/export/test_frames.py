"""Data frames of the record and of listings, and what is said where the libraries are missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from communique.errors import UsageError
from communique.query import LISTINGS
from communique.record import open_record
from communique.resources.contract import tables


def test_every_table_is_a_frame(small: Path) -> None:
    with open_record(small, readonly=True) as record:
        for name, table in tables().items():
            arrow, frame, polars = record.to_arrow(name), record.to_pandas(name), record.to_polars(name)
            assert isinstance(arrow, pa.Table)
            assert isinstance(frame, pd.DataFrame)
            assert isinstance(polars, pl.DataFrame)
            columns = [column.name for column in table.columns]
            assert arrow.column_names == list(frame.columns) == polars.columns == columns
            assert arrow.num_rows == len(frame) == polars.height
            assert arrow.schema.field(columns[0]).metadata[b"about"].decode() == table.columns[0].about
        with pytest.raises(UsageError, match="no table nonsense"):
            record.to_pandas("nonsense")


def test_every_listing_is_a_frame(small: Path) -> None:
    with open_record(small, readonly=True) as record:
        for noun in LISTINGS:
            found = record.lines(noun)
            frame, polars = found.to_pandas(), found.to_polars()
            assert isinstance(found, list)
            assert len(found) == len(frame) == polars.height
            if found:
                assert list(found[0].to_dict()) == list(frame.columns)
        pledges = record.pledges(as_of="2021-06-15").to_polars()
        assert "overdue" in pledges["status"].to_list()
        empty = record.events(since="1900", until="1900").to_pandas()
        assert list(empty.columns)[:2] == ["id", "type"]
        assert str(record.events().to_pandas()["quad"].dtype) == "Int64"
        events = record.events().to_polars()
        assert events["evidence"][0][0]["text"]


@pytest.mark.parametrize("library", ["pyarrow", "pandas", "polars"])
def test_a_missing_library_is_named_with_its_cure(library: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with open_record(small, readonly=True) as record:
        calls = {"pyarrow": [record.to_arrow, lambda _: record.events().to_arrow()],
                 "pandas": [record.to_pandas, lambda _: record.events().to_pandas()],
                 "polars": [record.to_polars, lambda _: record.events().to_polars()]}[library]  # fmt: skip
        for call in calls:
            with pytest.raises(UsageError, match=rf"{library} is not installed: pip install 'communique\[tables\]'"):
                call("events")


def test_parquet_without_pyarrow_says_so(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with open_record(small, readonly=True) as record, pytest.raises(UsageError, match="pip install"):
        record.export("parquet", tmp_path / "out")
