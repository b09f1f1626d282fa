"""The judgement log in the record, and the rows that its entries name: by id, else by their place in the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.errors import UsageError
from communique.judge import Entry, Settled, Target, entry_of, line_of, settle
from communique.model import Span
from communique.model.ids import copy_id
from communique.store.database import Store
from communique.store.readings import naming
from communique.store.rows import Row

SPANS = {"statements": "content", "figures": "span", "event_mentions": "span", "pledge_mentions": "span"}
"""Per-report tables that can be judged, and the column that says where a row stands."""

MEMBERS = {
    "utterances": ("statements", "statements"),
    "comparisons": ("figures", "figures"),
    "events": ("event_mentions", "mentions"),
    "pledges": ("pledge_mentions", "mentions"),
}
"""Groups, the table of their members, and the column that lists them: who judges a group judges its members."""

SAME_PLACE = 0.5
"""Least share of code points in common for a row of another analysis to be the one that was judged."""


def entries(store: Store) -> list[Entry]:
    """The log as it was written."""
    return [entry_of(row["entry"]) for row in store.query("SELECT entry FROM judgement_log ORDER BY seq")]


def append(store: Store, new: Iterable[Entry]) -> int:
    """Add entries to the log; one that is there already adds nothing. The number added."""
    before = store.query("SELECT count(*) AS n FROM judgement_log")[0]["n"]
    rows = [(entry.id, line_of(entry)) for entry in new]
    store.execute("INSERT OR IGNORE INTO judgement_log (id, entry) VALUES (?, ?)", rows)
    return int(store.query("SELECT count(*) AS n FROM judgement_log")[0]["n"]) - int(before)


def targets(store: Store, table: str, row: Row) -> tuple[Target, ...]:
    """What an entry writes of a row: the row, or a group's members. Raises UsageError for rows that cannot be judged."""
    if table in MEMBERS:
        members, column = MEMBERS[table]
        found = sorted(store.rows_in(members, "id", row[column]), key=lambda member: str(member["id"]))
        return tuple(_target(store, members, member) for member in found)
    if table == "stories":
        reports = store.rows("reports", "story = ?", (row["id"],), order="id")
        return tuple(_target(store, "reports", report) for report in reports)
    if table == "copies":
        reports = sorted(
            store.rows_in("reports", "id", (row["report"], row["of_report"])), key=lambda report: report["id"]
        )
        return tuple(replace(_target(store, "reports", report), table=table) for report in reports)
    if table in {*SPANS, "reports", "actors"}:
        return (_target(store, table, row),)
    raise UsageError(f"{row.get('id', table)} is of {table}, which nobody judges: judge {', '.join(judgeable())}")


def judgeable() -> tuple[str, ...]:
    """Tables whose rows can be judged."""
    return (*SPANS, *MEMBERS, "reports", "stories", "actors", "copies")


def _target(store: Store, table: str, row: Row) -> Target:
    if table == "actors":
        return Target(table, row["id"], "", (), row["name"])
    if table == "reports":
        return Target(table, row["id"], row["sha256"], (), row["title"] or row["text"][:80])
    [report] = store.query("SELECT sha256, text FROM reports WHERE id = ?", (row["report"],))
    spans = _spans(table, row)
    words = " ".join(report["text"][start:end] for start, end in spans)
    return Target(table, row["id"], report["sha256"], spans, words)


def _spans(table: str, row: Row) -> tuple[Span, ...]:
    value = row[SPANS[table]]
    return tuple((int(s), int(e)) for s, e in value) if SPANS[table] == "content" else ((int(value[0]), int(value[1])),)


def resolve(store: Store, log: Sequence[Entry]) -> dict[str, tuple[list[str], list[str]]]:
    """For each entry's id the ids of the rows that its `a` and `b` stand for now; what is not there is left out."""
    found = {}
    for entry in log:
        rows = _found(store, (*entry.a, *entry.b))
        found[entry.id] = (_named(entry.a, rows), _named(entry.b, rows))
    return found


def named(store: Store, targets: Sequence[Target]) -> list[str]:
    """Ids of the rows that some targets stand for now."""
    return _named(targets, _found(store, targets))


def _named(targets: Sequence[Target], rows: Mapping[Target, str]) -> list[str]:
    """Of a copy the targets are its two reports: linking makes the row anew, and what was said of it must not wait for that."""
    found = [rows[target] for target in targets if target in rows]
    if targets and targets[0].table == "copies":
        return [copy_id(*found)] if len(found) == 2 else []
    return found


