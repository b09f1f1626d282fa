"""Events of one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.match import Match, match_adjective, match_announcement, match_noun, match_verb
from communique.event.modality import modality
from communique.event.roles import anchored, apart, sources, targets
from communique.event.speech import spoken_code
from communique.model import EventMention, Interval, Modality, Party, Span, Statement, cover, overlaps, row_id
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_events(
    parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]
) -> tuple[EventMention, ...]:
    """All events that the report tells, in text order; none in most sentences."""
    found: dict[str, EventMention] = {}
    for sentence in parse.sentences:
        for match in matches(sentence.tokens):
            event = _event(match, parse, cast, times, statements)
            if event is not None:
                found.setdefault(event.id, event)
    return tuple(sorted(found.values(), key=lambda e: (e.span, e.id)))


def matches(tokens: Iterator[Token]) -> list[Match]:
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
        elif token.pos_ == "NOUN" and token.lemma_.lower() in words.acts:
            nouns.append(token)
    found.extend(m for noun in nouns if noun.i not in taken and (m := match_noun(noun, words)) is not None)
    spoken = {i for match in found if match.speech for token in match.verb.complement for i in _chain(token)}
    return [match for match in found if match.head.i not in spoken]


def _chain(verb: Token) -> Iterator[int]:
    """The verb and those in line with it: co-ordinated ones and its infinitives."""
    yield verb.i
    for child in verb.children:
        if child.dep_ in {"conj", "xcomp"}:
            yield from _chain(child)


def _event(
    match: Match, parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]
) -> EventMention | None:
    cameo = spoken_code(match) if match.speech else match.entry.code
    code = tables.load().code(cameo) if cameo else None
    if code is None:
        return None
    source, target = parties(match, cast, code.type)
    if match.entry.direct and not target:
        if match.entry.otherwise is None:
            return None
        code = tables.load().codes[match.entry.otherwise]
        cameo = code.cameo
        loose = replace(match, entry=replace(match.entry, direct=False))
        source, target = parties(loose, cast, code.type)
    told = modality(match.head)
    if not anchored((*source, *target)) or not _enough(match, told, source, target):
        return None
    trigger = cover(span_of(word) for word in match.words)
    span = _clause(match.head)
    time = times.of(match.head)
    statement = _statement(trigger, statements)
    return EventMention(
        id=row_id(parse.report.id, "event_mentions", [span, trigger], code.type),
        span=span,
        type=code.type,
        mode=code.mode,
        cameo=cameo,
        source=source,
        target=target,
        trigger=trigger,
        date=time.interval if time else Interval(),
        time=time.id if time else None,
        modality=told,
        statement=statement.id if statement else None,
        rule=match.rule,
    )


def parties(match: Match, cast: Cast, kind: str) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Source and target of a match; both stand on both sides where a joint subject acts with itself ("A and B met")."""
    source = sources(match.verb, cast)
    if not source and match.noun is not None:
        source = sources(match.noun, cast)
    target = apart(source, targets(match.entry, match.verb, match.noun, cast, kind))
    if match.entry.both and not source and len(target) > 1:
        return target, target
    if match.entry.both and not target and (len(source) > 1 or any(len(p.members) > 1 for p in source)):
        return source, source
    return source, target


def _enough(match: Match, told: Modality, source: tuple[Party, ...], target: tuple[Party, ...]) -> bool:
    if match.rule == "nominal" or match.entry.both or told == "hypothetical":
        return bool(source and target)
    return bool(source) or any(party.ids for party in target)


def _clause(head: Token) -> Span:
    left, right = head.left_edge.i, head.right_edge.i
    return span_of(head.doc[left : right + 1])


def _statement(trigger: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content holds the trigger."""
    holding = [s for s in statements if any(overlaps(trigger, content) for content in s.content)]
    return min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id), default=None)
