"""Share of PETRARCH's unit sentences coded as expected: `python eval/petrarch.py GOLD_DIR`.

The names are made up, so actors come from the suite's own dictionary (names without dates; agent nouns are left out, so a
code such as ARNMIL counts by its first three letters). Exact: source, target and CAMEO code; root: its first two digits.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from communique.actor import Cast
from communique.event import find_events
from communique.model import Mention
from communique.parse import Parse, load, parse, span_of
from communique.resources import calendar
from communique.time import find_times
from events import make


def names(path: Path) -> dict[str, str]:
    """Actor names in lower case and their codes."""
    found = {}
    for line in path.read_text("utf-8", "replace").splitlines():
        match = re.match(r"\+?([A-Z][A-Z'._ -]*?)_?\s*(?:;.*)?\[([A-Za-z]{3,})\]", line)
        if match:
            found[match[1].replace("_", " ").strip().lower()] = match[2].upper()
    return found


def cast_of(parsed: Parse, known: dict[str, str]) -> Cast:
    """A cast of the dictionary's names."""
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")(?:i|n|ian)?\b", re.IGNORECASE
    )
    rows = []
    for match in pattern.finditer(parsed.report.text):
        tokens = parsed.tokens(match.span())
        code = next(
            (c for n, c in known.items() if match[0].lower().startswith(n) and len(match[0]) - len(n) <= 3), None
        )
        if tokens is not None and code is not None:
            rows.append((Mention(match.span(), "name", code, match[0]), span_of(tokens.root)[0]))
    return Cast(tuple(m for m, _ in rows), (), tuple(h for _, h in rows))


def main() -> None:
    """Print the shares."""
    folder, nlp = Path(sys.argv[1]), load()
    known = names(folder / "PETR.Validate.actors.txt")
    exact = root = dyad = total = silent = none = 0
    for row in map(json.loads, (folder / "unit_tests.jsonl").open(encoding="utf-8")):
        parsed = parse(make(row["id"], row["text"]), nlp)
        cast = cast_of(parsed, known)
        events = find_events(
            parsed, cast, find_times(parsed, cast, calendar.load(), stated=parsed.report.published), ()
        )
        told = {
            (a[:3], b[:3], event.cameo or "")
            for event in events
            for a in [i for p in event.source for i in p.ids or p.how[-1:]] or [""]
            for b in [i for p in event.target for i in p.ids or p.how[-1:]] or [""]
        }
        if row.get("none"):
            none += 1
            silent += not events
        for event in row["events"]:
            wanted = ((event["source"] or "")[:3], (event["target"] or "")[:3], event["code"])
            total += 1
            exact += wanted in told
            root += any((a, b) == wanted[:2] and c[:2] == wanted[2][:2] for a, b, c in told)
            dyad += any((a, b) == wanted[:2] for a, b, _ in told)
    print(f"{total} codings: exact {exact / total:.3f}, root {root / total:.3f}, dyad {dyad / total:.3f}")
    print(f"{none} sentences with nothing to code: {silent} left silent")


if __name__ == "__main__":
    main()
