"""What linking finds between reports: copies, stories and disagreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.figure import Verdict
from communique.model.interval import Interval
from communique.model.span import Span

Degree: TypeAlias = Literal["none", "heavy", "light", "paste", "exact"]


@dataclass(frozen=True, slots=True)
class Copy:
    """Report `ref` takes words from report `of` or shares a wire with it.

    `containment` is the share of the shorter text's word triples found in the other, 0-1. `spans` are in `ref`.
    """

    id: str
    ref: str
    of: str
    degree: Degree
    abridged: bool
    containment: float
    direction: Literal["of", "to", "unknown"]
    reasons: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StoryValue:
    """One report's answer to a question, with the characters that give it, the row, and the family behind the report.

    `report` is its id: two versions share a ref. `spans` are the parts of an answer of several; `fell` whether it no longer
    stands.
    """

    ref: str
    value: str
    span: Span
    row: str | None = None
    family: str | None = None
    report: str | None = None
    spans: tuple[Span, ...] = ()
    fell: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which reports of one story differ (or agree), with each value's evidence.

    `of` is what it is asked about (the story, an event, an utterance, a comparison), `corrections` the ref, id and characters
    of the reports by which values fell.
    """

    id: str
    of: str
    about: str
    verdict: Verdict
    values: tuple[StoryValue, ...]
    reasons: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str, Span | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The happening that a set of reports covers. Counts: outlets, families and origins are three numbers."""

    id: str
    title: str
    date: Interval
    actors: tuple[str, ...]
    place: str | None
    reports: tuple[str, ...]
    outlets: int
    outlets_unknown: int
    families: int
    origins: int
    disagreements: tuple[Disagreement, ...] = ()
    date_evidence: tuple[StoryValue, ...] = ()
    reasons: tuple[str, ...] = ()
