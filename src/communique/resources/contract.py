"""The export contract as data: tables, columns and their types, read from `contract.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias, get_args

import yaml

from communique.model.figure import Verdict
from communique.model.report import Role
from communique.model.statement import Cause, Change, ViaKind

Schema: TypeAlias = dict[str, Any]

_SPAN: Schema = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
_SPANS: Schema = {"type": "array", "items": _SPAN}
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_ID: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": "number"}
_IDS: Schema = {"type": "array", "items": _ID}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _words(literal: object) -> Schema:
    return {"enum": list(get_args(literal))}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_BOUNDS: Schema = {"type": "array", "items": _or_null(_DAY), "minItems": 2, "maxItems": 2}
_VALUE = _object(ref=_TEXT, value=_TEXT, span=_SPAN, row=_or_null(_ID))
_TOLD = _list(
    _object(
        ref=_TEXT,
        value=_TEXT,
        span=_SPAN,
        spans=_SPANS,
        row=_or_null(_ID),
        family=_ID,
        report=_ID,
        fell={"type": "boolean"},
    )
)
_CORRECTIONS = _list(_object(ref=_TEXT, report=_ID, span=_or_null(_SPAN)))
_PARTY = _object(
    span=_or_null(_SPAN), spans=_SPANS, actor=_or_null(_ID), name=_or_null(_TEXT), members=_IDS, how=_TEXTS
)
SHAPES: dict[str, Schema] = {
    "span": _SPAN,
    "spans": _SPANS,
    "texts": _TEXTS,
    "ids": _IDS,
    "bounds": _BOUNDS,
    "grounds": _list(_object(rule=_TEXT, spans=_SPANS, rows=_TEXTS, left=_BOUNDS)),
    "party": _PARTY,
    "parties": _list(_PARTY),
    "channels": _list(_object(spans=_SPANS, actor=_or_null(_ID), kind=_words(ViaKind))),
    "blocks": _list(_object(span=_SPAN, role=_words(Role))),
    "offices": _list(_object(title=_TEXT, country=_or_null(_TEXT), **{"from": _or_null(_TEXT), "to": _or_null(_TEXT)})),
    "answers": _list(_object(question=_TEXT, value=_TEXT, span=_SPAN)),
    "pairs": _list(
        _object(a=_ID, b=_ID, change=_words(Change), altered={"type": "boolean"}, cause=_words(Cause), reasons=_TEXTS)
    ),
    "values": _list(_VALUE),
    "told": _TOLD,
    "corrections": _CORRECTIONS,
    "disagreements": _list(
        _object(id=_ID, about=_TEXT, verdict=_words(Verdict), values=_TOLD, reasons=_TEXTS, corrections=_CORRECTIONS)
    ),
    "shift": _object(since=_TEXT, before=_NUMBER, after=_NUMBER, p=_NUMBER, events=_IDS),
}
"""Types that are lists or objects; SQLite holds them as JSON text."""

_SCHEMAS: dict[str, Schema] = {
    "id": _ID,
    "text": _TEXT,
    "int": {"type": "integer"},
    "real": {"type": "number"},
    "bool": {"type": "boolean"},
    "day": _DAY,
    "prefix": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$"},
    **SHAPES,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type word (without the `?`), whether null is allowed, and what it means."""

    name: str
    type: str
    nullable: bool
    about: str

    @property
    def values(self) -> tuple[str, ...]:
        """The words of an enumeration; empty for other types."""
        return tuple(self.type.split("|")) if self.type not in _SCHEMAS else ()

    @property
    def stored_as_json(self) -> bool:
        """Whether SQLite holds it as JSON text."""
        return self.type in SHAPES

    @property
    def sql_type(self) -> str:
        """SQLite's storage class."""
        return {"int": "INTEGER", "bool": "INTEGER", "real": "REAL"}.get(self.type, "TEXT")

    def schema(self) -> Schema:
        """JSON Schema of the exported value."""
        base: Schema = {"enum": list(self.values)} if self.values else dict(_SCHEMAS[self.type])
        if self.nullable:
            base = _or_null(base)
        return {**base, "description": self.about} if self.about else base


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the record and the JSON Lines file of the same name."""

    name: str
    about: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    def schema(self) -> Schema:
        """JSON Schema (2020-12) of one exported row."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.name,
            "description": self.about,
            "type": "object",
            "properties": {column.name: column.schema() for column in self.columns},
            "required": [column.name for column in self.columns],
            "additionalProperties": False,
        }


def _column(name: str, typed: str, about: str) -> Column:
    return Column(name, typed.removesuffix("?"), typed.endswith("?"), about)


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order of the contract."""
    text = files("communique.resources").joinpath("contract.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    return {
        name: Table(
            name,
            entry["about"],
            tuple(entry["key"]) if isinstance(entry["key"], list) else (entry["key"],),
            tuple(entry["order"]),
            tuple(_column(column, *spec) for column, spec in entry["columns"].items()),
        )
        for name, entry in raw.items()
    }
