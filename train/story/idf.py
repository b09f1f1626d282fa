"""Make `resources/idf.tsv`: in how many of a fixed set of news texts each word stands.

Read: PolNeAR train (parameters may ship), GUM and MEANTIME (CC BY), White House readouts (CC0). Only counts of single
words go into the table, never a run of words. Run from the repository's root: python train/story/idf.py
"""

from __future__ import annotations

import collections
import json
from pathlib import Path

from communique.link.words import words

SHARED = Path("../shared")
SOURCES = (
    "gold/statements/polnear/train/reports.jsonl",
    "gold/coref/gum/reports.jsonl",
    "gold/times/meantime/reports.jsonl",
    "sources/reports/white_house/reports.jsonl",
)
LEAST = 3
"""Rarer words are left out: they get the highest weight anyway, and the table stays small."""

TARGET = Path("src/communique/resources/idf.tsv")


def main() -> None:
    counts: collections.Counter[str] = collections.Counter()
    texts = 0
    for source in SOURCES:
        with (SHARED / source).open(encoding="utf-8") as lines:
            for line in lines:
                counts.update(set(words(json.loads(line)["text"])))
                texts += 1
    rows = sorted(((word, count) for word, count in counts.items() if count >= LEAST), key=lambda r: (-r[1], r[0]))
    body = "".join(f"{word}\t{count}\n" for word, count in rows)
    TARGET.write_text(f"# texts\t{texts}\n{body}", encoding="utf-8")
    print(f"{texts} texts, {len(rows)} words")


if __name__ == "__main__":
    main()
