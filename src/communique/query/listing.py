"""The listings: each reads its tables, applies the filter, and gives lines with evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from communique.errors import NotFound, UsageError
from communique.link.frequent import commonest_set
from communique.link.sides import as_one, party_ids
from communique.model import Span
from communique.query.actors import actor_ids, nearest
from communique.query.days import Within, by_day, day_of, within
from communique.query.filters import Filter, parties
from communique.query.ids import story_of
from communique.query.lines import CONTEXT, Evidence, Line
from communique.query.status import pledge_statuses
from communique.resources.contract import tables
from communique.resources.entries import fold
from communique.store import Store
from communique.store.judgements import wrong
from communique.store.rows import Row, order_of

_Rows = list[tuple[Row, list[tuple[str, Span]]]]
"""Rows with where they are evidenced: (report id, span)."""

_STATEMENT_TYPES = ("direct", "mixed", "indirect", "said", "denied", "not said", "speech", "thought", "wish")
"""What `--type` asks of statements: their kind, polarity or attitude."""

_TYPES_TOLD = 20
"""Types up to which all are told where one is none; of more those that come close."""


def listing(store: Store, noun: str, wanted: Filter) -> list[Line]:
    """Lines of a noun (`events`, `statements` ...), filtered. Raises UsageError for an unknown noun."""
    return ask(store, noun, wanted).rows


def ask(store: Store, noun: str, wanted: Filter) -> Within[Line]:
    """The lines of `listing`, with how many the window of days left out for want of a date."""
    if noun not in LISTINGS:
        raise UsageError(f"there is no listing {noun!r}; there are {', '.join(LISTINGS)}")
    if wanted.story is not None:
        wanted = replace(wanted, story=story_of(store, wanted.story))
    found = LISTINGS[noun](store, wanted)
    if wanted.type and not found:
        _check_type(store, noun, wanted.type)
    dated = within(noun, found, wanted)
    return Within(lines(store, noun, dated.rows[: wanted.limit]), dated.undated, dated.half)


def _check_type(store: Store, noun: str, type_: str) -> None:
    """Raises UsageError for a type that no line of the noun can have; called where nothing was found."""
    known: Collection[str] = ()
    if noun in {"events", "event_mentions"}:
        from communique.event.tables import TYPES

        known = TYPES
    elif noun == "statements":
        known = _STATEMENT_TYPES
    elif noun == "figures":
        known = {row["unit"] for row in store.query("SELECT DISTINCT unit FROM figures WHERE unit IS NOT NULL")}
        known |= {row["unit_code"] for row in store.query("SELECT DISTINCT unit_code FROM figures")} - {None}
    elif noun == "actors":
        known = {row["kind"] for row in store.query("SELECT DISTINCT kind FROM actors")}
    if known and type_.casefold() not in {one.casefold() for one in known}:
        told = list(known) if len(known) <= _TYPES_TOLD else nearest(type_, sorted(known))
        there = f"; there are {', '.join(sorted(told) if isinstance(known, set) else told)}" if told else ""
        raise UsageError(f"{type_!r} is no type of {noun}{there}")


def lines(store: Store, table: str, rows: _Rows) -> list[Line]:
    """Lines of rows, with the characters of their evidence and the names of their actors."""
    reports = {r["id"]: r for r in store.rows_in("reports", "id", {report for _, at in rows for report, _ in at})}
    names = {row["id"]: row["name"] for row in store.rows("actors")} if rows else {}
    return [
        Line(table, row, tuple(evidence(reports[report], span) for report, span in at if report in reports),
             {i: names[i] for i in _ids(row) if i in names})
        for row, at in rows
    ]  # fmt: skip


def evidence(report: Mapping[str, Any], span: Span) -> Evidence:
    """Characters of a report at a span, with what stands around them."""
    text, (start, end) = report["text"], (span[0], span[1])
    return Evidence(
        report["ref"],
        report["id"],
        (start, end),
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def _ids(row: Mapping[str, Any]) -> set[str]:
    ids = {value for column in ("actor", "a", "b") if isinstance(value := row.get(column), str)}
    for column in ("actors", "members", "objects", "speakers"):
        ids |= set(row.get(column) or ())
    for column in ("speaker", "addressee", "source", "target", "claimed_by"):
        if row.get(column):
            ids |= parties(row, column)
    return {i for i in ids if i}


def _own(rows: Iterable[Row], *columns: str) -> _Rows:
    """Rows of a report with the spans in some of their columns as evidence."""
    result: _Rows = []
    for row in rows:
        spans: list[Span] = []
        for column in columns:
            value = row[column]
            spans += value if value and isinstance(value[0], list) else [value] if value else []
        result.append((row, [(row["report"], span) for span in spans]))
    return result


def _reports_wanted(store: Store, wanted: Filter) -> dict[str, str] | None:
    """The reports of the outlet and the story asked for, each with its story; None if neither is asked for."""
    if wanted.outlet is None and wanted.story is None:
        return None
    where, values = ("1", ()) if wanted.story is None else ("story = ?", (wanted.story,))
    rows = store.query(f"SELECT id, story, outlet FROM reports WHERE {where}", values)
    outlets = None if wanted.outlet is None else _outlets(store, wanted.outlet)
    return {row["id"]: row["story"] for row in rows if outlets is None or row["outlet"] in outlets}


def _outlets(store: Store, name: str) -> set[str]:
    """The outlets of that name, whatever its case and accents. Raises NotFound, naming close ones, if there is none."""
    known = {row["outlet"] for row in store.query("SELECT DISTINCT outlet FROM reports WHERE outlet IS NOT NULL")}
    found = {outlet for outlet in known if fold(outlet) == fold(name)}
    if not found:
        close = nearest(name, sorted(known))
        hint = f"; close: {', '.join(close)}" if close else "; `communique reports` lists those it knows"
        raise NotFound(f"no outlet {name!r} in the record{hint}")
    return found


def _of_reports(store: Store, table: str, wanted: Filter) -> list[Row]:
    """Rows of a per-report table in the contract's order: by report, then as they stand in the text."""
    reports = _reports_wanted(store, wanted)
    hidden = wrong(store)
    rows = store.rows(table) if reports is None else store.rows_in(table, "report", reports)
    return sorted((row for row in rows if row.get("id") not in hidden), key=order_of(tables()[table]))


