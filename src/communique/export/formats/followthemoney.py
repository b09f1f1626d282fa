"""FollowTheMoney entities (JSON lines): actors, reports and events, for Aleph, OpenAleph and the tools around them.

Who is mentioned in a report stands as Documentation. Statements, figures and pledges have no schema there and stay in the
record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.export.safe import address, terminal
from communique.export.written import Asked, Written, rows_of, tally, write_text
from communique.model.interval import prefix_of
from communique.resources import codes
from communique.store import Store
from communique.store.rows import Row

FILE = "entities.ftm.json"
_SCHEMA = {
    "person": "Person", "state": "PublicBody", "government": "PublicBody", "body": "Organization",
    "firm": "Company", "group": "LegalEntity", "outlet": "Organization",
}  # fmt: skip
"""FollowTheMoney's schema for each kind of actor. A state is a PublicBody: events take only legal entities as parties."""
_ENGLISH = "eng"
_WITHOUT = ("statements", "figures", "pledges")
"""Tables that FollowTheMoney has no schema for."""


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `entities.ftm.json`, one entity a line."""
    del asked
    reports = {row["id"]: row for row in rows_of(store, "reports")}
    mentions = {row["id"]: row for row in rows_of(store, "event_mentions")}
    actors = {row["id"]: row for row in rows_of(store, "actors")}
    made = [
        *(_article(row) for row in reports.values()),
        *(_actor(row) for row in actors.values()),
        *(_event(row, mentions, reports, actors) for row in rows_of(store, "events")),
        *_mentioned(reports.values(), actors),
        *_members(actors),
    ]
    write_text(target, FILE, "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in made))
    counts = tally(f"{FILE} {entity['schema']}" for entity in made)
    return Written(counts, {f"{table} (no schema)": len(rows) for table in _WITHOUT if (rows := rows_of(store, table))})


def _entity(id_: str, schema: str, **properties: Sequence[Any]) -> dict[str, Any]:
    """An entity: every property a list of texts, each once; empty ones are left away."""
    cleaned = {
        name: list(dict.fromkeys(_inert(str(value)) for value in values if value))
        for name, values in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in cleaned.items() if values}}


def _inert(text: str) -> str:
    """Text without control characters, its lines kept."""
    return "\n".join(terminal(line) for line in text.split("\n"))


def _article(row: Row) -> dict[str, Any]:
    return _entity(
        row["id"], "Article",
        title=[row["title"]], fileName=[row["ref"]], author=[row["author"]], publisher=[row["outlet"]],
        sourceUrl=[address(row["url"])],
        publishedAt=[prefix_of(row["published"], row["published_end"])], mimeType=["text/plain"],
        language=[_ENGLISH if row["language"] == "en" else None], bodyText=[row["text"]],
    )  # fmt: skip


def _actor(row: Row) -> dict[str, Any]:
    schema = _SCHEMA[row["kind"]]
    country = codes.countries().get(row["country"] or "")
    offices = [office["title"] for office in row["offices"]] if schema == "Person" else []
    wikidata = row["wikidata"]
    return _entity(
        row["id"], schema, name=[row["name"]], alias=row["aliases"], wikidataId=[wikidata], position=offices,
        country=[country.alpha2.lower() if country else None],
    )  # fmt: skip


def _event(
    row: Row, mentions: Mapping[str, Row], reports: Mapping[str, Row], actors: Mapping[str, Row]
) -> dict[str, Any]:
    told = [mentions[id_] for id_ in row["mentions"] if id_ in mentions]
    sides = [[id_ for id_ in row[side] if id_ in actors] for side in ("source", "target")]
    named = [", ".join(actors[id_]["name"] for id_ in side) or "?" for side in sides]
    whole = prefix_of(row["date"], row["date_end"])
    words = [reports[m["report"]]["text"][m["span"][0] : m["span"][1]] for m in told]
    return _entity(
        row["id"], "Event",
        name=[f"{row['type']}: {named[0]} → {named[1]}"], summary=words, involved=[*sides[0], *sides[1]],
        organizer=sides[0], location=row["places"], date=[whole], startDate=[None if whole else row["date"]],
        endDate=[None if whole else row["date_end"]], proof=[m["report"] for m in told], recordId=[row["id"]],
        keywords=[row["type"], row["mode"], row["modality"]],
    )  # fmt: skip


def _mentioned(reports: Any, actors: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    for report in reports:
        for id_ in report["actors"]:
            if id_ in actors:
                made = f"{report['id']}-{id_}"
                yield _entity(made, "Documentation", document=[report["id"]], entity=[id_], role=["mentioned"])


def _members(actors: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    """Membership of bodies; FollowTheMoney takes organisations only."""
    for row in actors.values():
        for id_ in row["members"] if _SCHEMA[row["kind"]] in {"Organization", "PublicBody"} else ():
            if id_ in actors:
                yield _entity(f"{id_}-{row['id']}", "Membership", member=[id_], organization=[row["id"]])
