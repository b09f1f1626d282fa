"""Offices by date: "the Chinese president" once the report's date is known."""

from __future__ import annotations

from dataclasses import replace

from communique.actor.cast import Cast, Pending
from communique.actor.close import held
from communique.model import Actor, Interval, actor_id
from communique.parse import Parse
from communique.resources.entries import Person
from communique.resources.gazetteer import Gazetteer


def settle(
    parse: Parse,  # noqa: ARG001 - every stage is called with the parse first
    cast: Cast,
    gazetteer: Gazetteer,
    published: Interval,
) -> Cast:
    """The cast with offices resolved on the report's date.

    An office that exactly one person holds in the interval is that person; one that nobody is known to hold, or that
    changes hands in the interval, is an unnamed actor of its country.
    """
    mentions = list(cast.mentions)
    actors = {actor.id: actor for actor in cast.actors}
    for waiting in cast.pending:
        actor = _holder(waiting, gazetteer, published, actors) or _unnamed(waiting)
        actors.setdefault(actor.id, actor)
        rule = "office unnamed" if actor.anonymous else "office on date"
        for place in waiting.mentions:
            old = mentions[place]
            mentions[place] = replace(
                old, actor=actor.id, name=actor.name, rule=rule if old.kind != "pronoun" else old.rule
            )
    return Cast(tuple(mentions), tuple(actors[key] for key in sorted(actors)), cast.heads, gazetteer=gazetteer)


def _holder(waiting: Pending, gazetteer: Gazetteer, published: Interval, actors: dict[str, Actor]) -> Actor | None:
    if not published.known:
        return None
    if waiting.title == "leader":
        rows = gazetteer.leader_on(waiting.country, published.start, published.end)
    else:
        rows = gazetteer.office_on(waiting.title, waiting.country, published.start, published.end)
    holders = sorted({row.person for row in rows})
    if len(holders) != 1:
        return None
    if holders[0] in actors:
        return actors[holders[0]]
    person = gazetteer.entries.get(holders[0])
    if not isinstance(person, Person):
        return None
    offices = tuple(held(row) for row in gazetteer.by_person.get(person.id, ()))
    return Actor(
        person.id, person.name, "person", person.country, person.qid, person.aliases, (), offices, person.gender
    )


def _unnamed(waiting: Pending) -> Actor:
    key = actor_id(waiting.name, "person", waiting.country)
    return Actor(key, waiting.name, "person", waiting.country, gender=waiting.gender, anonymous=True)
