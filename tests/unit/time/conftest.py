"""Reading the times of a text without any actor table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model import Actor, Interval, Mention
from communique.parse import Parse
from communique.resources.calendar import Calendar, load
from communique.time import Times, find_times


class NoCast:
    """A report in which nobody was recognised."""

    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()


@pytest.fixture
def times_of(parsed: Callable[..., Parse]) -> Callable[..., Times]:
    """`times_of(text, published=..., calendar=..., **metadata)`."""

    def read(text: str, *, published: str | None = None, calendar: Calendar | None = None, **metadata: str) -> Times:
        day = str(published) if published else None
        stated = Interval(day, day, "stated") if day else Interval()
        return find_times(parsed(text, **metadata), NoCast(), calendar or load(), stated=stated)

    return read
