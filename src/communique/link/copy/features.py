"""What a report brings to the question whether it copies: its own words, where they stand, and the facts it states.

Words inside a quotation are left out: two reporters who quote one speaker do not copy each other. A word or two in
quotation marks are the writer's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from communique.link.words import capped, normal
from communique.model import Span
from communique.model.interval import Interval
from communique.model.report import ANALYSED

QUOTED_WORDS = 5
"""Words from which what stands in quotation marks is somebody's speech and not a term."""

WORD = re.compile(r"\w+(?:['’]\w+)?")
QUOTED = re.compile(r"[“\"][^”\"\n]{0,2000}[”\"]")
_OPENS = re.compile(r"[.!?:\n“\"]\s*$")


@dataclass(frozen=True)
class CopyNode:
    """A report's own words (case folded) with their spans, and what may tell who took from whom.

    `published` is the report's date as it stands alone: what its story narrows must not decide its copies.
    """

    id: str
    ref: str
    title: str | None
    outlet: str | None
    published: Interval
    text: str
    blocks: tuple[tuple[int, int, str], ...]
    same_ref: str

    @cached_property
    def tokens(self) -> tuple[tuple[str, Span], ...]:
        """The words outside quotations in analysed blocks."""
        return tuple(self._tokens())

    def _tokens(self) -> Iterator[tuple[str, Span]]:
        for start, end, role in self.blocks:
            if role not in ANALYSED:
                continue
            quoted = [
                match.span()
                for match in QUOTED.finditer(self.text, start, end)
                if len(WORD.findall(match.group())) >= QUOTED_WORDS
            ]
            for match in WORD.finditer(self.text, start, end):
                if not any(a <= match.start() < b for a, b in quoted):
                    yield match.group().casefold(), match.span()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word for word, _ in self.tokens)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """Runs of two words."""
        return frozenset(zip(self.words, self.words[1:], strict=False))

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def facts(self) -> Mapping[str, float]:
        """The numbers and names among the words, with what they weigh: what two fillings of one form differ in."""
        found: dict[str, float] = {}
        for _, (start, end) in self.tokens:
            word = self.text[start:end]
            named = word[0].isupper() and not _OPENS.search(self.text[max(0, start - 4) : start])
            if start and (named or any(character.isdigit() for character in word)):
                found[normal(word)] = capped(normal(word))
        return found

    @cached_property
    def quotations(self) -> tuple[tuple[str, ...], ...]:
        """The words of each quotation."""
        return tuple(
            tuple(word.casefold() for word in words)
            for start, end, role in self.blocks
            if role in ANALYSED
            for match in QUOTED.finditer(self.text, start, end)
            if len(words := WORD.findall(match.group())) >= QUOTED_WORDS
        )

    def shared_spans(self, other: CopyNode) -> tuple[Span, ...]:
        """Stretches of this report of three words and more that stand in the other's."""
        spans: list[Span] = []
        for index in range(len(self.words) - 2):
            if self.words[index : index + 3] in other.triples:
                start, end = self.tokens[index][1][0], self.tokens[index + 2][1][1]
                if spans and start <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        return tuple(spans)

    def taken(self, other: CopyNode) -> float:
        """Share of this report's words that stand in runs of the other's, 0-1.

        A word in a run of three and more counts whole, one in a mere pair half.
        """
        if not self.words:
            return 0.0
        triples = _covered(self.words, other.triples, 3)
        pairs = _covered(self.words, other.pairs, 2)
        return (sum(triples) + sum(pairs)) / (2 * len(self.words))


def _covered(words: Sequence[str], runs: frozenset[tuple[str, ...]], size: int) -> list[bool]:
    """Which words stand in a run of `size` words that is among `runs`."""
    covered = [False] * len(words)
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) in runs:
            covered[start : start + size] = [True] * size
    return covered


def containment(a: CopyNode, b: CopyNode) -> float:
    """Share of the shorter report's words that stand in runs of the other's, 0-1; of two as long, the greater share."""
    if len(a.words) == len(b.words):
        return max(a.taken(b), b.taken(a))
    return a.taken(b) if len(a.words) < len(b.words) else b.taken(a)


def facts_shared(a: CopyNode, b: CopyNode) -> float | None:
    """Share of the names and numbers of the report with fewer that the other has too, by weight; None if it has few."""
    few, many = sorted((a.facts, b.facts), key=lambda facts: (math.fsum(facts.values()), sorted(facts)))
    if len(few) < FACTS:
        return None
    return math.fsum(value for word, value in sorted(few.items()) if word in many) / (math.fsum(few.values()) or 1.0)


FACTS = 10
"""Names and numbers that a report must have before what it shares of them says anything."""


def node_of(row: Mapping[str, Any]) -> CopyNode:
    """The node of a row of `reports`."""
    blocks: Sequence[Mapping[str, Any]] = row["blocks"] if row["language"] == "en" else ()
    return CopyNode(
        row["id"],
        row["ref"],
        row["title"],
        row["outlet"],
        Interval(row["published_alone"][0], row["published_alone"][1]),
        row["text"],
        tuple((b["span"][0], b["span"][1], b["role"]) for b in blocks),
        row["url"] or row["ref"],
    )