def _ids_wanted(store: Store, query: str | None) -> frozenset[str] | None:
    return None if query is None else actor_ids(store, query)


def _meets(ids: Collection[str], wanted: frozenset[str] | None) -> bool:
    return wanted is None or not wanted.isdisjoint(ids)


def _pair(
    one: Collection[str], other: Collection[str], actor: frozenset[str] | None, with_: frozenset[str] | None
) -> bool:
    """Whether the actor is among the one and another actor, who is asked for beside it, among the other."""
    if actor is None or with_ is None:
        return _meets(one, actor) and _meets(other, with_)
    first, second = actor.intersection(one), with_.intersection(other)
    return bool(first and second) and len(first | second) > 1


def _stories(store: Store, wanted: Filter) -> _Rows:
    """Rows with `reported`: first and last day of publication, as far as known; `outlets` is null where none is known."""
    actor, other = _ids_wanted(store, wanted.actor), _ids_wanted(store, wanted.with_)
    reports = _reports_wanted(store, wanted)
    found: _Rows = []
    for row in by_day("stories", _reported(store)):
        conflict = any(d["verdict"] == "conflict" for d in row["disagreements"])
        if not _pair(row["actors"], row["actors"], actor, other):
            continue
        if (wanted.conflict and not conflict) or (reports is not None and row["id"] not in reports.values()):
            continue
        found.append((row, []))
    told = reports_of(store, [value["row"] for row, _ in found for value in row["date_evidence"]])
    return [(row, [(told[v["row"]], v["span"]) for v in row["date_evidence"] if v["row"] in told]) for row, _ in found]


