"""Rows of relations from rows of events, by month and by quarter."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, product
from typing import Any

from communique.relation.change import Shift, shifts

FORMULA = (
    "net = cooperation - conflict; cooperation and conflict are sums of PLOVER intensities of asserted events, each once; "
    "a shift: Pettitt's test on the months' net, p = 2 exp(-6 K^2 / (T^3 + T^2)) <= .05"
)

UNDATED = "undated"
"""Period of the events whose quarter the reports do not tell: listed, so that nothing is lost, and in no month."""

Row = dict[str, Any]
Place = tuple[str, str, str]


def relation_rows(events: Iterable[Mapping[str, Any]], states: Mapping[str, str]) -> list[Row]:
    """Rows of each month and quarter for each pair of states in `events` (rows of the record), shifts marked.

    `states` maps an actor's id to its state's. Pairs are ordered by id; an event between several states counts for each pair.
    """
    sums: dict[Place, list[Mapping[str, Any]]] = {}
    for event in events:
        for place in places(event, states):
            sums.setdefault(place, []).append(event)
    rows = [place_row(place, told) for place, told in sorted(sums.items())]
    told = {event["id"]: event for group in sums.values() for event in group}
    for _, group in groupby(rows, key=lambda row: (row["a"], row["b"])):
        mark_shifts(list(group), lambda row: [told[id_] for id_ in row["events"]])
    return rows


def places(event: Mapping[str, Any], states: Mapping[str, str]) -> list[Place]:
    """Where an event counts: (a, b, period) of each pair of states that it is between; nowhere unless asserted and scored."""
    if event["modality"] != "asserted" or not event["intensity"]:
        return []
    sources = {states[a] for a in event["source"] if a in states}
    targets = {states[a] for a in event["target"] if a in states}
    pairs = sorted({(min(s, t), max(s, t)) for s, t in product(sources, targets) if s != t})
    return [(a, b, period) for a, b in pairs for period in _periods(event)]


def quarter(month: str) -> str:
    """The quarter of a month: 2025-Q1 of 2025-02."""
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def _periods(event: Mapping[str, Any]) -> list[str]:
    start, end = event["date"], event["date_end"]
    if not start or not end or quarter(start) != quarter(end):
        return [UNDATED]
    return [start[:7], quarter(start)] if start[:7] == end[:7] else [quarter(start)]


def _is_month(period: str) -> bool:
    return period[4:5] == "-" and period[5:6] != "Q"


def place_row(place: Place, events: Iterable[Mapping[str, Any]]) -> Row:
    """The row of one pair's period from all events that count there, in any order."""
    return {"a": place[0], "b": place[1], "period": place[2], **sums(events), "shift": None}


def sums(events: Iterable[Mapping[str, Any]]) -> Row:
    """What some events, in any order, add up to, and their ids by date."""
    ordered = sorted(events, key=lambda event: (event["date"] or "", event["id"]))
    scores = [float(event["intensity"]) for event in ordered]
    cooperation = round(math.fsum(score for score in scores if score > 0), 3)
    conflict = round(math.fsum(-score for score in scores if score < 0), 3)
    return {
        "cooperation": cooperation,
        "conflict": conflict,
        "net": round(cooperation - conflict, 3),
        "events": [event["id"] for event in ordered],
    }


def mark_shifts(rows: Iterable[Row], told: Callable[[Row], Sequence[Mapping[str, Any]]]) -> None:
    """Set `shift` of all of a pair's rows: on the first month with events of each new level and on its quarter, else none.

    `told` gives the events of a row; only those of months that begin a level are asked for. Months of which nothing is told
    count 0.
    """
    by_period = {row["period"]: row for row in rows}
    for row in by_period.values():
        row["shift"] = None
    by_month = {period: row for period, row in by_period.items() if _is_month(period)}
    if not by_month:
        return
    months = _months(min(by_month), max(by_month))
    for shift in shifts([by_month[m]["net"] if m in by_month else 0.0 for m in months]):
        begins = next((m for m in months[shift.at :] if m in by_month), None)
        if begins is not None:
            marked = _shift(shift, months[shift.at], told(by_month[begins]))
            by_month[begins]["shift"] = marked
            if quarter(begins) in by_period:
                by_period[quarter(begins)]["shift"] = marked


def _shift(shift: Shift, since: str, events: Sequence[Mapping[str, Any]]) -> Row:
    """What shifted, and the month's events that pull that way, the strongest first."""
    way = 1 if shift.after > shift.before else -1
    pulling = [event for event in events if event["intensity"] * way > 0]
    ordered = sorted(pulling, key=lambda event: (-abs(event["intensity"]), event["id"]))
    return {
        "since": since,
        "before": shift.before,
        "after": shift.after,
        "p": shift.p,
        "events": [event["id"] for event in ordered],
    }


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]
