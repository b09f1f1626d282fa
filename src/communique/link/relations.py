"""Relations kept up to date: only the months, quarters and pairs of states in which a changed event counts are summed anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from communique.relation import mark_shifts, place_row, places
from communique.store import Store
from communique.store.judgements import same_actors
from communique.store.rows import Row

_NOTHING: Mapping[str, str | None] = MappingProxyType({})


def relate_all(store: Store) -> None:
    """All relations anew: after an actor became another's, or a country's own row came or went, which renames its pairs."""
    store.query("DELETE FROM relations")
    relate(store, (), store.rows("events", "modality = 'asserted'"))


def relate(
    store: Store, before: Collection[Row], after: Collection[Row], was: Mapping[str, str | None] = _NOTHING
) -> None:
    """Bring relations up to date where the events `before` have become those `after`.

    `was` gives the former country of each actor that is gone or stands otherwise now. What counts for a country as a whole
    must be as it was: its own row and the judgements of its actors; else see `relate_all`.
    """
    states = _states(store, [*before, *after], {})
    former = _states(store, before, was) if was else states
    gone = {event["id"] for event in before}
    come: dict[tuple[str, str, str], list[Row]] = {}
    for event in after:
        for place in places(event, states):
            come.setdefault(place, []).append(event)
    touched = sorted(come.keys() | {place for event in before for place in places(event, former)})
    for (a, b), group in groupby(touched, key=lambda place: place[:2]):
        rows = {row["period"]: row for row in store.rows("relations", "a = ? AND b = ?", (a, b))}
        for place in group:
            stays = [id_ for id_ in rows.pop(place[2])["events"] if id_ not in gone] if place[2] in rows else []
            told = [*store.rows_in("events", "id", stays), *come.get(place, ())]
            if told:
                rows[place[2]] = place_row(place, told)
        mark_shifts(rows.values(), lambda row: store.rows_in("events", "id", row["events"]))
        store.execute("DELETE FROM relations WHERE a = ? AND b = ?", [(a, b)])
        store.put("relations", [row for _, row in sorted(rows.items())])


def _states(store: Store, events: Iterable[Row], was: Mapping[str, str | None]) -> Mapping[str, str]:
    """The state of each actor in some events: its country's own row, else the country; of those judged one, the least's."""
    same = same_actors(store)
    ids = {actor for event in events for actor in (*event["source"], *event["target"])}
    known = store.rows_in("actors", "id", ids | {same[i] for i in ids if i in same})
    countries = {**{row["id"]: row["country"] for row in known}, **was}
    own: dict[str, str] = {}
    for row in store.query("SELECT id, country FROM actors WHERE kind = 'state' ORDER BY id"):
        own.setdefault(row["country"], row["id"])
    states = {id_: own.get(country, country) for id_, country in countries.items() if country}
    return states | {id_: states[same[id_]] for id_ in ids if same.get(id_) in states}
