"""TimelineJS 3 JSON: the stories and the pledges' due dates as slides, for the timelines of newsrooms.

TimelineJS takes headline and text for HTML: all words of reports are escaped, and its own linking of addresses is off.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from communique.export.phrases import counted, fallen, outlets
from communique.export.safe import terminal
from communique.export.written import Asked, Written, rows_of, tally, write_json
from communique.model import PledgeStatus
from communique.model.interval import of_period, prefix_of
from communique.query.status import pledge_statuses
from communique.store import Store
from communique.store.rows import Row

FILE = "timeline.json"


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `timeline.json`; stories and pledges without a date are counted as left out."""
    actors = {row["id"]: row["name"] for row in rows_of(store, "actors")}
    pledges = rows_of(store, "pledges")
    statuses = pledge_statuses(store, pledges, asked.as_of)
    slides, left = [], []
    for story in rows_of(store, "stories"):
        dates = _dates(story["date"], story["date_end"])
        if dates:
            told = _told(story, actors)
            slides.append(_slide(story["id"], dates, story["title"], told, "Stories"))
        else:
            left.append("stories without a date")
    for pledge in pledges:
        if pledge["due"] is None:
            left.append("pledges without a due date")
            continue
        days = of_period(pledge["due"])
        headline = f"{pledge['actor_name'] or '?'}: {pledge['act']}"
        text = _due(pledge, statuses[pledge["id"]])
        slides.append(_slide(pledge["id"], _dates(days.start, days.end), headline, text, "Pledges"))
    write_json(target, FILE, {"events": slides})
    return Written({FILE: len(slides)}, tally(left))


def _slide(id_: str, dates: Mapping[str, Any], headline: str, text: str, group: str) -> dict[str, Any]:
    told = {"headline": html.escape(terminal(headline)), "text": text}
    return {**dates, "text": told, "group": group, "unique_id": f"communique-{id_}", "autolink": False}


def _dates(start: str | None, end: str | None) -> dict[str, Any]:
    """`start_date`, `end_date` and `display_date`, no more exact than the interval; empty where nothing is known."""
    if start is None and end is None:
        return {}
    whole = prefix_of(start, end)
    if whole is not None:
        return {"start_date": _date(whole), "display_date": whole}
    if start is None or end is None:
        shown = f"from {start}" if start else f"until {end}"
        return {"start_date": _date(start or end or ""), "display_date": shown}
    return {"start_date": _date(start), "end_date": _date(end), "display_date": f"{start} to {end}"}


def _date(prefix: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, prefix.split("-")), strict=False))


def _told(story: Row, actors: Mapping[str, str]) -> str:
    counts = [
        counted(len(story["reports"]), "report"),
        outlets(story),
        counted(story["families"], "family"),
    ]
    lines = [
        ", ".join(counts),
        ", ".join(actors.get(id_, id_) for id_ in story["actors"]),
        *(f"{row['verdict']} on {row['about']}: {_values(row)}" for row in story["disagreements"]),
        f"communique show {story['id']}",
    ]
    return _paragraphs(lines)


def _values(disagreement: Mapping[str, Any]) -> str:
    values: dict[str, list[str]] = {}
    for value in disagreement["values"]:
        values.setdefault(value["value"] + fallen(value), []).append(value["ref"])
    return "; ".join(f"{value} ({', '.join(dict.fromkeys(refs))})" for value, refs in values.items())


def _due(pledge: Row, status: PledgeStatus) -> str:
    condition = [pledge["condition"]] if pledge["condition"] else []
    due = f"due {pledge['due_kind'] or 'on'} {pledge['due']}; {status.words} as of {status.as_of}"
    return _paragraphs([due, *condition, f"communique show {pledge['id']}"])


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{html.escape(terminal(line))}</p>" for line in lines if line)
