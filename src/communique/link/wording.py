"""How two wordings differ: words aligned, the change named, a turned meaning caught."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.link.words import weight, words
from communique.model.statement import Change

_TOKEN = re.compile(r"\[[^\]]*\]|…|\.{3}|\w+(?:['’-]\w+)*")
_NAME = re.compile(r"(?<=[\w,;:’'] )[“\"]?[A-Z][\w’-]*|\b[A-Z]\w*-[A-Z]\w*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion half".split()
)
_NEGATIONS = frozenset("no not never none nobody nothing neither nor cannot without".split())
_SUFFIX = re.compile(r"(?:ations?|ions?|ments?|ings?|edly|ed|ers?|ors?|ly|es|e|s|y|al|ive)$")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Crude stem for matching only: British and American endings meet, common suffixes go."""
    word = word.replace("-", "").replace("'", "").replace("iz", "is").replace("our", "or")
    for _ in range(2):
        cut = _SUFFIX.sub("", word)
        if len(cut) >= 4:
            word = cut
    return word


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement's words: `quoted` only those inside quotation marks (empty if none)."""

    text: str
    quoted: str

    @property
    def stems(self) -> dict[str, float]:
        """Content stems with their weights."""
        return _stems(self.text)

    @property
    def plain_stems(self) -> dict[str, float]:
        """Content stems without names: what is said of whom and what comes back is the line, not the names in it."""
        return _stems(_NAME.sub(" ", self.text))


def _stems(text: str) -> dict[str, float]:
    return {stem(word): weight(word) for word in words(text) if weight(word) > 1.0}


def overlap(a: dict[str, float], b: dict[str, float]) -> tuple[float, float]:
    """Weight of the shared stems, and its share of the lighter side's weight (0-1)."""
    shared = sum(min(a[word], b[word]) for word in sorted(a.keys() & b.keys()))
    least = min(sum(a.values()), sum(b.values()))
    return shared, shared / least if least else 0.0


def tokens(text: str) -> list[str]:
    """Words, editorial brackets and ellipses, case folded."""
    return [match.group().casefold().replace("’", "'") for match in _TOKEN.finditer(text)]


def change(a: str, b: str) -> tuple[Change, tuple[str, ...]]:
    """The change from one wording to another, with what shows it. Symmetric but for the order of the reasons."""
    left, right = tokens(a), tokens(b)
    plain_left, plain_right = [_plain(t) for t in left if not _mark(t)], [_plain(t) for t in right if not _mark(t)]
    marked = any(map(_mark, [*left, *right]))
    if plain_left == plain_right and not marked:
        return "verbatim", ()
    if _within(plain_left, plain_right) or _within(plain_right, plain_left):
        return ("marked" if marked else "trimmed"), ()
    shared, only_left, only_right = _aligned(plain_left, plain_right)
    turned = _turned(plain_left, plain_right, shared)
    if turned:
        return turned
    if marked and (not only_left or not only_right):
        return "marked", ("words are left out at a mark",)
    if Counter(plain_left) == Counter(plain_right):
        return "reordered", ()
    return "reworded", tuple(f"“{word}”" for word in [*only_left, *only_right][:8])


def _turned(left: Sequence[str], right: Sequence[str], shared: float) -> tuple[Change, tuple[str, ...]] | None:
    """A number or a negation that one side has and the other lacks, in wordings otherwise close."""
    if shared < 0.5:
        return None
    numbers = [{t for t in side if _NUMBER.fullmatch(t) or t in _NUMBER_WORDS} for side in (left, right)]
    if numbers[0] != numbers[1] and all(numbers):
        return "number", (f"{', '.join(sorted(numbers[0]))} / {', '.join(sorted(numbers[1]))}",)
    denials = [sum(t in _NEGATIONS or t.endswith("n't") for t in side) for side in _windows(left, right)]
    if denials[0] % 2 != denials[1] % 2:
        return "negation", (f"{denials[0]} / {denials[1]} negations",)
    return None


def _windows(left: Sequence[str], right: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both sides from the first to the last word that they share: ends that one side cuts do not turn a meaning.

    Where both go on beyond, with other words, the ends count: "nobody will come" is not "somebody will come".
    """
    common = (set(left) & set(right)) - _NEGATIONS
    places = [[index for index, token in enumerate(side) if token in common] for side in (left, right)]
    if not common:
        return (), ()
    start = all(found[0] > 0 for found in places)
    end = all(found[-1] < len(side) - 1 for found, side in zip(places, (left, right), strict=True))
    first, second = (
        side[0 if start else found[0] : len(side) if end else found[-1] + 1]
        for found, side in zip(places, (left, right), strict=True)
    )
    return first, second


def _aligned(left: Sequence[str], right: Sequence[str]) -> tuple[float, list[str], list[str]]:
    """Share of the shorter side's words that align, and the words that only one side has."""
    if list(right) < list(left):  # the matcher takes the first of equal stretches, so which side comes first matters
        shared, only_right, only_left = _aligned(right, left)
        return shared, only_left, only_right
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    only_left, only_right = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            only_left += left[i1:i2]
            only_right += right[j1:j2]
    least = min(len(left), len(right)) or 1
    return (min(len(left) - len(only_left), least)) / least, only_left, only_right


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    return any(list(long[i : i + len(short)]) == list(short) for i in range(len(long) - len(short) + 1))


def _mark(token: str) -> bool:
    return token.startswith("[") or token in {"…", "..."}


def _plain(token: str) -> str:
    return token.replace("-", "")
