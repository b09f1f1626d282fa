"""Series: short texts of one outlet or agency on several days that differ in what they begin with and share the background.

A caption under each day's picture is the plainest case: only its first words tell what is new.
"""

from __future__ import annotations

from itertools import pairwise

from communique.link.copy.credit import Voice
from communique.link.copy.features import CopyNode
from communique.link.window import gap

SHORT = 80
"""Most words of a text in a series, about twice a caption: longer ones tell more than one thing."""

OPENING = 4
"""Words that say what a text of a series is about."""

FIRST = 30
"""Words among which such a text names its day."""


def in_series(a: CopyNode, b: CopyNode) -> bool:
    """Whether two reports are of one series, so that what they share is its stock of background."""
    if max(len(a.words), len(b.words)) > SHORT or not Voice(a).voices & Voice(b).voices:
        return False
    return _other_days(a, b) and not (_opens_as(a, b) or _opens_as(b, a))


def _other_days(a: CopyNode, b: CopyNode) -> bool:
    """Whether they were published on different days or, where that is not known, begin with different numbers."""
    apart = gap(a.published, b.published)
    if apart is not None:
        return apart > 0
    one, other = ({word for word in _first(node, FIRST) if word.isdigit()} for node in (a, b))
    return bool(one and other) and one != other


def _opens_as(a: CopyNode, b: CopyNode) -> bool:
    """Whether two neighbours of a report's first words stand in the other as well."""
    return not set(pairwise(_first(a, OPENING))).isdisjoint(pairwise(_first(b, SHORT)))


def _first(node: CopyNode, count: int) -> list[str]:
    """The first words of the text below its title."""
    titles = [(start, end) for start, end, role in node.blocks if role == "title"]
    words = (word for word, (at, _) in node.tokens if not any(start <= at < end for start, end in titles))
    return [word for word, _ in zip(words, range(count), strict=False)]
