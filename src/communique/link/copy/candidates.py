"""Which reports may be copies: those that share a run of words, sampled by hash so that both keep the same runs."""

from __future__ import annotations

from communique.link.copy.features import CopyNode
from communique.link.words import shingle_keys

SIZE = 6
"""Words in a run: long enough that stock phrases seldom collide, short enough for a light rewrite."""

ONE_IN = 4
"""One run in so many is kept. A copy of 40 shared runs is missed once in 100,000 times."""


def keys(node: CopyNode) -> set[str]:
    """Blocking keys of a report; versions of one text share theirs by address."""
    runs = shingle_keys([word for word, _ in node.tokens], size=SIZE, one_in=ONE_IN)
    return {f"run:{run}" for run in runs} | {f"at:{node.same_ref}"}
