"""Rows of events: the most real modality, the most specific type, the days all mentions allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.event import tables
from communique.link import keep
from communique.link.event.features import EventNode, nodes
from communique.link.frequent import by_frequency, most_frequent
from communique.link.independence import count_families, family_of
from communique.link.story.rows import story_date
from communique.link.where import differ
from communique.model.event import Modality
from communique.model.interval import precision
from communique.store import Store
from communique.store.rows import Row

REALITY: tuple[Modality, ...] = ("asserted", "past", "alleged", "threatened", "planned", "hypothetical", "denied")
"""From most to least real: what one report asserts has happened, though another only alleges it."""


def event_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `events` for groups of event mention ids."""
    found = keep.load(store, "event", [i for members in groups.values() for i in members], nodes)
    reports = {
        r["id"]: r
        for r in store.rows_in("reports", "id", {node.report for node in found.values()}, only=("id", "family"))
    }
    everyone = {a for node in found.values() for side in _SIDES for a in _actors([node], side)}
    kinds = {row["id"]: row["kind"] for row in store.rows_in("actors", "id", everyone, only=("id", "kind"))}
    rows = []
    for id_, members in sorted(groups.items()):
        told = [found[i] for i in sorted(members) if i in found]
        if told:
            rows.append(_row(id_, told, reports, kinds))
    return rows


_DONE = frozenset({"asserted", "past"})
"""Modalities of what took place."""


def _row(id_: str, told: Sequence[EventNode], reports: Mapping[str, Row], kinds: Mapping[str, str]) -> Row:
    mentions = [node.mention for node in told]
    modality = min((m.modality for m in mentions), key=REALITY.index)
    alike = {modality, *(_DONE if modality in _DONE else ())}
    type_ = most_frequent(m.type for m in mentions if m.modality in alike) or ""  # a threat, not what it threatens
    mode = most_frequent(m.mode for m in mentions if m.type == type_)
    day = story_date(m.date for m in mentions)
    where = by_frequency(m.place for m in mentions if m.place)
    codes = tables.load()
    stories = sorted(node.story for node in told if node.story)
    source, target = _met(told, kinds) if type_ == _MET else [_actors(told, side) for side in _SIDES]
    return {
        "id": id_,
        "type": type_,
        "mode": mode,
        "quad": codes.quad(type_),
        "intensity": codes.intensity(type_, mode),
        "source": source,
        "target": target,
        "date": day.start,
        "date_end": day.end,
        "precision": precision(day),
        "place": None if differ(where) else where[0] if where else None,
        "places": where,
        "modality": modality,
        "mentions": [m.id for m in mentions],
        "families": count_families(family_of(reports[node.report]) for node in told),
        "story": most_frequent(stories),
        "reasons": [],
    }


_MET = "CONSULT"


def _met(told: Sequence[EventNode], kinds: Mapping[str, str]) -> list[list[str]]:
    """Both sides of a meeting: everybody on both, where the mentions tell it now from one side, now from the other."""
    acted_for = _acted_for(told, kinds)
    source, target = ([a for a in _actors(told, side) if a not in acted_for] for side in _SIDES)
    if set(source) & set(target):
        return [[*one, *(a for a in other if a not in one)] for one, other in ((source, target), (target, source))]
    return [source, target]


def _acted_for(told: Sequence[EventNode], kinds: Mapping[str, str]) -> frozenset[str]:
    """The states whose people met, where mentions name now the people, now "the sides": who met are the people.

    Of a side where no person is named the state stays.
    """
    roll = {a: node.roll.get(a, a) for node in told for side in _SIDES for a in _actors([node], side)}
    people = [{a for a in _actors(told, side) if kinds.get(a) == "person"} for side in _SIDES]
    if not all(people):
        return frozenset()
    met = {roll[a] for side in people for a in side}
    return frozenset(a for a, country in roll.items() if kinds.get(a) == "state" and country in met)


_SIDES = ("source", "target")


def _actors(told: Sequence[EventNode], side: str) -> list[str]:
    return by_frequency(a for node in told for party in getattr(node.mention, side) for a in party.ids)
