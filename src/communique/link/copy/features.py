"""What a report brings to the question whether it copies: its own words, where they stand, and the facts it states.

Words inside a quotation are left out: two reporters who quote one speaker do not copy each other. A word or two in
quotation marks are the writer's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.glance import Buckets, buckets
from communique.link.quoted import quoted_in
from communique.link.words import capped, normal, number, places
from communique.model import Block, Span
from communique.model.interval import Interval
from communique.model.report import ANALYSED, Role
from communique.parse.quotes import outermost

QUOTED_WORDS = 5
"""Words from which what stands in quotation marks is somebody's speech and not a term."""

PASSAGE = 40
"""Words in one stretch that are a passage, longer than any stock phrase."""

LEFT_OUT = 8
"""Code points between two words from which something has been left out between them: a quotation, an address."""

WORD = re.compile(r"\w+(?:['’]\w+)?")
ADDRESS = re.compile(r"https?://[^\s)\]>”\"]*")
"""A web address: two texts that link to one page share no words by it."""
_OPENS = re.compile(r"[.!?:\n“\"]\s*$")


@dataclass(frozen=True, slots=True)
class Print:
    """What tells at a glance that a report is no copy of another: its runs of two words, and whose versions it may be."""

    words: int
    runs: Buckets
    version: tuple[str, str | None]


