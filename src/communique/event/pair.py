"""What one actor does to another, with the two given: the predicate that joins them and its type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.event import tables
from communique.event.clause import Arguments
from communique.event.match import Match
from communique.event.modality import modality
from communique.event.predicates import matches
from communique.event.speech import reframed, refused, spoken_code
from communique.event.talks import for_talks, journeys
from communique.model import (
    Block,
    EventMention,
    Party,
    Report,
    Span,
    cover,
    overlaps,
    report_id,
    row_id,
    text_hash,
)  # fmt: skip
from communique.parse import Parse, Pipeline, load, parse, span_of, subtree_span

if TYPE_CHECKING:
    from communique.event.classify import Classifier

_HOLDS_HEAD, _HOLDS, _NEAR = 3.0, 2.0, 0.5
"""How well an argument fits a given actor: it is headed by it, it holds it, the predicate's clause holds it."""
_DEPTH_COST = 0.2
"""Cost of each step from the sentence's root: of two predicates that join a pair, the outer one tells the news."""
_MINIMUM = 3.0
"""Least fit of a rule's answer: one actor heads its argument or both are held."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The act that joins a pair, the words that tell it and who decided.

    `cameo` is None where the classifier decided.
    """

    type: str
    mode: str | None
    cameo: str | None
    trigger: Span
    score: float
    rule: str


def code_relation(
    parsed: Parse, source: Span | None, target: Span | None, *, classifier: Classifier | None = None
) -> Relation | None:
    """The relation of a given source and target: always an answer while a classifier is given.

    The rules of the event stage go first, then the classifier on the sentence's words. None where both fail.
    """
    tokens = _sentence(parsed, source, target)
    if tokens is None:
        return None
    ranked = sorted(
        ((_fit(match, source, target), -index, match) for index, match in enumerate(matches(tokens))),
        key=lambda row: row[:2], reverse=True,
    )  # fmt: skip
    for fit, _, match in ranked:
        if fit < _MINIMUM:
            break
        relation = _relation(match, fit, target)
        if relation is not None:
            return relation
    spoken = _said(tokens, source, target)
    if spoken is not None:
        return spoken
    if classifier is None:
        return None
    type_, score = classifier.type_of(tokens, source, target)
    return Relation(type_, None, None, span_of(tokens), score, "classifier")


def code_event(text: str, *, source: Span, target: Span, nlp: Pipeline | None = None) -> EventMention | None:
    """Code one sentence with its source and target given as spans of `text`.

    For comparison with coders that need the pair, and for texts whose actors are known. The parties carry words, not
    actors.
    """
    report = Report(report_id("", None, text), "", text, text_hash(text), (Block((0, len(text)), "body"),))
    parsed = parse(report, nlp or load())
    found = code_relation(parsed, source, target, classifier=_shipped())
    if found is None:
        return None
    span = cover([source, target, found.trigger])
    return EventMention(
        id=row_id(report.id, "event_mentions", [span, found.trigger], found.type), span=span, type=found.type,
        mode=found.mode, cameo=found.cameo, source=(Party((source,), name=text[slice(*source)]),),
        target=(Party((target,), name=text[slice(*target)]),), trigger=found.trigger, score=found.score, rule=found.rule,
    )  # fmt: skip


@cache
def _shipped() -> Classifier:
    from communique.event.classify import Classifier

    return Classifier.load()


def _sentence(parsed: Parse, source: Span | None, target: Span | None) -> Tokens | None:
    sentences = [parsed.sentence_at(span[0]) for span in (source, target) if span]
    found = next((s for s in sentences if s is not None), None) or next(iter(parsed.sentences), None)
    if found is None:
        return None
    last = next((s for s in reversed(sentences) if s is not None), found)
    first, last = sorted((found, last), key=lambda s: s.index)
    if first.tokens.doc is not last.tokens.doc:
        return first.tokens
    return first.tokens.doc[first.tokens.start : last.tokens.end]


def _fit(match: Match, source: Span | None, target: Span | None) -> float:
    """How well a predicate joins the two: its subject holds the source, its objects the target."""
    acting = [*match.verb.subject, *(match.noun.subject if match.noun else ())]
    done = [t for args in (match.verb, match.noun) if args for t in _objects(args)]
    if match.noun is not None and match.noun is not match.verb:
        done += [word for word in match.words if word is not match.head]
    forward = _side(match, acting, source) + _side(match, done, target)
    if match.entry.both:
        back = _side(match, acting, target) + _side(match, done, source)
        joint = _side(match, acting, source) + _side(match, acting, target)
        forward = max(forward, back, joint)
    return forward - _DEPTH_COST * sum(1 for _ in match.head.ancestors)


def _said(tokens: Tokens, source: Span | None, target: Span | None) -> Relation | None:
    """What the source says that the target must do, or that it will not do itself."""
    for verb in tokens:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
        whole = [token.doc[token.left_edge.i : token.right_edge.i + 1] for token in subjects]
        if auxiliaries & _OUGHT or (verb.lemma_ == "need" and verb.pos_ == "VERB"):
            wanted = target if verb.dep_ == "ccomp" else None
            if wanted and any(overlaps(span_of(span), wanted) for span in whole):
                return _named("100", verb, "must")
        elif refused(verb) and _never(verb):
            own = any(token.lower_ in _SELF for token in subjects)
            if own or (source and any(overlaps(span_of(span), source) for span in whole)):
                return _named("120", verb, "will not")
    return None


def _named(cameo: str, verb: Token, rule: str) -> Relation:
    code = tables.load().codes[cameo]
    return Relation(code.type, code.mode, cameo, span_of(verb), 0.5, rule)


def _never(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children)


_SELF = frozenset({"it", "they", "he", "she", "we"})
_OUGHT = frozenset({"must", "should", "ought", "need"})


def _objects(args: Arguments) -> list[Token]:
    inner = [c for t in args.complement for c in t.children if c.dep_ not in {"punct", "mark", "aux"}]
    return [*args.object, *args.dative, *(t for tokens in args.preps.values() for t in tokens), *inner]


def _side(match: Match, arguments: list[Token], span: Span | None) -> float:
    if span is None:
        return _NEAR
    best = 0.0
    for token in arguments:
        if overlaps(span_of(token), span):
            return _HOLDS_HEAD
        if overlaps(subtree_span(token), span):
            best = _HOLDS
    if best:
        return best
    clause = match.head.doc[match.head.left_edge.i : match.head.right_edge.i + 1]
    return _NEAR if overlaps(span_of(clause), span) else 0.0


def _relation(match: Match, fit: float, target: Span | None) -> Relation | None:
    if journeys(match.head) and not for_talks(match.head):
        return None
    cameo = spoken_code(match) if match.speech else match.entry.code
    if match.entry.otherwise and not any(overlaps(span_of(t), target) for t in match.verb.object if target):
        cameo = match.entry.otherwise
    cameo = reframed(cameo, modality(match.head) or "asserted") if cameo else None
    code = tables.load().code(cameo) if cameo else None
    if code is None or cameo is None:
        return None
    trigger = cover(span_of(word) for word in match.words)
    return Relation(code.type, code.mode, cameo, trigger, round(fit / (2 * _HOLDS_HEAD), 3), match.rule)
