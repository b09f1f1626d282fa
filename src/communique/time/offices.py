"""What the offices of the people named say about the day a report came out."""

from __future__ import annotations

import re
from typing import Protocol

from communique.model import Actor, Interval, Mention
from communique.model.interval import of_prefix
from communique.parse import Parse
from communique.time.constraint import FAIR, Constraint

_FORMER = re.compile(r"(?i)\b(?:former|ex|onetime|then|late|ousted|outgoing)[\s-]+(?:\w+[\s-]+){0,3}$")
_TITLE = re.compile(
    r"(?i)\b(vice president|president|prime minister|chancellor|premier|foreign minister|defence minister|king|queen)"
    r"\s+$"
)
"""A title right before a name. A title further off, or a pronoun tied to one, may belong to someone else: 6 of 152
known report dates became wrong by those."""
_BEFORE = 40
"""Characters before a name that may hold its title."""


class HasCast(Protocol):
    """What is needed of the actor stage."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Mentions in text order."""
        ...

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Actors by id."""
        ...


def office_constraints(parse: Parse, cast: HasCast) -> list[Constraint]:
    """Lower bounds: nobody is given a title before the first spell, nor called former before a spell has ended."""
    known = {actor.id: actor for actor in cast.actors if actor.kind == "person" and actor.offices}
    made: dict[tuple[str, str], Constraint] = {}
    for mention in cast.mentions:
        actor = known.get(mention.actor or "")
        sentence = parse.sentence_at(mention.span[0]) if actor else None
        if actor is None or sentence is None:
            continue
        before = parse.report.text[max(sentence.span[0], mention.span[0] - _BEFORE) : mention.span[0]]
        title = _TITLE.search(before) if mention.kind == "name" else None
        if title is None:
            continue
        former = _FORMER.search(before[: title.start()]) is not None
        bound = _bound(actor, title[1].lower(), former=former)
        if bound:
            day, row = bound
            rule = "former-office" if former else "office"
            made.setdefault((day, rule), Constraint((Interval(day, None),), (mention.span,), rule, FAIR, (row,)))
    return list(made.values())


def _bound(actor: Actor, title: str, *, former: bool) -> tuple[str, str] | None:
    """The first day of the earliest such spell (of a former holder, its end) and the spell; None unless a source states it."""
    spells = [office for office in actor.offices if office.title.lower() == title]
    days = [(o.end, o.end_stated, o) if former else (o.start, o.start_stated, o) for o in spells]
    known = [(first, stated, o.line(actor.name)) for day, stated, o in days if day and (first := of_prefix(day).start)]
    earliest = min(known, key=lambda found: (found[0], not found[1], found[2]), default=None)
    return (earliest[0], earliest[2]) if earliest and earliest[1] else None
