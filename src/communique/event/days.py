"""The days that acts told without one have from what else a report tells, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.nearby import with_headline, with_nearby
from communique.event.occasion import with_occasion
from communique.event.release import with_release
from communique.event.session import with_session
from communique.model import EventMention

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def with_lent_days(
    events: Sequence[EventMention],
    heads: dict[str, Token],
    parse: Parse,
    cast: Cast,
    times: Times,
    *,
    tellers: Mapping[str, str | None],
) -> list[EventMention]:
    """The mentions, those of the report's own meeting, of another told nearby or of a session with its day."""
    told = with_occasion(events, heads, parse, cast, times, tellers=tellers)
    told = with_nearby(told, heads, parse, cast, times, tellers=tellers)
    return with_session(told, heads, parse, cast, times, tellers=tellers)


def with_paper_days(
    events: Sequence[EventMention], heads: Mapping[str, Token], parse: Parse, cast: Cast, times: Times
) -> list[EventMention]:
    """The mentions, what a title tells with the day of the lead, what an official paper does with the paper's."""
    return with_release(with_headline(events, heads, parse, cast), heads, parse, cast, times)
