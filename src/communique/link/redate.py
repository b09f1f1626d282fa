"""What a story's date tells of its reports: their own dates narrow, and times counted from them resolve again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.model.interval import Interval, meet
from communique.pledge import due_date, edge_of
from communique.store import Store
from communique.store.rows import Row
from communique.time import resolve

_DATED = ("statements", "event_mentions")
_PUBLISHED = ("published", "published_end", "published_basis")
_REPORT = ("id", "text", "published_alone", *_PUBLISHED)


def redate(store: Store, stories: Mapping[str, Sequence[str]], days: Mapping[str, Interval]) -> set[str]:
    """Set `published` of the reports of stories from what each says alone and its story's date; the reports changed.

    A report is published no earlier than its story happened. What a report says of itself is never overruled: where the
    two do not meet, it keeps its own.
    """
    changed = set()
    for story, members in sorted(stories.items()):
        for row in store.rows_in("reports", "id", members, only=_REPORT):
            now = _narrowed(row, _alone_basis(store, row["id"]), days.get(story, Interval()))
            if (row["published"], row["published_end"], row["published_basis"]) != (now.start, now.end, now.basis):
                changed.add(row["id"])
                for column, value in zip(_PUBLISHED, (now.start, now.end, now.basis), strict=True):
                    store.set("reports", column, {row["id"]: value})
            if _redate_rows(store, row, now):
                changed.add(row["id"])
    return changed


def _alone_basis(store: Store, report: str) -> str:
    return str(store.query("SELECT alone_basis FROM report_source WHERE report = ?", (report,))[0]["alone_basis"])


def _narrowed(row: Row, basis: str, story: Interval) -> Interval:
    alone = Interval(row["published_alone"][0], row["published_alone"][1], basis)  # type: ignore[arg-type]
    if alone.day or basis == "stated" or story.start is None:
        return alone
    met = meet(alone, Interval(story.start, None, "story"))
    if met is None or (met.start, met.end) == (alone.start, alone.end):
        return alone
    return Interval(met.start, met.end, "story")


def _redate_rows(store: Store, report: Row, published: Interval) -> bool:
    """Resolve the report's relative times against its date, and date what they date; whether anything changed."""
    times = {row["id"]: row for row in store.rows("times", "report = ? AND recipe <> ''", (report["id"],))}
    if not times:
        return False
    resolved = {row["id"]: row | _resolved(row, published) for row in times.values()}
    changed = _put(store, "times", times, resolved)
    for table in _DATED:
        rows = {row["id"]: row for row in store.rows(table, "report = ?", (report["id"],)) if row["time"] in times}
        changed |= _put(
            store, table, rows, {id_: row | _dated(resolved[row["time"]], row) for id_, row in rows.items()}
        )
    rows = {row["id"]: row for row in store.rows("pledge_mentions", "report = ?", (report["id"],))}
    due = {
        id_: row | _due(resolved[row["time"]], row, published, report["text"])
        for id_, row in rows.items()
        if row["time"] in times
    }
    return changed | _put(store, "pledge_mentions", rows, due)


def _put(store: Store, table: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> bool:
    changed = [row for id_, row in new.items() if row != old[id_]]
    store.put(table, changed)
    return bool(changed)


def _resolved(time: Row, published: Interval) -> Row:
    value, interval = resolve(time["recipe"], published)
    return {"value": value, "start": interval.start, "end": interval.end, "basis": interval.basis}


def _dated(time: Row, row: Row) -> Row:
    """A row's days from its time; what another act's time tells, one outside the row's own words, is inferred."""
    known = time["start"] or time["end"]
    basis = "inferred" if row["date_basis"] == "inferred" or (known and _lent(time, row)) else time["basis"]
    return {"date": time["start"], "date_end": time["end"], "date_basis": basis}


def _lent(time: Row, row: Row) -> bool:
    """Whether an event has its day from a time that is told elsewhere."""
    return "trigger" in row and not row["span"][0] <= time["span"][0] < row["span"][1]


def _due(time: Row, pledge: Row, published: Interval, text: str) -> Row:
    if pledge["due_kind"] == "vague":
        return {}
    interval = Interval(time["start"], time["end"], time["basis"])
    edge = edge_of(text, (time["span"][0], time["span"][1]))
    return {"due": due_date(interval, time["recipe"], pledge["due_kind"], published, edge)}
