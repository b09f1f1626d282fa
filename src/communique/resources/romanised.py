"""Whether two full names are one name in two romanisations: "Nikol Pashinyan", "Nikol Pashinian"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, TypeAlias

import yaml

from communique.resources.entries import fold

Rules: TypeAlias = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class _Table:
    articles: frozenset[str]
    name: Rules
    word: Rules
    either: tuple[tuple[re.Pattern[str], str, str], ...]


def same_name(one: str, two: str) -> bool:
    """Whether each word of one full name is the other's in its place, in the same or in another romanisation.

    One may leave out words in the middle, but where both of its own are of one vowel: "Kim Il" is not "Kim Jong Il".
    It tells no two namesakes apart: for persons of whom more agrees, an office or a country and a story.
    """
    short, long = sorted((_words(one), _words(two)), key=len)
    if len(short) < 2 or not (same_word(short[0], long[0]) and same_word(short[-1], long[-1])):
        return False
    if len(short) < len(long) and not any(len(_VOWELS.findall(word)) > 1 for word in short):
        return False
    rest = iter(long[1:-1])
    return all(any(same_word(word, other) for other in rest) for word in short[1:-1])


def spelled_ends(name: str) -> frozenset[tuple[str, str]]:
    """The first and last word of a full name in each common spelling: two that are `same_name` have one in common."""
    words = _words(name)
    return frozenset(product(_spellings(words[0]), _spellings(words[-1]))) if len(words) > 1 else frozenset()


def same_word(one: str, two: str) -> bool:
    """Whether two words of names are one in two romanisations; of numbers of monarchs none is another."""
    return one == two or not _spellings(one).isdisjoint(_spellings(two))


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    """The folded words of a name without the articles between them."""
    words = _levelled(fold(name), _table().name).split()
    return tuple(word for n, word in enumerate(words) if n in {0, len(words) - 1} or word not in _table().articles)


@lru_cache(maxsize=10_000)
def _spellings(word: str) -> frozenset[str]:
    """What a word may be in one common spelling."""
    if _NUMBER.fullmatch(plain := fold(word)):
        return frozenset({plain})
    found = {_levelled(plain, _table().word)}
    if len(_VOWELS.findall(min(found))) > 1:
        for letters, one, other in _table().either:
            found = {letters.sub(way, word) for word in found for way in (one, other)}
    return frozenset(found)


_VOWELS = re.compile("[aeiou]+")
_NUMBER = re.compile("[ivx]{2,}", re.IGNORECASE)


def _levelled(text: str, rules: Rules) -> str:
    for pattern, plain in rules:
        text = pattern.sub(plain, text)
    return text


@cache
def _table() -> _Table:
    text = files("communique.resources").joinpath("romanised.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, yaml.CSafeLoader)
    either = tuple((re.compile(letters), one, other) for letters, one, other in raw["either"])
    return _Table(frozenset(raw["articles"].split()), _rules(raw["name"]), _rules(raw["word"]), either)


def _rules(rows: Any) -> Rules:
    return tuple((re.compile(old), plain) for old, plain in rows)
