"""Time expressions of one report: grammar and parse joined, resolved, and the report's own date."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from communique.model import Block, Interval, Time, row_id
from communique.model.time import TimexType
from communique.parse import Parse, span_of
from communique.resources.calendar import Calendar
from communique.time.grammar import Phrase, phrases
from communique.time.recipe import resolve
from communique.time.tense import direction
from communique.time.times import Times

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LAW"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A time phrase with its place in the parse, before it is resolved."""

    block: Block
    tokens: Tokens
    span: tuple[int, int]
    type: TimexType
    recipe: str
    rule: str
    anchored: str = ""


def find_times(parse: Parse, cast: object, calendar: Calendar, *, stated: Interval) -> Times:
    """All time expressions of a report, resolved against its own date, and that date.

    `stated` is the date in the metadata; it wins over what the text says. Where neither tells, relative phrases stay
    unresolved: their recipes are kept, so that a later stage can resolve them once the date is known.
    """
    drafts = [draft for block, doc in parse.docs for draft in _drafts(block, doc)]
    published = stated
    found = tuple(_time(parse, draft, published) for draft in drafts)
    return Times(parse, found, published)


def _drafts(block: Block, doc: Doc) -> list[Draft]:
    drafts = []
    for phrase in phrases(doc.text):
        tokens = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        if tokens is None or not _is_time(phrase, tokens):
            continue
        offset = span_of(tokens)[0] - tokens.start_char
        recipe = phrase.recipe
        if "DIR" in recipe:
            recipe = recipe.replace("DIR", direction(tokens.root))
        span = (phrase.start + offset, phrase.end + offset)
        drafts.append(Draft(block, tokens, span, phrase.type, recipe, phrase.rule, phrase.anchored))
    return drafts


def _is_time(phrase: Phrase, tokens: Tokens) -> bool:
    """Whether the parse lets the phrase be a time: no name of a person or body, no verb, no count of things."""
    root = tokens.root
    if phrase.rule in {"month", "season", "weekday", "feast"}:
        if root.ent_type_ in _NAMES or root.pos_ in {"VERB", "AUX"}:
            return False
    if phrase.rule == "year":
        return _is_year(tokens)
    return True


def _is_year(tokens: Tokens) -> bool:
    root = tokens.root
    if root.ent_type_ in {"DATE", "EVENT"}:
        return True
    if root.ent_type_ in {"MONEY", "QUANTITY", "PERCENT", "ORDINAL"}:
        return False
    if root.dep_ == "nummod" and root.head.tag_ in {"NNS", "NNPS"} and root.head.i > root.i:
        return False
    return int(root.text) > 1500 if root.text.isdigit() else False


def _time(parse: Parse, draft: Draft, published: Interval) -> Time:
    value, interval = resolve(draft.recipe, published)
    absolute = draft.recipe.partition(":")[0] in {"abs", "val"}
    return Time(
        id=row_id(parse.report.id, "times", [draft.span], draft.type),
        span=draft.span,
        type=draft.type,
        value=value,
        interval=interval,
        recipe="" if absolute else draft.recipe,
        rule=draft.rule,
    )
