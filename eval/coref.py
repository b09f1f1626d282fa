"""Write actor mentions for a folder of labelled reports, for the mention scorer.

    python eval/coref.py GOLD_DIR PRED_DIR [train|dev]

GOLD_DIR holds reports.jsonl; PRED_DIR gets mentions.jsonl. A split limits the reports that are analysed. Reports are
read as text with paragraphs for blocks, and a `published` date settles offices as it would in a record.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from communique.actor import find_actors, settle
from communique.model import Block, Interval, Report, text_hash
from communique.model.interval import of_prefix
from communique.parse import load, parse
from communique.resources import gazetteer


def report_of(row: dict[str, str]) -> Report:
    """A report whose paragraphs are its blocks."""
    text, blocks, position = row["text"], [], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            blocks.append(Block((position, position + len(paragraph)), "body"))
        position += len(paragraph) + 1
    published = of_prefix(row["published"], basis="stated") if row.get("published") else Interval()
    return Report(row["id"], row["id"], text, text_hash(text), tuple(blocks), published=published)


def main(gold: Path, out: Path, split: str | None = None) -> None:
    """Analyse and write."""
    tables, pipeline = gazetteer.load(), load()
    out.mkdir(parents=True, exist_ok=True)
    with (gold / "reports.jsonl").open(encoding="utf-8") as rows, (out / "mentions.jsonl").open("w") as file:
        for row in map(json.loads, rows):
            if split and row["split"] != split:
                continue
            report = report_of(row)
            parsed = parse(report, pipeline)
            cast = settle(parsed, find_actors(parsed, tables), tables, report.published)
            for mention in cast.mentions:
                shown = {"ref": row["id"], "span": mention.span, "actor": mention.actor, "kind": mention.kind}
                file.write(json.dumps(shown | {"name": mention.name, "rule": mention.rule}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
