"""Fractions in words: "seven eighths", "three and a fifth", "one hundred and thirty-two fifths", "a billion and a half".

What the words before "and" are worth decides how they are read: a proper fraction is added ("one hundred and three
quarters" is 100.75), an improper one takes all the words as its top ("one hundred and thirty fifths" is 130 / 5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.figure.tables import alternatives, load

SCALED = 1e3
"""From this scale on a fraction after "and" is one of the scale: "six million and two thirds" is no 6,000,000.67."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number in words at `[start, end)`: `head` is worth what comes before its last "and" or tens word.

    `tail` is the rest of the value (0 if the words are one group) and `joined` says that "and" links the two.
    """

    start: int
    end: int
    value: float
    factor: float
    head: float = 0.0
    joined: bool = False

    @property
    def tail(self) -> float:
        """What the last group adds."""
        return self.value - self.head


@cache
def _tenths() -> dict[str, float]:
    """Denominators by word, singular and plural: "fifth", "twenty-firsts", "hundredths"."""
    raw = load().raw
    units = {word: float(value) for word, value in raw["ordinals"].items()}
    table = {**units, **{word: float(value) for word, value in raw["parts"].items()}}
    for ten, value in raw["tens"].items():
        table |= {f"{ten} {word}": value + number for word, number in units.items() if number < 10}
    return {**table, **{f"{word}s": value for word, value in table.items() if not word.endswith("s")}}


@cache
def _denominator() -> re.Pattern[str]:
    return re.compile(rf"[\s-]+(?P<d>{alternatives(_tenths())})\b", re.IGNORECASE)


_AND = re.compile(r"\s+and\s+(?:an?|(?P<top>[a-z]+(?:-[a-z]+)?))(?=[\s-])", re.IGNORECASE)
_TIMES = re.compile(r"\s+(million|billion|trillion)\b", re.IGNORECASE)


def divided(text: str, whole: Whole) -> tuple[float, int] | None:
    """The whole number over the denominator that follows, and where that ends; None if none follows.

    A singular denominator after more than one ("two fifth") is an ordinal and divides nothing, nor does one before a
    noun ("the one hundred fifth session").
    """
    match = _denominator().match(text, whole.end)
    if match is None or (whole.value != 1.0 and not match["d"].lower().endswith(("s", "lf"))):
        return None
    if whole.value == 1.0 and re.compile(r"\s+(?!of\b)[a-z]", re.IGNORECASE).match(text, match.end()):
        return None
    below = _tenths()[re.sub(r"[\s-]+", " ", match["d"].lower())]
    if whole.head and whole.joined and whole.tail < below:
        return whole.head + whole.tail / below * (whole.factor if whole.factor >= SCALED else 1.0), match.end()
    if whole.head and not whole.joined and whole.tail >= 20 and whole.tail % 10 == 0 and below < 10:
        return whole.head / (whole.tail + below), match.end()
    return whole.value / below, match.end()


def joined(text: str, end: int, value: float, factor: float) -> tuple[float, int] | None:
    """A number with "and" and the proper fraction in words that follow it; None if none does."""
    match = _AND.match(text, end)
    if match is None:
        return None
    top = 1.0 if match["top"] is None else _top(match["top"].lower())
    below = _denominator().match(text, match.end()) if top else None
    if below is None or top is None:
        return None
    share = top / _tenths()[re.sub(r"[\s-]+", " ", below["d"].lower())]
    if share >= 1 or re.compile(r"\s+of\b", re.IGNORECASE).match(text, below.end()):
        return None
    if factor >= SCALED and (scale := _TIMES.match(text, below.end())):
        return value + share * float(load().raw["scales"][scale[1].lower()]), scale.end()
    return value + share * (factor if factor >= SCALED else 1.0), below.end()


def _top(word: str) -> float | None:
    raw = load().raw
    if word in raw["small"]:
        return float(raw["small"][word])
    ten, _, unit = word.partition("-")
    if ten in raw["tens"]:
        return float(raw["tens"][ten] + (raw["small"].get(unit, 0) if unit else 0))
    return None
