"""A statement's words as linking compares them: stems with weights, and what stands inside quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.link.words import weight, words
from communique.parse.quotes import CLOSING, OPENING

_NAME = re.compile(r"(?<=[\w,;:’'.] )[“\"]?[A-Z][\w’-]*|\b[A-Z]\w*-[A-Z]\w*|^[A-Z]\w*['’]s\b")
_SENTENCE = re.compile(rf"(?<=[.!?])[{CLOSING}]?\s+(?=[{OPENING}]?[A-Z])|(?<=[,;][{CLOSING}])\s+(?=[{OPENING}][A-Z])")
_IN_Y = re.compile(r"(?<=\w\w\w)ie[sd]?$")
_SUFFIX = re.compile(r"(?:ations?|ions?|ments?|ings?|edly|ed|ers?|ors?|ly|es|e|s|y|al|ive)$")


HEADLINE = 0.6
"""Share of words with capitals from which a text is written like a headline: there capitals tell no names."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Crude stem for matching only: British and American endings meet, common suffixes go."""
    word = _IN_Y.sub("y", word.replace("-", "").replace("'", "").replace("iz", "is").replace("our", "or"))
    for _ in range(2):
        cut = _SUFFIX.sub("", word)
        if len(cut) >= 4:
            word = cut
    return word


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement's words; `pieces` are those inside each pair of quotation marks (none if nothing is quoted)."""

    text: str
    pieces: tuple[str, ...] = ()

    @property
    def quoted(self) -> str:
        """All that stands inside quotation marks."""
        return " ".join(self.pieces)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences said: one report gives a whole speech where another gives one line of it."""
        return tuple(part for part in _SENTENCE.split(self.text) if part.strip())

    @property
    def stems(self) -> dict[str, float]:
        """Content stems with their weights."""
        return stems(self.text)

    @property
    def plain_stems(self) -> dict[str, float]:
        """Content stems without names: what is said of whom and what comes back is the line, not the names in it."""
        capitals = sum(word[0].isupper() for word in self.text.split())
        named = capitals < HEADLINE * len(self.text.split())
        return stems(_NAME.sub(" ", self.text) if named else self.text)


def stems(text: str) -> dict[str, float]:
    """Content stems of a text with their weights; words of weight 1 and less carry nothing."""
    return {stem(word): weight(word) for word in words(text) if weight(word) > 1.0}


def overlap(a: dict[str, float], b: dict[str, float]) -> tuple[float, float]:
    """Weight of the shared stems, and its share of the lighter side's weight (0-1)."""
    shared = sum(min(a[word], b[word]) for word in sorted(a.keys() & b.keys()))
    least = min(sum(a.values()), sum(b.values()))
    return shared, shared / least if least else 0.0
