"""The day of an act told right behind a dated meeting, journey or summons of the same people, anywhere in a report.

"He was in Oslo from Monday to Wednesday. He thanked his host." What who took part then says, told plainly within the next
sentences, took place there (basis `inferred`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.codes import ACCORD, SUMMONED
from communique.event.day.meeting import DAYS, Occasion, attended, held, long_ago
from communique.event.day.there import told_at
from communique.event.sides import actors
from communique.model import EventMention
from communique.parse import span_of

_REACH = 3
"""Sentences behind a meeting within which it dates what is said."""
_LENT = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE", "REJECT", "CONSULT"})
"""Types of what is said or agreed where people meet."""


def with_nearby(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, those that a meeting told shortly before dates with its day."""
    told = [*_meetings(events, account), *_stays(account)]
    found: list[EventMention] = []
    for event in events:
        undated = not event.timed and event.modality == "asserted" and event.type in _LENT
        before = (m for m in told if undated and m[0] < event.trigger[0])
        last = max(before, key=lambda meeting: meeting[0], default=None)
        lent = _again(event, found)
        if lent is event and last is not None and _goes_on(last[0], event, account):
            occasion = last[1]
            if _own(event, occasion, account) and told_at(event, occasion, account):
                lent = replace(event, date=replace(occasion.date, basis="inferred"), time=occasion.time)
        if lent is not event and event.cameo == SUMMONED:
            told.append((event.trigger[0], held(lent, lent.date, lent.time, account.cast)))
        found.append(lent)
    return found


def _again(event: EventMention, told: Sequence[EventMention]) -> EventMention:
    """A summons told once more, with the day of the one told before: "handed the ambassador a note"."""
    ids = actors(event.target)
    if event.cameo != SUMMONED or event.timed or not ids or event.modality != "asserted":
        return event
    before = (e for e in reversed(told) if e.cameo == SUMMONED and e.date.day is not None)
    first = next((e for e in before if actors(e.target) == ids), None)
    return replace(event, date=replace(first.date, basis="inferred"), time=first.time) if first is not None else event


def _own(event: EventMention, occasion: Occasion, account: Account) -> bool:
    """Whether those who met do an act themselves, or all sides together; not one's state."""
    return occasion.people.issuperset(actors(event.source)) or account.states(event.source) >= occasion.states


def _meetings(events: Sequence[EventMention], account: Account) -> Iterator[tuple[int, Occasion]]:
    """The dated meetings and summonses told with a verb, by where they are told, but not those of long ago."""
    for event in events:
        meets = event.type == "CONSULT" or event.cameo in {SUMMONED, ACCORD}
        dated = event.modality == "asserted" and event.date.days is not None and event.date.days <= DAYS
        if meets and dated and account.head(event).pos_ == "VERB" and not long_ago(event.date, account.times):
            yield event.trigger[0], held(event, event.date, event.time, account.cast)


def _stays(account: Account) -> Iterator[tuple[int, Occasion]]:
    """The dated gatherings and journeys of which a sentence only tells who took part."""
    for sentence in account.body():
        for verb in sentence.tokens:
            occasion = attended(verb, account.cast, account.times)
            few = occasion is not None and occasion.date.days is not None and occasion.date.days <= DAYS
            if occasion is not None and few and not long_ago(occasion.date, account.times):
                yield span_of(verb)[0], occasion


def _goes_on(place: int, event: EventMention, account: Account) -> bool:
    """Whether an act is told within the next sentences, none of which has a time of its own."""
    first, last = account.parse.sentence_at(place), account.sentence(event)
    if first is None or last is None or not 0 <= last.index - first.index <= _REACH:
        return False
    between = (account.parse.sentences[n].tokens.root for n in range(first.index + 1, last.index + 1))
    return not any(_own_time(verb, account) for verb in between)


def _own_time(verb: Token, account: Account) -> bool:
    time = account.times.of(verb)
    words = account.parse.tokens(time.span) if time is not None else None
    above = words.root.head if words is not None else None
    return above is not None and verb in {above, above.head if above.dep_ == "prep" else above}
