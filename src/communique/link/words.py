"""Words and their weights, shared by every comparison of texts."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from communique.parse.marks import unmarked

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+(?:[.,]\d+)*")
COMMON = 0.35
"""Words in more than this share of the fixed texts weigh nothing."""

BIGRAM = 0.5
"""Weight of a pair of neighbouring words against the sum of its words' weights."""

LONGEST = 400
"""Words of a text that count: news tells the happening first, and long texts would drift to their background."""

TITLE = 2.0
"""How often a title's word counts."""


@lru_cache(maxsize=200_000)
def normal(word: str) -> str:
    """Normal form of a word: case folded, possessive and plural s cut."""
    word = word.casefold().replace("’", "'").removesuffix("'s").strip("'-")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word


def words(text: str) -> list[str]:
    """Normal forms of a text's words, marks of Markdown and HTML left out."""
    return [word for _, word in placed(text)]


def placed(text: str) -> list[tuple[int, str]]:
    """Normal forms of a text's words, each with the place of its first character."""
    return [(match.start(), normal(match.group())) for match in _WORD.finditer(unmarked(text))]


@cache
def _table() -> tuple[int, dict[str, int]]:
    text = files("communique.resources").joinpath("idf.tsv").read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    return int(head.split("\t")[1]), {word: int(count) for word, count in (line.split("\t") for line in lines)}


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """Inverse document frequency of a word in the shipped table; 0 for very common words."""
    texts, counts = _table()
    count = counts.get(word, 0)
    return 0.0 if count > COMMON * texts else math.log((texts + 1) / (count + 0.5))


HEAVIEST = 5.5
"""Most that a word weighs in a vector: names that the table does not know would otherwise outweigh what happened."""


def capped(word: str) -> float:
    """Weight of a normal form as vectors use it: at most HEAVIEST."""
    return min(weight(word), HEAVIEST)


def vector(text: str, title: str | None = None) -> Mapping[str, float]:
    """Unit vector of a text over words and pairs of neighbouring words, weights from the shipped table."""
    counts: Counter[str] = Counter()
    for word in words(title or ""):
        counts[word] += TITLE  # type: ignore[assignment]
    body = words(text)[:LONGEST]
    counts.update(body)
    values = {word: (1 + math.log(count)) * capped(word) for word, count in counts.items() if weight(word)}
    pairs = Counter(f"{a} {b}" for a, b in pairwise(body) if weight(a) and weight(b))
    for pair, count in pairs.items():
        a, b = pair.split(" ")
        values[pair] = (1 + math.log(count)) * (capped(a) + capped(b)) * BIGRAM
    norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {word: value / norm for word, value in values.items()}


@dataclass(frozen=True, slots=True)
class Packed:
    """A vector in little room, as nodes keep it: hashes of its words in order, and their values."""

    words: NDArray[np.uint64]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, vector: Mapping[str, float]) -> Self:
        """The vector packed."""
        words = np.array([number(word) for word in vector], dtype=np.uint64)
        order = np.argsort(words)
        return cls(words[order], np.array(list(vector.values()), dtype=np.float64)[order])


def number(word: str) -> int:
    """A word's hash of 64 bits."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def places(sought: NDArray[np.uint64], known: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which of some numbers are among those known (in order, each once), and where each would stand there."""
    if not len(known):
        return np.zeros(len(sought), dtype=np.bool_), np.zeros(len(sought), dtype=np.intp)
    at = np.minimum(np.searchsorted(known, sought), len(known) - 1)
    return known[at] == sought, at


def cosine(a: Packed, b: Packed) -> float:
    """Cosine of two unit vectors."""
    if len(b.words) < len(a.words):
        a, b = b, a
    shared, at = places(a.words, b.words)
    return math.fsum((a.values[shared] * b.values[at[shared]]).tolist())


def telling_runs(tokens: Sequence[str], *, size: int, least: float) -> set[str]:
    """Hashes of the runs of `size` words whose weights add up to `least` or more: two texts keep the same ones."""
    weights = [capped(normal(token)) for token in tokens]
    return {
        hashlib.blake2b(" ".join(tokens[start : start + size]).encode(), digest_size=8).hexdigest()
        for start in range(len(tokens) - size + 1)
        if math.fsum(weights[start : start + size]) >= least
    }
