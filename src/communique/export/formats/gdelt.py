"""GDELT 2.0 event and mention files (61 and 16 columns, tabs, no header), for tools that read GDELT.

One line an event and pair of sides: events with several actors on a side, or told of both sides, give a line for each
pair, as GDELT's do. Only what is told as having happened is written; `columns.csv` says what each column holds and which
stay empty (docs/how-to/gdelt.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from communique.event import tables as plover
from communique.export.coded import Coded, coded, located
from communique.export.safe import address, terminal
from communique.export.sentences import number_of
from communique.export.written import Asked, Written, rows_of, tally, write_csv, write_text
from communique.link.frequent import most_frequent
from communique.link.independence import count_outlets
from communique.model import Span, overlaps
from communique.model.interval import prefix_of
from communique.resources import codes
from communique.resources.gazetteer import Gazetteer
from communique.store import Store, user_files
from communique.store.rows import Row

EVENTS, MENTIONS, COLUMNS = "communique.export.CSV", "communique.mentions.CSV", "columns.csv"
HAPPENED = frozenset({"asserted", "past"})
"""Modalities of an act told as having taken place: GDELT has no column that would tell a plan or a denial apart."""
_DIGITS = 15
"""Hex digits of an event's number: 60 bits, which every reader of GDELT holds as a whole number."""
_LEAST, _MOST = 10, 100
"""GDELT's range of Confidence, percent."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One actor of a pair, None where the event has nobody on that side."""

    id: str | None
    coded: Coded


