"""Which reports may be copies: those of near days that share a telling run of words; texts of one address always."""

from __future__ import annotations

from communique.link.copy.features import CopyNode
from communique.link.window import Windowed
from communique.link.words import telling_runs

SIZE = 4
"""Words in a run: 37 of the 38 light and heavy rewrites in Clough and Stevenson's answers share one that tells."""

TELLING = 10.0
"""Least sum of a run's word weights: two rare words. Plainer runs ("in the middle of the") stand in every third report."""


def keys(node: CopyNode) -> list[str | Windowed]:
    """Blocking keys of a report; versions of one text share theirs by address."""
    runs = telling_runs([word for word, _ in node.tokens], size=SIZE, least=TELLING)
    return [Windowed.of(runs, node.published), f"at:{node.same_ref}"]
