"""When a pledge falls due: the date among the act's own words, and what the words before it make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from spacy.tokens import Token

from communique.model import Interval, Span, Time, contains
from communique.model.interval import of_period, period_of, prefix_of
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
LOOK_BACK = 24
"""Characters before a date in which the words that bind it are looked for: the longest is "not earlier than the"."""


LONGEST = 124
"""Days of the longest stretch that is told as a due date: a season. A longer one that makes no month or year tells nothing."""

Edge: TypeAlias = Literal["last", "eve"] | None
_ENDING = re.compile(r"\b(?:end\s+of|close\s+of|(?:year|month|week)[’']s\s+end)\b", re.IGNORECASE)
_EVE = re.compile(
    r"\b(?:before|ahead\s+of|prior\s+to)\s+(?:(?:the|its|his|her|their)\s+)?\S+(?:\s\S+){0,3}$", re.IGNORECASE
)


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
    dated = [time for time in dated if not (_gone(time, cue, parse, times.published) or _lasts(time, act, parse))]
    for time in dated:
        found = _read(time, parse.report.text, times.published)
        if found.kind != "vague":
            return found
    if dated or any(_vague().search(parse.text(span)) for span in (reach, *_before_act(act))):
        return Due(None, "vague", dated[0] if dated else None)
    return _within([time for time in listed if contains(reach, time.span)], parse, times.published)


def _before_act(act: Token) -> list[Span]:
    """Phrases before the act that may tell when: "In the coming weeks, both will sign"."""
    return [subtree_span(child) for child in act.lefts if child.dep_ in {"prep", "npadvmod", "advmod"}]


def _modifiers(act: Token, cue: Token, *, shared: bool) -> list[Token]:
    """Phrases before the verb ("On Friday, the minister will travel") and those that tell from when the act holds."""
    heads = [act] + ([cue] if shared and cue.i != act.i else [])
    found = [child for head in heads for child in head.children if child.dep_ in {"prep", "npadvmod", "advmod", "tmod"}]
    return found + [child for child in cue.children if child.lemma_ in load().starting and child.i > act.i]


def _own(time: Time, act: Token, cue: Token, parse: Parse, *, shared: bool) -> bool:
    """Whether the time hangs on the act by arcs that keep to the same act."""
    tokens = parse.tokens(time.span)
    if tokens is None:
        return False
    current = tokens.root
    if time.type == "TIME" and current.dep_ == "compound":
        return False  # "the night shift"
    for _ in range(6):
        if current.i == act.i:
            return True
        if current.lower_ == "since" or _clause(current) or _dates_paper(current):
            return False
        if current.i == cue.i:
            return shared or _begins(tokens.root, cue) or (tokens.start > act.i and _looks_ahead(time, cue, parse))
        if current.lemma_ == "invite":  # "invited her before the end of May" to what she accepted
            return _looks_ahead(time, current, parse)
        if current.dep_ not in _ARCS or (current.dep_ in {"acl", "advcl"} and current.lemma_ not in load().starting):
            return False
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _clause(token: Token) -> bool:
    """Whether a phrase is a clause with a subject of its own: "with Norway hosting the leaders in May"."""
    return token.dep_ == "pcomp" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.lefts)


def _dates_paper(token: Token) -> bool:
    """Whether what hangs on the token here is the date in a paper's name: "the order of 2 May", "the 2029 budget act"."""
    head, named = token.head, token.dep_ in {"nmod", "nummod", "compound", "npadvmod", "poss", "appos", "amod"}
    return (
        head.pos_ in {"NOUN", "PROPN"}
        and head.lemma_.lower() in load().dated_papers
        and (named or (token.dep_ == "prep" and token.lower_ in {"of", "dated"}))
    )


def _gone(time: Time, cue: Token, parse: Parse, published: Interval) -> bool:
    """Whether a report that says what "will" be done, in its own words, names a day before its own: that is another act's."""
    if cue.tag_ not in {"MD", "VBP", "VBZ"} or cue.lower_ == "would" or parse.quotation_at(span_of(cue)[0]) is not None:
        return False
    date = _read(time, parse.report.text, published).date
    end = of_period(date).end if date else None
    return end is not None and published.start is not None and end < published.start


def _lasts(time: Time, act: Token, parse: Parse) -> bool:
    """Whether an act is to go on up to a time; what "will not be lifted until May" will be from then on."""
    before = parse.report.text[max(0, time.span[0] - LOOK_BACK) : time.span[0]].split()
    refused = any(child.dep_ == "neg" for child in act.lefts)
    return bool(before) and before[-1].lower() in load().lasting and not refused


