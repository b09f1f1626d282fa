"""What a figure brings: itself, its report, the stems of what it measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from communique.figure.compare import alike, described
from communique.link.sides import as_one
from communique.link.wording import stem
from communique.link.words import weight, words
from communique.model import DENIED, Figure
from communique.store import Store, value_of


@dataclass(frozen=True)
class FigureNode:
    """A figure with its report's place in the record."""

    id: str
    report: str
    text: str
    ref: str
    story: str | None
    version: int
    at: str
    outlet: str
    named: str | None
    published: str
    family: str
    figure: Figure

    @cached_property
    def stems(self) -> dict[str, float]:
        """Stems of what it measures, with weights; the owners' names and words for them are compared as owners."""
        told = f"{described(self.figure)} {self.figure.unit or ''}"
        return {stem(word): weight(word) for word in map(alike, words(told)) if weight(word) > 1.0}

    @property
    def denied(self) -> bool:
        """Whether the report says that this is not the number."""
        return self.figure.rule == DENIED

    @property
    def bare(self) -> bool:
        """Whether it counts people without a word on which: "more than 900 people" may be anybody."""
        return set(words(self.figure.about or "")) <= _PEOPLE


_PEOPLE = frozenset({"people", "person", "persons"})


_REPORT = ("id", "ref", "url", "text", "outlet", "story", "version", "published", "family")


def nodes(store: Store, ids: Collection[str]) -> dict[str, FigureNode]:
    """Nodes of figures by id; only those that say what they measure can be compared."""
    amounts = ("value", "low", "high")
    rows = [
        row
        for row in as_one(store, store.rows_in("figures", "id", ids), "claimed_by", "measured_of")
        if row["about"] and any(row[amount] is not None for amount in amounts)
    ]
    reports = {r["id"]: r for r in store.rows_in("reports", "id", {row["report"] for row in rows}, only=_REPORT)}
    found = {}
    for row in rows:
        report = reports[row["report"]]
        found[row["id"]] = FigureNode(
            row["id"],
            row["report"],
            report["text"],
            row["ref"],
            report["story"],
            report["version"],
            report["url"] or report["ref"],
            report["outlet"] or report["ref"],
            report["outlet"],
            report["published"] or "",
            report["family"] or report["id"],
            value_of("figures", row),
        )
    return found