def _reported(store: Store) -> list[Row]:
    days = {
        row["story"]: [row["start"], row["end"]]
        for row in store.query(
            "SELECT story, min(published) AS start, max(published_end) AS end FROM reports "
            "WHERE published IS NOT NULL AND published_end IS NOT NULL GROUP BY story"
        )
    }
    return [
        {
            **row,
            "outlets": row["outlets"] if row["outlets"] > row["outlets_unknown"] else None,
            "reported": days.get(row["id"]),
        }
        for row in store.rows("stories")
    ]


def reports_of(store: Store, rows: Collection[str]) -> dict[str, str]:
    """The report of each event mention or time in `rows`."""
    return {
        row["id"]: row["report"] for table in ("event_mentions", "times") for row in store.rows_in(table, "id", rows)
    }


def _reports(store: Store, wanted: Filter) -> _Rows:
    actor, only = _ids_wanted(store, wanted.actor), _reports_wanted(store, wanted)
    return [
        (row, [(row["id"], span) for span in row["published_evidence"]])
        for row in store.rows("reports", order="ref, version")
        if (only is None or row["id"] in only) and _meets(row["actors"], actor)
    ]


def _statements(store: Store, wanted: Filter) -> _Rows:
    actor, speaker = _ids_wanted(store, wanted.actor), _ids_wanted(store, wanted.speaker)
    other = _ids_wanted(store, wanted.with_)
    altered = _altered_statements(store) if wanted.altered else None
    kept = []
    for row in _of_reports(store, "statements", wanted):
        said, both = parties(row, "speaker"), parties(row, "speaker", "addressee")
        if not (_meets(said, speaker) and _pair(both, both, actor, other)):
            continue
        if wanted.type and wanted.type.casefold() not in {row["kind"], row["attitude"], row["polarity"]}:
            continue
        if altered is not None and row["id"] not in altered:
            continue
        if (wanted.min_score or 0) <= row["score"]:
            kept.append(row)
    return _own(_together(kept, "utterance") if wanted.altered else kept, "content")


def _together(rows: list[Row], group: str) -> list[Row]:
    """The rows, those of one group behind its first."""
    first: dict[Any, int] = {}
    for row in rows:
        first.setdefault(row[group], len(first))
    return sorted(rows, key=lambda row: first[row[group]])


def _altered_statements(store: Store) -> set[str]:
    return {
        end
        for row in store.rows("utterances")
        for pair in row["pairs"]
        if pair["altered"]
        for end in (pair["a"], pair["b"])
    }


def _figures(store: Store, wanted: Filter) -> _Rows:
    actor = _ids_wanted(store, wanted.actor)
    verdicts = {row["id"]: row["verdict"] for row in store.rows("comparisons")}
    kept = []
    for row in _of_reports(store, "figures", wanted):
        ids = parties(row, "claimed_by") | set(row["measured_of"])
        units = {unit.casefold() for unit in (row["unit"], row["unit_code"]) if unit}
        if not _meets(ids, actor) or (wanted.type and wanted.type.casefold() not in units):
            continue
        if wanted.conflict and verdicts.get(row["comparison"]) != "conflict":
            continue
        kept.append(row)
    return _own(_together(kept, "comparison") if wanted.conflict else kept, "span")


def _events(store: Store, wanted: Filter) -> _Rows:
    actor, other = _ids_wanted(store, wanted.actor), _ids_wanted(store, wanted.with_)
    mentions = {row["id"]: row for row in store.rows("event_mentions")}
    reports = _reports_wanted(store, wanted)
    found: _Rows = []
    for row in store.rows("events"):
        told = [mentions[i] for i in row["mentions"] if i in mentions]
        if reports is not None and not any(m["report"] in reports for m in told):
            continue
        sides = (set(row["source"]), set(row["target"]))
        if not _between(sides, actor, other):
            continue
        if wanted.type and wanted.type.upper() != row["type"]:
            continue
        if wanted.min_score is not None and max((m["score"] for m in told), default=0) < wanted.min_score:
            continue
        found.append((row, [(m["report"], m["span"]) for m in sorted(told, key=_place)]))
    first = {
        row["id"]: min((_place(mentions[i]) for i in row["mentions"] if i in mentions), default=()) for row, _ in found
    }
    return sorted(found, key=lambda item: (day_of("events", item[0]), first[item[0]["id"]], item[0]["id"]))


