"""Words of time: a text as a row of word classes.

Every word is mapped to one character that stands for the set of classes it may have, so that the grammar's rules run as
regular expressions over a row of one character a word. Words that no rule needs become `_`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FIRST = 0xE000
"""Classes are written as characters of Unicode's private use area."""

_IN_FIGURES = r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./])\d{1,2}\2\d{1,2})(?![\d/-]|\.\d)"
"""A day written in figures, the year at either end."""
_WORD = re.compile(
    _IN_FIGURES + r"|\d{4}-\d\d-\d\d(?!\d)|\d{1,2}:\d\d(?!\d)|\d{3}0['’]?s\b|['’]\d0s\b|['’]\d\d(?=\W)"
    r"|\d+(?:st|nd|rd|th)\b|\d+(?:,\d{3})*(?:\.\d+)?"
    r"|[ap]\.\s?m\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*|\n\s*\n|\S"
)
_POSSESSIVE = frozenset({"'s", "’s"})
_YEARS = range(1000, 2101)
"""Numbers of four digits that are read as years."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon in a text: its place in it and its value per class."""

    start: int
    end: int
    values: dict[str, str]


@dataclass(frozen=True)
class Lexicon:
    """Words by lower-case form, the characters of class sets, and what the grammar file says beside."""

    words: dict[str, tuple[str, dict[str, str]]]
    characters: dict[frozenset[str], str]
    capital: frozenset[str]
    rules: list[dict[str, Any]]
    phrases: dict[str, str]
    phrase_pattern: re.Pattern[str]

    def members(self, names: str) -> str:
        """Regular expression for one word of any of the classes joined by `|`."""
        wanted = set(names.split("|"))
        found = sorted(char for classes, char in self.characters.items() if classes & wanted)
        return "[" + "".join(found) + "]" if found else "(?!)"


DAYS = 31
"""Largest ordinal that can name a day; larger ones name no time."""


@cache
def load() -> Lexicon:
    """The lexicon of `resources/time_grammar.yaml`, with the number words that the figure grammar reads too."""
    raw, numbers = (
        yaml.load((files("communique.resources") / name).read_text("utf-8"), yaml.CSafeLoader)
        for name in ("time_grammar.yaml", "numbers.yaml")
    )
    raw["words"]["number"] = {word: value for word, value in {**numbers["small"], **numbers["tens"]}.items() if value}
    raw["words"]["ordinal"] = {word: value for word, value in numbers["ordinals"].items() if value <= DAYS}
    by_word: dict[str, dict[str, str]] = {}
    for name, words in raw["words"].items():
        for word, value in words.items():
            by_word.setdefault(str(word), {})[name] = str(value)
            if name == "unit":
                by_word[str(word)][f"{word}unit"] = str(value)
    for numeric in _numeric_samples():
        by_word.setdefault("\0" + "|".join(numeric), dict.fromkeys(numeric, ""))
    for word, values in list(by_word.items()):
        if "number" in values:
            by_word[word] = {**values, "count": values["number"]}
    for phrase in raw["phrases"]:
        by_word.setdefault("\0" + phrase, {"feast": ""})
    characters: dict[frozenset[str], str] = {}
    for values in by_word.values():
        characters.setdefault(frozenset(values), chr(_FIRST + len(characters)))
    words = {word: (characters[frozenset(values)], values) for word, values in by_word.items() if word[0] != "\0"}
    named = {_title(phrase): value for phrase, value in raw["phrases"].items()}
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, named), key=len, reverse=True)) + r")\b")
    return Lexicon(words, characters, frozenset(raw["capital"]), raw["rules"], named, pattern)


_OF_DAYS = frozenset({"month", "monthabbr", "weekday", "weekdayabbr"})


@cache
def days() -> frozenset[str]:
    """Lower-case names of months and weekdays, written out and cut: what a series changes from day to day."""
    return frozenset(word for word, (_, values) in load().words.items() if not _OF_DAYS.isdisjoint(values))


def _title(phrase: str) -> str:
    return " ".join(word[0].upper() + word[1:] for word in phrase.split())


def _numeric_samples() -> list[tuple[str, ...]]:
    return [
        ("year", "shortyear"),
        ("small", "count"),
        ("count",),
        ("year", "count"),
        ("nth",),
        ("iso",),
        ("decade",),
        ("clock",),
    ]


def words_of(text: str, lexicon: Lexicon) -> tuple[str, list[Word | None]]:
    """The row of class characters of a text, and beside it the words that have a class."""
    row: list[str] = []
    words: list[Word | None] = []
    known = lexicon.words
    for match in _WORD.finditer(text):
        form = match.group()
        entry = known.get(form.lower()) if not form[0].isdecimal() else None
        if entry is None and form[-2:] in _POSSESSIVE:
            form = form[:-2]
            entry = known.get(form.lower())
        if entry is not None and _cased(form, entry[1], lexicon.capital):
            row.append(entry[0])
            words.append(Word(match.start(), match.start() + len(form), entry[1]))
            continue
        if form[0].isalpha() and form[0] not in "ap":
            row.append("_")
            words.append(None)
            continue
        values = _numeric(form) if form[0].isdecimal() or form[0] in "'’" else None
        if form[0] in "ap" and "." in form:
            values = {"meridiem": form[0] + "m"}
        row.append(lexicon.characters[frozenset(values)] if values else "_")
        words.append(Word(match.start(), match.end(), values) if values else None)
    if words:
        _join_phrases(text, row, words, lexicon)
        _join_numbers(row, words, lexicon)
    return "".join(row), words


