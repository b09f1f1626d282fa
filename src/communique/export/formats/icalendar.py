"""iCalendar (RFC 5545): the pledges that fall due on a known day or in a known month or year, for any calendar.

A pledge to be kept by a date stands on the last day it allows, one "not before" a date on the first, any other on all
its days. The description gives status, condition, and who reported it in which words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.export.safe import terminal
from communique.export.written import Asked, Written, rows_of, tally, write_text
from communique.model import PledgeStatus
from communique.model.interval import of_period
from communique.query.status import pledge_statuses
from communique.store import Store

FILE = "pledges.ics"
_OCTETS = 75
"""Longest line of a calendar, RFC 5545 section 3.1; longer ones are folded."""


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `pledges.ics`; pledges without a due date are counted as left out."""
    pledges = rows_of(store, "pledges")
    mentions = {row["id"]: row for row in rows_of(store, "pledge_mentions")}
    texts = {row["id"]: row for row in rows_of(store, "reports")}
    statuses = pledge_statuses(store, pledges, asked.as_of)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//communique//pledges//EN", "CALSCALE:GREGORIAN"]
    lines += ["X-WR-CALNAME:Pledges"]
    left, count = [], 0
    for row in pledges:
        if row["due"] is None:
            left.append("pledges with a vague due date" if row["due_kind"] else "pledges without a due date")
            continue
        told = [(mentions[id_], texts[mentions[id_]["report"]]) for id_ in row["mentions"] if id_ in mentions]
        lines += _event(row, statuses[row["id"]], told, asked.as_of)
        count += 1
    lines.append("END:VCALENDAR")
    write_text(target, FILE, "".join(part for line in lines for part in _folded(line)))
    return Written({FILE: count}, tally(left))


def _event(
    row: Mapping[str, Any],
    status: PledgeStatus,
    told: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
    as_of: str,
) -> Iterator[str]:
    first, last = _days(row["due"], row["due_kind"])
    yield "BEGIN:VEVENT"
    yield f"UID:{row['id']}@communique"
    yield f"DTSTAMP:{as_of.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(row['actor_name'] or '?')}: {_escaped(row['act'])}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(_description(row, status, told)))}"
    yield f"CATEGORIES:{_escaped(status.status)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(due: str, kind: str | None) -> tuple[date, date]:
    """First and last day on which it stands."""
    days = of_period(due)
    first, last = date.fromisoformat(days.start or due), date.fromisoformat(days.end or due)
    return {"by": (last, last), "not before": (first, first)}.get(kind or "on", (first, last))


def _description(
    row: Mapping[str, Any], status: PledgeStatus, told: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> Iterator[str]:
    yield f"{status.words} as of {status.as_of}; due {row['due_kind'] or 'on'} {row['due']}"
    if row["condition"]:
        yield f"condition: {row['condition']}"
    for mention, report in told:
        start, end = mention["span"]
        yield f"{report['ref']} {start}-{end}: “{report['text'][start:end]}”"
    yield f"communique show {row['id']}"


def _escaped(text: str) -> str:
    """Text of a property: controls shown by their codes, line ends and separators escaped (RFC 5545, 3.3.11)."""
    lines = [terminal(line) for line in text.split("\n")]
    return "\\n".join(line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never inside a character, each but the first after a blank."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            yield f"{piece}\r\n"
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield f"{piece}\r\n"
