"""Series: texts of several days that have their wording from a stock and tell something else each day.

A caption under each day's picture has new first words and the background of the others. A daily table is one form with new
numbers in its places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from communique.link.copy.credit import voice
from communique.link.copy.features import CopyNode
from communique.link.window import gap
from communique.time.lexicon import days

SHORT = 80
"""Most words of a text in a series, about twice a caption: longer ones tell more than one thing."""

OPENING = 4
"""Words that say what a text of a series is about."""

FIRST = 30
"""Words among which such a text names its day."""

FORM = 0.9
"""Least share of the longer text's words, numbers and names of days left out, that two fillings of one form have in common."""

FILLED = 4
"""Least numbers that a form filled anew has changed, and they are at least half of all: a toll brought up to date changes
two or three, a report printed again none."""

_JOINS = frozenset(".,:/-")


def in_series(a: CopyNode, b: CopyNode) -> bool:
    """Whether two reports are of one series, so that what they share is its stock of background."""
    if max(len(a.words), len(b.words)) > SHORT or not voice(a).voices & voice(b).voices:
        return False
    return _other_days(a, b) and not (_opens_as(a, b) or _opens_as(b, a))


def refilled(a: CopyNode, b: CopyNode) -> bool:
    """Whether two reports of different days are one form, as a table of rates, with other numbers in its places."""
    if not _other_days(a, b):
        return False
    (words, numbers), (other_words, other_numbers) = _form(a), _form(b)
    if (words & other_words).total() < FORM * max(words.total(), other_words.total()):
        return False
    changed = sum(number != other_numbers.get(place, number) for place, number in numbers.items())
    return changed >= max(FILLED, len(numbers) / 2, len(other_numbers) / 2)


@lru_cache(maxsize=64)
def _form(node: CopyNode) -> tuple[Counter[str], Mapping[tuple[str, str, int], str]]:
    """The words of a text's frame, and its numbers by place: the two words before, and which time these come."""
    words: Counter[str] = Counter()
    numbers: dict[tuple[str, str, int], str] = {}
    met: Counter[tuple[str, str]] = Counter()
    before, place, end = ("", ""), ("", "", 0), 0
    for word, (start, stop) in node.tokens:
        if not word[0].isdigit():
            if word not in days():
                words[word] += 1
            before = before[1], "" if word in days() else word
        elif before[1] == "0" and node.text[end:start] in _JOINS:
            numbers[place] += node.text[end:stop]
        else:
            met[before] += 1
            place = *before, met[before]
            numbers[place] = word
            before = before[1], "0"
        end = stop
    return words, numbers


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
