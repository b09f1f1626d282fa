"""Score figures against the number gold: `python -m eval.figures SHARED [--show N] [--set NAME] [--raw]`.

SHARED holds `gold/figures/{newsquant/dev,cases}` and `score/figures.py`. Each gold text becomes a report of one
body block. The gold holds numbers only, so bare rises and falls are not counted. Each set of the short cases follows
the habits of the tool it comes from; unless `--raw` is given they are followed here and nowhere else:

* quantulum3 states a range as its middle; the range set takes "equal to 20" for a range;
* the sets named after a kind (percent, currency, dimension, age, temperature) list figures of that kind alone, and the
  range set only figures with a bound or a range; the number set leaves out figures of a measured unit.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

from communique.figure.find import find_figures
from communique.figure.tables import load as tables
from communique.model import Block, Figure, Report, text_hash
from communique.parse import Pipeline, load, parse
from eval.gold import Row, rows


def figures(text: str, pipeline: Pipeline) -> tuple[Figure, ...]:
    """Figures of a bare text, with no actors, times or statements known."""
    report = Report("r", "r", text, text_hash(text), (Block((0, len(text)), "body"),))
    nothing = SimpleNamespace(
        within=lambda _span: (),
        of=lambda _token: None,
        at=lambda _span: None,
        party=lambda _token: None,
        times=(),
        mentions=(),
    )
    return find_figures(parse(report, pipeline), nothing, nothing, ())  # type: ignore[arg-type]


def kind(unit: str | None) -> str:
    """The kind of a figure's unit."""
    table = tables()
    head = (unit or "").split(" per ")[0]
    known = {
        unit.name: unit.kind for unit in [*table.words.values(), *table.symbols.values(), *table.prefixes.values()]
    }
    return "age" if head.endswith(" of age") else known.get(head, "plain")


_EQUAL = re.compile(r"\bequal(?:s|ing|ling)?(?:\s+to)?\s+$", re.IGNORECASE)


def habit(row: Row, name: str, text: str) -> Row | None:
    """A figure as a set's source would state it, None where it would not."""
    bounded = row["low"] is not None or row["high"] is not None
    if name.startswith("quantulum3") and row["low"] is not None and row["high"] is not None:
        return {**row, "value": (row["low"] + row["high"]) / 2, "low": None, "high": None}
    wanted = name.removeprefix("recognizers-")
    if wanted in {"percent", "currency", "dimension", "age", "temperature"}:
        kinds = {"currency": {"money"}}.get(wanted, {wanted})
        angle = wanted == "dimension" and row["unit"] == "degree"
        value = row["value"] if row["value"] is not None else row["high"]
        return {**row, "value": value, "low": None, "high": None} if angle or kind(row["unit"]) in kinds else None
    if wanted == "range":
        return row if bounded or _EQUAL.search(text[: row["span"][0]]) else None
    if wanted == "number":
        return None if kind(row["unit"]) == "dimension" else {**row, "unit": None}
    return row


def follow(gold: Path, target: Path) -> None:
    """Rewrite exported figures as the sets of the gold would state them; bare rises and falls go."""
    sets = {report["id"]: report for report in rows(gold / "reports.jsonl")}
    made = [
        habit(row, sets[row["ref"]].get("set", ""), sets[row["ref"]]["text"])
        for row in rows(target / "figures.jsonl")
        if any(row[key] is not None for key in ("value", "low", "high"))
    ]
    (target / "figures.jsonl").write_text("".join(json.dumps(row) + "\n" for row in made if row), encoding="utf-8")


def predict(gold: Path, *, raw: bool) -> dict[str, list[Row]]:
    """Rows of all gold texts, by id."""
    pipeline = load()
    found: dict[str, list[Row]] = {}
    for report in rows(gold / "reports.jsonl"):
        kept = [f for f in figures(report["text"], pipeline) if f.value is not None or f.low is not None]
        stated = [{"ref": report["id"], "span": list(f.span), **vars_of(f)} for f in kept]
        made = stated if raw else [habit(row, report.get("set", ""), report["text"]) for row in stated]
        found[report["id"]] = [row for row in made if row]
    return found


def vars_of(figure: Figure) -> Row:
    """The fields that the scorer reads."""
    return {name: getattr(figure, name) for name in ("value", "low", "high", "unit", "change")}


def show(gold: Path, found: dict[str, list[Row]], *, limit: int, only: str | None) -> None:
    """Print texts whose figures differ from the gold by value or unit."""
    sys.path.insert(0, str(gold.parents[2 if gold.name == "dev" else 1].parent / "score"))
    from figures import hits, same_amount, same_unit  # type: ignore[import-not-found]

    want: dict[str, list[Row]] = defaultdict(list)
    for row in rows(gold / "figures.jsonl"):
        want[row["report"]].append(row)
    for report in rows(gold / "reports.jsonl"):
        gold_rows, pred = want[report["id"]], found[report["id"]]
        n = hits(pred, gold_rows, same_amount, same_unit)
        if (
            (n < len(gold_rows) or n < len(pred))
            and (only is None or report.get("set") == only)
            and (limit := limit - 1) >= 0
        ):
            print(f"* {report['text']}\n   gold {brief(gold_rows)}\n   got  {brief(pred)}")


def brief(listed: list[Row]) -> str:
    """Rows on one line."""
    return "; ".join(
        f"{r.get('value')}({r.get('low')}..{r.get('high')})[{r.get('unit')}]{r.get('change', '')}" for r in listed
    ).replace("(None..None)", "")


def main() -> None:
    """Score both sets of gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--gold", default="newsquant/dev,cases")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--set")
    parser.add_argument("--raw", action="store_true")
    args = parser.parse_args()
    for name in args.gold.split(","):
        gold = args.shared / "gold" / "figures" / name
        found = predict(gold, raw=args.raw)
        if args.show:
            show(gold, found, limit=args.show, only=args.set)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "figures.jsonl"
            out.write_text(
                "".join(json.dumps(row) + "\n" for listed in found.values() for row in listed), encoding="utf-8"
            )
            print(f"== {name}", flush=True)
            subprocess.run([sys.executable, str(args.shared / "score" / "figures.py"), str(gold), folder], check=True)


if __name__ == "__main__":
    main()
