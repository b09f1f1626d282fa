"""The time grammar: spans, types and recipes from a text alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from communique.model.time import TimexType
from communique.time.lexicon import Lexicon, Word, load, words_of
from communique.time.recipe import duration_value

_ELEMENT = re.compile(r"(?:(\w+)=)?([\w|]+)(\??)")
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_STRETCH = re.compile("[^_]+")
_PUNCTUATION = frozenset({"comma", "hyphen", "dot"})
_DIRECTIONS = {"0": "this", "+1": "next", "-1": "last"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a regular expression over the row of classes and a template of the recipe."""

    slug: str
    type: TimexType
    pattern: re.Pattern[str]
    captures: dict[str, str]
    recipe: str
    anchored: str
    after: frozenset[str]
    before: frozenset[str]
    lead: int
    tail: int
    with_year: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase: place in the text, type, recipe and what it counts from.

    The recipe may hold the word `DIR` where the clause's tense must say in which direction to look. `anchored` is ""
    for phrases that count from the report's date, else `always`, `unit` or `day`: they count from a time told before.
    """

    start: int
    end: int
    type: TimexType
    recipe: str
    rule: str
    anchored: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """The compiled rules, in the order of the grammar file."""
    lexicon = load()
    return tuple(_compile(raw, lexicon) for raw in lexicon.rules)


def _compile(raw: dict[str, object], lexicon: Lexicon) -> Rule:
    parts: list[str] = []
    captures: dict[str, str] = {}
    for element in str(raw["match"]).split():
        found = _ELEMENT.fullmatch(element)
        if found is None:
            raise ValueError(f"time rule {raw['slug']}: bad element {element!r}")
        name, classes, optional = found.groups()
        parts.append(f"({'?P<' + name + '>' if name else '?:'}{lexicon.members(classes)}){optional}")
        if name:
            captures[name] = classes
    after, before = raw.get("after"), raw.get("before")
    return Rule(
        slug=str(raw["slug"]),
        type=raw["type"],  # type: ignore[arg-type]
        pattern=re.compile("".join(parts)),
        captures=captures,
        recipe=str(raw["recipe"]),
        anchored=str(raw.get("anchored", "")),
        after=frozenset(after) if isinstance(after, list) else frozenset(),
        before=frozenset(before) if isinstance(before, list) else frozenset(),
        lead=int(str(raw.get("lead", 0))),
        tail=int(str(raw.get("tail", 0))),
        with_year=str(raw.get("with_year", "")),
    )


def phrases(text: str) -> list[Phrase]:
    """All time phrases of a text, in order and without overlaps; the longest wins, then the earlier rule."""
    row, words = words_of(text, load())
    chosen: list[Phrase] = []
    for stretch in _STRETCH.finditer(row):
        chosen.extend(_best(text, row, words, stretch.span()))
    return chosen


def _best(text: str, row: str, words: list[Word | None], span: tuple[int, int]) -> list[Phrase]:
    """The phrases of one stretch of words that have a class."""
    found: list[tuple[int, int, int, int, Rule, re.Match[str]]] = []
    for order, rule in enumerate(rules()):
        for match in rule.pattern.finditer(row, *span):
            start, end = match.span()
            found.append((start - end, order, start, end, rule, match))
    taken: list[tuple[int, int, Phrase]] = []
    for _, _, start, end, rule, match in sorted(found, key=lambda item: item[:4]):
        if all(end <= other[0] or start >= other[1] for other in taken):
            phrase = _phrase(text, words, rule, match)
            if phrase:
                taken.append((start, end, phrase))
    return [phrase for _, _, phrase in sorted(taken, key=lambda item: item[0])]


def _phrase(text: str, words: list[Word | None], rule: Rule, match: re.Match[str]) -> Phrase | None:
    begin = match.start() + rule.lead
    while (opening := words[begin]) is not None and opening.values.keys() & _PUNCTUATION:
        begin += 1
    first, last = words[begin], words[match.end() - 1 - rule.tail]
    if first is None or last is None:
        return None
    if rule.after and _word_before(text, first.start) not in rule.after:
        return None
    if rule.before and _word_after(text, last.end) not in rule.before | {""}:
        return None
    values = {}
    for name, classes in rule.captures.items():
        if match[name] is not None:
            word = words[match.start(name)]
            values[name] = _value(word, classes) if word else ""
    template = rule.with_year if rule.with_year and "year" in values else rule.recipe
    return Phrase(first.start, last.end, rule.type, _fill(template, values), rule.slug, rule.anchored)


def _word_before(text: str, position: int) -> str:
    found = re.search(r"(\w+)\W*$", text[max(0, position - 20) : position])
    return found[1].lower() if found else ""


def _word_after(text: str, position: int) -> str:
    """The word that follows with nothing but blanks between; "" where there is none."""
    found = re.match(r"\s+(\w+)", text[position : position + 20])
    return found[1].lower() if found else ""


def _value(word: Word, classes: str) -> str:
    return next((word.values[name] for name in classes.split("|") if name in word.values), "")


def _fill(template: str, values: dict[str, str]) -> str:
    def slot(match: re.Match[str]) -> str:
        name, spec = match.groups()
        if name == "dir":
            return "DIR"
        if name == "dur":
            return _duration(values)
        return _FORMATS.get(spec or "", _plain)(values.get(name, ""), values)

    return _SLOT.sub(slot, template).replace("W2", "W")


def _duration(values: dict[str, str]) -> str:
    amount, unit = values.get("n", "X"), values["unit"]
    if unit == "W2":
        amount, unit = ("X" if amount == "X" else f"{float(amount) * 2:g}"), "W"
    return duration_value(amount, unit)


def _plain(value: str, _: dict[str, str]) -> str:
    return value


def _clock(value: str, values: dict[str, str]) -> str:
    hour, _, minute = value.partition(":")
    number = int(hour)
    if values.get("meridiem") == "pm" and number < 12:
        number += 12
    if values.get("meridiem") == "am" and number == 12:
        number = 0
    zone = "Z" if values.get("zone") == "Z" else ""
    return f"{number:02d}:{minute or '00'}{zone}"


_FORMATS: dict[str, Callable[[str, dict[str, str]], str]] = {
    "": _plain,
    "02": lambda value, _: f"{int(value):02d}",
    "04": lambda value, _: f"{int(value):04d}",
    "-1": lambda value, _: f"{int(value) - 1:02d}",
    "dir": lambda value, _: _DIRECTIONS.get(value, "DIR").replace("this", "DIR"),
    "year": lambda value, _: value if value in {"0", "-1", "+1"} else "0",
    "clock": _clock,
}
