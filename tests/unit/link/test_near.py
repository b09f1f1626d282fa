"""Nodes meet by vectors: whose days are near, whoever is asked first and beside whom."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.link import near
from communique.link.near import Near
from communique.model import Interval
from communique.store import Store

STORE = Store.open(":memory:")
START = date(2031, 5, 3)
DAYS = st.one_of(st.none(), st.integers(0, 60))


def made(seed: int, day: int | None, *, apart: int = 21) -> Near:
    """A vector that lies some way from one direction, .85 alike in the mean."""
    rng = np.random.default_rng(seed)
    vector = np.ones(384) + 0.4 * rng.standard_normal(384)
    own = (START + timedelta(days=day)).isoformat() if day is not None else None
    return Near.of((vector / np.linalg.norm(vector)).astype(np.float32), Interval(own, own), apart=apart, least=0.863)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 40), DAYS), min_size=2, max_size=12), st.integers(1, 3))
def test_who_meets_depends_on_the_two_alone(drawn: list[tuple[int, int | None]], part: int) -> None:
    STORE.query("DELETE FROM link_near")
    nodes = {number: made(seed, day) for number, (seed, day) in enumerate(drawn)}
    near.keep(STORE, "story", nodes)
    near.keep(STORE, "other", {100 + number: own for number, own in nodes.items()})
    days = dict(enumerate(day for _, day in drawn))
    together = near.met(STORE, "story", {str(number): own for number, own in nodes.items()})
    for a, own in nodes.items():
        expected = {
            b
            for b, other in nodes.items()
            if int(own.vector.astype(int) @ other.vector.astype(int)) >= 0.863 * near.WHOLE**2
            and (days[a] is None or days[b] is None or abs(days[a] - days[b]) <= 21)
        }
        assert together[str(a)] == near.met(STORE, "story", {"a": own})["a"] == expected
    near.forget(STORE, range(part))
    assert near.met(STORE, "story", {"a": nodes[0]})["a"] == together["0"] - set(range(part))


def test_vectors_are_read_in_parts_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    STORE.query("DELETE FROM link_near")
    near.keep(STORE, "story", {number: made(1, None) for number in range(7)})
    for size in (1, 3, 7, 8):
        monkeypatch.setattr(near, "PART", size)
        assert near.met(STORE, "story", {"a": made(1, 5)}) == {"a": set(range(7))}
