"""Why something is dated as it is: the rule, the rows of the tables, and the anchor, each in the report's own characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.query.reckoning import in_words
from communique.resources import calendar

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.rows import Row


def placed(text: str, span: tuple[int, int] | list[int]) -> str:
    """Words with the characters where they stand."""
    return f"“{text[span[0] : span[1]]}” at {span[0]}-{span[1]}"


def of_report(store: Store, row: Row) -> list[str]:
    """What dates a report: each rule with its words and rows, what its story added, and what dates its happening."""
    told = _grounds(row)
    if row["published_basis"] == "story":
        told.append(f"narrowed by its story {row['story']}: published no earlier than it happened")
    told.append(f"alone: {days(*row['published_alone'])}")
    return [*told, *(line for line in _happening(store, row) if line.strip() not in told)]


def _grounds(row: Row) -> list[str]:
    """The rules that narrowed a report's own date, strongest first, each with what it left."""
    told = []
    for ground in row["published_by"]:
        words = ", ".join(placed(row["text"], span) for span in ground["spans"])
        told.append(f"dated by {ground['rule']}{f': {words}' if words else ''}, leaves {days(*ground['left'])}")
        told += [f"table: {line}" for line in ground["rows"]]
    return told


def days(start: str | None, end: str | None) -> str:
    """First and last day of an interval; `?` is an open side."""
    return f"{start or '?'} to {end or '?'}"


def _happening(store: Store, report: Row) -> list[str]:
    """The day of what the report tells, as its story takes it: the act or the time that gives it."""
    for story in store.rows("stories", "id = ?", (report["story"] or "",)):
        own = [value for value in story["date_evidence"] if value["ref"] == report["ref"]]
        for value in own:
            row = _dating_row(store, report["id"], value["row"])
            if row is not None:
                return ["happening:", *(f"  {line}" for line in row)]
    return ["happening: the lead tells no act of a known day"]


def _dating_row(store: Store, report: str, id_: str) -> list[str] | None:
    """What dates an event mention or a time of the report; None if the row is another report's."""
    for event in store.rows("event_mentions", "id = ? AND report = ?", (id_, report)):
        text = store.rows("reports", "id = ?", (report,))[0]["text"]
        act = f"act: {placed(text, event['trigger'])} ({id_}), {days(event['date'], event['date_end'])}"
        return [act, *of_id(store, event["time"])]
    for time in store.rows("times", "id = ? AND report = ?", (id_, report)):
        return of_time(store, time)
    return None


def of_id(store: Store, id_: str | None) -> list[str]:
    """What dates the time of this id; nothing if there is none."""
    return [line for time in store.rows("times", "id = ?", (id_ or "",)) for line in of_time(store, time)]


def of_time(store: Store, row: Row) -> list[str]:
    """The words of a time, its value and days, the rule that read it, and what it is counted from."""
    report = store.rows("reports", "id = ?", (row["report"],))[0]
    told = [
        f"words: {placed(report['text'], row['span'])} = {row['value'] or 'no value'}",
        f"days: {days(row['start'], row['end'])} ({row['relation'] or 'on'}), by {row['rule'] or 'no rule'}",
    ]
    if row["recipe"]:
        told.append(f"reckoned: {in_words(row['recipe'])}")
    return [*told, *_anchor(store, row, report)]


def _anchor(store: Store, row: Row, report: Row) -> list[str]:
    """The anchor: another time, a happening with its row, or the report's own date with what gives it."""
    anchor = row["anchor"]
    for other in store.rows("times", "id = ?", (anchor or "",)):
        return [f"counted from: {placed(report['text'], other['span'])} ({other['id']})", *_base(other, report)]
    if anchor:
        rows = [f"table: {happening.line}" for happening in calendar.load().happenings if happening.name == anchor]
        start = report["text"].find(anchor, row["span"][0])
        words = placed(report["text"], (start, start + len(anchor))) if start >= 0 else anchor
        return [f"counted from: {words}", *rows]
    return _base(row, report)


def _base(row: Row, report: Row) -> list[str]:
    """Where a chain of anchors ends: in the words themselves, or in the report's own date."""
    if not row["recipe"]:
        return ["counted from: nothing: the words state it"] if row["start"] else []
    return [
        f"counted from: the report's own date, {days(report['published'], report['published_end'])}",
        *_grounds(report),
    ]


def of_utterance(store: Store, row: Row) -> list[str]:
    """What dates an utterance: the words of its tellings, else its story's day and the first report that tells it."""
    told = store.rows_in("statements", "id", row["statements"])
    own = [
        line for one in sorted(told, key=lambda one: one["id"]) if one["date_end"] for line in of_id(store, one["time"])
    ]
    if row["date_basis"] not in {"story", "inferred"} or own:
        return own
    lines = [f"said {days(row['date'], row['date_end'])}: its tellings name no day"]
    for story in store.rows("stories", "id = ? AND date IS NOT NULL", (row["story"] or "",)):
        dating = ", ".join(f"“{value['value']}” ({value['ref']})" for value in story["date_evidence"])
        lines.append(f"its story {story['id']} happened {days(story['date'], story['date_end'])}: {dating}")
    reports = store.rows_in("reports", "id", {one["report"] for one in told})
    out = min(
        (r for r in reports if r["published_end"]), key=lambda r: (r["published_end"], r["ref"], r["id"]), default=None
    )
    if out is not None:
        lines.append(f"told first by {out['ref']}, published {days(out['published'], out['published_end'])}")
    return lines
