"""Score pledges against goldEN's developers' half: `python -m eval.pledges SHARED [--show N]`.

SHARED holds `gold/pledges/goldEN_dev` and `score/pledges.py`. Each article goes through stages 2 to 8, one body block
a paragraph, the publication day as stated where the gold knows it. The gold is silver and lists forecasts, beliefs and
past events beside pledges (docs/methodology/pledges.md), so the score only compares versions.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from communique.config import Settings
from communique.model import Block, Report, report_id, text_hash
from communique.pipeline import read_report, tools
from communique.read.report import published_of
from eval.gold import Row, rows


def report_of(row: Row) -> Report:
    """A gold article as a report: one body block a line."""
    text = row["text"]
    blocks = tuple(Block(match.span(), "body") for match in re.finditer(r"[^\n]+", text) if match[0].strip())
    return Report(
        report_id(row["id"], None, text),
        row["id"],
        text,
        text_hash(text),
        blocks,
        published=published_of(row.get("published")),
    )


def main() -> None:
    """Predict and score; with `--show`, print some predictions for reading."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--limit", type=int, default=None)
    args = parser.parse_args()
    gold = args.shared / "gold" / "pledges" / "goldEN_dev"
    with_ = tools(replace(Settings(), encoder=False))
    found: list[Row] = []
    shown: list[str] = []
    for row in rows(gold / "reports.jsonl")[: args.limit]:
        reading = read_report(report_of(row), with_)
        for pledge in reading.pledges:
            found.append({"ref": row["id"], "span": list(pledge.span), "actor": pledge.actor.name, "due": pledge.due})
            told = " ".join(row["text"][slice(*pledge.span)].split())
            shown.append(
                f"{told}\n   {pledge.actor.name} | {pledge.act} | if {pledge.condition} | "
                f"{pledge.due_kind} {pledge.due} | {pledge.rule}"
            )
    for text in random.Random(7).sample(  # noqa: S311 - a sample to read
        shown, min(args.show, len(shown))
    ):
        print(text)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pledges.jsonl").write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
        subprocess.run([sys.executable, str(args.shared / "score" / "pledges.py"), str(gold), folder], check=True)


if __name__ == "__main__":
    main()
