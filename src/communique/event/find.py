"""Events of one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.attributes import attributes
from communique.event.clause import next_subject, noun_arguments
from communique.event.coding import Coded, code_match
from communique.event.compare import ONE_SIDED, SYMMETRIC
from communique.event.dating import when, with_occasion
from communique.event.match import (
    Match,
    match_adjective,
    match_announcement,
    match_noun,
    match_verb,
    match_wire,
    whole_lemma,
)
from communique.event.scope import VERBAL, domestic, home
from communique.event.sense import armed
from communique.event.standing import standing
from communique.event.tables import Code
from communique.model import Attribute, EventMention, Span, Statement, cover, overlaps, row_id
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_events(parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]) -> tuple[EventMention, ...]:
    """All events that the report tells, in text order; none in most sentences."""
    found: dict[str, EventMention] = {}
    heads: dict[str, Token] = {}
    country = home(cast)
    for sentence in parse.sentences:
        for match in matches(sentence.tokens):
            event = _event(match, parse, cast, times, statements, country=country)
            if event is not None and event.id not in found:
                found[event.id], heads[event.id] = event, match.head
    told = sorted(found.values(), key=lambda e: (e.span, e.id))
    return tuple(with_occasion(told, heads, parse, cast, times))


def matches(tokens: Iterable[Token]) -> list[Match]:
    """The predicates of a sentence: each verb's act, then nouns that no verb has taken; spoken-of acts are left out."""
    words = lexicons.load()
    found: list[Match] = []
    taken: set[int] = set()
    nouns: list[Token] = []
    for token in tokens:
        if token.pos_ == "VERB":
            match = match_announcement(token, words) or match_verb(token, words)
            if match is not None:
                found.append(match)
                taken.update(word.i for word in match.words)
        elif token.pos_ == "ADJ":
            match = match_adjective(token, words)
            if match is not None:
                found.append(match)
        elif token.pos_ == "NOUN":
            lemma = whole_lemma(token)
            if lemma in words.acts:
                nouns.append(token)
            if lemma in words.by_wire and (match := match_wire(token, words)) is not None:
                found.append(match)
    found.extend(m for noun in nouns if noun.i not in taken and (m := match_noun(noun, words)) is not None)
    spoken = {i for match in found if match.speech for token in _spoken_of(match) for i in _chain(token)}
    return [match for match in found if match.head.i not in spoken]


def _spoken_of(match: Match) -> list[Token]:
    """The acts spoken of, and those that it is spoken on condition of: "threatened to leave if Peru attacks"."""
    conditions = (
        c for c in match.head.children if c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children)
    )
    return [*match.verb.complement, *conditions]


def _chain(verb: Token) -> Iterator[int]:
    """The verb and those in line with it: co-ordinated ones and its infinitives."""
    yield verb.i
    for child in verb.children:
        if child.dep_ in {"conj", "xcomp"}:
            yield from _chain(child)


def _event(
    match: Match, parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...], *, country: str | None
) -> EventMention | None:
    coded = code_match(match, cast)
    if coded is None or not _whole(coded, match) or _at_home(coded, match, parse, cast, country):
        return None
    trigger = cover(span_of(word) for word in match.words)
    span = _clause(match.head)
    dated = when(match, parse, times)
    statement = _statement(span_of(match.head), statements)
    where = _place(match, cast)
    answers = attributes(match.head, coded.code.type)
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
        time=dated.time.id if dated.time else None,
        place=where[0] if where else None,
        place_span=where[1] if where else None,
        modality="past"
        if told_often and coded.modality == "asserted"
        else standing(coded.modality, match.head, parse, when=dated, published=times.published, statement=statement),
        attributes=answers,
        statement=statement.id if statement else None,
        rule=match.rule,
    )


def _at_home(coded: Coded, match: Match, parse: Parse, cast: Cast, country: str | None) -> bool:
    """Whether an act is one of home affairs that is not recorded: words, money, and violence in words only."""
    if not domestic(coded.source, coded.target, cast, parse, country):
        return False
    if coded.code.type in VERBAL:
        return True
    if coded.code.type == "ASSAULT":
        return not armed(match)
    return country is not None and coded.code.type in {"AID", "SANCTION"}


_TIMES = "how many times"


def _whole(coded: Coded, match: Match) -> bool:
    """Whether enough of an event is known to be one: both sides, or one for the types that are told so.

    Of the one-sided rows of other types that were judged, 4 of 42 were right (docs/limits.md). A source alone does where
    the object says what was done ("lifted the curfew"): on labelled sentences 46 of 50 such rows have the right quad, and
    none stands in a sentence without an event.
    """
    source = {id_ for party in coded.source for id_ in party.ids or (party.name or "",)}
    told = bool(coded.source) and match.rule == "verb+object" and coded.code.type in _TOLD_BY_OBJECT
    joint = len(source) > 1 and coded.code.type in SYMMETRIC
    return bool((coded.source and coded.target) or coded.code.type in ONE_SIDED or joint or told)


_TOLD_BY_OBJECT = frozenset({"RETREAT", "SANCTION", "COERCE", "AID", "REJECT"})
"""Types of acts whose object completes them, though nobody is named to whom they are done."""


def _by_medium(code: Code, answers: tuple[Attribute, ...]) -> Code:
    """A consultation by phone or video is CAMEO 041, whatever its verb."""
    remote = any(a.question == "medium" and a.value in {"phone", "video"} for a in answers)
    return tables.load().codes["041"] if code.cameo == "040" and remote else code


def _clause(head: Token) -> Span:
    following = next_subject(head) if head.pos_ == "NOUN" else None
    last = following.i - 2 if following is not None else head.right_edge.i  # without the comma
    return span_of(head.doc[head.left_edge.i : last + 1])


def _statement(head: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content holds the trigger's governing word; the verb of saying is outside its own."""
    holding = [s for s in statements if any(overlaps(head, content) for content in s.content)]
    return min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id), default=None)


def _place(match: Match, cast: Cast) -> tuple[str, Span] | None:
    """Where the act took place: the first named place after in, at or near, of the trigger's words."""
    for preps in _phrases(match):
        for preposition in _PLACE_PREPOSITIONS:
            for token in preps.get(preposition, ()):
                if token.ent_type_ in _PLACE_LABELS:
                    named = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
                    span = span_of(named) if named is not None else span_of(token)
                    mention = cast.at(span)
                    known = mention.name if mention is not None and mention.name else None
                    return known or (named.text if named is not None else token.text), span
    return None


def _phrases(match: Match) -> list[dict[str, list[Token]]]:
    """Prepositional phrases of the trigger's words; of a meeting also those that the parser hung on whom it was with."""
    found = [arguments.preps for arguments in (match.noun, match.verb) if arguments is not None]
    if match.entry.code[:2] == "04":
        met = [t for preps in found for word in ("with", "to") for t in preps.get(word, ())] + match.verb.object
        found += [noun_arguments(t).preps for t in met if t.ent_type_ == "PERSON"]
        found += [noun_arguments(c).preps for t in met for c in t.conjuncts if c.ent_type_ == "PERSON"]
    return found


_PLACE_PREPOSITIONS = ("in", "at", "near", "outside", "inside")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
