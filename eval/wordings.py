"""Scores of utterances on labelled pairs of wordings: are they one, how do they differ, is one altered, and why.

    python eval/wordings.py                    the half on which the rule was tuned
    python eval/wordings.py --half held        the other one
    python eval/wordings.py --show             the pairs that come out wrong

A pair stands in two reports of one story. It is linked where the two would be compared at all and reach the threshold
of an utterance; then its change, flag and cause are those of the record's `pairs`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from communique.link.utterance import THRESHOLD, StatementNode, Utterances, wording_pair
from communique.link.wording import Wording
from communique.model import Block, Interval
from communique.parse.quotes import pieces_inside_marks, quotations

FILE = Path(__file__).with_name("labels") / "wordings.yaml"
HALVES = {"tuned": (0,), "held": (1,), "all": (0, 1)}
OCCASIONS = (Interval("2031-05-03", "2031-05-03", "stated"), Interval("2031-05-05", "2031-05-05", "stated"))
Pair = dict[str, Any]


def pairs(half: str = "all") -> list[Pair]:
    """The labelled pairs of one half; a pair's half follows from its texts alone."""
    listed = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [pair for pair in listed if _half(pair) in HALVES[half]]


def _half(pair: Pair) -> int:
    return int(hashlib.sha256(f"{pair['a']}\n{pair['b']}".encode()).hexdigest(), 16) % 2


def predict(pair: Pair) -> dict[str, Any]:
    """What the record would say of a pair: `same`, and if so `change`, `altered`, `cause`; `score` and `reasons`."""
    kind = Utterances()
    other = pair.get("other", pair)
    apart = OCCASIONS[pair.get("apart") == "occasion"]
    a = _node("a", pair, pair["a"], OCCASIONS[0])
    b = _node("b", {"english": pair.get("english"), **other}, pair["b"], apart)
    if not set(kind.keys(a)) & set(kind.keys(b)):
        return {"same": False, "score": 0.0, "reasons": ["no telling word in common"]}
    likeness = kind.compare(a, b)
    if likeness.never or round(likeness.score, 3) < THRESHOLD:
        return {"same": False, "score": likeness.score, "reasons": list(likeness.reasons)}
    countries = dict.fromkeys(a.speakers | b.speakers, "IRL" if pair.get("english") else "XXX")
    return {"same": True, "score": likeness.score, **wording_pair(a, b, countries)}


def _node(ref: str, who: Pair, words: str, date: Interval) -> StatementNode:
    marks = words.count("“")
    kind = "indirect" if not marks else "direct" if words[0] == "“" and words[-1] == "”" and marks == 1 else "mixed"
    pieces = pieces_inside_marks(words, (0, len(words)), quotations(words, [Block((0, len(words)), "body")]))
    return StatementNode(
        id=ref,
        report=ref,
        ref=ref,
        story="story",
        speakers=frozenset({who["speaker"]}),
        person=not who.get("body", False),
        sides=frozenset({who["state"]}),
        kind=kind,
        attitude="speech",
        polarity="said",
        wording=Wording(words, pieces),
        date=date,
        spans=((0, len(words)),),
    )


def score(half: str, *, show: bool = False) -> dict[str, float]:
    """Precision and recall of `same` and of the flag, and the shares of right changes and causes of the pairs linked."""
    counts: Counter[str] = Counter()
    for pair in pairs(half):
        found = predict(pair)
        flagged, altered = found["same"] and found["altered"], pair["same"] and pair["altered"]
        counts["same", found["same"], pair["same"]] += 1  # type: ignore[index]
        counts["flag", flagged, altered] += 1  # type: ignore[index]
        wrong = found["same"] != pair["same"] or flagged != altered
        if found["same"] and pair["same"]:
            counts["linked"] += 1
            for name in ("change", "cause"):
                counts[name] += found[name] == pair[name]
                wrong = wrong or found[name] != pair[name]
        if show and wrong:
            print(_told(pair, found))
    measured = {}
    for name, label in (("same", "same"), ("flag", "flag")):
        true = counts[name, True, True]  # type: ignore[index]
        measured[f"{label} P"] = true / max(1, true + counts[name, True, False])  # type: ignore[index]
        measured[f"{label} R"] = true / max(1, true + counts[name, False, True])  # type: ignore[index]
    return measured | {name: counts[name] / max(1, counts["linked"]) for name in ("change", "cause")}


def _told(pair: Pair, found: dict[str, Any]) -> str:
    wanted = " ".join(str(pair.get(name, "")) for name in ("same", "apart", "change", "altered", "cause"))
    got = " ".join(str(found.get(name, "")) for name in ("same", "change", "altered", "cause"))
    return f"{wanted}  ->  {got}  {found['score']:.2f} {found.get('reasons')}\n    {pair['a']}\n    {pair['b']}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=list(HALVES), default="tuned")
    parser.add_argument("--show", action="store_true", help="print the pairs that come out wrong")
    args = parser.parse_args()
    print(f"{len(pairs(args.half))} pairs")
    for name, value in score(args.half, show=args.show).items():
        print(f"{name:<10} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
