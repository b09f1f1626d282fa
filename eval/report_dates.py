"""Measure the report's own date with its metadata taken away: `python eval/report_dates.py SHARED [--limit N] [--show N]`.

Reads dated reports of SHARED (White House, BASIL even, PolNeAR train, publishers, T17, MEANTIME), infers each one's date from its text
alone and prints: share of intervals that hold the true day, share with both ends, median width, share of single days
claimed and how many of those are right, per source and rule.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.model import Interval
from communique.parse import load, parse
from communique.resources import calendar
from communique.time import find_times
from times import NoCast, make


def rows(path: Path, source: str) -> Iterator[dict[str, Any]]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if row.get("published") and row.get("text"):
            yield {**row, "source": source, "day": row["published"][:10]}


def publishers(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        expected = row["expected"]
        sections = (expected.get("body") or {}).get("sections", [])
        text = "\n\n".join(p for section in sections for p in section["paragraphs"])
        if expected.get("publishing_date") and text and row["country"] in {"us", "uk", "ca", "au", "intl", "int"}:
            yield {"id": row["id"], "text": text, "source": "publishers", "day": expected["publishing_date"][:10]}


def sample(found: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:count]


def cast_for(parsed: object) -> object:
    try:
        from communique.actor import find_actors
        from communique.resources import gazetteer
    except ImportError:
        return NoCast()
    return find_actors(parsed, gazetteer.load())  # type: ignore[arg-type]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--limit", type=int, default=70)
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--no-cast", action="store_true")
    arguments.add_argument(
        "--only", nargs="*", help="names of sources: white_house basil polnear publishers t17 meantime"
    )
    chosen = arguments.parse_args()
    shared = chosen.shared
    pool = sample(list(rows(shared / "sources/reports/white_house/reports.jsonl", "white_house")), chosen.limit)
    pool += sample(list(rows(shared / "gold/stories/basil/even/reports.jsonl", "basil")), chosen.limit)
    pool += sample(list(rows(shared / "gold/statements/polnear/train/reports.jsonl", "polnear")), chosen.limit)
    pool += sample(list(publishers(shared / "sources/reports/publishers/pages.jsonl")), chosen.limit)
    for topic in ("egypt", "syria"):
        pool += sample(list(rows(shared / f"gold/timelines/t17/{topic}/reports.jsonl", "t17")), chosen.limit)
    pool += sample(list(rows(shared / "gold/times/meantime/reports.jsonl", "meantime")), chosen.limit)
    pool = [row for row in pool if not chosen.only or row["source"] in chosen.only]
    nlp, table = load(), calendar.load()
    groups: dict[str, list[tuple[str, Interval, str]]] = {}
    wrong: list[str] = []
    for row in pool:
        parsed = parse(make(row), nlp)
        cast = NoCast() if chosen.no_cast else cast_for(parsed)
        times = find_times(parsed, cast, table, stated=Interval())  # type: ignore[arg-type]
        rule = "+".join(dict.fromkeys(ground.rule for ground in times.published_by))
        groups.setdefault(row["source"], []).append((row["day"], times.published, rule))
        if times.published.known and not times.published.holds(Interval(row["day"], row["day"])):
            words = [parsed.text(span) for ground in times.published_by for span in ground.spans]
            wrong.append(f"{row['id']} {row['day']} got {times.published} {rule} {words}")
    for name, found in [*groups.items(), ("all", [item for group in groups.values() for item in group])]:
        report(name, found)
    print("\n".join(wrong[: chosen.show]))
    return 0


def report(name: str, found: list[tuple[str, Interval, str]]) -> None:
    known = [item for item in found if item[1].known]
    holds = [item for item in known if item[1].holds(Interval(item[0], item[0]))]
    closed = [item for item in known if item[1].days]
    closed_right = [item for item in closed if item in holds]
    days = [item for item in known if item[1].day]
    right = [item for item in days if item[1].day == item[0]]
    widths = [item[1].days for item in closed]
    print(
        f"{name}: {len(found)} reports, known {len(known)}, hold the day {len(holds)}/{len(known)},"
        f" both ends {len(closed)} (hold {len(closed_right)}), median width {statistics.median(widths) if widths else '-'},"
        f" single days {len(days)}, right {len(right)}"
    )
    if name == "all":
        rules = Counter((item[2], item in holds) for item in known)
        for (rule, good), count in sorted(rules.items(), key=lambda i: -i[1])[:25]:
            print(f"   {count:4d} {'ok   ' if good else 'WRONG'} {rule}")


if __name__ == "__main__":
    raise SystemExit(main())
