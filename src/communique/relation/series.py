"""Rows of relations from rows of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

FORMULA = "net = cooperation - conflict; cooperation and conflict are sums of PLOVER intensities of asserted events"

Row = dict[str, Any]


def relation_rows(events: Iterable[Mapping[str, Any]], states: Mapping[str, str]) -> list[Row]:
    """Monthly rows for each pair of states in `events` (rows of the record). `states` maps an actor's id to its state's.

    Pairs are ordered by id; an event between several states counts for each pair.
    """
    sums: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for event in events:
        month = _month(event)
        if event["modality"] != "asserted" or not event["intensity"]:
            continue
        sources = {states[a] for a in event["source"] if a in states}
        targets = {states[a] for a in event["target"] if a in states}
        for a, b in sorted({(min(s, t), max(s, t)) for s, t in product(sources, targets) if s != t}):
            sums.setdefault((a, b, month), []).append(event)
    return [_row(key, told) for key, told in sorted(sums.items())]


UNDATED = "undated"
"""Period of the events whose month the reports do not tell: listed, so that nothing is lost, and in no month."""


def _month(event: Mapping[str, Any]) -> str:
    start, end = event["date"], event["date_end"]
    return start[:7] if start and end and start[:7] == end[:7] else UNDATED


def _row(key: tuple[str, str, str], events: list[Mapping[str, Any]]) -> Row:
    scores = [float(event["intensity"]) for event in events]
    cooperation = round(sum(score for score in scores if score > 0), 3)
    conflict = round(-sum(score for score in scores if score < 0), 3)
    ordered = sorted(events, key=lambda event: (event["date"] or "", event["id"]))
    return {
        "a": key[0],
        "b": key[1],
        "period": key[2],
        "cooperation": cooperation,
        "conflict": conflict,
        "net": round(cooperation - conflict, 3),
        "events": [event["id"] for event in ordered],
    }