def _cased(form: str, values: dict[str, str], capital: frozenset[str]) -> bool:
    return form[0].isupper() or not (capital & values.keys())


def _numeric(form: str) -> dict[str, str] | None:
    """Classes and values of a word that starts with a digit or is a short decade."""
    if form[0] in "'’" and len(form) == 3:
        return {"year": ("20" if form[1] in "012" else "19") + form[1:], "shortyear": form[1:]}
    if form[0] in "'’":
        return {"decade": "19" + form[1]} if form[1:3].isdecimal() else None
    if form[-1] == "s" and form[3] == "0":
        return {"decade": form[:3]}
    if form[-2:] in {"st", "nd", "rd", "th"}:
        return {"nth": form[:-2]} if int(form[:-2]) <= DAYS else None
    if len(form) == 10 and form[4] == "-":
        return {"iso": form}
    if len(parts := re.split(r"[./-]", form)) == 3:
        return {"iso": value} if (value := _in_figures(parts, dotted="." in form)) else None
    if ":" in form:
        hour, minute = form.split(":")
        return {"clock": form} if int(hour) < 25 and int(minute) < 60 else None
    plain = form.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal():
        return None
    if len(form) == 4 and form.isdecimal() and int(form) in _YEARS:
        return {"year": form, "count": form}
    if len(form) <= 2 and 0 < int(plain) <= 31:
        return {"small": str(int(plain)), "count": str(int(plain))}
    return {"count": plain}


def _in_figures(parts: list[str], *, dotted: bool) -> str | None:
    """ISO day of its figures: with dots the day stands before the month, else a number above 12 tells; if none, the year."""
    first, second, third = map(int, parts)
    year, month, day = (first, second, third) if len(parts[0]) == 4 else (third, second, first)
    if len(parts[0]) < 4 and month > _MONTHS:
        month, day = day, month
    elif len(parts[0]) < 4 and not dotted and day <= _MONTHS and day != month:
        return str(year)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _join_phrases(text: str, row: list[str], words: list[Word | None], lexicon: Lexicon) -> None:
    """Make "Christmas Eve" one word of class `feast`, in place."""
    feast = lexicon.characters[frozenset(("feast",))]
    for match in lexicon.phrase_pattern.finditer(text):
        # Only words with a class keep their place; a phrase holds at least one ("day", "eve", a month or feast).
        span = match.span()
        inside = [i for i, word in enumerate(words) if word and span[0] <= word.start and word.end <= span[1]]
        if inside:
            words[inside[0] : inside[-1] + 1] = [
                Word(match.start(), match.end(), {"feast": lexicon.phrases[match.group()]})
            ]
            row[inside[0] : inside[-1] + 1] = [feast]


def _join_numbers(row: list[str], words: list[Word | None], lexicon: Lexicon) -> None:
    """Make "twenty-five", "two hundred" and "two and a half" one word, in place."""
    count = lexicon.characters[frozenset(("count",))]
    index = 0
    while index < len(words):
        first = words[index]
        if first is None or "number" not in first.values:
            index += 1
            continue
        total, stop = float(first.values["number"]), index + 1
        total, stop = _tens(words, total, stop)
        total, stop = _hundreds(words, total, stop)
        total, stop = _and_a_half(words, total, stop)
        last = words[stop - 1]
        if stop > index + 1 and last is not None:
            words[index:stop] = [Word(first.start, last.end, {"count": f"{total:g}"})]
            row[index:stop] = [count]
        index += 1


def _value(words: list[Word | None], index: int, name: str) -> str | None:
    word = words[index] if index < len(words) else None
    return word.values.get(name) if word else None


def _tens(words: list[Word | None], total: float, stop: int) -> tuple[float, int]:
    gap = 1 if _value(words, stop, "hyphen") else 0
    unit = _value(words, stop + gap, "number")
    if total >= 20 and total % 10 == 0 and unit and int(unit) < 10:
        return total + int(unit), stop + gap + 1
    return total, stop


def _hundreds(words: list[Word | None], total: float, stop: int) -> tuple[float, int]:
    if _value(words, stop, "hundred"):
        return total * 100, stop + 1
    return total, stop


def _and_a_half(words: list[Word | None], total: float, stop: int) -> tuple[float, int]:
    if _value(words, stop, "and") and _value(words, stop + 1, "a") and _value(words, stop + 2, "half"):
        return total + 0.5, stop + 3
    return total, stop
