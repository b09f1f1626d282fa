"""Meetings and journeys of the record that are what a pledge said would be: the same sides, on a day on which it falls due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from communique.link.sides import as_one, party_ids
from communique.link.words import words
from communique.model.interval import of_period
from communique.store import Store
from communique.store.rows import Row


@dataclass(frozen=True, slots=True)
class _Acts:
    """Words of `resources/outcomes.yaml` for acts that an event tells as done: lemmas, and the nouns of what is held."""

    travel: frozenset[str]
    meet: frozenset[str]
    hold: frozenset[str]
    talks: frozenset[str]


@cache
def _acts() -> _Acts:
    raw = yaml.safe_load(files("communique.resources").joinpath("outcomes.yaml").read_text(encoding="utf-8"))["events"]
    return _Acts(*(frozenset(raw[name]) for name in ("travel", "meet", "hold", "talks")))


def meetings(store: Store, pledge: Row, mentions: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Where each report tells of a meeting that the pledge foretold, as `REPORT:START-END`, with the report's row.

    Persons must be the very ones; a state stands for whoever acts for it. A pledge without a due date foretells none.
    """
    mentions = as_one(store, mentions, "party", "objects")
    due, modes = of_period(pledge["due"]), {mode for mention in mentions for mode in _modes(mention)}
    if due.end is None or not modes or pledge["due_kind"] not in {"on", "by"}:
        return
    day = "date_end >= ?" if pledge["due_kind"] == "on" else "'' <= ?"
    held = store.rows(
        "events",
        f"type = 'CONSULT' AND modality = 'asserted' AND date <= ? AND {day}",
        (due.end, due.start or ""),
        order="id",
    )
    for event in as_one(store, held, "source", "target"):
        present = {*event["source"], *event["target"]}
        if (event["mode"] or "") in modes and any(_same(store, mention, present) for mention in mentions):
            yield from _places(store, event)


def _modes(mention: Row) -> frozenset[str]:
    """Modes of the events that tell an act as done: a visit, or a meeting (which has none)."""
    acts, lemma = _acts(), mention["lemma"]
    talks = not acts.talks.isdisjoint(words(mention["act"]))
    met = lemma in acts.meet or (lemma in acts.hold | acts.travel and talks)
    return frozenset({"", "visit"} if met else {"visit"} if lemma in acts.travel else ())


def _same(store: Store, mention: Row, present: Collection[str]) -> bool:
    """Whether all who promised are among those present; where one alone did, also somebody whom the act names."""
    party, objects = party_ids([mention["party"]]), mention["objects"]
    rows = {row["id"]: row for row in store.rows_in("actors", "id", {*party, *objects, *present})}
    for_country = {rows[id_]["country"] for id_ in present if id_ in rows} - {None}

    def there(id_: str) -> bool:
        row = rows.get(id_)
        return id_ in present or (row is not None and row["kind"] == "state" and row["country"] in for_country)

    return bool(party) and all(map(there, party)) and (len(party) > 1 or any(map(there, objects)))


def _places(store: Store, event: Row) -> Iterator[tuple[str, Row]]:
    told = [row for row in store.rows_in("event_mentions", "id", event["mentions"]) if row["modality"] == "asserted"]
    first = {row["report"]: row for row in sorted(told, key=lambda row: row["span"], reverse=True)}
    for report in store.rows_in("reports", "id", first):
        start, end = first[report["id"]]["span"]
        yield f"{report['id']}:{start}-{end}", report
