"""The day of the meeting that a report is about, for what its participants did there.

A readout dates the meeting in its first sentence and goes on without a date: "They agreed ...", "The president thanked
...". What the participants do to each other or together, told plainly and without a time of its own, took place there
(basis `inferred`). A report's own date never stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.clause import arguments, swallows, taken_for_content
from communique.event.compare import SYMMETRIC
from communique.event.dating import COUNTED, ON_DEEDS
from communique.event.floor import FIRST, PLURAL, after_talks, met, today, turns, welcomed
from communique.event.modality import listed, seized
from communique.event.place import called, stage
from communique.event.roles import parties_of
from communique.event.sequel import DEFINITE
from communique.event.sides import kinds, state, states
from communique.event.tables import QUADS, load, participants
from communique.model import EventMention, Interval, Party, Span, Time, contains
from communique.parse import subtree_span
from communique.time import resolve

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

LEAD = 6
"""Sentences, from the report's first, that may tell the meeting it is about."""
DAYS = 3
"""Longest meeting whose day its acts take over."""
JOURNEY_DAYS = 7
"""Longest journey whose days its meetings take over: "earlier this week she travelled to ..."."""
_NEWS_DAYS = 30
"""Days before a report after which a dated act is not what it is about."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
RUN = 6
"""Most sentences between an act of one participant and what was last told of the meeting; the background comes after."""
_JOINT = re.compile(r"(?i)\bjoint (?:communiqu[eé]|declaration|(?:press )?(?:statement|release))\b")
"""A title of a paper that tells of its meeting from first to last."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting that a report is about: who took part, for which states, and when; or the `journey` of its traveller.

    `open`: with whom it was held is not known; `alone`: no meeting, the day on which one side tells of itself; `place`:
    where a journey went.
    """

    people: frozenset[str]
    states: frozenset[str]
    date: Interval
    time: str | None
    journey: bool = False
    open: bool = False
    place: tuple[str, Span] | None = None
    alone: bool = False


def with_occasion(
    events: Sequence[EventMention],
    heads: dict[str, Token],
    parse: Parse,
    cast: Cast,
    times: Times,
    *,
    tellers: Mapping[str, str | None],
) -> list[EventMention]:
    """The mentions, those that the report's own meeting dates with its day.

    `heads` gives each mention's verb or noun, `tellers` the speaker of each statement.
    """
    occasion = _occasion(events, heads, parse, cast, times)
    if occasion is None:
        return list(events)
    day = replace(occasion.date, basis="inferred") if occasion.date.known else occasion.date
    numbers = {event.id: _number(event, parse) for event in events}
    reach = RUN
    if _JOINT.search(parse.report.title or ""):
        reach, by = len(parse.sentences), {id_ for event in events for id_ in _ids(event.source)}
        theirs = {id_ for id_ in by if state(id_, cast) in occasion.states}
        occasion = replace(occasion, people=occasion.people | theirs)
    dated: list[EventMention] = []
    last = next(
        (numbers[event.id] for event in events if event.time == occasion.time and event.date == occasion.date), 0
    )
    for event in sorted(events, key=lambda e: numbers[e.id]):
        together = _all_of(states(event.source, cast), occasion)
        near = together or _said(event) or numbers[event.id] - last <= reach
        if near and told_at(event, heads[event.id], occasion, cast, tellers.get(event.statement or "")):
            told = replace(event, date=day, time=occasion.time)
            if occasion.place is not None and told.type == "CONSULT" and told.place is None:
                stop = stage(parse, numbers[event.id], cast) if occasion.journey else None
                where = stop or occasion.place
                told = replace(told, place=where[0], place_span=where[1])
            dated.append(told)
            last = last if taken_up(heads[event.id]) else numbers[event.id]
        else:
            dated.append(_by(event, heads[event.id], occasion.date.end))
    return sorted(dated, key=lambda e: (e.span, e.id))


def _said(event: EventMention) -> bool:
    """Whether one of those who met tells an act in the first person."""
    return any(how in {FIRST, PLURAL} for party in event.source for how in party.how)


def _by(event: EventMention, head: Token, day: str | None) -> EventMention:
    """An act of some time before the report, by the meeting's day if the meeting came after it.

    "The call followed her recent visit": told on no day of its own, the visit was over on that of the call.
    """
    last = event.date.end
    if event.date.start is not None or last is None or day is None or day >= last or not _before_meeting(head):
        return event
    return replace(event, date=Interval(None, day, "inferred"), time=None)


def _before_meeting(noun: Token) -> bool:
    """Whether the report's meeting is set behind an act: "this call came after his recent talks with her"."""
    behind = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"}
    verb = noun.head.head if behind else noun.head
    if not behind and not (noun.dep_ == "dobj" and verb.lemma_ == "follow"):
        return False
    subjects = (child for child in verb.children if child.dep_ == "nsubj" and child.lemma_ in listed("meetings"))
    return any(word.lower_ in DEFINITE for subject in subjects for word in subject.lefts)