@dataclass(frozen=True, slots=True)
class _Told:
    """An event's mentions with their reports, first published first; `named` holds where reports name actors."""

    mentions: tuple[tuple[Row, Row], ...]
    named: Mapping[tuple[str, str], Sequence[Span]]

    @property
    def added(self) -> str:
        """The earliest day on which one was published, as GDELT writes times; empty if none is known to the day."""
        return min((day for _, report in self.mentions if (day := _published(report))), default="")


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write the events, their mentions, and what the columns mean."""
    del asked
    reports = {row["id"]: row for row in rows_of(store, "reports")}
    mentions = {row["id"]: row for row in rows_of(store, "event_mentions")}
    actors = {row["id"]: row for row in rows_of(store, "actors")}
    named: dict[tuple[str, str], list[Span]] = {}
    for row in store.rows("mentions", "kind = 'name' AND actor IS NOT NULL"):
        named.setdefault((row["report"], row["actor"]), []).append((row["span"][0], row["span"][1]))
    gazetteer = user_files.gazetteer_of(store)
    events, tellings, left = [], [], []
    for event in rows_of(store, "events"):
        told = _told(event, mentions, reports, named)
        if event["modality"] not in HAPPENED or not told.mentions:
            left.append(f"events told as {event['modality']}")
            continue
        for one, other in _pairs(event, actors, gazetteer):
            number = _number(event["id"], one.id, other.id)
            events.append(_event(number, event, told, (one, other), gazetteer))
            tellings += [_mention(number, told, (one, other), row, report) for row, report in told.mentions]
    _tabbed(target, EVENTS, events)
    _tabbed(target, MENTIONS, tellings)
    described = codes.table("gdelt.csv")
    lines = write_csv(target, COLUMNS, list(described[0]), (list(row.values()) for row in described))
    return Written({EVENTS: len(events), MENTIONS: len(tellings), COLUMNS: lines}, tally(left))


def _told(
    event: Row, mentions: Mapping[str, Row], reports: Mapping[str, Row], named: Mapping[tuple[str, str], Sequence[Span]]
) -> _Told:
    rows = [mentions[id_] for id_ in event["mentions"] if id_ in mentions]
    pairs = [(row, reports[row["report"]]) for row in rows]
    pairs.sort(key=lambda pair: (_published(pair[1]) or "9", pair[1]["ref"], pair[0]["span"]))
    return _Told(tuple(pairs), named)


def _pairs(event: Row, actors: Mapping[str, Row], gazetteer: Gazetteer) -> Iterator[tuple[_Side, _Side]]:
    day = event["date"] if event["date"] == event["date_end"] else None
    sides = [
        [_Side(id_, coded(actors[id_], day, gazetteer)) for id_ in dict.fromkeys(ids) if id_ in actors]
        or [_Side(None, Coded())]
        for ids in (event["source"], event["target"])
    ]
    pairs = list(product(sides[0], sides[1]))
    yield from [pair for pair in pairs if pair[0].id != pair[1].id] or pairs[:1]


def _number(event: str, source: str | None, target: str | None) -> int:
    text = "\x1f".join((event, source or "", target or ""))
    return int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS], 16)


def _event(number: int, event: Row, told: _Told, pair: tuple[_Side, _Side], gazetteer: Gazetteer) -> list[Any]:
    one, other = pair
    reports = [report for _, report in told.mentions]
    outlets = sum(count_outlets((report["outlet"], report["ref"]) for report in reports))
    first, report = told.mentions[0]
    return [
        number, *_dates(event["date"], event["date_end"]), *_actor(one.coded), *_actor(other.coded), _leads(first, report),
        *_action(event, told), len(told.mentions), outlets, len({row["id"] for row in reports}), None,
        *[None] * 16, *_geography(event["place"], gazetteer), told.added, _identifier(report),
    ]  # fmt: skip


def _dates(start: str | None, end: str | None) -> list[int | float | None]:
    """SQLDATE, MonthYear, Year and FractionDate, each only where the interval is known so far."""
    if start is None or end is None:
        return [None] * 4
    year = int(start[:4]) if start[:4] == end[:4] else None
    month = int(start[:7].replace("-", "")) if start[:7] == end[:7] else None
    if prefix_of(start, end) != start:
        return [None, month, year, None]
    done = min((int(start[5:7]) * 30 + int(start[8:])) / 365, 0.9999)
    return [int(start.replace("-", "")), month, year, round(int(start[:4]) + done, 4)]


def _actor(side: Coded) -> list[str]:
    return [side.code, side.name, side.country, side.group, "", "", "", side.role, "", ""]


def _leads(mention: Row, report: Row) -> int:
    """Whether the mention stands in the title or the first paragraph."""
    body = [block["span"] for block in report["blocks"] if block["role"] in {"body", "quote"}]
    title = [block["span"] for block in report["blocks"] if block["role"] == "title"]
    return int(any(start <= mention["span"][0] < end for start, end in (*title, *body[:1])))


def _action(event: Row, told: _Told) -> list[Any]:
    code = most_frequent(row["cameo"] for row, _ in told.mentions) or ""
    return [code, code[:3], code[:2], event["quad"], _goldstein(code)]


def _goldstein(code: str) -> float | None:
    known = plover.load().goldstein
    return next((known[part] for part in (code, code[:3], f"{code[:2]}0", code[:2]) if part in known), None)


def _geography(place: str | None, gazetteer: Gazetteer) -> list[Any]:
    found = located(place, gazetteer)
    whole = found.country if found.type == 1 else ""
    return [found.type, place or "", found.country, whole, "", found.latitude, found.longitude, whole]


def _mention(number: int, told: _Told, pair: tuple[_Side, _Side], row: Row, report: Row) -> list[Any]:
    one, other = pair
    url = address(report["url"])
    first, second = _party(row["source"], one.id), _party(row["target"], other.id)
    confidence = max(_LEAST, min(_MOST, round(row["score"] * 100)))
    return [
        number, told.added, _published(report), 1 if url else 2,
        (urlsplit(url).hostname if url else report["outlet"]) or "", _identifier(report),
        number_of(report, row["trigger"][0]), _offset(first), _offset(second), row["trigger"][0],
        int(_named(told, row, first, one) and _named(told, row, second, other)), confidence, len(report["text"]), None, "",
        f"event:{row['event']};mention:{row['id']}",
    ]  # fmt: skip


def _party(parties: Sequence[Mapping[str, Any]], actor: str | None) -> Mapping[str, Any] | None:
    """The party of a mention that is this actor, or holds it; the first unnamed one for nobody."""
    if actor is None:
        return next((p for p in parties if p["actor"] is None and not p["members"]), None)
    return next((p for p in parties if p["actor"] == actor), None) or next(
        (p for p in parties if actor in p["members"]), None
    )


def _offset(party: Mapping[str, Any] | None) -> int:
    return party["spans"][0][0] if party and party["spans"] else -1


def _named(told: _Told, row: Row, party: Mapping[str, Any] | None, side: _Side) -> bool:
    """Whether the party's words in this mention hold a name of the actor, not only a pronoun or a description."""
    if party is None or side.id is None:
        return False
    names = told.named.get((row["report"], side.id), ())
    return any(overlaps((start, end), name) for start, end in party["spans"] for name in names)


def _published(report: Row) -> str:
    day = report["published"]
    return f"{day.replace('-', '')}000000" if day and day == report["published_end"] else ""


def _identifier(report: Row) -> str:
    day = report["published"] if report["published"] == report["published_end"] else None
    parts = (report["outlet"], report["title"], day, report["ref"])
    return address(report["url"]) or ", ".join(part for part in parts if part)


def _tabbed(target: Path, name: str, rows: Iterable[Sequence[Any]]) -> None:
    lines = ("\t".join("" if value is None else terminal(str(value)) for value in row) + "\n" for row in rows)
    write_text(target, name, "".join(lines))
