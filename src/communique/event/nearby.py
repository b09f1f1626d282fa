"""The day of an act told right behind a dated meeting, journey or summons of the same people, anywhere in a report.

"He was in Oslo from Monday to Wednesday. He thanked his host." What who took part then says, told plainly within the next
sentences, took place there (basis `inferred`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.occasion import DAYS, SUMMONED, Occasion, attended, held, long_ago, told_at
from communique.event.sides import states
from communique.model import EventMention, contains
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

_REACH = 3
"""Sentences behind a meeting within which it dates what is said."""
_LENT = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE", "REJECT", "CONSULT"})
"""Types of what is said or agreed where people meet."""


def with_nearby(
    events: Sequence[EventMention],
    heads: Mapping[str, Token],
    parse: Parse,
    cast: Cast,
    times: Times,
    *,
    tellers: Mapping[str, str | None],
) -> list[EventMention]:
    """The mentions, those that a meeting told shortly before dates with its day."""
    told = [*_meetings(events, heads, cast, times), *_stays(parse, cast, times)]
    found: list[EventMention] = []
    for event in events:
        undated = not event.timed and event.modality == "asserted" and event.type in _LENT
        before = (m for m in told if undated and m[0] < event.trigger[0])
        last = max(before, key=lambda meeting: meeting[0], default=None)
        lent = _again(event, found)
        if lent is event and last is not None and _goes_on(last[0], event, parse, times):
            occasion, teller = last[1], tellers.get(event.statement or "")
            if _own(event, occasion, cast) and told_at(event, heads[event.id], occasion, cast, teller):
                lent = replace(event, date=replace(occasion.date, basis="inferred"), time=occasion.time)
        if lent is not event and event.cameo == SUMMONED:
            told.append((event.trigger[0], held(lent, lent.date, lent.time, cast)))
        found.append(lent)
    return found


def with_headline(
    events: Sequence[EventMention], heads: Mapping[str, Token], parse: Parse, cast: Cast
) -> list[EventMention]:
    """The mentions, what a title tells with the day of the same act in the lead."""
    return [_headline(event, events, heads, parse, cast) if _title(event, parse) else event for event in events]


def _title(event: EventMention, parse: Parse) -> bool:
    sentence = parse.sentence_at(event.trigger[0])
    return sentence is not None and sentence.block.role == "title"


def _headline(
    event: EventMention, events: Sequence[EventMention], heads: Mapping[str, Token], parse: Parse, cast: Cast
) -> EventMention:
    """What a title tells in the present tense, with the day of the same act of the same sides in the lead."""
    undated = not event.timed and event.modality == "asserted"
    if not undated or heads[event.id].tag_ not in {"VBZ", "VBP", "VB"}:
        return event
    lead = [s.span for s in parse.sentences if s.block.role not in {"title", "heading"}][:_REACH]
    told = (e for e in events if e.type == event.type and e.modality == event.modality and e.date.day is not None)
    for same in (e for e in told if any(contains(span, e.trigger) for span in lead)):
        alike = [states(sides, cast) for sides in (event.source, same.source, event.target, same.target)]
        if alike[0] & alike[1] and (alike[2] & alike[3] or not alike[2] or not alike[3]):
            return replace(event, date=replace(same.date, basis="inferred"), time=same.time)
    return event


def _again(event: EventMention, told: Sequence[EventMention]) -> EventMention:
    """A summons told once more, with the day of the one told before: "handed the ambassador a note"."""
    ids = [id_ for party in event.target for id_ in party.ids]
    if event.cameo != SUMMONED or event.timed or not ids or event.modality != "asserted":
        return event
    before = (e for e in reversed(told) if e.cameo == SUMMONED and e.date.day is not None)
    first = next((e for e in before if [id_ for party in e.target for id_ in party.ids] == ids), None)
    return replace(event, date=replace(first.date, basis="inferred"), time=first.time) if first is not None else event


def _own(event: EventMention, occasion: Occasion, cast: Cast) -> bool:
    """Whether those who met do an act themselves, or all sides together; not one's state."""
    by = {id_ for party in event.source for id_ in party.ids}
    return by <= occasion.people or states(event.source, cast) >= occasion.states


def _meetings(
    events: Sequence[EventMention], heads: Mapping[str, Token], cast: Cast, times: Times
) -> Iterator[tuple[int, Occasion]]:
    """The dated meetings and summonses told with a verb, by where they are told, but not those of long ago."""
    for event in events:
        meets = event.type == "CONSULT" or event.cameo in {SUMMONED, _SIGNED}
        dated = event.modality == "asserted" and event.date.days is not None and event.date.days <= DAYS
        if meets and dated and heads[event.id].pos_ == "VERB" and not long_ago(event.date, times):
            yield event.trigger[0], held(event, event.date, event.time, cast)


_SIGNED = "057"


def _stays(parse: Parse, cast: Cast, times: Times) -> Iterator[tuple[int, Occasion]]:
    """The dated gatherings and journeys of which a sentence only tells who took part."""
    for sentence in parse.sentences:
        for verb in sentence.tokens:
            occasion = attended(verb, cast, times) if sentence.block.role not in {"title", "heading"} else None
            few = occasion is not None and occasion.date.days is not None and occasion.date.days <= DAYS
            if occasion is not None and few and not long_ago(occasion.date, times):
                yield span_of(verb)[0], occasion


def _goes_on(place: int, event: EventMention, parse: Parse, times: Times) -> bool:
    """Whether an act is told within the next sentences, none of which has a time of its own."""
    first, last = parse.sentence_at(place), parse.sentence_at(event.trigger[0])
    if first is None or last is None or not 0 <= last.index - first.index <= _REACH:
        return False
    between = (parse.sentences[n].tokens.root for n in range(first.index + 1, last.index + 1))
    return not any(_own_time(verb, parse, times) for verb in between)


def _own_time(verb: Token, parse: Parse, times: Times) -> bool:
    time = times.of(verb)
    words = parse.tokens(time.span) if time is not None else None
    above = words.root.head if words is not None else None
    return above is not None and verb in {above, above.head if above.dep_ == "prep" else above}