def _number(event: EventMention, parse: Parse) -> int:
    sentence = parse.sentence_at(event.trigger[0])
    return sentence.index if sentence is not None else 0


def _occasion(
    events: Sequence[EventMention], heads: dict[str, Token], parse: Parse, cast: Cast, times: Times
) -> Occasion | None:
    lead = [s.span for s in parse.sentences[:LEAD]]
    told = [
        event
        for event in events
        if event.type in SYMMETRIC
        and event.cameo not in ON_DEEDS
        and event.modality == "asserted"
        and not (_travels(heads[event.id]) or _stays(heads[event.id]))
        and any(contains(span, event.trigger) for span in lead)
        and len(states(event.source + event.target, cast)) > 1
    ]
    own = next((event for event in told if event.type == "CONSULT" and not event.date.known), None)
    for event in told:
        if event.date.days is not None and event.date.days <= DAYS and not _earlier(event, own, parse, times):
            return held(event, event.date, event.time, cast)
    for event in told:
        time = next((t for t in times.times if t.id == event.time), None)
        if time is not None and not event.date.known and _daily(time):
            return held(
                event, Interval(), time.id, cast
            )  # once the report's date is known, its times are resolved again
    for event in told:
        same = _coinciding(parse, times) if event.type == "CONSULT" and not event.date.known else None
        if same is not None:
            return held(event, same.interval, same.id, cast)
    for found in (_spoken(parse, cast, times), _attended(parse, cast, times)):
        if found is not None:
            return found
    for event in told:
        day = _reported(heads[event.id], parse, times) if event.type == "CONSULT" and not event.date.known else None
        if day is not None:
            return held(event, day, None, cast)
    return _released(events, parse, cast, times)


def _released(events: Sequence[EventMention], parse: Parse, cast: Cast, times: Times) -> Occasion | None:
    """What one side tells of itself on the report's own day, no meeting: "the Ministry today summoned the ambassador"."""
    day = times.published.day
    lead = [s.span for s in parse.sentences if s.block.role not in {"title", "heading"}][:2]
    for event in events:
        own = event.modality == "asserted" and event.date.day is not None and event.date.day == day
        sides = states(event.source, cast)
        if not own or len(sides) != 1 or not any(contains(span, event.trigger) for span in lead):
            continue
        people = frozenset(actor.id for actor in cast.actors if state(actor.id, cast) in sides)
        people |= frozenset(_ids(event.target)) if event.cameo == SUMMONED else frozenset()  # who answers there
        return Occasion(people, sides, event.date, event.time, alone=True)
    return None


def _earlier(event: EventMention, own: EventMention | None, parse: Parse, times: Times) -> bool:
    """Whether a dated act behind a meeting without a day is only its background: long before the report, or of a year named."""
    if own is None or own.trigger > event.trigger or event.date.end is None:
        return False
    if times.published.start is not None:
        return long_ago(event.date, times)
    time = next((t for t in times.times if t.id == event.time), None)
    return time is not None and _YEAR.search(parse.text(time.span)) is not None


def long_ago(day: Interval, times: Times) -> bool:
    """Whether a day lies so long before the report that it is background; not told where the report has no day."""
    if times.published.start is None or day.end is None:
        return False
    return date.fromisoformat(day.end) < date.fromisoformat(times.published.start) - timedelta(_NEWS_DAYS)


def _spoken(parse: Parse, cast: Cast, times: Times) -> Occasion | None:
    """The meeting at which two speak to each other, on the day that they call today."""
    told = turns(parse, cast)
    people, time = [mention.actor for mention in met(told) if mention.actor], today(told, parse, times)
    if not people or time is None:
        return None
    where = welcomed(told, cast) if after_talks(parse) else None
    sides = frozenset(state(id_, cast) for id_ in people)
    return Occasion(frozenset(people), sides, time.interval, time.id, place=where)