def _place(mention: Row) -> tuple[Any, ...]:
    """Where a mention stands: undated events of one report follow its text."""
    return (mention["ref"], mention["span"], mention["id"])


def _between(sides: tuple[set[str], set[str]], actor: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether the actor is on one side, and another on the opposite (or on any, if given alone)."""
    if actor is None or other is None:
        everyone = sides[0] | sides[1]
        return _pair(everyone, everyone, actor, other)
    return any(_pair(a, b, actor, other) for a, b in (sides, sides[::-1]))


def _event_mentions(store: Store, wanted: Filter) -> _Rows:
    actor, other = _ids_wanted(store, wanted.actor), _ids_wanted(store, wanted.with_)
    kept = [
        row
        for row in _of_reports(store, "event_mentions", wanted)
        if _between((parties(row, "source"), parties(row, "target")), actor, other)
        and (not wanted.type or wanted.type.upper() == row["type"])
        and (wanted.min_score or 0) <= row["score"]
    ]
    return _own(kept, "span")


def _pledges(store: Store, wanted: Filter) -> _Rows:
    actor, other = _ids_wanted(store, wanted.actor), _ids_wanted(store, wanted.with_)
    mentions = {row["id"]: row for row in store.rows("pledge_mentions")}
    reports = _reports_wanted(store, wanted)
    rows = store.rows("pledges", order="coalesce(due, '9999'), id")
    statuses = pledge_statuses(store, rows, wanted.day())
    found: _Rows = []
    for row in rows:
        told = [mentions[i] for i in row["mentions"] if i in mentions]
        status = statuses[row["id"]]
        if wanted.open and status.status not in {"open", "due", "overdue"}:
            continue
        if reports is not None and not any(m["report"] in reports for m in told):
            continue
        actors = {row["actor"], *(i for m in told for i in parties(m, "party"))} - {None}
        concerned = actors | {i for m in told for i in m["objects"]}
        if not _pair(actors, concerned, actor, other):
            continue
        told_at = [(m["report"], m["span"]) for m in told]
        reasons = [*row["reasons"], *status.reasons]
        told_of = {"reasons": reasons, "status": status.status, "status_evidence": list(status.evidence)}
        found.append(({**row, **told_of}, told_at))
    return found


def _actors(store: Store, wanted: Filter) -> _Rows:
    actor = _ids_wanted(store, wanted.actor)
    counts = {
        r["actor"]: (r["n"], r["reports"])
        for r in store.query(
            "SELECT actor, count(*) AS n, count(DISTINCT report) AS reports FROM mentions "
            "WHERE actor IS NOT NULL GROUP BY actor"
        )
    }
    rows = [
        {**row, "mentions": counts[row["id"]][0], "reports": counts[row["id"]][1]}
        for row in store.rows("actors")
        if row["id"] in counts and (actor is None or row["id"] in actor)
        and (not wanted.type or wanted.type.casefold() == row["kind"])
    ]  # fmt: skip
    return [(row, []) for row in sorted(rows, key=lambda r: (-r["mentions"], r["name"], r["id"]))]


def _refrains(store: Store, wanted: Filter) -> _Rows:
    speaker = _ids_wanted(store, wanted.speaker or wanted.actor)
    rows = [row for row in store.rows("refrains", order="speaker, id") if _meets([row["speaker"]], speaker)]
    return [(row, _statement_spans(_tellings(store, row))) for row in rows]


def _utterances(store: Store, wanted: Filter) -> _Rows:
    """Rows with `speakers` (several speak as one where `speaker` is null) and `pieces`: stretches of each wording."""
    speaker = _ids_wanted(store, wanted.speaker or wanted.actor)
    found: _Rows = []
    for row in by_day("utterances", store.rows("utterances")):
        altered = not wanted.altered or any(pair["altered"] for pair in row["pairs"])
        if not (altered and wanted.story in {None, row["story"]}):
            continue
        told = _tellings(store, row)
        speakers = [row["speaker"]] if row["speaker"] else commonest_set(party_ids([one["speaker"]]) for one in told)
        if _meets(speakers, speaker):
            more = {"speakers": speakers, "pieces": [len(one["content"]) for one in told]}
            found.append(({**row, **more}, _statement_spans(told)))
    return found


def _tellings(store: Store, row: Row) -> list[Row]:
    """The statements of an utterance or a refrain, in the order of their reports and text."""
    told = as_one(store, store.rows_in("statements", "id", row["statements"]), "speaker")
    return sorted(told, key=lambda one: (one["ref"], one["content"], one["id"]))


def _statement_spans(told: Collection[Row]) -> list[tuple[str, Span]]:
    return [(row["report"], span) for row in told for span in row["content"]]


def _disagreements(store: Store, wanted: Filter) -> _Rows:
    reports = _reports_wanted(store, wanted)
    stories = {row["id"]: index for index, row in enumerate(by_day("stories", _reported(store)))}
    return [
        (row, [(value["report"], span) for value in row["values"] for span in value["spans"]])
        for row in sorted(store.rows("disagreements"), key=lambda row: (stories[row["story"]], _urgency(row)))
        if (not wanted.conflict or row["verdict"] == "conflict")
        and (reports is None or any(value["report"] in reports for value in row["values"]))
    ]


def _urgency(row: Row) -> tuple[bool, str, str]:
    return row["verdict"] != "conflict", row["about"], row["id"]


def _comparisons(store: Store, wanted: Filter) -> _Rows:
    figures = {row["id"]: row for row in store.rows("figures")}
    return [
        (row, [(figures[i]["report"], figures[i]["span"]) for i in row["figures"] if i in figures])
        for row in store.rows("comparisons", order="about, id")
        if (not wanted.conflict or row["verdict"] == "conflict") and wanted.story in {None, row["story"]}
    ]


def _copies(store: Store, wanted: Filter) -> _Rows:
    return _own(_of_reports(store, "copies", wanted), "spans")


def _times(store: Store, wanted: Filter) -> _Rows:
    return _own(_of_reports(store, "times", wanted), "span")


def _of_length(wanted: Filter, period: str) -> bool:
    """Whether a period is of the wanted length: months, unless `type` is quarter or any; the undated one is of both."""
    return wanted.type == "any" or not period[:1].isdigit() or (period[5:6] == "Q") == (wanted.type == "quarter")


def _relations(store: Store, wanted: Filter) -> _Rows:
    """A state that the record never names stands by its code."""
    codes = {row["id"]: row["country"] for row in store.query("SELECT id, country FROM actors")}
    actor, other = (
        None if ids is None else ids | {codes[i] for i in ids if codes[i]}
        for ids in (_ids_wanted(store, wanted.actor), _ids_wanted(store, wanted.with_))
    )
    return [
        (row, [])
        for row in store.rows("relations", order="a, b, period")
        if _between(({row["a"]}, {row["b"]}), actor, other) and _of_length(wanted, row["period"])
    ]


def _judgements(store: Store, wanted: Filter) -> _Rows:
    del wanted
    return [(row, []) for row in store.rows("judgements", order="at, id")]


LISTINGS: dict[str, Callable[[Store, Filter], _Rows]] = {
    "stories": _stories,
    "disagreements": _disagreements,
    "reports": _reports,
    "statements": _statements,
    "utterances": _utterances,
    "refrains": _refrains,
    "figures": _figures,
    "comparisons": _comparisons,
    "events": _events,
    "event_mentions": _event_mentions,
    "pledges": _pledges,
    "relations": _relations,
    "copies": _copies,
    "times": _times,
    "actors": _actors,
    "judgements": _judgements,
}
