"""The journey of one report: from frozen text to a reading.

    1 read        bytes -> frozen report with blocks; may refuse, with a reason
    2 parse       sentences, quotation regions, negation and hedge scopes
    3 actor       mentions -> actors
    4 time        time expressions -> intervals; the report's own date
    5 statement   who said what, in which words, through which channel
    6 figure      numbers, units, bounds, what they measure
    7 event       who did what to whom
    8 pledge      who promised what, until when

Stages 2 to 8 are a pure function of one report and one analysis, so they run in any worker of any engine. What follows
(9 link, 10 relation) is a function of the set of readings and lives in `link/` and `relation/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from communique.actor import find_actors, settle
from communique.config import Settings
from communique.event import find_events
from communique.figure import find_figures
from communique.model import EventMention, PledgeMention, Reading, Report
from communique.parse import Pipeline, load, parse
from communique.pledge import find_pledges
from communique.resources import calendar, gazetteer
from communique.statement import find_statements
from communique.time import find_times

if TYPE_CHECKING:
    from communique.statement.tagger import Tagger


@dataclass(frozen=True)
class Tools:
    """The models and tables of one analysis, loaded once per process."""

    analysis: str
    pipeline: Pipeline
    gazetteer: gazetteer.Gazetteer
    calendar: calendar.Calendar
    tagger: Tagger | None


@cache
def tools(settings: Settings) -> Tools:
    """Load what the settings name."""
    tagger = None
    if settings.encoder:
        from communique.statement.tagger import Tagger

        tagger = Tagger.load()
    return Tools(settings.analysis, load(settings.pipeline), gazetteer.load(settings.actors), calendar.load(), tagger)


def read_report(report: Report, with_: Tools) -> Reading:
    """Stages 2 to 8 for one report."""
    # 2 parse
    parsed = parse(report, with_.pipeline, with_.gazetteer)
    # 3 actor: who is mentioned, as far as that needs no date
    cast = find_actors(parsed, with_.gazetteer)
    # 4 time: then the offices whose holder depends on the date
    times = find_times(parsed, cast, with_.calendar, stated=report.published)
    cast = settle(parsed, cast, with_.gazetteer, times.published)
    # 5 statement
    statements = find_statements(parsed, cast, times, tagger=with_.tagger)
    # 6 figure
    figures = find_figures(parsed, cast, times, statements)
    # 7 event
    events = find_events(parsed, cast, times, statements)
    # 8 pledge
    pledges = find_pledges(parsed, cast, times, statements)
    return Reading(
        report=report,
        analysis=with_.analysis,
        published=times.published,
        published_by=times.published_by,
        mentions=cast.mentions,
        actors=cast.with_states(_meant(events, pledges)),
        times=times.times,
        statements=statements,
        figures=figures,
        events=events,
        pledges=pledges,
        problems=(*report.problems, *parsed.problems),
    )


def _meant(events: Iterable[EventMention], pledges: Iterable[PledgeMention]) -> Iterator[str]:
    """Ids of actors that the report may name only within other names: parties of events, where somebody is to go."""
    yield from (id_ for event in events for party in (*event.source, *event.target) for id_ in party.ids)
    yield from (id_ for pledge in pledges for id_ in pledge.objects)