def _coinciding(parse: Parse, times: Times) -> Time | None:
    """The day on which the lead sets its meeting beside something else: "the call coincided with the anniversary"."""
    for sentence in parse.sentences[:LEAD]:
        for verb in sentence.tokens:
            if verb.lemma_ not in listed("coinciding"):
                continue
            subjects = [child for child in verb.children if child.dep_ == "nsubj"]
            what = subjects[0] if subjects else verb.head
            time = times.of(verb) if what.lemma_ in listed("meetings") and what.i < verb.i else None
            if time is not None and time.interval.day is not None:
                return time
    return None


def _attended(parse: Parse, cast: Cast, times: Times) -> Occasion | None:
    """A gathering or journey that the lead tells."""
    lead = [s for s in parse.sentences if s.block.role not in {"title", "heading"}][:2]
    found = (attended(verb, cast, times) for sentence in lead for verb in sentence.tokens)
    return next((occasion for occasion in found if occasion is not None), None)


def attended(verb: Token, cast: Cast, times: Times) -> Occasion | None:
    """A gathering of which a verb only tells who took part, or a journey: "travelled to Oslo on May 3-4"."""
    if verb.tag_ != "VBD":
        return None
    journey, signed = _travels(verb) or _stays(verb), verb.lemma_ == "sign"
    if (tour := _toured(verb, times)) is not None:
        found = arguments(verb)
        hosts = [p for noun in found.subject for p in parties_of(noun, cast)]
        return Occasion(frozenset(_ids(hosts)), states(hosts, cast), tour, None, journey=True)
    time = times.of(verb) if journey or signed or verb.lemma_ in listed("attending") or _meets(verb) else None
    if time is None or time.interval.days is None or time.interval.days > (JOURNEY_DAYS if journey else DAYS):
        return None
    found = arguments(verb)
    met = () if journey or signed else (*found.object, *found.preps.get("with", ()))
    hosts, guests = ([p for noun in nouns for p in parties_of(noun, cast)] for nouns in (found.subject, met))
    sides = states(hosts + guests, cast)
    if not _ids(hosts) or (signed and len(sides) < _SIDES):
        return None
    unmet, where = not journey and not signed and not _ids(guests), _goal(verb, cast) if journey else None
    return Occasion(frozenset(_ids(hosts + guests)), sides, *_past(time, times), journey, unmet, where)


_SIDES = 2


def _past(time: Time, times: Times) -> tuple[Interval, str | None]:
    """What has passed of a time when the report was published, and the time's id where that is all of it."""
    start, end, published = time.interval.start, time.interval.end, times.published.end
    if start is not None and end is not None and published is not None and start <= published < end:
        return replace(time.interval, end=published), None
    return time.interval, time.id


def _meets(verb: Token) -> bool:
    """Whether a verb tells a meeting, with whomever: "spoke with families", "hosted the first meeting of the group"."""
    held = (noun for noun in verb.children if noun.dep_ == "dobj" and noun.lemma_ in listed("meetings"))
    return verb.lemma_ in listed("holding") or (verb.lemma_ in listed("hosting") and any(held))


def _goal(verb: Token, cast: Cast) -> tuple[str, Span] | None:
    """Where a journey goes, as the text names it: the first place behind "to"."""
    goals = (noun for word in verb.subtree if word.lower_ == "to" for noun in word.children if noun.dep_ == "pobj")
    named = next((noun for noun in goals if noun.ent_type_ in {"GPE", "LOC"}), None)
    return called(named, cast) if named is not None else None


def _stays(verb: Token) -> bool:
    """Whether a verb tells where somebody was: "was in Oslo on Monday"."""
    places = (noun for prep in verb.children if prep.lower_ == "in" for noun in prep.children)
    return verb.lemma_ == "be" and any(noun.dep_ == "pobj" and noun.ent_type_ == "GPE" for noun in places)


def _toured(verb: Token, times: Times) -> Interval | None:
    """The days of a journey of so many days that ended on a day told: "ended a three-day tour on Wednesday"."""
    tours = [noun for noun in verb.children if noun.dep_ == "dobj" and noun.lemma_ in listed("journeys")]
    time = times.of(verb) if tours and verb.lemma_ in listed("ending") else None
    if time is None or time.interval.day is None:
        return None
    lengths = (COUNTED.fullmatch(t.value or "") for noun in tours for child in noun.lefts for t in _spans(child, times))
    days = next((int(length[1]) for length in lengths if length is not None), 0)
    if not 0 < days <= JOURNEY_DAYS:
        return None
    first = date.fromisoformat(time.interval.day) - timedelta(days - 1)
    return Interval(first.isoformat(), time.interval.day, "inferred")


