"""Score the event stage on raw sentences: `python eval/events.py GOLD_DIR SCORER [--part tune|score|all] [--errors N]`.

GOLD_DIR is a folder for score/events.py, SCORER that script. Sentences are divided by the SHA-256 of their id modulo
five: class 0 is only scored, the other four are for looking and tuning.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from communique.actor import find_actors, settle
from communique.event import find_events
from communique.model import Block, EventMention, Party, Report, report_id, text_hash
from communique.parse import load, parse
from communique.resources import calendar, gazetteer
from communique.statement import find_statements
from communique.time import find_times

Row = dict[str, Any]


def make(ref: str, text: str) -> Report:
    """A report of one block."""
    return Report(report_id(ref, None, text), ref, text, text_hash(text), (Block((0, len(text)), "body"),))


def of_part(ref: str, part: str) -> bool:
    """Whether a row belongs to the part."""
    scored = int(hashlib.sha256(ref.encode()).hexdigest(), 16) % 5 == 0
    return part == "all" or scored == (part == "score")


def side(parties: tuple[Party, ...]) -> list[Row]:
    return [{"span": list(span), "actor": party.actor, "name": party.name} for party in parties for span in party.spans]


def row(ref: str, event: EventMention) -> Row:
    """An event mention as the export writes it."""
    return {
        "ref": ref, "type": event.type, "mode": event.mode, "cameo": event.cameo, "source": side(event.source),
        "target": side(event.target), "trigger": list(event.trigger), "date": event.date.start, "modality":
        event.modality,
        "rule": event.rule,
    }  # fmt: skip


def coder() -> Callable[[Report], tuple[EventMention, ...]]:
    """The stages up to events, as one function of a report."""
    nlp, gaz, cal = load(), gazetteer.load(None), calendar.load()

    def code(report: Report) -> tuple[EventMention, ...]:
        parsed = parse(report, nlp)
        cast = find_actors(parsed, gaz)
        times = find_times(parsed, cast, cal, stated=report.published)
        cast = settle(parsed, cast, gaz, times.published)
        statements = find_statements(parsed, cast, times)
        return find_events(parsed, cast, times, statements)

    return code


def main() -> int:
    """Code the part, write gold and prediction to a folder, run the scorer."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--part", default="score", choices=["tune", "score", "all"])
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    code = coder()
    reports = [r for r in map(json.loads, (options.gold / "reports.jsonl").open()) if of_part(r["id"], options.part)]
    kept = {report["id"] for report in reports}
    gold = [e for e in map(json.loads, (options.gold / "events.jsonl").open()) if e["report"] in kept]
    found = [row(report["id"], event) for report in reports for event in code(make(report["id"], report["text"]))]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in (("reports", reports), ("events", gold), ("event_mentions", found)):
            (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        return subprocess.run([sys.executable, str(options.scorer), str(folder), str(folder)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
