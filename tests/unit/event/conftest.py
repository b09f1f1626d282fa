"""Codes a text with the stages before events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.actor import find_actors, settle
from communique.event import find_events
from communique.model import EventMention
from communique.parse import Parse
from communique.resources import calendar, gazetteer
from communique.statement import find_statements
from communique.time import find_times

Coder = Callable[..., tuple[Parse, tuple[EventMention, ...]]]


@pytest.fixture(scope="session")
def coded(parsed: Callable[..., Parse]) -> Coder:
    """`coded(text)` gives the parse and the event mentions."""
    table = gazetteer.load(None)

    def code(text: str, **metadata: str) -> tuple[Parse, tuple[EventMention, ...]]:
        parse = parsed(text, **metadata)
        cast = find_actors(parse, table)
        times = find_times(parse, cast, calendar.load(), stated=parse.report.published)
        cast = settle(parse, cast, table, times.published)
        return parse, find_events(parse, cast, times, find_statements(parse, cast, times))

    return code
