"""Alignment of wordings is symmetric, and knows its own work."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.link.utterance.change import difference

WORDS = st.sampled_from(
    "we will not never open the harbour to ships 40 60 five million crowns pact … [the] today gulls and boats no".split()
)
WORDINGS = st.lists(WORDS, max_size=14).map(" ".join)
PLAIN = st.lists(
    st.sampled_from("we they open close harbour port ships boats treaty crowns".split()), min_size=1, max_size=10
)


@settings(max_examples=400, deadline=None)
@given(WORDINGS, WORDINGS)
def test_the_change_is_symmetric(a: str, b: str) -> None:
    assert difference([a], [b]) == difference([b], [a])


@settings(max_examples=100, deadline=None)
@given(PLAIN)
def test_a_wording_is_verbatim_with_itself(words: list[str]) -> None:
    found = difference([" ".join(words)], [", ".join(words).upper()])
    assert (found.change, found.altered) == ("verbatim", False)


@settings(max_examples=150, deadline=None)
@given(PLAIN, st.integers(0, 9), st.integers(1, 10))
def test_a_stretch_is_trimmed(words: list[str], start: int, length: int) -> None:
    part = words[start : start + length]
    if part and part != words:
        found = difference([" ".join(words)], [" ".join(part)])
        assert (found.change, found.altered) == ("trimmed", False)
