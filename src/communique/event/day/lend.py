"""The days that acts told without one have from what else a report tells, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

from communique.event.account import Account
from communique.event.day.aftermath import with_aftermath
from communique.event.day.headline import with_headline
from communique.event.day.nearby import with_nearby
from communique.event.day.occasion import with_occasion
from communique.event.day.release import with_release
from communique.event.day.session import with_session
from communique.model import EventMention


def with_lent_days(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, those of the report's own meeting, of another told nearby or of a session with its day."""
    return with_aftermath(with_session(with_nearby(with_occasion(events, account), account), account), account)


def with_paper_days(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, what a title tells with the day of the lead, what an official paper does with the paper's."""
    return with_release(with_headline(events, account), account)
