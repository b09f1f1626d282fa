"""Score relations with the pair given.

    python eval/relations.py GOLD_DIR SCORER [--part tune|score|all] [--out DIR] [--rules]

Rows are divided by the SHA-256 of their id modulo five: class 0 is only scored.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from communique.event.classify import Classifier
from communique.event.pair import code_relation
from communique.parse import load, parse
from events import make, of_part


def main() -> int:
    """Code the part, write gold and prediction to a folder, run the scorer."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--part", default="score", choices=["tune", "score", "all"])
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--rules", action="store_true", help="without the classifier")
    options = arguments.parse_args()
    nlp, classifier = load(), None if options.rules else Classifier.load()
    gold = [r for r in map(json.loads, (options.gold / "relations.jsonl").open()) if of_part(r["id"], options.part)]
    found = []
    for row in gold:
        source, target = (tuple(row[side]) if row[side] else None for side in ("source", "target"))
        relation = code_relation(parse(make(row["id"], row["text"]), nlp), source, target, classifier=classifier)
        if relation is not None:
            found.append({"id": row["id"], "root": relation.type, "rule": relation.rule, "cameo": relation.cameo,
                          "trigger": relation.trigger, "score": relation.score})  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in (("relations", gold), ("pairs", found)):
            (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        return subprocess.run([sys.executable, str(options.scorer), str(folder), str(folder)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
