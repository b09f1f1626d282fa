"""Rows of the contract from values, and values back from rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeAlias, TypeVar

from communique.model import (
    Actor,
    Attribute,
    EventMention,
    Figure,
    Ground,
    Interval,
    Mention,
    Office,
    Party,
    PledgeMention,
    Reading,
    Report,
    Statement,
    Time,
    Via,
)
from communique.model.report import Block
from communique.resources.contract import Table

Row: TypeAlias = dict[str, Any]
T = TypeVar("T", Statement, Figure, EventMention, PledgeMention)


def order_of(table: Table) -> Callable[[Mapping[str, Any]], list[Any]]:
    """Sort key of a table's rows: the contract's order, then the key, so that no two rows are equal; null comes first."""
    columns = tuple(dict.fromkeys((*table.order, *table.key)))
    return lambda row: [(row[column] is not None, row[column]) for column in columns]


def party_row(party: Party | None) -> Row | None:
    """`{spans, actor, name, members, how}`, with `span` the first of the spans."""
    if party is None:
        return None
    return {
        "span": list(party.spans[0]) if party.spans else None,
        "spans": _spans(party.spans),
        "actor": party.actor,
        "name": party.name,
        "members": list(party.members),
        "how": list(party.how),
    }


def reading_rows(reading: Reading) -> dict[str, list[Row]]:
    """The rows of one reading by table; linked columns are null."""
    at = {"report": reading.report.id, "ref": reading.report.ref}
    return {
        "mentions": [at | _told(x) for x in reading.mentions],
        "times": [at | _time(x) for x in reading.times],
        "statements": [at | _statement(x) for x in reading.statements],
        "figures": [at | _told(x, claimed_by=party_row(x.claimed_by)) for x in reading.figures],
        "event_mentions": [at | _event(x) for x in reading.events],
        "pledge_mentions": [at | _pledge(x) for x in reading.pledges],
    }


def report_row(reading: Reading) -> Row:
    """The report's own row; story, family, version are set by linking."""
    report, published = reading.report, reading.published
    return {
        "id": report.id,
        "ref": report.ref,
        "text": report.text,
        "sha256": report.sha256,
        "title": report.title,
        "outlet": report.outlet,
        "author": report.author,
        "url": report.url,
        "language": report.language,
        "published": published.start,
        "published_end": published.end,
        "published_basis": published.basis,
        "published_evidence": _spans(sorted({span for ground in reading.published_by for span in ground.spans})),
        "published_by": [_ground(ground) for ground in reading.published_by],
        "published_alone": [published.start, published.end],
        "published_at": report.published_at,
        "blocks": [{"span": list(block.span), "role": block.role} for block in report.blocks],
        "story": None,
        "family": None,
        "version": 1,
        "supersedes": None,
        "analysis": reading.analysis,
        "problems": list(reading.problems),
        "actors": sorted({m.actor for m in reading.mentions if m.actor}),
    }


def _ground(g: Ground) -> Row:
    return {"rule": g.rule, "spans": _spans(g.spans), "rows": list(g.rows), "left": [g.left.start, g.left.end]}


def report_of(row: Mapping[str, Any], *, stated: Interval = Interval()) -> Report:
    """The report of a row; `stated` is what its metadata said of its date."""
    return Report(
        id=row["id"],
        ref=row["ref"],
        text=row["text"],
        sha256=row["sha256"],
        blocks=tuple(Block(_span(block["span"]), block["role"]) for block in row["blocks"]),
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        published=stated,
        published_at=row["published_at"],
    )


