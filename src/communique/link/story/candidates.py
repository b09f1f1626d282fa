"""Which reports may cover one story: those whose heaviest words meet in pairs."""

from __future__ import annotations

from itertools import combinations

from communique.link.story.features import StoryNode

HEAVIEST = 12
"""Words of a report that make its keys. Pairs keep a busy name ("Putin") from joining a whole archive."""


def keys(node: StoryNode) -> set[str]:
    """Pairs of the heaviest words; versions of one text also meet by address."""
    single = sorted((-round(value, 6), word) for word, value in node.vector.items() if " " not in word)
    heaviest = sorted(word for _, word in single[:HEAVIEST])
    return {f"{a}+{b}" for a, b in combinations(heaviest, 2)} | {f"at:{node.same_ref}"}
