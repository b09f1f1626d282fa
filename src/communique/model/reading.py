"""All that one analysis found in one report."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.actor import Actor, Mention
from communique.model.event import EventMention
from communique.model.figure import Figure
from communique.model.interval import Interval
from communique.model.pledge import PledgeMention
from communique.model.report import Report
from communique.model.statement import Statement
from communique.model.time import Ground, Time


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one analysis found in one report; a pure function of the two.

    `published` is the report's own date from this report alone, with `published_by` the rules that narrowed it, strongest first.
    `problems` are what could not be read as it was given and blocks that could not be analysed,
    with the reason: the rest of the report is kept.
    """

    report: Report
    analysis: str
    published: Interval = Interval()
    published_by: tuple[Ground, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[EventMention, ...] = ()
    pledges: tuple[PledgeMention, ...] = ()
    problems: tuple[str, ...] = ()
