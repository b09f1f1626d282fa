"""When a pledge falls due: the date among the act's own words, and what the words before it make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Interval, Span, Time, contains
from communique.model.interval import prefix_of
from communique.model.pledge import DueKind
from communique.parse import span_of, subtree_span
from communique.pledge.lexicon import load
from communique.time import resolve

if TYPE_CHECKING:
    from communique.parse import Parse
    from communique.time import Times

_ARCS = frozenset(
    {
        "prep",
        "pobj",
        "npadvmod",
        "advmod",
        "tmod",
        "amod",
        "compound",
        "nummod",
        "det",
        "appos",
        "pcomp",
        "dobj",
        "nmod",
        "poss",
        "acl",
        "dep",
        "advcl",
        "conj",
    }
)
_STARTING = frozenset({"begin", "start", "take", "effective"})
LOOK_BACK = 24
"""Characters before a date in which the words that bind it are looked for: the longest is "not earlier than the"."""


@dataclass(frozen=True, slots=True)
class Due:
    """An ISO prefix (None if vague or unknown), its kind, and the time expression that says so."""

    date: str | None = None
    kind: DueKind | None = None
    time: Time | None = None


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase, kind in load().due if kind != "vague")
    return re.compile(rf"\b({words})(?:\s+(?:the|a|its|his|her|their|on|in|early|late|mid))*\s*$", re.IGNORECASE)


@cache
def _vague() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase, kind in load().due if kind == "vague")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def due(act: Token, cue: Token, reach: Span, parse: Parse, times: Times, *, shared: bool) -> Due:
    """When the act falls due. `reach` are the act's words; `shared` says that the cue's own times are the act's too.

    A time that only tells when the promise was made (a modifier of the cue) is not the act's, unless shared.
    """
    spans = [
        reach,
        (reach[0], span_of(act.sent)[1]),
        *(subtree_span(child) for child in _modifiers(act, cue, shared=shared)),
    ]
    listed = sorted(
        {time.id: time for span in spans for time in times.within(span)}.values(), key=lambda time: time.span
    )
    dated = [time for time in listed if time.type in {"DATE", "TIME"} and _own(time, act, cue, parse, shared=shared)]
    for time in dated:
        found = _read(time, parse.report.text, times.published)
        if found.kind != "vague":
            return found
    if dated or _vague().search(parse.text(reach)):
        return Due(None, "vague", dated[0] if dated else None)
    return _within([time for time in listed if contains(reach, time.span)], parse)


def _modifiers(act: Token, cue: Token, *, shared: bool) -> list[Token]:
    """Phrases before the verb ("On Friday, the minister will travel") and those that tell from when the act holds."""
    heads = [act] + ([cue] if shared and cue.i != act.i else [])
    found = [child for head in heads for child in head.children if child.dep_ in {"prep", "npadvmod", "advmod", "tmod"}]
    return found + [child for child in cue.children if child.lemma_ in _STARTING and child.i > act.i]


def _own(time: Time, act: Token, cue: Token, parse: Parse, *, shared: bool) -> bool:
    """Whether the time hangs on the act by arcs that keep to the same act."""
    tokens = parse.tokens(time.span)
    if tokens is None:
        return False
    current = tokens.root
    for _ in range(6):
        if current.i == act.i:
            return True
        if current.i == cue.i:
            return shared or _begins(tokens.root, cue) or (tokens.start > act.i and _looks_ahead(time, cue, parse))
        if current.dep_ not in _ARCS or (current.dep_ in {"acl", "advcl"} and current.lemma_ not in _STARTING):
            return False
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _looks_ahead(time: Time, cue: Token, parse: Parse) -> bool:
    """Whether a time that the parser hangs on the word of promise must be the act's: nobody promised in the future."""
    if cue.tag_ in {"VBP", "VBZ", "VBG"} or cue.pos_ == "NOUN":
        return True
    return (time.value or "") == "FUTURE_REF" or _kind(time, parse.report.text) != "on"


def _begins(token: Token, cue: Token) -> bool:
    """Whether the time hangs on "beginning" or "starting" below the cue."""
    current = token
    while current.i not in {cue.i, current.head.i}:
        if current.lemma_ in _STARTING:
            return True
        current = current.head
    return False


def _read(time: Time, text: str, published: Interval) -> Due:
    if (time.value or "").endswith("_REF") or _vague().fullmatch(text[time.span[0] : time.span[1]]):
        return Due(None, "vague", time)
    kind = _kind(time, text)
    return Due(due_date(time.interval, time.recipe, kind, published), kind, time)


def due_date(interval: Interval, recipe: str, kind: DueKind | None, published: Interval) -> str | None:
    """The due date of a time expression, given the report's own date; to be asked again when that date is narrowed.

    A weekday or month that the phrase alone would place in the past is the next one: what is announced is yet to come.
    """
    if any(step.endswith((":past", ":story", ":near")) for step in recipe.split(">")):
        ahead = re.sub(r":(?:past|story|near)(?=>|$)", ":future", recipe)
        interval = resolve(ahead, published)[1]
    return prefix(interval, kind)


def prefix(interval: Interval, kind: DueKind | None) -> str | None:
    """The due date of an interval: its ISO prefix.

    Of days that make none, the bound that counts, or the month or year that holds them. None where a side is open,
    because the report's own date is not known yet.
    """
    start, end = interval.start, interval.end
    if start is None or end is None:
        return None
    if (exact := prefix_of(start, end)) is not None:
        return exact
    if kind == "by":
        return end
    if kind == "not before":
        return start
    return start[:7] if start[:7] == end[:7] else start[:4] if start[:4] == end[:4] else None


def _kind(time: Time, text: str) -> DueKind:
    match = _before().search(text[max(0, time.span[0] - LOOK_BACK) : time.span[0]])
    inside = re.match(r"(?:by|before|until|within|after|from)\b", text[time.span[0] : time.span[1]], re.IGNORECASE)
    word = match[1].lower() if match else inside[0].lower() if inside else ""
    known = dict(load().due).get(word)
    if known is not None:
        return known
    return {"before": "by", "after": "not before"}.get(time.relation, "on")  # type: ignore[return-value]


def _within(listed: list[Time], parse: Parse) -> Due:
    """As in "within two weeks" binds without naming a day."""
    for time in listed:
        before = parse.report.text[max(0, time.span[0] - LOOK_BACK) : time.span[0]]
        if time.type == "DURATION" and re.search(r"\bwithin(?:\s+the\s+next)?\s*$", before, re.IGNORECASE):
            return Due(prefix(time.interval, "by"), "by", time)
    return Due()
