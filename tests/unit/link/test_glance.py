"""What is told at a glance is never too little."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.link.copy import Copies
from communique.link.engine import Sifts
from communique.link.glance import buckets, covered, gathered, products
from communique.link.story import Stories
from communique.link.words import Packed, cosine
from communique.store import Store
from made import Draft, keep

# Few words, some of them alike in the 16 bits that count, so that they meet in one bucket.
HASHES = st.integers(0, 40).map(lambda at: ((at % 7) << 48) + at)
TEXTS = st.lists(HASHES, max_size=30).map(lambda found: np.array(found, dtype=np.uint64))
VECTORS = st.dictionaries(HASHES, st.floats(0.01, 1.0), max_size=12).map(
    lambda found: Packed(np.array(sorted(found), dtype=np.uint64), np.array([found[at] for at in sorted(found)]))
)


@given(VECTORS, st.lists(VECTORS, max_size=4))
def test_products_are_never_too_small(one: Packed, others: list[Packed]) -> None:
    told = products(
        (buckets(one.words), one.values), [(buckets(other.words), other.values) for other in others]
    ).tolist()
    assert len(told) == len(others)
    assert all(found >= cosine(one, other) - 1e-9 for found, other in zip(told, others, strict=True))


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_covered_words_are_never_too_few(one: np.ndarray, others: list[np.ndarray]) -> None:
    told = covered(buckets(one), [buckets(other) for other in others]).tolist()
    # A run's number stands where it starts, so a text of n runs has n + 1 words.
    assert all(found >= _in_runs(other, np.unique(one)) for found, other in zip(told, others, strict=True))


def _in_runs(runs: np.ndarray, known: np.ndarray) -> int:
    stands = np.isin(runs, known).tolist()
    return sum(here or before for here, before in zip([*stands, False], [False, *stands], strict=True)) if stands else 0


def test_each_pair_is_gathered_once() -> None:
    pairs = [("a", "b"), ("b", "c"), ("b", "d"), ("a", "d")]
    found = gathered(pairs)
    assert sorted((min(a, b), max(a, b)) for a, others in found.items() for b in others) == sorted(pairs)


SAID = (
    "The harbour of Velm was closed on Monday after a freighter lost forty containers in the storm, the port captain said.",
    "The harbour of Velm was closed on Monday when a freighter lost forty containers in a storm, its port captain said.",
    "Velm closed its harbour: forty containers of a freighter had gone overboard in the storm, said the port captain.",
    "The orchestra of Tarn plays its last concert on Friday before the hall is torn down.",
    "",
)


@pytest.mark.parametrize("kind", [Stories(), Copies()])
def test_what_is_left_out_makes_no_edge(kind: Any, store: Store) -> None:
    keep(store, *(Draft(f"r{at}", text or "Nothing.") for at, text in enumerate(SAID)), Draft("r0", "Another text."))
    ids = sorted(row["id"] for row in store.rows("reports"))
    pairs = list(combinations(ids, 2))
    near = kind.sift(store, pairs)
    nodes = kind.load(store, ids)
    edges = {(a, b) for a, b in pairs if round(kind.compare(nodes[a], nodes[b]).score, 3) >= kind.floor}
    assert edges
    assert edges <= near < set(pairs)
    assert isinstance(kind, Sifts)
