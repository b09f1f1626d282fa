"""The day of an official paper, for what its author does by it: "Norway rejects the statement of Peru's minister".

In a press release or communiqué that bears a day the issuing side speaks in the present tense. What it condemns, welcomes,
asks for or rejects so, it does by this paper, on its day (basis `inferred`). Others' standing views and news are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.event.account import Account
from communique.event.clause import arguments
from communique.event.roles import parties_of
from communique.event.sides import ids, state
from communique.event.telling import elsewhen
from communique.model import EventMention, Interval, Span
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.parse import Parse

_TERMS = wordlist("plover/wording", "official_papers")
_HEAD = 600
"""Code points from the top in which a paper says what it is."""
_LINE = 120
"""Longest line that may say so."""
_DONE = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT"})
"""Types of what is done by saying it."""


def with_release(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, what the author of an official paper does by it with the paper's day."""
    day, named = account.times.published.day, _named(account.parse)
    if day is None or named is None:
        return list(events)
    by = _authors(named, account)
    return [
        replace(event, date=Interval(day, day, "inferred")) if _does(event, by, account) else event for event in events
    ]


def _named(parse: Parse) -> list[Span] | None:
    """The lines at the top, if one of them or the title says that this is an official paper: first the one that does."""
    text, start, lines = parse.report.text, 0, []
    for line in text[:_HEAD].split("\n"):
        if len(line) <= _LINE:
            lines.append((start, start + len(line)))
        start += len(line) + 1
    said = (line for line in lines for term in _TERMS if _says(text[slice(*line)].lower(), term))
    own = next(said, None)
    if own is not None:
        return [own, *lines]
    title = (parse.report.title or "").lower()
    return lines if any(_says(title, term) for term in _TERMS) else None


def _says(line: str, term: str) -> bool:
    return line.startswith(term) or f"| {term}" in line


def _authors(lines: Sequence[Span], account: Account) -> frozenset[str]:
    """The sides that speak in a paper: of the subject of its first sentence, of its head if it names one alone."""
    cast = account.cast
    first = next((s.tokens.root for s in account.body() if s.tokens.root.pos_ == "VERB"), None)
    subjects = arguments(first).subject if first is not None else []
    found = {state(id_, cast) for noun in subjects for party in parties_of(noun, cast) for id_ in ids(party)}
    own, head = (
        {state(m.actor, cast) for line in part for m in cast.within(line) if m.actor} for part in (lines[:1], lines)
    )
    return frozenset(found.union(*(sides for sides in (own, head) if len(sides) == 1)))


def _does(event: EventMention, by: frozenset[str], account: Account) -> bool:
    """Whether an undated mention tells what the author of the paper does in the present tense of a main clause."""
    undated, head = not event.timed and event.modality == "asserted", account.head(event)
    if not undated or event.type not in _DONE or event.statement is not None or head.tag_ not in {"VBZ", "VBP"}:
        return False
    verb = head
    while verb.dep_ == "conj" and verb.head.tag_ in {"VBZ", "VBP"}:
        verb = verb.head
    sides = {state(id_, account.cast) for party in event.source for id_ in ids(party)}
    return verb.dep_ == "ROOT" and bool(sides) and sides <= by and not elsewhen(head)