def _spans(word: Token, times: Times) -> tuple[Time, ...]:
    return times.within(subtree_span(word))


def _travels(verb: Token) -> bool:
    """Whether a verb tells a journey: "travelled to Oslo", "led a delegation to Oslo"."""
    led = verb.lemma_ == "lead" and any(noun.lower_ == "delegation" for noun in verb.children)
    return (led or verb.lemma_ in listed("travelling")) and any(
        token.lower_ == "to" and token.dep_ == "prep" for token in verb.subtree
    )


def held(event: EventMention, day: Interval, time: str | None, cast: Cast) -> Occasion:
    """The meeting that a mention tells, of its parties on a day."""
    parties = event.source + event.target
    return Occasion(frozenset(_ids(parties)), states(parties, cast), day, time)


def _daily(time: Time) -> bool:
    """Whether a time that waits for the report's date will tell few days: "on Monday", not "last month"."""
    if not time.recipe or time.type not in {"DATE", "TIME"}:
        return False
    days = resolve(time.recipe, Interval(_PROBE, _PROBE, "stated"))[1].days
    return days is not None and days <= DAYS


SUMMONED = "114"
"""Code of a formal complaint: a note handed over, an envoy called in."""
_PROBE = "2000-01-03"
"""Any day: how many days a time tells does not hang on it."""


def _reported(head: Token, parse: Parse, times: Times) -> Interval | None:
    """The day of a meeting that a lead reports: the day on which it was told, or the one before.

    That day alone where the lead says what day it is: "On Monday, the anniversary of the war, state media said ...".
    """
    for verb in head.ancestors:
        if verb.pos_ == "VERB" and any(child.dep_ == "ccomp" for child in verb.children):
            time = times.of(verb)
            if time is not None and time.interval.day is not None:
                if _ANNIVERSARY.match(parse.report.text, time.span[1]):
                    return replace(time.interval, basis="inferred")
                before = date.fromisoformat(time.interval.day) - timedelta(1)
                return Interval(before.isoformat(), time.interval.day, "inferred")
    return None


_ANNIVERSARY = re.compile(r",\s+(?:the|its|their)\s+(?:\w+\s+)?anniversary\b")


def _ids(parties: Iterable[Party]) -> list[str]:
    return [id_ for party in parties for id_ in party.ids]


def told_at(event: EventMention, head: Token, occasion: Occasion, cast: Cast, teller: str | None) -> bool:
    """Whether an undated mention tells what the participants did at the meeting; `teller` is whose statement tells it."""
    if event.timed or event.modality != "asserted":
        return False
    if occasion.alone and not (main(head) and event.type in _SPOKEN and event.source != event.target):
        return False
    together = event.type in SYMMETRIC and _all_of(states(event.source, cast), occasion)
    if load().quad(event.type) == QUADS["material conflict"]:
        return False  # a state's measures against the other, told beside a meeting, are why it was held
    if "firm" in kinds(event.source, cast):
        return False  # a firm's deal, welcomed at a meeting of states
    if event.type == "CONSULT" and taken_up(head):
        return together or states(event.source + event.target, cast) == occasion.states
    said = _said(event)
    if elsewhen(head, _OTHER_ACTS.get(event.cameo or "", frozenset()), perfect=not said) or (
        head.dep_ == "pcomp" and not swallows(head)
    ):
        return False
    source, target = _ids(event.source), _ids(event.target)
    by_voice = _by_voice(head)
    told = together or said or by_voice or {teller} == set(source) or event.type == "CONSULT"
    if event.statement is not None and not told:
        return False
    if event.type == "CONSULT" and (_too(head) or occasion.journey) and occasion.people.issuperset(source) and source:
        return True
    if event.type == "CONSULT" and source == target and len(occasion.people) > 1 and occasion.people < set(source):
        return True  # "the leaders discussed ...", of the two and who joined them
    joint = occasion.open and together and event.source == event.target and event.type != "CONSULT"
    for_all = joint or (
        together and len(states(event.source, cast)) == len(occasion.states)
    )  # "the foreign ministers of both signed ..."
    if not for_all and not (source and all(_takes_part(id_, occasion, cast) for id_ in source)):
        return False
    if (
        event.type in _SPOKEN
        and (event.statement is None or by_voice)
        and event.target
        and occasion.people.issuperset(source)
        and (by_voice or main(head))
    ):
        return True
    if joint:
        return main(head)
    if _all_of(states(event.source, cast), occasion):
        return event.type not in {"CONSULT", "COOPERATE"} or all(_takes_part(id_, occasion, cast) for id_ in target)
    return bool(target) and all(_takes_part(id_, occasion, cast) for id_ in target)


