"""Acts whose day is counted from another act: "the decision comes five days after they signed it".

The act counted from is the governing verb's, if it has a day, else, where that verb's subject points back ("the decision",
"this"), that of the acts told before, if they have one day. Only days are counted: "two weeks after" may be a few more or less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.day.when import COUNTED
from communique.event.definite import DEFINITE
from communique.model import EventMention, Interval
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.time import Times


def with_counted(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions in text order, undated ones that are so counted with their day (basis `inferred`)."""
    found: list[EventMention] = []
    times = account.times
    dating = {time.id for time in times.times if time.type != "DURATION"}
    for event in events:
        day = None if event.date.known or event.time in dating else _counted(account.head(event), found, times)
        found.append(event if day is None else replace(event, date=Interval(day, day, "inferred"), time=None))
    return found


def _counted(verb: Token, told: Sequence[EventMention], times: Times) -> str | None:
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in {"after", "before"}), None)
    if verb.dep_ != "advcl" or mark is None or mark.i == 0:
        return None
    length = next((m for t in times.within(span_of(mark.nbor(-1))) if (m := COUNTED.fullmatch(t.value or ""))), None)
    origin = _origin(verb.head, told, times) if length is not None else None
    if length is None or origin is None:
        return None
    count = timedelta(int(length[1]))
    return (date.fromisoformat(origin) + (count if mark.lower_ == "before" else -count)).isoformat()


def _origin(verb: Token, told: Sequence[EventMention], times: Times) -> str | None:
    """The day that is counted from."""
    time = times.of(verb)
    if time is not None and time.interval.day is not None:
        return time.interval.day
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    back = (word.lower_ in DEFINITE for noun in subjects for word in (noun, *noun.lefts))
    if time is not None or not any(back):
        return None
    days = {event.date.day for event in told if event.modality == "asserted" and event.date.day is not None}
    return days.pop() if len(days) == 1 else None
