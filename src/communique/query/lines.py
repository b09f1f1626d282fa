"""Lines: rows of the record as frozen values with the characters that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from communique.model import Span
from communique.resources.contract import tables

CONTEXT = 80
"""Code points shown on either side of evidence."""
ADDED = {
    "stories": ("reported",),
    "utterances": ("speakers", "pieces"),
    "pledges": ("status", "status_evidence"),
    "actors": ("mentions", "reports"),
}
"""Columns of a listing that the record's table does not have."""
SUMMED = {"pairs": ("relations", ("a", "b", "first", "last", "cooperation", "conflict", "net", "events"))}
"""Listings that sum a table's rows: that table, and their own columns."""
NAMED = {
    "stories": {"actors": "actor_names"},
    "reports": {"actors": "actor_names"},
    "utterances": {"speakers": "speaker_names"},
    "refrains": {"speaker": "speaker_name"},
    "events": {"source": "source_names", "target": "target_names"},
    "relations": {"a": "a_name", "b": "b_name"},
    "pairs": {"a": "a_name", "b": "b_name"},
}
"""Columns of bare actor ids, and the keys under which `to_dict` names these actors."""


def columns(noun: str) -> list[str]:
    """The keys of a line of a noun as `to_dict` gives them."""
    own = SUMMED[noun][1] if noun in SUMMED else [column.name for column in tables()[noun].columns]
    return [*own, *ADDED.get(noun, ()), *NAMED.get(noun, {}).values(), "evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of one report: `text` is what stands at `span`, `before` and `after` what stands around it.

    `kind` names the noun of the row that points there (`statement`, `figure` ...) and `note` what it says, where a line
    holds evidence of several kinds (`Record.report`).
    """

    ref: str
    report: str
    span: Span
    text: str
    before: str = ""
    after: str = ""
    kind: str = ""
    note: str = ""

    def _repr_html_(self) -> str:
        from communique.query.html import evidence_html

        return evidence_html(self)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of `table`. Columns read as attributes (`line.speaker`) or items (`line["speaker"]`).

    `names` maps the actor ids in the row to names. Frozen all through: lists are tuples, mappings cannot be changed;
    `to_dict` gives lists and dicts of one's own.
    """

    table: str
    data: Mapping[str, Any]
    evidence: tuple[Evidence, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "data", _frozen(self.data))
        object.__setattr__(self, "names", _frozen(self.names))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(f"{self.table} has no column {name!r}; it has {', '.join(self.data)}") from None

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def keys(self) -> list[str]:
        """Names of the columns, so that `dict(line)` works."""
        return list(self.data)

    def __dir__(self) -> list[str]:
        return [*self.data, "data", "evidence", "names", "table"]

    def to_dict(self) -> dict[str, Any]:
        """The row with the names of its actors and its evidence, ready for JSON."""
        quoted = [{"ref": e.ref, "span": list(e.span), "text": e.text} for e in self.evidence]
        named = {key: self._named(column) for column, key in NAMED.get(self.table, {}).items() if column in self.data}
        return {**thawed(self.data), **named, "evidence": quoted}

    def _named(self, column: str) -> Any:
        value = self.data[column]
        return [self.names.get(i, i) for i in value] if isinstance(value, tuple) else self.names.get(value, value)

    def _repr_html_(self) -> str:
        from communique.query.html import line_html

        return line_html(self)


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(part) for key, part in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def thawed(value: Any) -> Any:
    """A copy of a value in a line, of plain dicts and lists."""
    if isinstance(value, Mapping):
        return {key: thawed(part) for key, part in value.items()}
    return [thawed(part) for part in value] if isinstance(value, tuple) else value
