"""Events of one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import tables
from communique.event.account import Account
from communique.event.admit import at_home, in_scope, whole
from communique.event.attributes import attributes
from communique.event.background import background
from communique.event.clause import next_subject
from communique.event.codes import ACCORD, CONSULTED, WIRED
from communique.event.coding import code_match
from communique.event.compare import TAKEN_UP
from communique.event.day.counted import with_counted
from communique.event.day.dating import as_known, said_on, when
from communique.event.day.lend import with_lent_days, with_paper_days
from communique.event.day.when import When
from communique.event.deeds import with_shared, with_talks, with_target
from communique.event.definite import definite
from communique.event.floor import addressed
from communique.event.further import with_further
from communique.event.guests import with_guests
from communique.event.harm import with_harm
from communique.event.intent import announced, intended, statement_at
from communique.event.issuer import issued, issuer, with_issuer
from communique.event.match import Match
from communique.event.modality import performs
from communique.event.paper import PAPERS, Papers, papers
from communique.event.place import place
from communique.event.predicates import matches
from communique.event.scope import SENTENCES, home
from communique.event.sequel import with_attackers
from communique.event.setting import with_setting
from communique.event.sides import ANCHORED, for_owners
from communique.event.standing import standing
from communique.event.tables import Code
from communique.event.telling import taken_up
from communique.event.terms import with_terms
from communique.event.title import without_title
from communique.event.unsaid import accepted, agreed
from communique.model import Attribute, EventMention, Party, Span, Statement, cover, row_id
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_events(parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]) -> tuple[EventMention, ...]:
    """All events that the report tells, in text order; none in most sentences."""
    found: dict[str, EventMention] = {}
    heads: dict[str, Token] = {}
    country, by = home(cast, parse), issuer(parse, cast)
    cast = issued(parse, addressed(parse, cast), by)
    written = papers(parse, cast)
    for sentence in parse.sentences:
        for match in matches(sentence.tokens):
            before = list(found.values())
            event = _event(match, parse, cast, times, statements, country=country, told=written, before=before, by=by)
            if event is not None and event.id not in found:
                found[event.id], heads[event.id] = event, match.head
    told_of = list(found.values())
    for event, verb in (*agreed(told_of, parse, cast, times, statements), *accepted(told_of, parse)):
        if event.id not in found and all(verb.i != head.i or verb.doc != head.doc for head in heads.values()):
            found[event.id], heads[event.id] = event, verb
    tellers = {s.id: s.speaker.actor for s in statements if s.speaker is not None}
    account = Account(parse, cast, times, heads, tellers)
    told = sorted(found.values(), key=lambda e: (e.trigger, e.id))
    told = with_harm(with_attackers(told, account), account)
    if len(parse.sentences) > 1:
        told = [event for event in told if event.type != "ASSAULT" or event.source or _somebody(event.target, cast)]
    told = with_counted(with_further(with_shared(told, account), account), account)
    told = with_talks(with_lent_days(told, account), account)
    told = with_guests(with_setting(told, account), account)
    told = without_title(with_terms(told, account), account)
    return tuple(
        replace(event, source=for_owners(event.source, parse.text), target=for_owners(event.target, parse.text))
        for event in with_paper_days(told, account)
    )


def _somebody(parties: tuple[Party, ...], cast: Cast) -> bool:
    """Whether any of some victims is known or of a known country: "18 people were killed" tells nobody's attack on nobody."""
    return any(
        (actor.kind != "group" or actor.country) or ANCHORED in party.how
        for party in parties
        for id_ in party.ids
        if (actor := cast.actor(id_)) is not None
    )


def _event(
    match: Match,
    parse: Parse,
    cast: Cast,
    times: Times,
    statements: tuple[Statement, ...],
    *,
    country: str | None,
    told: Papers,
    before: Sequence[EventMention],
    by: Party | None,
) -> EventMention | None:
    coded = code_match(match, cast, told)
    coded = with_target(with_issuer(coded, match, by, cast), match, before, parse, cast) if coded is not None else None
    if coded is None or not whole(coded, match, cast) or not in_scope(coded, parse, cast, by):
        return None
    trigger = cover(span_of(word) for word in match.words)
    span = _clause(match.head)
    if coded.code.cameo == match.entry.otherwise:
        match = replace(match, entry=replace(match.entry, code=coded.code.cameo))
    dated = as_known(when(match, parse, times), match.head, (*coded.source, *coded.target), cast, times)
    statement = statement_at(span_of(match.head), statements)
    intent = intended(coded, match, parse, cast, statements) or announced(coded, match, statement, cast)
    coded, dated = (coded, dated) if intent is None else (intent, said_on(statement, times))
    known = dated.date.known
    if not performs(match.head) and background(
        coded, match, dated=known, told=statement is not None, alone=len(parse.sentences) < SENTENCES
    ):
        return None
    if at_home(coded, match, parse, cast, country, dated=known):
        return None
    where = place(match, cast)
    answers = attributes((match.head, *match.words), coded.code.type)
    if taken_up(match.head) and (dated.date.days or 0) > _COUNTED:
        dated = When()  # "this was the second call this year": the year that one counts in, not the day
    if match.head.lemma_ in _AFFIRMING:
        answers = tuple(answer for answer in answers if answer.question != "name")  # an older accord's
    code = _by_medium(coded.code, answers)
    told_often = any(answer.question == _TIMES for answer in answers)
    return EventMention(
        id=row_id(parse.report.id, "event_mentions", [span, trigger], coded.code.type),
        span=span,
        type=coded.code.type,
        mode=code.mode,
        cameo=code.cameo,
        source=coded.source,
        target=coded.target,
        trigger=trigger,
        date=dated.date,
        time=dated.time.id if dated.time and not dated.counted else None,
        place=where[0] if where else None,
        place_span=where[1] if where else None,
        modality="past"
        if told_often and coded.modality == "asserted"
        else coded.modality
        if intent is not None
        else standing(
            coded.modality, match.head, parse, times, when=dated, statement=None if performs(match.head) else statement
        ),
        attributes=answers,
        statement=statement.id if statement else None,
        rule=f"{match.rule}, {TAKEN_UP}" if coded.code.cameo == ACCORD and _definite(match) else match.rule,
    )


def _definite(match: Match) -> bool:
    """Whether the accord that an act is told with is one told of before: "signed *the* agreement", not "*the* statement"."""
    noun = match.words[-1]
    return match.noun is not None and noun.lemma_.lower() not in PAPERS and definite(noun)


_COUNTED = 7
"""Longest time that still dates a meeting which a report takes up to count it."""
_TIMES = "how many times"
_AFFIRMING = frozenset({"confirm", "affirm", "reaffirm", "reiterate"})
"""Verbs that speak of an accord there is: its name tells no event of their day."""


def _by_medium(code: Code, answers: tuple[Attribute, ...]) -> Code:
    """A consultation by phone or video is CAMEO 041, whatever its verb."""
    remote = any(a.question == "medium" and a.value in {"phone", "video"} for a in answers)
    return tables.load().codes[WIRED] if code.cameo == CONSULTED and remote else code


def _clause(head: Token) -> Span:
    following = next_subject(head) if head.pos_ == "NOUN" else None
    last = following.i - 2 if following is not None else head.right_edge.i  # without the comma
    return span_of(head.doc[head.left_edge.i : last + 1])
