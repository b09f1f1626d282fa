"""A page pasted whole: which of its lines stand outside the article, by what they look like and what stands around them.

Where a text holds many lines of clear furniture, somebody copied all that a page shows: section names, headlines of other
stories, addresses, small print. Such lines have no wording of their own. A linear chain over the lines, trained by
`train/read`, tells them from the article. A report without its page's furniture never gets here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Final, TypeAlias

from communique.read.clutter import LIMIT, Verdict
from communique.read.lines import Line
from communique.read.shape import features

WHOLE_LINES: Final = 10
"""Lines whose own wording is furniture, from which a text is a page pasted whole. Of 9,047 plain texts none has more
than five; of 40 pages pasted whole none has fewer than 13."""
OUTSIDE, SENTENCE, HEADLINE = 0.9, 0.97, 0.99
"""Probability from which a fragment, a sentence and what may be the article's headline stand outside the article."""
INSIDE: Final = 0.6
"""Probability below which a line that only its place made furniture stands in the article after all. All four were chosen
by cross-validation over pages; see `docs/methodology/read.md`."""

_SECTIONS: Final = frozenset({"teaser of a link", "below the comments", "about the author"})
"""Signs of a section below the article: what stands there is not taken back."""

Steps: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""Weight of a step from a line (0 article, 1 furniture) to the next."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What was learned: a weight for each feature and for each step."""

    weights: Mapping[str, float]
    steps: Steps

    @classmethod
    def load(cls) -> Chain:
        """The shipped weights."""
        return _load()

    def chances(self, rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
        """How probable it is of each line, given by its features, that it stands outside the article."""
        return _marginals([sum(self.weights.get(name, 0.0) for name in row) for row in rows], self.steps)


@cache
def _load() -> Chain:
    raw = json.loads((files("communique.resources") / "models" / "lines" / "weights.json").read_text("utf-8"))
    (a, b), (c, d) = raw["steps"]
    return Chain(raw["weights"], ((a, b), (c, d)))


def outside(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
    """The verdicts, those of a page pasted whole made anew where a line's own wording does not settle them."""
    if not is_whole(lines, verdicts):
        return verdicts
    return judged(verdicts, features(lines, verdicts), Chain.load())


def is_whole(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> bool:
    """Whether a text holds so much clear furniture that it is a page pasted whole."""
    stock = (verdict.wording >= LIMIT and bool(line.words) for line, verdict in zip(lines, verdicts, strict=True))
    return sum(stock) >= WHOLE_LINES


def judged(verdicts: Sequence[Verdict], rows: Sequence[Sequence[str]], chain: Chain) -> Sequence[Verdict]:
    """The verdicts of a page pasted whole, made anew by a chain over the features of its lines."""
    return [
        _anew(verdict, row, chance) for verdict, row, chance in zip(verdicts, rows, chain.chances(rows), strict=True)
    ]


def _anew(verdict: Verdict, row: Sequence[str], chance: float) -> Verdict:
    headline = "best of head" in row or ("head shares most" in row and not {"one word", "two words", "name"} & set(row))
    least = HEADLINE if headline else SENTENCE if "sentence" in row else OUTSIDE
    if chance >= least and not verdict.clutter:
        score, reason = verdict.score + LIMIT, "outside the article of a whole page"
    elif chance < INSIDE and verdict.clutter and verdict.wording < LIMIT and _SECTIONS.isdisjoint(verdict.reasons):
        score, reason = 0.0, "in the article of a whole page"
    else:
        return verdict
    return replace(verdict, score=score, reasons=(*verdict.reasons, reason))


def _marginals(weights: Sequence[float], steps: Steps) -> tuple[float, ...]:
    """Probability of furniture at each line: forwards and backwards over the chain."""
    (aa, af), (fa, ff) = steps
    ahead = [(0.0, 0.0)]
    for weight in reversed(weights[1:]):
        article, furniture = ahead[-1][0], ahead[-1][1] + weight
        ahead.append((_plus(aa + article, af + furniture), _plus(fa + article, ff + furniture)))
    found: list[float] = []
    article = furniture = 0.0
    for weight, (rest_a, rest_f) in zip(weights, reversed(ahead), strict=True):
        if found:
            article, furniture = _plus(article + aa, furniture + fa), _plus(article + af, furniture + ff)
        furniture += weight
        found.append(1 / (1 + exp(min(50.0, article + rest_a - furniture - rest_f))))
    return tuple(found)


def _plus(a: float, b: float) -> float:
    """The logarithm of a sum of two numbers given by theirs."""
    high, low = (a, b) if a > b else (b, a)
    return high + log(1 + exp(low - high))
