"""Which statements are compared: of one side, and sharing a telling word; within a story, or for refrains across stories."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from communique.link.utterance.features import StatementNode
from communique.link.utterance.tokens import render
from communique.link.wording import Wording
from communique.link.words import normal, words
from communique.resources import wordings

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


LONG, TELLING_LINE = 8, 12.0
"""Least words of a line, and their weight without names, by which it is known again word for word: shorter and lighter
ones are stock phrases, "all options are on the table"."""


def across_stories(node: StatementNode) -> set[str]:
    """Keys by side and each rare word that is no name, or line."""
    rare = [word for word, value in node.wording.plain_stems.items() if value >= RARE]
    lines = [f"= {' '.join(line)}" for line in lines_of(node.wording)]
    return {f"{side}|{key}" for side in node.sides for key in (*rare, *lines)}


def lines_of(wording: Wording) -> set[tuple[str, ...]]:
    """The sentences that are long and telling enough to be known again word for word, as words in one spelling."""
    return {line for sentence in wording.sentences if (line := _line(sentence))}


@lru_cache(maxsize=10_000)
def _line(sentence: str) -> tuple[str, ...] | None:
    forms = render(sentence).forms
    telling = len(forms) >= LONG and math.fsum(Wording(sentence).plain_stems.values()) >= TELLING_LINE
    return forms if telling and not courtesy(sentence) else None


def courtesy(sentence: str) -> bool:
    """Whether a sentence thanks or wishes well: that is no line of anybody. "Thanks to the sanctions" thanks nobody."""
    told = words(sentence)
    owing = {n for n in range(len(told) - 1) if told[n : n + 2] == ["thank", "to"] and not _owned(told[:n])}
    return any(word in _courtesies() and n not in owing for n, word in enumerate(told))


def _owned(before: list[str]) -> bool:
    return not wordings.load().determiners.isdisjoint(before[-2:])


@cache
def _courtesies() -> frozenset[str]:
    return frozenset(map(normal, wordings.load().courtesies))


def _telling(node: StatementNode) -> list[str]:
    heavy = sorted((-round(value, 6), word) for word, value in node.stems.items() if value >= TELLING)
    return [word for _, word in heavy[:MOST]]