def _looks_ahead(time: Time, cue: Token, parse: Parse) -> bool:
    """Whether a time that the parser hangs on the word of promise must be the act's: nobody promised in the future."""
    if cue.tag_ in {"VBP", "VBZ", "VBG"} or cue.pos_ == "NOUN":
        return True
    return (time.value or "") == "FUTURE_REF" or _kind(time, parse.report.text) != "on"


def _begins(token: Token, cue: Token) -> bool:
    """Whether the time hangs on "beginning" or "starting" below the cue."""
    current = token
    while current.i not in {cue.i, current.head.i}:
        if current.lemma_ in load().starting:
            return True
        current = current.head
    return False


def _read(time: Time, text: str, published: Interval) -> Due:
    if (time.value or "").endswith("_REF") or _vague().fullmatch(text[time.span[0] : time.span[1]]):
        return Due(None, "vague", time)
    kind = _kind(time, text)
    return Due(due_date(time.interval, time.recipe, kind, published, edge_of(text, time.span)), kind, time)


def edge_of(text: str, span: Span) -> Edge:
    """Which day of its time a deadline means: the last ("by the end of May"), the one before the first ("before May")."""
    words = text[max(0, span[0] - LOOK_BACK) : span[1]]
    if _ENDING.search(words):
        return "last"
    return "eve" if _EVE.search(words) else None


def due_date(
    interval: Interval, recipe: str, kind: DueKind | None, published: Interval, edge: Edge = None
) -> str | None:
    """The due date of a time expression, given the report's own date; to be asked again when that date is narrowed.

    A weekday or month that the phrase alone would place in the past is the next one: what is announced is yet to come.
    `edge` is which day of the time a deadline means, see `edge_of`.
    """
    if any(step.endswith((":past", ":story", ":near")) for step in recipe.split(">")):
        ahead = re.sub(r":(?:past|story|near)(?=>|$)", ":future", recipe)
        interval = resolve(ahead, published)[1]
    if kind == "by" and edge == "last" and interval.end is not None:
        return interval.end
    if kind == "by" and edge == "eve" and interval.start is not None:
        return (date.fromisoformat(interval.start) - timedelta(days=1)).isoformat()
    return prefix(interval, kind)


def prefix(interval: Interval, kind: DueKind | None) -> str | None:
    """The due date of an interval: its ISO prefix.

    Of days that make none, the bound that counts, or the first and last of up to LONGEST days. None where a side is
    open, because the report's own date is not known yet.
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
    days = Interval(start, end).days or 0
    return period_of(start, end) if days <= LONGEST else None


def _kind(time: Time, text: str) -> DueKind:
    match = _before().search(text[max(0, time.span[0] - LOOK_BACK) : time.span[0]])
    inside = re.match(r"(?:by|before|until|within|after|from)\b", text[time.span[0] : time.span[1]], re.IGNORECASE)
    word = match[1].lower() if match else inside[0].lower() if inside else ""
    known = dict(load().due).get(word)
    if known is not None:
        return known
    return {"before": "by", "after": "not before"}.get(time.relation, "on")  # type: ignore[return-value]


def _within(listed: list[Time], parse: Parse, published: Interval) -> Due:
    """As in "within two weeks" binds without naming a day."""
    for time in listed:
        before = parse.report.text[max(0, time.span[0] - LOOK_BACK) : time.span[0]]
        if time.type == "DURATION" and re.search(r"\bwithin(?:\s+the\s+next)?\s*$", before, re.IGNORECASE):
            return Due(prefix(time.interval, "by") or _after(published, time.value or ""), "by", time)
    return Due()


_PERIOD = re.compile(r"P(\d{1,3})([DWM])")


def _after(published: Interval, value: str) -> str | None:
    """The last day of a stretch of days, weeks or months that begins on the day of the report; None if that is not known."""
    match = _PERIOD.fullmatch(value)
    if match is None or published.end is None or published.start != published.end:
        return None
    first, count = date.fromisoformat(published.end), int(match[1])
    if match[2] != "M":
        return (first + timedelta(days=count * (7 if match[2] == "W" else 1))).isoformat()
    years, month = divmod(first.month - 1 + count, 12)
    return f"{first.year + years:04}-{month + 1:02}"
