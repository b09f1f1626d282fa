"""From ids that a person names to entries of the judgement log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from communique.errors import NotFound, UsageError
from communique.judge import Entry, Target
from communique.judge.entry import Verdict
from communique.judge.settle import active
from communique.query.ids import find
from communique.store import Store, judgements

_GROUPS = {
    "stories": ("reports", "story"),
    "utterances": ("statements", "utterance"),
    "comparisons": ("figures", "comparison"),
    "events": ("event_mentions", "event"),
    "pledges": ("pledge_mentions", "pledge"),
    "families": ("reports", "family"),
}
"""Nouns that group rows: the table of their members, and its column for the group."""
_TOLD = 6
"""Groups named of those that a judgement changed."""

Groups: TypeAlias = dict[str, dict[str, frozenset[str]]]
"""Ids of the members of each group, by noun and the group's id."""


def groups(store: Store) -> Groups:
    """All groups of the record; a copy that nobody judged wrong is one of two reports."""
    found: Groups = {}
    for noun, (table, column) in _GROUPS.items():
        members: dict[str, set[str]] = {}
        for row in store.query(f"SELECT id, {column} AS grp FROM {table} WHERE {column} IS NOT NULL"):
            members.setdefault(row["grp"], set()).add(row["id"])
        found[noun] = {id_: frozenset(rows) for id_, rows in members.items()}
    hidden = judgements.wrong(store)
    copies = store.query("SELECT id, report, of_report FROM copies")
    found["copies"] = {
        row["id"]: frozenset((row["report"], row["of_report"])) for row in copies if row["id"] not in hidden
    }
    return found


def changes(before: Groups, after: Groups) -> list[str]:
    """What became of groups, a line a noun: `events: 1b7a (2), 9c01 (1) → 1b7a (3)`, the members counted."""
    told = []
    for noun, were in before.items():
        now_ = after[noun]
        old = {id_: rows for id_, rows in were.items() if now_.get(id_) != rows}
        new = {id_: rows for id_, rows in now_.items() if were.get(id_) != rows}
        if old or new:
            told.append(f"{noun}: {_listed(old)} → {_listed(new)}")
    return told


def _listed(found: Mapping[str, frozenset[str]]) -> str:
    listed = [f"{id_} ({len(rows)})" for id_, rows in sorted(found.items())]
    more = [f"{len(listed) - _TOLD} more"] if len(listed) > _TOLD else []
    return ", ".join([*listed[:_TOLD], *more]) or "none"


def now() -> str:
    """The time, to the microsecond, so that two judgements of one person stand in order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def entries(
    store: Store,
    verdict: Verdict,
    ids: Sequence[str],
    *,
    by: str | None = None,
    note: str | None = None,
    at: str = "",
    everything: bool = False,
) -> list[Entry]:
    """The entries that `verdict` on `ids` makes: one; an `undo` of `everything` makes one for each judgement that stands.

    Without it, `undo` takes back the newest of them.

    Raises NotFound for an id that the record does not have, UsageError for rows that cannot be judged so.
    """
    blank = Entry(verdict, at or now(), by=by, note=note)
    if verdict == "undo":
        return [replace(blank, of=id_) for id_ in standing(store, ids)[: None if everything else 1]]
    sides = [_targets(store, id_) for id_ in ids]
    if len({target.table for side in sides for target in side}) > 1:
        raise UsageError(f"{' and '.join(ids)} are rows of different kinds")
    a, b = sides[0], sides[1] if len(sides) > 1 else ()
    if verdict != "wrong" and a and a[0].table == "copies":
        _, row = find(store, ids[0])
        raise UsageError(
            f"{ids[0]} is a copy: judge it wrong, or its two reports different, {row['ref']} and {row['of']}"
        )
    if verdict == "wrong":
        if a and a[0].table in {"reports", "actors"}:
            raise UsageError(_not_wrong(store, ids[0]))
        return [replace(blank, a=a)]
    if {target.id for target in a} & {target.id for target in b}:
        raise UsageError(f"{' and '.join(ids)} share a row; judge the rows in them, which `communique show` lists")
    return [replace(blank, a=a, b=b)]


def _not_wrong(store: Store, id_: str) -> str:
    """Why a row cannot be wrong, and what can be done instead."""
    table, row = find(store, id_)
    if table == "reports":
        return f"{id_} is a report: `communique remove {id_}` takes it out of the record"
    if table == "actors":
        return f"{id_} is an actor: judge it the same as another, or judge wrong the rows that name it"
    refs = [report["ref"] for report in store.rows("reports", "story = ?", (row["id"],), order="ref, id")]
    if len(refs) < 2:
        return f"{id_} is a story of one report, {', '.join(refs)}: judge the story the same as another, or remove the report"
    listed = ", ".join(refs[:_TOLD]) + (f" and {len(refs) - _TOLD} more" if len(refs) > _TOLD else "")
    return f"{id_} is a story: `communique judge different` parts two of its reports, {listed}"


def _targets(store: Store, id_: str) -> tuple[Target, ...]:
    table, row = find(store, id_)
    return judgements.targets(store, table, row)


def _judgement(store: Store, id_: str) -> str:
    """The judgement's id where a judgement is named, in full or shortened; else the id as it stands."""
    table, row = find(store, id_)
    return str(row["id"]) if table == "judgements" else id_


def standing(store: Store, ids: Sequence[str]) -> list[str]:
    """Ids of the active judgements that are named, or that name all of the rows named; the newest first.

    Raises NotFound if there is none.
    """
    held = {entry.id: entry for entry in active(judgements.entries(store))}
    if len(ids) == 1 and (judged := _judgement(store, ids[0])) in held:
        return [judged]
    rows = [set(judgements.named(store, _targets(store, id_))) for id_ in ids]
    named = judgements.resolve(store, list(held.values()))
    found = [
        id_
        for id_, entry in held.items()
        if entry.verdict != "undo" and all(side & {*named[id_][0], *named[id_][1]} for side in rows)
    ]
    if not found:
        raise NotFound(f"no judgement of {' and '.join(ids)} stands: `communique judge list` lists them")
    return sorted(found, key=lambda id_: (held[id_].at, id_), reverse=True)
