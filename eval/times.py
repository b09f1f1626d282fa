"""Score the time stage on TIMEX3 gold: `python eval/times.py GOLD_DIR [--half even|odd|all] [--errors N]`.

Reports are divided by the parity of the first hex digit of their id's SHA-256: rules are made on the even half, the odd
half is only scored. The gold's `published` is given as the stated date.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from communique.model import Block, Interval, Report, report_id, text_hash
from communique.parse import load, parse
from communique.resources import calendar
from communique.time import find_times


class NoCast:
    """A cast without actors."""

    mentions: tuple[object, ...] = ()
    actors: tuple[object, ...] = ()

    def within(self, _span: tuple[int, int]) -> tuple[object, ...]:
        return ()

    def at(self, _span: tuple[int, int]) -> None:
        return None


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text as body blocks."""
    found, start = [], 0
    for piece in text.split("\n"):
        if piece.strip():
            found.append(Block((start, start + len(piece)), "body"))
        start += len(piece) + 1
    return tuple(found)


def make(row: dict[str, str]) -> Report:
    text = row["text"]
    return Report(report_id(row["id"], None, text), row["id"], text, text_hash(text), blocks(text))


def half_of(ref: str) -> str:
    return "even" if int(hashlib.sha256(ref.encode()).hexdigest()[0], 16) % 2 == 0 else "odd"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--half", default="all")
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--scorer", type=Path, default=None)
    chosen = arguments.parse_args()
    scorer = chosen.scorer or chosen.gold.resolve().parents[2] / "score" / "times.py"
    rows = [json.loads(line) for line in (chosen.gold / "reports.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if chosen.half == "all" or half_of(row["id"]) == chosen.half]
    refs = {row["id"]: row for row in rows}
    gold = [json.loads(line) for line in (chosen.gold / "times.jsonl").open(encoding="utf-8")]
    gold = [row for row in gold if row["report"] in refs]
    nlp, table, out = load(), calendar.load(), []
    spent = [0.0, 0.0]
    for row in rows:
        clock = time.perf_counter()
        parsed = parse(make(row), nlp)
        spent[0] += time.perf_counter() - clock
        day = row["published"][:10]
        clock = time.perf_counter()
        times = find_times(parsed, NoCast(), table, stated=Interval(day, day, "stated"))  # type: ignore[arg-type]
        spent[1] += time.perf_counter() - clock
        out += [
            {"ref": row["id"], "span": list(t.span), "type": t.type, "value": t.value or "", "rule": t.rule,
             "recipe": t.recipe} for t in times.times
        ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        gold_dir, pred_dir = Path(folder) / "gold", Path(folder) / "pred"
        for where, name, lines in ((gold_dir, "reports", rows), (gold_dir, "times", gold), (pred_dir, "times", out)):
            where.mkdir(exist_ok=True)
            (where / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        subprocess.run([sys.executable, str(scorer), str(gold_dir), str(pred_dir)], check=True)
    print(f"parse {spent[0]:.2f} s, times {spent[1]:.2f} s, ratio {spent[1] / spent[0]:.3f}")
    if chosen.errors:
        errors(gold, out, refs, chosen.errors)
    return 0


def errors(gold: list[dict], out: list[dict], refs: dict[str, dict], limit: int) -> None:
    """Print mismatches; for the even half only, the odd half is not read."""
    kinds: Counter[str] = Counter()
    used = set()
    lines = []
    by_ref: dict[str, list[dict]] = {}
    for row in out:
        by_ref.setdefault(row["ref"], []).append(row)
    for row in gold:
        near = [
            p for p in by_ref.get(row["report"], []) if p["span"][0] < row["span"][1] and row["span"][0] < p["span"][1]
        ]
        text = refs[row["report"]]["text"]
        context = repr(text[max(0, row["span"][0] - 60) : row["span"][1] + 40])
        words = repr(text[slice(*row["span"])])
        if not near:
            kinds["missed"] += 1
            lines.append(f"MISSED {row['type']} {row['value']} {words} | {context}")
            continue
        used.update((row["report"], tuple(p["span"])) for p in near)
        best = near[0]
        if best["value"] != row["value"]:
            kinds["value"] += 1
            lines.append(
                f"VALUE {row['value']} got {best['value']} {best['rule']} {best['recipe']} {words} [{refs[row['report']]['published']}] | {context}"
            )
        elif best["span"] != row["span"]:
            kinds["span"] += 1
            lines.append(f"SPAN {words} got {text[slice(*best['span'])]!r} {best['rule']}")
    for row in out:
        if (row["ref"], tuple(row["span"])) not in used:
            kinds["extra"] += 1
            text = refs[row["ref"]]["text"]
            lines.append(
                f"EXTRA {text[slice(*row['span'])]!r} {row['value']} {row['rule']} | {text[max(0, row['span'][0] - 60) : row['span'][1] + 40]!r}"
            )
    print(kinds)
    print("\n".join(sorted(lines)[:limit]))


if __name__ == "__main__":
    raise SystemExit(main())
