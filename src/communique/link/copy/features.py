"""What a report brings to the question whether it copies: its own words, where they stand, its credits and its day.

Words inside double quotation marks are left out: two reporters who quote one speaker do not copy each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from communique.model import Span
from communique.model.report import ANALYSED

TRIPLE = 3
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_QUOTED = re.compile(r"[“\"][^”\"\n]{0,2000}[”\"]")
_CREDIT = re.compile(
    r"full (?:article|story|report)|originally (?:published|appeared)|first (?:published|appeared)|reporting by|"
    r"(?:with|from) (?:reporting|agenc|wire)|source:|via |courtesy of|\((?:AP|AFP|Reuters|TASS|Xinhua|Yonhap|dpa|PTI|ANI)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CopyNode:
    """A report's own words (case folded) with their spans, and what may tell who took from whom."""

    id: str
    ref: str
    outlet: str | None
    published: tuple[str | None, str | None]
    text: str
    blocks: tuple[tuple[int, int, str], ...]
    same_ref: str

    @cached_property
    def tokens(self) -> tuple[tuple[str, Span], ...]:
        """The words outside quotation marks in analysed blocks."""
        return tuple(self._tokens())

    def _tokens(self) -> Iterator[tuple[str, Span]]:
        for start, end, role in self.blocks:
            if role not in ANALYSED:
                continue
            quoted = [match.span() for match in _QUOTED.finditer(self.text, start, end)]
            for match in _WORD.finditer(self.text, start, end):
                if not any(a <= match.start() < b for a, b in quoted):
                    yield match.group().casefold(), match.span()

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words."""
        plain = [word for word, _ in self.tokens]
        return frozenset(zip(plain, plain[1:], plain[2:], strict=False))

    @cached_property
    def credits(self) -> bool:
        """Whether a line of the report says that its words come from elsewhere."""
        return any(
            _CREDIT.search(self.text, start, end)
            for start, end, role in self.blocks
            if role in {"boilerplate", "byline", "dateline"} or end - start < 200
        )

    def shared_spans(self, other: CopyNode) -> tuple[Span, ...]:
        """Stretches of this report whose word triples stand in the other's."""
        spans: list[Span] = []
        tokens = self.tokens
        for index in range(len(tokens) - TRIPLE + 1):
            if tuple(word for word, _ in tokens[index : index + TRIPLE]) in other.triples:
                start, end = tokens[index][1][0], tokens[index + TRIPLE - 1][1][1]
                if spans and start <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        return tuple(spans)


def containment(a: CopyNode, b: CopyNode) -> float:
    """Share of the shorter report's word triples that stand in the other, 0-1."""
    least = min(len(a.triples), len(b.triples))
    return len(a.triples & b.triples) / least if least else 0.0


def node_of(row: Mapping[str, Any]) -> CopyNode:
    """The node of a row of `reports`."""
    blocks: Sequence[Mapping[str, Any]] = row["blocks"] if row["language"] == "en" else ()
    return CopyNode(
        row["id"],
        row["ref"],
        row["outlet"],
        (row["published_alone"][0], row["published_alone"][1]),
        row["text"],
        tuple((b["span"][0], b["span"][1], b["role"]) for b in blocks),
        row["url"] or row["ref"],
    )