def _by_voice(verb: Token) -> bool:
    """Whether a spokesman tells an act in the past: "the spokesman stated that the minister thanked her"."""
    first = next(token for token in (verb, *verb.ancestors) if token.dep_ != "conj")
    subjects = (child for child in first.head.children if child.dep_ == "nsubj")
    voice = first.dep_ == "ccomp" and any(child.lemma_.lower() in participants("mouthpieces") for child in subjects)
    return voice and verb.tag_ == "VBD" and main(first.head)


def _all_of(sides: frozenset[str], occasion: Occasion) -> bool:
    """Whether some sides are all who met, one of whom may be a person whose country nothing tells."""
    missing = occasion.states - sides
    unknown = len(missing) == 1 and missing <= occasion.people and len(sides - occasion.states) == 1
    return not missing or (unknown and len(sides) == len(occasion.states) > 1)


_SPOKEN = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE"})
"""What a participant says at a meeting of somebody who is not there, told in a main clause, belongs to it."""


def main(verb: Token) -> bool:
    """Whether a verb tells a past act in a main clause."""
    if verb.tag_ == "VB" and (verb.dep_ in {"advcl", "pcomp"} or seized(verb)):  # "spoke with her to thank Oman"
        return any(main(above) for above in verb.ancestors if above.tag_ == "VBD")
    if verb.tag_ != "VBD" and not _was(verb):
        return False
    if verb.dep_ == "ccomp" and (taken_for_content(verb.head) == verb or _before_semicolon(verb)):
        return main(verb.head)
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and main(verb.head))


def _was(verb: Token) -> bool:
    """Whether a verb is in the past by its auxiliary: "the ambassador was asked to leave"."""
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" and child.tag_ == "VBD" for child in verb.children)


def _before_semicolon(verb: Token) -> bool:
    """Whether a clause was taken for what the next one says: "the envoy blamed Oman; he said that ..."."""
    return any(mark.text == ";" and verb.i < mark.i < verb.head.i for mark in verb.head.children)


def _too(verb: Token) -> bool:
    """Whether a further meeting is told as one of the same day: "also met with ...", "following the meeting"."""
    if any(child.lower_ == "also" for child in verb.children):
        return True
    phrases = (child for child in verb.children if child.lower_ in {"following", "after", "during"})
    return any(n.lemma_ in listed("meetings") for phrase in phrases for n in phrase.children)


def taken_up(head: Token) -> bool:
    """Whether a meeting is told of again to say which one it was: "this was their second call", "the call marked ..."."""
    noun = head.head if head.dep_ == "relcl" else head
    if (
        noun.dep_ not in {"attr", "dobj"}
        or noun.head.lemma_ not in listed("naming")
        or noun.lemma_ not in listed("meetings")
    ):
        return False
    subjects = (child for child in noun.head.children if child.dep_ == "nsubj")
    return any(child.lower_ in {"this", "that", "it"} or child.lemma_ in listed("meetings") for child in subjects)


def _takes_part(id_: str, occasion: Occasion, cast: Cast) -> bool:
    actor = cast.actor(id_)
    return id_ in occasion.people or (
        actor is not None and actor.kind in {"state", "government"} and state(id_, cast) in occasion.states
    )


_REASONS = frozenset({"for"})
_OTHER_ACTS = {**dict.fromkeys(ON_DEEDS, _REASONS), "036": frozenset({"to", "for"})}
"""Words before the other act that praise, blame or an invitation is about, by code."""


def elsewhen(head: Token, before: frozenset[str] = frozenset(), *, perfect: bool = True) -> bool:
    """Whether an act is set at another time: by a word beside it, or by a `perfect` ("had signed", "has supported").

    What stands behind a word of `before` is of another act, and so is what stands behind the thing praised: "thanked her for
    her help last year", "welcomed Oman's vote last year".
    """
    deed = (child for child in head.children if child.dep_ == "dobj" and before is _REASONS)
    reason = min((t.i for t in (*deed, *(t for t in head.subtree if t.lower_ in before))), default=None)
    children = (child for child in head.children if child.dep_ != "mark" and (reason is None or child.i < reason))
    near = [head, *children]
    if any(t.lemma_.lower() in listed("otherwise") and not (t.lower_ == "again" and t.i < head.i) for t in near):
        return True
    return perfect and any(child.dep_ == "aux" and child.lemma_ == "have" for child in head.children)
