"""What the offices of the people named say about the day a report came out."""

from __future__ import annotations

import re
from typing import Protocol

from communique.model import Actor, Interval, Mention
from communique.model.interval import of_prefix
from communique.parse import Parse
from communique.time.constraint import FAIR, Constraint

_FORMER = re.compile(r"(?i)\b(?:former|ex|onetime|then|late|ousted|outgoing)[\s-]+(?:\w+[\s-]+){0,3}$")
_TITLES = ("president", "prime minister", "chancellor", "premier", "minister", "secretary", "king", "queen", "emperor")
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
    known = {actor.id: actor for actor in cast.actors if actor.offices}
    made = []
    for mention in cast.mentions:
        actor = known.get(mention.actor or "")
        if actor is None or actor.kind != "person":
            continue
        before = parse.report.text[max(0, mention.span[0] - _BEFORE) : mention.span[1]]
        before = re.split(r"[.;:!?\n]\s", before)[-1]
        title = next((t for t in _TITLES if re.search(rf"(?i)\b{t}\b", before)), None)
        if title is None:
            continue
        former = _FORMER.search(before[: re.search(rf"(?i)\b{title}\b", before).start()]) is not None  # type: ignore[union-attr]
        bound = _bound(actor, title, former=former)
        if bound:
            rule = "former-office" if former else "office"
            made.append(Constraint((Interval(bound, None),), (mention.span,), rule, FAIR))
    return made


def _bound(actor: Actor, title: str, *, former: bool) -> str | None:
    spells = [office for office in actor.offices if title in office.title.lower()]
    ends = [office.end if former else office.start for office in spells]
    known = [of_prefix(end).start for end in ends if end]
    return min((day for day in known if day), default=None)
