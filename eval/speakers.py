"""Who speaks: statements with a canonical speaker, fixed from the text alone before any code saw them.

    python -m eval.speakers [SHARED] [--half read|unread] [--show]

`eval/labels/speakers.csv` names 200 statements of PolNeAR's training articles that no shipped weight was trained on, by
the offsets of their content. Its speaker is a name; several with `&` for a joint statement; `~` for somebody who is
not named anywhere (officials, polls, a group); empty for nobody. `|` parts answers that are all right. The half called
unread is scored and never shown.

*Right*: one of the answers. *Wrong*: another actor of the tables or of the text. *Unresolved*: the words alone.
Statements that the reading lacks are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Literal, TypeAlias

from communique.config import Settings
from communique.model import Party, Reading, Span, Statement
from communique.pipeline import read_report, tools
from communique.read import make_report

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "eval" / "labels" / "speakers.csv"
SET = Path("gold") / "statements" / "polnear" / "train" / "reports.jsonl"
SAME = 0.5
"""Least intersection over union of two contents' characters that makes them one statement, as in the scorer."""
Verdict: TypeAlias = Literal["right", "wrong", "unresolved", "not found"]


def overlap(a: list[Span], b: tuple[Span, ...]) -> float:
    """Intersection over union of the characters of two contents."""
    own, other = ({k for s, e in spans for k in range(s, e)} for spans in (a, b))
    return len(own & other) / max(len(own | other), 1)


def matched(reading: Reading, content: list[Span]) -> Statement | None:
    """The reading's statement with that content."""
    best = max(reading.statements, key=lambda s: (overlap(content, s.content), s.parent is None), default=None)
    return best if best is not None and overlap(content, best.content) >= SAME else None


def words(name: str) -> frozenset[str]:
    """A name's words without accents and case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return frozenset(re.findall(r"[\w-]+", plain))


def names(reading: Reading, party: Party) -> list[list[frozenset[str]]]:
    """For each actor behind a party all that it is called."""
    known = {actor.id: actor for actor in reading.actors}
    found = [known[i] for i in party.ids if i in known]
    return [[words(n) for n in (actor.name, *actor.aliases)] for actor in found]


def verdict(reading: Reading, statement: Statement | None, wanted: str) -> Verdict:
    """How a statement's speaker answers one label."""
    if statement is None:
        return "not found"
    party, answers = statement.speaker, wanted.split("|")
    if party is None:
        return "right" if "" in answers else "unresolved"
    kinds = {actor.id: actor for actor in reading.actors}
    named = [i for i in party.ids if i in kinds and not kinds[i].anonymous and kinds[i].kind != "group"]
    if not named:
        return "right" if "~" in answers else "unresolved"
    called = names(reading, party)
    for answer in answers:
        wants = [words(one) for one in answer.split("&")] if answer not in {"", "~"} else []
        if (
            wants
            and len(wants) == len(called)
            and all(any(w <= n for n in c) for w, c in zip(wants, called, strict=True))
        ):
            return "right"
    return "wrong"


def main() -> int:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--half", choices=("read", "unread"), help="only this half")
    parser.add_argument("--show", action="store_true", help="print what is not right in the half that may be read")
    chosen = parser.parse_args()
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = [row for row in csv.DictReader(file) if chosen.half in {None, row["half"]}]
    refs = {row["ref"] for row in labels}
    with (chosen.shared / SET).open(encoding="utf-8") as file:
        texts = {row["id"]: row for row in map(json.loads, filter(str.strip, file)) if row["id"] in refs}
    with_ = tools(Settings())
    counts: dict[str, Counter[Verdict]] = {"read": Counter(), "unread": Counter()}
    for ref, row in sorted(texts.items()):
        report = make_report(row["text"], ref=ref, title=row["title"], outlet=row["outlet"], published=row["published"])
        reading = read_report(report, with_)
        for label in (one for one in labels if one["ref"] == ref):
            content = [(int(a), int(b)) for a, b in (part.split("-") for part in label["content"].split())]
            found = matched(reading, content)
            answer = verdict(reading, found, label["speaker"])
            counts[label["half"]][answer] += 1
            if chosen.show and label["half"] == "read" and answer not in {"right", "not found"} and found is not None:
                print(f"{answer}: wanted {label['speaker']!r}, got {found.speaker} for {found.content} of {ref}")
    for half, count in counts.items():
        total = sum(n for answer, n in count.items() if answer != "not found")
        if total:
            shares = ", ".join(f"{a} {count[a] / total:.3f}" for a in ("right", "wrong", "unresolved"))
            print(f"{half}: {shares} of {total} found; {count['not found']} not found")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
