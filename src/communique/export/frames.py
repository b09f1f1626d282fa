"""Data frames: rows and lines of the record as Arrow, pandas and polars tables.

The libraries come with the extra `tables` and load on first use. Column types follow the export contract: days stay ISO
texts (the record never makes an imprecise date exact), lists and objects become lists and structs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from communique.errors import UsageError
from communique.query.lines import SUMMED, Line, columns
from communique.resources import contract

_TEXT = {"type": "string"}
_QUOTED = {"ref": _TEXT, "span": contract.SHAPES["span"], "text": _TEXT}
_EVIDENCE = {"type": "array", "items": {"type": "object", "properties": _QUOTED}}


def library(name: str) -> Any:
    """A library of the extra `tables`. Raises UsageError, saying how to install it, where it is missing."""
    try:
        return import_module(name)
    except ImportError as exc:
        raise UsageError(f"{name} is not installed: pip install 'communique[tables]'") from exc


def arrow_of(table: str, rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows of a table of the contract as a `pyarrow.Table`, the columns' meaning in their metadata."""
    arrow = library("pyarrow")
    listed = [dict(row) for row in rows]
    described = contract.tables()[table]
    schema = arrow.schema(
        [
            arrow.field(c.name, _type(arrow, c.schema()), nullable=c.nullable, metadata={"about": c.about})
            for c in described.columns
        ],
        metadata={"about": described.about},
    )
    return arrow.Table.from_pylist(listed, schema=schema)


def _type(arrow: Any, schema: Mapping[str, Any]) -> Any:
    """The Arrow type of a JSON Schema, as the contract writes them."""
    if "anyOf" in schema:
        return _type(arrow, schema["anyOf"][0])
    if "enum" in schema:
        return arrow.string()
    if schema["type"] == "array":
        return arrow.list_(_type(arrow, schema["items"]))
    if schema["type"] == "object":
        return arrow.struct([arrow.field(name, _type(arrow, part)) for name, part in schema["properties"].items()])
    return {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}[
        schema["type"]
    ]


def pandas_of(table: Any) -> Any:
    """A `pandas.DataFrame` of an Arrow table; whole numbers stay whole where some are missing."""
    pandas, arrow = library("pandas"), library("pyarrow")
    return table.to_pandas(types_mapper={arrow.int64(): pandas.Int64Dtype()}.get)


def polars_of(table: Any) -> Any:
    """A `polars.DataFrame` of an Arrow table."""
    return library("polars").from_arrow(table)


class Lines(list[Line]):
    """The lines of a listing: a list that is also a table (`to_pandas`, `to_polars`, `to_arrow`).

    `left_out` says in words how many lines `since` and `until` left out for want of a date.
    """

    def __init__(self, noun: str, found: Sequence[Line], *, left_out: str = "") -> None:
        super().__init__(found)
        self.noun = noun
        self.left_out = left_out

    def to_arrow(self) -> Any:
        """A `pyarrow.Table` with the line's columns, actors' names and evidence. Raises UsageError without pyarrow."""
        arrow = library("pyarrow")
        rows = [line.to_dict() for line in self]
        table = SUMMED[self.noun][0] if self.noun in SUMMED else self.noun
        fields = {c.name: arrow.field(c.name, _type(arrow, c.schema())) for c in contract.tables()[table].columns}
        made = {
            name: arrow.array([row[name] for row in rows], type=fields[name].type if name in fields else None)
            for name in columns(self.noun)[:-1]
        }
        made["evidence"] = arrow.array([row["evidence"] for row in rows], type=_type(arrow, _EVIDENCE))
        return arrow.table(made)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`. Raises UsageError where pandas or pyarrow is missing."""
        library("pandas")
        return pandas_of(self.to_arrow())

    def to_polars(self) -> Any:
        """A `polars.DataFrame`. Raises UsageError where polars or pyarrow is missing."""
        library("polars")
        return polars_of(self.to_arrow())

    def _repr_html_(self) -> str:
        from communique.query.html import listing_html

        return listing_html(self)