def actor_row(actor: Actor) -> Row:
    """An actor's row."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "aliases": sorted(actor.aliases),
        "members": list(actor.members),
        "offices": [{"title": o.title, "country": o.country, "from": o.start, "to": o.end} for o in actor.offices],
        "anonymous": actor.anonymous,
    }


def merge_actors(rows: Iterable[Row]) -> Row:
    """One row of an actor from the rows of several reports, whatever their order: aliases and offices united."""
    ordered = sorted(rows, key=lambda row: (-len(row["offices"]), row["name"], row["kind"], row["country"] or ""))
    merged = dict(ordered[0])
    merged["aliases"] = sorted({alias for row in ordered for alias in row["aliases"]})
    merged["country"] = next((row["country"] for row in ordered if row["country"]), None)
    return merged


def _told(value: Any, *without: str, **made: Any) -> Row:
    """The fields of a value as they stand, tuples as lists, `without` some, and what is `made` of others."""
    told = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in {*without, *made}}
    return {name: list(held) if isinstance(held, tuple) else held for name, held in told.items()} | made


def _time(t: Time) -> Row:
    return _told(t, "interval", start=t.interval.start, end=t.interval.end, basis=t.interval.basis)


def _statement(s: Statement) -> Row:
    return _told(
        s,
        content=_spans(s.content),
        cue=_spans(s.cue),
        speaker=party_row(s.speaker),
        addressee=party_row(s.addressee),
        via=[_told(v, spans=_spans(v.spans)) for v in s.via],
        score=round(s.score, 3),
        **_dates(s.date),
    )


def _event(e: EventMention) -> Row:
    return _told(
        e,
        source=[party_row(p) for p in e.source],
        target=[party_row(p) for p in e.target],
        attributes=[_told(a) for a in e.attributes],
        score=round(e.score, 3),
        **_dates(e.date),
    )


def _pledge(p: PledgeMention) -> Row:
    return _told(p, actor=p.actor.actor, actor_name=p.actor.name, party=party_row(p.actor))


def _dates(interval: Interval) -> Row:
    return {"date": interval.start, "date_end": interval.end, "date_basis": interval.basis}


def _spans(spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    return [list(span) for span in spans]


def _span(pair: Any) -> tuple[int, int]:
    return int(pair[0]), int(pair[1])


def _span_tuple(pairs: Any) -> tuple[tuple[int, int], ...]:
    return tuple(_span(pair) for pair in pairs)


def _party(row: Row | None) -> Party | None:
    if row is None:
        return None
    return Party(_span_tuple(row["spans"]), row["actor"], row["name"], tuple(row["members"]), tuple(row["how"]))


def _some_party(row: Row | None) -> Party:
    return _party(row) or Party(())


def _interval(row: Row, start: str = "date", end: str = "date_end", basis: str = "date_basis") -> Interval:
    return Interval(row[start], row[end], row[basis])


def _mention_of(r: Row) -> Mention:
    return Mention(_span(r["span"]), r["kind"], r["actor"], r["name"], tuple(r["members"]), r["rule"])


def _actor_of(r: Row) -> Actor:
    offices = tuple(Office(o["title"], o["country"], o["from"], o["to"]) for o in r["offices"])
    return Actor(
        r["id"], r["name"], r["kind"], r["country"], r["wikidata"], tuple(r["aliases"]), tuple(r["members"]), offices,
        anonymous=bool(r["anonymous"]),
    )  # fmt: skip


def _time_of(r: Row) -> Time:
    return Time(
        r["id"], _span(r["span"]), r["type"], r["value"], _interval(r, "start", "end", "basis"), r["anchor"],
        r["relation"], r["recipe"], r["rule"],
    )  # fmt: skip


def _filled(kind: type[T], r: Row, **read: Any) -> T:
    """A value of its row: what `read` gives, all else from the column of the field's name."""
    return kind(**read, **{f.name: r[f.name] for f in fields(kind) if f.name not in read})


def _statement_of(r: Row) -> Statement:
    return _filled(
        Statement,
        r,
        content=_span_tuple(r["content"]),
        cue=_span_tuple(r["cue"]),
        speaker=_party(r["speaker"]),
        addressee=_party(r["addressee"]),
        via=tuple(Via(_span_tuple(v["spans"]), v["actor"], v["kind"]) for v in r["via"]),
        date=_interval(r),
    )


def _figure_of(r: Row) -> Figure:
    return _filled(
        Figure, r, span=_span(r["span"]), measured_of=tuple(r["measured_of"]), claimed_by=_party(r["claimed_by"])
    )


def _event_of(r: Row) -> EventMention:
    return _filled(
        EventMention,
        r,
        span=_span(r["span"]),
        source=tuple(_some_party(p) for p in r["source"]),
        target=tuple(_some_party(p) for p in r["target"]),
        trigger=_span(r["trigger"]),
        date=_interval(r),
        place_span=_span(r["place_span"]) if r["place_span"] else None,
        attributes=tuple(Attribute(a["question"], a["value"], _span(a["span"])) for a in r["attributes"]),
    )


def _pledge_of(r: Row) -> PledgeMention:
    return _filled(PledgeMention, r, span=_span(r["span"]), actor=_some_party(r["party"]), objects=tuple(r["objects"]))


_VALUES: dict[str, Callable[[Row], Any]] = {
    "mentions": _mention_of,
    "actors": _actor_of,
    "times": _time_of,
    "statements": _statement_of,
    "figures": _figure_of,
    "event_mentions": _event_of,
    "pledge_mentions": _pledge_of,
    "reports": report_of,
}


def value_of(table: str, row: Row) -> Any:
    """The value that a row of a per-report table stands for."""
    return _VALUES[table](row)
