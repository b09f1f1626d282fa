"""Score `communique.event.compare` on coded records.

    python eval/same_events.py GOLD_DIR SCORER [--threshold T] [--window D]

Each record becomes an EventMention. A record has no date of its own, only its report's day: news of the present is dated
to the window before that day, background (`historical`) to any time before. Pairs above the threshold are joined; groups by
average link.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.event import tables
from communique.event.compare import same_event
from communique.model import EventMention, Interval, Party

Row = dict[str, Any]


def mention(row: Row, window: int) -> EventMention:
    """A coded record as an event mention."""
    code = tables.load().code(row["code"])
    day = date.fromisoformat(row["published"])
    start = None if row["tense"] == "historical" else (day - timedelta(days=window)).isoformat()
    end = None if row["tense"] == "future" else day.isoformat()
    return EventMention(
        id=row["id"],
        span=(0, 1),
        type=code.type if code else "COMMENT",
        mode=code.mode if code else None,
        cameo=row["code"],
        source=parties(row["source"]),
        target=parties(row["target"]),
        trigger=(0, 1),
        date=Interval(start, end, "inferred"),
    )


def parties(rows: list[Row]) -> tuple[Party, ...]:
    return tuple(Party(((0, 1),), f"{r['actor_id']}/{r.get('agent_id', '')}", r["actor"]) for r in rows)


def roll(actor: str) -> str | None:
    """The actor without its agent: `Thailand/Protester` to `Thailand`."""
    return actor.split("/", maxsplit=1)[0]


def groups(mentions: list[EventMention], threshold: float) -> dict[str, str]:
    """Group of each mention: average link over the scores, ties by id."""
    scores: dict[tuple[str, str], float] = {}
    for a, b in itertools.combinations(sorted(mentions, key=lambda m: m.id), 2):
        score, _ = same_event(a, b, roll=roll)
        if score > 0:
            scores[a.id, b.id] = score
    group = {m.id: m.id for m in mentions}
    members = {m.id: [m.id] for m in mentions}
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        one, two = sorted((group[a], group[b]))
        if score < threshold or one == two:
            continue
        links = [scores.get((min(x, y), max(x, y)), 0.0) for x in members[one] for y in members[two]]
        if sum(links) / len(links) >= threshold:
            for ident in members.pop(two):
                group[ident] = one
                members[one].append(ident)
    return group


def predict(gold: Path, folder: Path, *, threshold: float = 0.5, window: int = 1) -> None:
    """Group the gold's records and write `same_events.jsonl` into the folder."""
    rows = [json.loads(line) for line in (gold / "records.jsonl").open(encoding="utf-8")]
    by_code: dict[str, list[EventMention]] = defaultdict(list)
    for row in rows:
        found = mention(row, window)
        by_code[found.type].append(found)
    group = {k: v for kind in sorted(by_code) for k, v in groups(by_code[kind], threshold).items()}
    lines = (json.dumps({"ref": k, "event": v}) + "\n" for k, v in sorted(group.items()))
    (folder / "same_events.jsonl").write_text("".join(lines), "utf-8")


def main() -> int:
    """Group the records, write the prediction, run the scorer."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--threshold", type=float, default=0.5)
    arguments.add_argument("--window", type=int, default=1)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        predict(options.gold, Path(temporary), threshold=options.threshold, window=options.window)
        return subprocess.run(
            [sys.executable, str(options.scorer), str(options.gold), temporary], check=False
        ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
