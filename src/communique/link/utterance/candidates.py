"""Which statements are compared: of one side, and sharing a telling word; within a story, or for refrains across stories."""

from __future__ import annotations

from communique.link.utterance.features import StatementNode

TELLING = 1.5
"""Least weight of a word that makes a key: it stands in fewer than one text of four."""

MOST = 16
"""Keys of a statement, heaviest words first: a long speech would otherwise meet everything."""

FEW = 4
"""Those of them under which a quotation also meets one of an unknown speaker."""

RARE = 5.0
"""Least weight of a word that carries a refrain: it stands in fewer than one text of 150."""


def within_story(node: StatementNode) -> set[str]:
    """Keys by story, each side that speaks, and telling word; of quotations the heaviest words also without a side.

    So one whose speaker is not known meets those of the same words, whoever speaks them.
    """
    if not node.story:
        return set()
    told = _telling(node)
    keys = {f"{node.story}|{side}|{word}" for side in node.sides for word in told}
    return keys | ({f"{node.story}|“|{word}" for word in told[:FEW]} if node.wording.pieces else set())


def across_stories(node: StatementNode) -> set[str]:
    """Keys by side and each rare word that is no name."""
    rare = [word for word, value in node.wording.plain_stems.items() if value >= RARE]
    return {f"{side}|{word}" for side in node.sides for word in rare}


def _telling(node: StatementNode) -> list[str]:
    heavy = sorted((-round(value, 6), word) for word, value in node.stems.items() if value >= TELLING)
    return [word for _, word in heavy[:MOST]]
