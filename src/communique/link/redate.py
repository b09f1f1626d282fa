"""What a story's date tells of its reports: their own dates narrow, and times counted from them resolve again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.model.interval import Interval, meet, prefix_of
from communique.store import Store
from communique.store.rows import Row
from communique.time import resolve

_DATED = ("statements", "event_mentions")


def redate(store: Store, stories: Mapping[str, Sequence[str]], days: Mapping[str, Interval]) -> set[str]:
    """Set `published` of the reports of stories from what each says alone and its story's date; the reports changed.

    A report is published no earlier than its story happened. What a report says of itself is never overruled: where the
    two do not meet, it keeps its own.
    """
    changed = set()
    for story, members in sorted(stories.items()):
        for row in store.rows_in("reports", "id", members):
            now = _narrowed(row, _alone_basis(store, row["id"]), days.get(story, Interval()))
            if (row["published"], row["published_end"], row["published_basis"]) != (now.start, now.end, now.basis):
                changed.add(row["id"])
                row |= {"published": now.start, "published_end": now.end, "published_basis": now.basis}
                store.put("reports", [row])
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
    """Resolve the report's relative times against its date, and date what they date."""
    times = [row for row in store.rows("times", "report = ?", (report["id"],)) if row["recipe"]]
    changed = []
    for row in times:
        value, interval = resolve(row["recipe"], published)
        new = {"value": value, "start": interval.start, "end": interval.end, "basis": interval.basis}
        if any(row[key] != new[key] for key in new):
            changed.append(row | new)
    if not changed:
        return False
    store.put("times", changed)
    by_id = {row["id"]: row for row in changed}
    for table in _DATED:
        rows = [row for row in store.rows(table, "report = ?", (report["id"],)) if row["time"] in by_id]
        for row in rows:
            time = by_id[row["time"]]
            row |= {"date": time["start"], "date_end": time["end"], "date_basis": time["basis"]}
        store.put(table, rows)
    pledges = [row for row in store.rows("pledge_mentions", "report = ?", (report["id"],)) if row["time"] in by_id]
    for row in pledges:
        row["due"] = prefix_of(by_id[row["time"]]["start"], by_id[row["time"]]["end"])
    store.put("pledge_mentions", pledges)
    return True
