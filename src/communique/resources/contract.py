"""The export contract as data: tables, columns and their types, read from `contract.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SCALARS = frozenset({"id", "text", "int", "real", "bool", "day", "prefix"})
_LISTS: dict[str, Any] = {
    "span": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
    "texts": {"type": "array", "items": {"type": "string"}},
    "ids": {"type": "array", "items": {"type": "string"}},
}
_LISTS["spans"] = {"type": "array", "items": _LISTS["span"]}
_SCHEMAS: dict[str, Any] = {
    "id": {"type": "string", "minLength": 1},
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "real": {"type": "number"},
    "bool": {"type": "boolean"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "prefix": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "json": {"type": ["array", "object", "null"]},
    **_LISTS,
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
        return self.type in _LISTS or self.type == "json"

    @property
    def sql_type(self) -> str:
        """SQLite's storage class."""
        return {"int": "INTEGER", "bool": "INTEGER", "real": "REAL"}.get(self.type, "TEXT")

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the exported value."""
        base: dict[str, Any] = {"enum": list(self.values)} if self.values else dict(_SCHEMAS[self.type])
        if self.nullable and self.type != "json":
            base = {"anyOf": [base, {"type": "null"}]}
        return {**base, "description": self.about} if self.about else base


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the record and the JSON Lines file of the same name."""

    name: str
    about: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    def schema(self) -> dict[str, Any]:
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
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
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
