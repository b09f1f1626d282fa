"""Figures and their comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.actor import Party
from communique.model.span import Span

FigureChange: TypeAlias = Literal["=", "~", "<", ">", "up", "down"]
Verdict: TypeAlias = Literal["agree", "conflict", "superseded", "cannot tell"]

DENIED = "number:not"
"""`Figure.rule` of a number that the report denies: "came to 2 million, and not to 4 million"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a bare rise or fall, with its unit, bounds, what it measures, period and claimant.

    `value` is None for a bare rise or fall. `low` and `high` are set for stated or vague ranges; a bound ("more than")
    sets one. `unit` is an English singular name or a counted noun, `unit_code` UCUM or ISO 4217. `about` is what is
    measured ("crude oil imports"), `measured_of` whose. `period` is an ISO prefix or TIMEX3 value. `claimed_by` is None
    where the report itself claims it; `statement` is the id of the statement it stands in.
    """

    id: str
    span: Span
    value: float | None
    low: float | None = None
    high: float | None = None
    change: FigureChange = "="
    unit: str | None = None
    unit_code: str | None = None
    about: str | None = None
    measured_of: tuple[str, ...] = ()
    period: str | None = None
    time: str | None = None
    claimed_by: Party | None = None
    statement: str | None = None
    rule: str = ""
    comparison: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures that measure the same thing, and whether they agree."""

    id: str
    about: str
    unit: str | None
    period: str | None
    figures: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[str, ...] = ()
