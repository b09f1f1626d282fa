"""Score statements against PolNeAR: `python -m eval.statements [SHARED] [--no-encoder] [--out DIR] [--limit N]`.

SHARED holds `gold/statements/polnear/dev` and `score/statements.py`. Every report goes through the product's own
stages. Beside the scorer's measures it counts what the scorer does not: of the matched statements whose gold has no
speaker, how many were left without one. The dev articles are scored here and never shown.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from communique.config import Settings
from communique.model import Reading, Span, Statement
from communique.pipeline import read_report, tools
from communique.read import make_report
from eval.gold import Row, rows

ROOT = Path(__file__).resolve().parents[1]
SET = Path("gold") / "statements" / "polnear" / "dev"


def readings(gold: Path, settings: Settings, limit: int | None) -> Iterator[Reading]:
    """The reading of each report of the gold."""
    with_ = tools(settings)
    for row in rows(gold / "reports.jsonl")[:limit]:
        report = make_report(
            row["text"], ref=row["id"], title=row["title"], outlet=row["outlet"], published=row["published"]
        )
        yield read_report(report, with_)


def exported(ref: str, statement: Statement) -> Row:
    """A statement as the scorer reads it."""
    speaker = statement.speaker
    return {
        "ref": ref,
        "kind": statement.kind,
        "content": statement.content,
        "cue": statement.cue,
        "speaker": {"spans": speaker.spans, "actor": speaker.actor} if speaker is not None else None,
        "parent": statement.parent,
        "rule": statement.rule,
    }


def left_open(gold: Path, made: Path, scorer: Path) -> tuple[int, int]:
    """Of the matched statements without a speaker in the gold: how many have none here either, and their number."""
    sys.path.insert(0, str(scorer.parent))
    common, statements = importlib.import_module("_common"), importlib.import_module("statements")
    predicted = common.group(rows(made / "statements.jsonl"), "ref")
    wanted = common.group(rows(gold / "statements.jsonl"), "report")
    right = total = 0
    for report in rows(gold / "reports.jsonl"):
        words: list[Span] = common.words(report["text"])
        known = [(g, c) for g in wanted.get(report["id"], []) if (c := common.covered(g["content"], words))]
        own = [p for p in predicted.get(report["id"], []) if not p["parent"]]
        found = [(p, c) for p in own if (c := common.covered(p["content"], words))]
        for i, j, _ in statements.pair([c for _, c in found], [c for _, c in known]):
            if not known[j][0]["speaker"]:
                total += 1
                right += found[i][0]["speaker"] is None
    return right, total


def main() -> int:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--no-encoder", action="store_true", help="rules alone")
    parser.add_argument("--out", type=Path, help="folder that keeps the predictions")
    parser.add_argument("--limit", type=int, help="only the first N reports (predictions only, no score)")
    chosen = parser.parse_args()
    gold, scorer = chosen.shared / SET, chosen.shared / "score" / "statements.py"
    with tempfile.TemporaryDirectory() as folder:
        target = chosen.out or Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        with (target / "statements.jsonl").open("w", encoding="utf-8") as file:
            for reading in readings(gold, Settings(encoder=not chosen.no_encoder), chosen.limit):
                for statement in reading.statements:
                    file.write(json.dumps(exported(reading.report.ref, statement)) + "\n")
        if chosen.limit is not None:
            return 0
        subprocess.run([sys.executable, str(scorer), str(gold), str(target)], check=True)
        right, total = left_open(gold, target, scorer)
        print(f"no speaker in the gold: {right} of {total} matched have none here ({right / max(total, 1):.3f})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
