"""A linear classifier of PLOVER types, for pairs that no rule joins.

Weights over hashed lemmas and lemma pairs, and over mean word vectors of verbs and nouns. It always answers, so it
decides types only where a caller has decided that there is an event; the event stage never asks it whether one took
place.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.event.tables import TYPES
from communique.model import Span, overlaps
from communique.parse import span_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 1 << 13
"""Hashed features; twice as many change the score by less than .002."""
VECTOR = 300
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "PART", "AUX"})
_NAMED = frozenset(
    {"PERSON", "GPE", "NORP", "ORG", "LOC", "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"}
)
_WEIGHT_NEAR = 2.0
"""Weight of words on the tree path between the pair, against 1 for the rest of the sentence."""


@dataclass(frozen=True)
class Features:
    """Hashed feature numbers with weights, and mean vectors of verbs and nouns (2 x 300)."""

    buckets: NDArray[np.int64]
    weights: NDArray[np.float32]
    vectors: NDArray[np.float32]


def features(tokens: Tokens, source: Span | None = None, target: Span | None = None) -> Features:
    """What the classifier sees of a sentence: no names, no numbers, no words of the pair."""
    path = _path(tokens, source, target)
    kept = [t for t in tokens if t.pos_ in _CONTENT and t.ent_type_ not in _NAMED and not _inside(t, source, target)]
    found: dict[int, float] = {}
    for token, following in zip_longest(kept, kept[1:]):
        weight = _WEIGHT_NEAR if token.i in path else 1.0
        for name in _names(token, following):
            bucket = zlib.crc32(name.encode()) % BUCKETS
            found[bucket] = max(found.get(bucket, 0.0), weight)
    weights = np.fromiter(found.values(), np.float32, len(found))
    weights /= max(1e-6, float(np.linalg.norm(weights)))
    vectors = np.concatenate([_mean(kept, path, "VERB"), _mean(kept, path, "NOUN")])
    return Features(np.fromiter(found, np.int64, len(found)), weights, vectors)


def _names(token: Token, following: Token | None) -> list[str]:
    lemma = token.lemma_.lower()
    names = [lemma, f"{lemma} {following.lemma_.lower()}"] if following is not None else [lemma]
    if token.dep_ in {"dobj", "pobj", "nsubjpass"}:
        head = token.head if token.dep_ != "pobj" else token.head.head
        names.append(f"{head.lemma_.lower()}>{lemma}")
    return names


def _mean(kept: list[Token], path: frozenset[int], part: str) -> NDArray[np.float32]:
    chosen = [t for t in kept if t.pos_ == part and t.has_vector]
    if not chosen:
        return np.zeros(VECTOR, np.float32)
    weights = [_WEIGHT_NEAR if t.i in path else 1.0 for t in chosen]
    mean = np.average(np.stack([t.vector / max(1e-6, t.vector_norm) for t in chosen]), axis=0, weights=weights)
    return np.asarray(mean, np.float32)


def _inside(token: Token, *spans: Span | None) -> bool:
    return any(span is not None and overlaps(span_of(token), span) for span in spans)


def _path(tokens: Tokens, source: Span | None, target: Span | None) -> frozenset[int]:
    """Token numbers on the tree path between the pair, with the objects and particles of its verbs."""
    ends = [
        next((t for t in tokens if overlaps(span_of(t), span)), None) if span else None for span in (source, target)
    ]
    chains = [[end.i, *(a.i for a in end.ancestors)] if end is not None else [tokens.root.i] for end in ends]
    common = next((i for i in chains[0] if i in set(chains[1])), tokens.root.i)
    spine = {i for chain in chains for i in (chain[: chain.index(common) + 1] if common in chain else chain)}
    near = {
        c.i
        for i in spine
        for c in tokens.doc[i].children
        if c.dep_ in {"dobj", "prt", "neg", "xcomp", "aux", "acomp", "pobj"}
    }
    return frozenset(spine | near)


@dataclass(frozen=True)
class Classifier:
    """Weights of the linear model: `hashed` (buckets x types), `dense` (600 x types), `bias` (types)."""

    hashed: NDArray[np.float32]
    dense: NDArray[np.float32]
    bias: NDArray[np.float32]

    @staticmethod
    @cache
    def load() -> Classifier:
        """The shipped weights, read once."""
        with as_file(files("communique.resources") / "models" / "event_type" / "weights.npz") as path:
            stored: Any = np.load(path)
            return Classifier(*(np.asarray(stored[name], np.float32) for name in ("hashed", "dense", "bias")))

    def scores(self, found: Features) -> NDArray[np.float32]:
        """Probability of each of `TYPES`."""
        raw = self.hashed[found.buckets].T @ found.weights + self.dense.T @ found.vectors + self.bias
        raised = np.exp(raw - raw.max())
        return np.asarray(raised / raised.sum(), np.float32)

    def type_of(self, tokens: Tokens, source: Span | None, target: Span | None) -> tuple[str, float]:
        """The likeliest type and its probability to three decimals."""
        scores = self.scores(features(tokens, source, target))
        best = int(np.argmax(np.round(scores, 3)))
        return TYPES[best], round(float(scores[best]), 3)
