"""When a pledge falls due: the date among the act's own words, and what the words before it make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Span, Time
from communique.model.interval import prefix_of
from communique.model.pledge import DueKind
from communique.parse import span_of
from communique.pledge.lexicon import load

if TYPE_CHECKING:
    from communique.parse import Parse
    from communique.time import Times

_ARCS = frozenset({"prep", "pobj", "npadvmod", "advmod", "tmod", "amod", "compound", "nummod", "det", "appos", "pcomp", "dobj", "nmod", "poss", "acl", "dep", "advcl", "conj"})
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
    spans = [reach, *(span_of(child.doc[child.left_edge.i : child.right_edge.i + 1]) for child in _leading(act, cue, shared=shared))]
    listed = sorted({time.id: time for span in spans for time in times.within(span)}.values(), key=lambda time: time.span)
    dated = [time for time in listed if time.type in {"DATE", "TIME"} and _own(time, act, cue, parse, shared=shared)]
    for time in dated:
        found = _read(time, parse.report.text)
        if found.kind != "vague" or found.date is not None:
            return found
    text = parse.text(reach)
    match = _vague().search(text)
    if match or dated:
        return Due(None, "vague", dated[0] if dated else None)
    return _within(listed, parse)


def _leading(act: Token, cue: Token, *, shared: bool) -> list[Token]:
    """Modifiers before the verb: "On Friday, the minister will travel"."""
    heads = [act] + ([cue] if shared and cue.i != act.i else [])
    return [child for head in heads for child in head.children if child.dep_ in {"prep", "npadvmod", "advmod", "tmod"}]


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
            return shared or _later(act, tokens.start) or act.pos_ == "NOUN" and _begins(tokens.root, cue)
        if current.dep_ not in _ARCS or (current.dep_ in {"acl", "advcl"} and current.lemma_ not in _STARTING):
            return False
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _later(act: Token, start: int) -> bool:
    """Whether the time stands after a verb act that is no noun: the parser often hangs it on the cue."""
    return act.pos_ != "NOUN" and start > act.i


def _begins(token: Token, cue: Token) -> bool:
    """Whether the time hangs on "beginning" or "starting" below the cue."""
    current = token
    while current.i != cue.i and current.head.i != current.i:
        if current.lemma_ in _STARTING:
            return True
        current = current.head
    return False


def _read(time: Time, text: str) -> Due:
    if (time.value or "").endswith("_REF") or _vague().fullmatch(text[time.span[0] : time.span[1]]):
        return Due(None, "vague", time)
    kind = _kind(time, text)
    interval = time.interval
    date = prefix_of(interval.start, interval.end)
    if date is None and interval.known:
        date = interval.end if kind == "by" else interval.start
        kind = kind if kind != "on" or interval.days is not None else "not before" if interval.start else "by"
    return Due(date, kind, time)


def _kind(time: Time, text: str) -> DueKind:
    match = _before().search(text[max(0, time.span[0] - LOOK_BACK) : time.span[0]])
    inside = re.match(r"(?:by|before|until|within|after|from)\b", text[time.span[0] : time.span[1]], re.IGNORECASE)
    word = match[1].lower() if match else inside[0].lower() if inside else ""
    known = dict(load().due).get(word)
    if known is not None:
        return known
    return {"before": "by", "after": "not before"}.get(time.relation, "on")  # type: ignore[return-value]


def _within(listed: list[Time], parse: Parse) -> Due:
    """ "within two weeks" binds without naming a day."""
    for time in listed:
        before = parse.report.text[max(0, time.span[0] - LOOK_BACK) : time.span[0]]
        if time.type == "DURATION" and re.search(r"\bwithin(?:\s+the\s+next)?\s*$", before, re.IGNORECASE):
            return Due(prefix_of(time.interval.start, time.interval.end) or time.interval.end, "by", time)
    return Due()
