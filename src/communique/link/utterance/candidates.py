"""Which statements are compared: of one side, and sharing a telling word; within a story, or for refrains across stories."""

from __future__ import annotations

from communique.link.utterance.features import StatementNode

TELLING = 3.0
"""Least weight of a word that makes a key: it stands in fewer than one text of twenty."""

MOST = 8
"""Keys of a statement, heaviest words first: a long speech would otherwise meet everything."""


def within_story(node: StatementNode) -> set[str]:
    """Keys by story, side and telling word."""
    return {f"{node.story}|{node.side}|{word}" for word in _telling(node, MOST * 2)} if node.story else set()


def across_stories(node: StatementNode) -> set[str]:
    """Keys by side and pairs of telling words."""
    words = sorted(_telling(node, MOST))
    return {f"{node.side}|{a}+{b}" for i, a in enumerate(words) for b in words[i + 1 :]}


def _telling(node: StatementNode, most: int) -> list[str]:
    heavy = sorted((-round(value, 6), word) for word, value in node.stems.items() if value >= TELLING)
    return [word for _, word in heavy[:most]]