@dataclass(frozen=True)
class CopyNode:
    """A report's own words (case folded) with their spans, and what may tell who took from whom.

    `published` is the report's date as it stands alone: what its story narrows must not decide its copies; `published_at` its
    date-time, ISO, where metadata state one.
    """

    id: str
    ref: str
    title: str | None
    outlet: str | None
    published: Interval
    text: str
    blocks: tuple[tuple[int, int, Role], ...]
    same_ref: str
    published_at: str | None = None

    @property
    def tokens(self) -> Iterator[tuple[str, Span]]:
        """The words outside quotations in analysed blocks."""
        for start, end, role in self.blocks:
            if role not in ANALYSED:
                continue
            at = start
            for low, high in self._marked:
                if start <= low and high <= end and len(WORD.findall(self.text, low, high)) >= QUOTED_WORDS:
                    yield from self._between(at, low)
                    at = high
            yield from self._between(at, end)

    @cached_property
    def _marked(self) -> tuple[Span, ...]:
        """What stands in quotation marks, with them."""
        blocks = tuple(Block((start, end), role) for start, end, role in self.blocks)
        return tuple(quotation.outer for quotation in outermost(quoted_in(self.text, blocks)))

    def _between(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        for address in ADDRESS.finditer(self.text, start, end):
            yield from self._words(start, address.start())
            start = address.end()
        yield from self._words(start, end)

    def _words(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        for match in WORD.finditer(self.text, start, end):
            yield match.group().casefold(), match.span()

    @cached_property
    def _numbered(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        tokens = list(self.tokens)
        spans = np.array([span for _, span in tokens], dtype=np.int32).reshape(-1, 2)
        return np.array([_number(word) for word, _ in tokens], dtype=np.uint64), spans

    @property
    def words(self) -> NDArray[np.uint64]:
        """The words alone, each as a number: its hash."""
        return self._numbered[0]

    def pack(self) -> bytes:
        """Words and spans, as the record keeps them."""
        return b"".join(part.tobytes() for part in self._numbered)

    def unpack(self, data: bytes) -> None:
        """Take words and spans from the record."""
        count = len(data) // 16
        spans = np.frombuffer(data, np.int32, offset=8 * count).reshape(-1, 2)
        self.__dict__["_numbered"] = (np.frombuffer(data, np.uint64, count), spans)

    @property
    def print(self) -> Print:
        """See `Print`."""
        return Print(len(self.words), buckets(_runs(self.words, 2)), (self.same_ref, self.outlet))

    @cached_property
    def pairs(self) -> NDArray[np.uint64]:
        """Runs of two words, each once and in order."""
        return np.unique(_runs(self.words, 2))

    @cached_property
    def triples(self) -> NDArray[np.uint64]:
        """Runs of three words, each once and in order."""
        return np.unique(_runs(self.words, 3))

    @cached_property
    def named(self) -> NDArray[np.bool_]:
        """Which of the words are numbers or parts of names."""
        return np.array([self._names(start, end) for start, end in self._numbered[1].tolist()], dtype=np.bool_)

    def _names(self, start: int, end: int) -> bool:
        word = self.text[start:end]
        if not start:
            return False
        if word[0].isupper() and not _OPENS.search(self.text[max(0, start - 4) : start]):
            return True
        return not word.isalpha() and any(character.isdigit() for character in word)

    def passages(self, other: CopyNode) -> float:
        """Share of this report's words that stand in stretches of PASSAGE words and more of the other's."""
        standing = _standing(self.words, other.triples, 3)
        edges = np.flatnonzero(np.diff(standing, prepend=False, append=False))
        stretches = edges[1::2] - edges[::2]
        return float(stretches[stretches >= PASSAGE].sum() / (len(self.words) or 1))

    @cached_property
    def facts(self) -> Mapping[str, float]:
        """The numbers and names among the words, with what they weigh: what two fillings of one form differ in."""
        words = (normal(self.text[start:end]) for start, end in self._numbered[1][self.named].tolist())
        return {word: capped(word) for word in words}

    @cached_property
    def quotations(self) -> tuple[tuple[str, ...], ...]:
        """The words of each quotation."""
        return self.quoted(QUOTED_WORDS)

    def quoted(self, least: int) -> tuple[tuple[str, ...], ...]:
        """The words of all that stands in quotation marks and has so many words."""
        return tuple(
            tuple(word.casefold() for word in words)
            for start, end in self._marked
            if len(words := WORD.findall(self.text, start, end)) >= least
        )

    def shared_spans(self, other: CopyNode) -> tuple[Span, ...]:
        """Stretches of this report of three words and more that stand in the other's."""
        spans: list[Span] = []
        at = self._numbered[1].tolist()
        for index in np.flatnonzero(places(_runs(self.words, 3), other.triples)[0]).tolist():
            start, end = at[index][0], at[index + 2][1]
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return tuple(spans)

    def taken(self, other: CopyNode, *, least: float = 0.0) -> float:
        """Share of this report's words that stand in runs of the other's, 0-1.

        A word in a run of three and more counts whole, one in a mere pair half. Where so few stand in pairs that the share
        cannot reach `least`, it is 0: most reports that meet have a phrase in common and no more.
        """
        in_pairs = _covered(self.words, other.pairs, 2)
        if not len(self.words) or in_pairs < least * len(self.words):
            return 0.0
        return (_covered(self.words, other.triples, 3) + in_pairs) / (2 * len(self.words))

    def put(self, other: CopyNode) -> float:
        """As `taken`, of the words that are neither numbers nor parts of names: how the report puts it is its writer's own."""
        own = ~self.named
        runs = _standing(self.words, other.triples, 3).astype(np.int64) + _standing(self.words, other.pairs, 2)
        return float(runs[own].sum() / (2 * (own.sum() or 1)))

    @cached_property
    def telling(self) -> NDArray[np.float64]:
        """What each of the words weighs, numbers and parts of names nothing."""
        words = (normal(self.text[start:end]) for start, end in self._numbered[1].tolist())
        return np.where(self.named, 0.0, np.array([capped(word) for word in words], dtype=np.float64))

    def phrased(self, other: CopyNode) -> tuple[int, float]:
        """Words that are neither numbers nor parts of names and stand in runs of three of the other's.

        How many of them stand in one stretch, at most, and what all of them weigh.
        """
        standing = _standing(self.words, other.triples, 3)
        spans = self._numbered[1]
        broken = np.diff(spans.ravel()[1:-1])[::2] > LEFT_OUT
        stretch = np.cumsum(np.concatenate(([0], ~standing[1:] | ~standing[:-1] | broken)))
        return int(np.bincount(stretch, standing & ~self.named).max()), float(self.telling[standing].sum())


_number = lru_cache(maxsize=100_000)(number)


_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd factors that tell a run's places apart, so that "a b" and "b a" are different numbers."""


def _runs(words: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """A number for each run of `size` words, by where it starts; as good as different for different runs."""
    count = max(0, len(words) - size + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        runs += words[place : place + count] * np.uint64(_MIX[place])
    return runs


def _standing(words: NDArray[np.uint64], known: NDArray[np.uint64], size: int) -> NDArray[np.bool_]:
    """Which words stand in a run of `size` words that is known."""
    found, _ = places(_runs(words, size), known)
    covered = np.zeros(len(words), dtype=np.bool_)
    for place in range(size):
        covered[place : place + len(found)] |= found
    return covered


def _covered(words: NDArray[np.uint64], known: NDArray[np.uint64], size: int) -> int:
    """How many words do."""
    return int(_standing(words, known, size).sum())


def containment(a: CopyNode, b: CopyNode, *, least: float = 0.0) -> float:
    """Share of the shorter report's words that stand in runs of the other's, 0-1; of two as long, the greater share.

    A share below `least` may be given as 0.
    """
    return max(one.taken(other, least=least) for one, other in _shorter_first(a, b))


def wording_shared(a: CopyNode, b: CopyNode) -> float:
    """As `containment`, of the words that are neither numbers nor parts of names."""
    return max(one.put(other) for one, other in _shorter_first(a, b))


def phrases_shared(a: CopyNode, b: CopyNode) -> tuple[int, float]:
    """As `wording_shared`: how many words stand in one stretch at most, and what those in runs of three and more weigh."""
    return max(one.phrased(other) for one, other in _shorter_first(a, b))


def written_out(a: CopyNode, b: CopyNode) -> float:
    """As `containment`, of the words that stand in whole passages of the other's."""
    return max(one.passages(other) for one, other in _shorter_first(a, b))


def _shorter_first(a: CopyNode, b: CopyNode) -> list[tuple[CopyNode, CopyNode]]:
    """The shorter with the longer; two as long, each with the other."""
    if len(a.words) == len(b.words):
        return [(a, b), (b, a)]
    return [(a, b)] if len(a.words) < len(b.words) else [(b, a)]


def facts_shared(a: CopyNode, b: CopyNode) -> float | None:
    """Share of the names and numbers of the report with fewer that the other has too, by weight; None if it has few."""
    few, many = sorted((a.facts, b.facts), key=lambda facts: (math.fsum(facts.values()), sorted(facts)))
    if len(few) < FACTS:
        return None
    return math.fsum(value for word, value in sorted(few.items()) if word in many) / (math.fsum(few.values()) or 1.0)


FACTS = 10
"""Names and numbers that a report must have before what it shares of them says anything."""


COLUMNS = ("id", "ref", "title", "outlet", "url", "language", "text", "blocks", "published_alone", "published_at")
"""What a node is made of."""


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
        row["published_at"],
    )