def _found(store: Store, targets: Iterable[Target]) -> dict[Target, str]:
    """The rows that targets of one entry stand for now: two at one place in one text, as exact copies have, are two rows."""
    candidates = {target: _candidates(store, target) for target in targets}
    found: dict[Target, str] = {}
    taken: set[tuple[object, ...]] = set()
    for target in sorted(candidates, key=lambda target: (candidates[target] != [target.id], target)):
        places = [(target.table, target.text, target.spans, row) for row in candidates[target]]
        if place := next((place for place in places if place not in taken), None):
            taken.add(place)
            found[target] = place[-1]
    return found


def _candidates(store: Store, target: Target) -> list[str]:
    """Ids of the rows that a target may stand for: the one that has its id, else those at its place, the likeliest first."""
    if target.table not in {*SPANS, "reports", "actors", "copies"}:
        return []
    table = "reports" if target.table == "copies" else target.table
    if store.query(f"SELECT 1 FROM {table} WHERE id = ?", (target.id,)):
        return [target.id]
    if target.table == "actors":
        return []
    reports = sorted(row["id"] for row in store.query("SELECT id FROM reports WHERE sha256 = ?", (target.text,)))
    if table == "reports" or not reports:
        return reports
    rows = store.rows_in(target.table, "report", reports)
    shares = sorted((-_share(target.spans, _spans(target.table, row)), row["id"]) for row in rows)
    return [id_ for share, id_ in shares if -share >= SAME_PLACE]


def _share(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Code points that both cover, over those that either does."""
    left, right = ({at for start, end in spans for at in range(start, end)} for spans in (a, b))
    return len(left & right) / (len(left | right) or 1)


def judge_all(store: Store) -> tuple[Settled, set[str]]:
    """Settle the log against the record as it is, and write the table `judgements`.

    Also gives the reports whose rows are judged otherwise than the table said before: their links must be made anew.
    """
    log = entries(store)
    rows = resolve(store, log)
    found = settle(log, rows)
    before = {row["id"]: row for row in store.rows("judgements")}
    after = {entry.id: _row(entry, rows[entry.id], found) for entry in log}
    store.query("DELETE FROM judgements")
    store.put("judgements", after.values())
    changed = {id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)}
    # A row that two entries name may change with either.
    touched = _reports_of(store, [row for id_ in changed for row in (before.get(id_), after.get(id_)) if row])
    copies = [entry.a for entry in log if entry.id in changed and entry.a and entry.a[0].table == "copies"]
    return found, touched | {report for pair in copies for report in _found(store, pair).values()}


def _reports_of(store: Store, rows: Iterable[Row]) -> set[str]:
    found: set[str] = set()
    by_table: dict[str, set[str]] = {}
    for row in rows:
        by_table.setdefault(row["table"] or "", set()).update(row["a"], row["b"])
    for table, ids in sorted(by_table.items()):
        column = "id" if table == "reports" else "report"
        if table == "actors":
            found |= naming(store, ids)
        elif table in {*SPANS, "reports"}:
            found |= {row[column] for row in store.rows_in(table, "id", ids)}
    return found


def _row(entry: Entry, rows: tuple[list[str], list[str]], found: Settled) -> Row:
    named = (*entry.a, *entry.b)
    return {
        "id": entry.id,
        "verdict": entry.verdict,
        "at": entry.at,
        "by": entry.by,
        "note": entry.note,
        "of": entry.of,
        "table": named[0].table if named else None,
        "a": rows[0],
        "b": rows[1],
        "words": [target.words for target in named],
        "state": found.states[entry.id],
        "against": list(found.against.get(entry.id, ())),
    }


def wrong(store: Store) -> frozenset[str]:
    """Ids of rows that are judged wrong."""
    return frozenset(
        id_ for row in store.rows("judgements", "verdict = 'wrong' AND state = 'applied'") for id_ in row["a"]
    )


def same_actors(store: Store) -> dict[str, str]:
    """Actors that are judged the same as others, each with the least id among them, which stands for all."""
    found: dict[str, str] = {}
    for row in store.rows(
        "judgements", "\"table\" = 'actors' AND verdict = 'same' AND state = 'applied'", order="at, id"
    ):
        ids = {*row["a"], *row["b"]}
        ids |= {actor for actor, least in found.items() if least in {found.get(id_, id_) for id_ in ids}}
        found |= dict.fromkeys(ids, min(ids))
    return found


def of_row(store: Store, ids: Iterable[str]) -> list[Row]:
    """Judgements that name one of some rows, by time."""
    wanted = set(ids)
    rows = store.rows("judgements", order="at, id")
    return [row for row in rows if wanted & {*row["a"], *row["b"]}]
