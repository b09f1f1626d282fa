"""From the working state to the cast: entities become actors with ids, drafts become mentions."""

from __future__ import annotations

from communique.actor.cast import Cast, Pending
from communique.actor.scene import Entity, Scene
from communique.model import Actor, Mention, Office, actor_id
from communique.parse import span_of
from communique.resources import entries
from communique.resources.gazetteer import Gazetteer


def close(scene: Scene) -> Cast:
    """The cast of the scene. Nobody without a name becomes an actor, but anonymous speakers do."""
    drafts = sorted(scene.drafts, key=lambda d: (d.span, d.kind, d.rule))
    known: dict[int, Actor] = {}
    for draft in drafts:
        for entity in (draft.entity, *draft.members):
            if entity is not None and id(entity) not in known and _becomes_actor(entity):
                known[id(entity)] = actor_of(entity, scene.gazetteer)
    mentions: list[Mention] = []
    heads: list[int] = []
    waiting: dict[int, tuple[Entity, list[int]]] = {}
    for draft in drafts:
        actor = known.get(id(draft.entity)) if draft.entity is not None else None
        name = actor.name if actor else (draft.entity.name or None) if draft.entity and draft.entity.place else None
        members = tuple(dict.fromkeys(known[id(e)].id for e in draft.members if id(e) in known))
        if members and name is None:
            name = " and ".join(dict.fromkeys(known[id(e)].name for e in draft.members if id(e) in known))
        if draft.entity is not None and draft.entity.office is not None:
            waiting.setdefault(id(draft.entity), (draft.entity, []))[1].append(len(mentions))
        mentions.append(
            Mention(draft.span, draft.kind, actor.id if actor else None, name, members,
                    "place" if draft.entity is not None and draft.entity.place else draft.rule)
        )  # fmt: skip
        heads.append(span_of(draft.head)[0])
    pending = tuple(
        Pending(tuple(places), entity.office[0], entity.office[1], entity.name, entity.gender)
        for entity, places in waiting.values()
        if entity.office is not None
    )
    unique = {actor.id: actor for actor in known.values()}
    return Cast(tuple(mentions), tuple(unique[key] for key in sorted(unique)), tuple(heads), pending, scene.gazetteer)


def _becomes_actor(entity: Entity) -> bool:
    return not entity.place and (entity.named or entity.anonymous) and entity.office is None


def actor_of(entity: Entity, gazetteer: Gazetteer) -> Actor:
    """The actor of an entity: the tables' row, else one of the report's own making."""
    key = entity.key or actor_id(entity.name, entity.kind, entity.country)
    wikidata = key if key[:1] == "Q" and key[1:].isdigit() else None
    return Actor(
        id=key,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        wikidata=wikidata,
        aliases=tuple(sorted(entity.aliases - {entity.name})),
        offices=offices_of(entity, gazetteer),
        gender=entity.gender,
        anonymous=entity.anonymous,
    )


def held(row: entries.Office) -> Office:
    """A spell of the tables as an actor's office."""
    stated = row.verified and row.ended == "stated"
    return Office(
        row.title, row.country, row.start, row.end, start_stated=row.verified, end_stated=stated, source=row.source
    )


def offices_of(entity: Entity, gazetteer: Gazetteer) -> tuple[Office, ...]:
    """A person's offices: the tables', else those that the report names."""
    if entity.kind != "person" or entity.anonymous:
        return ()
    rows = gazetteer.by_person.get(entity.key, ()) if entity.key else ()
    listed = [held(row) for row in rows]
    if not listed:
        listed = [Office(title, country) for title, country in entity.titles if not title.startswith("former")]
    return tuple(sorted(dict.fromkeys(listed), key=lambda o: (o.title, o.country or "", o.start or "", o.end or "")))
