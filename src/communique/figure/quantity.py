"""Quantities in plain text, single or as a range: scanned in order, with the bound before or after.

Works on characters alone; nouns that are counted, and what a quantity measures, need the parse and come later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.figure.mask import Mask, is_year
from communique.figure.numeral import lexicon, numeral
from communique.figure.patterns import patterns
from communique.figure.single import Quantity, single
from communique.figure.tables import lemmas, load

_LINK = re.compile(r"\s*(?P<dash>[-–—~])\s*(?=[\d$€£¥])|-?\s+(?P<word>to|through|and)\s+(?:between\s+)?", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?P<w>from|between|rang(?:ing|es?|ed))\s+(?P<v>from\s+|between\s+)?(?:(?!to\b|and\b)[a-z]+\s+)?$", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:\w+ed|by|rose|fell|grew|sank|slid|up|down|rise|fall|higher|lower)\s+(?:\w+\s+)?$", re.IGNORECASE
)


def scan(text: str, mask: Mask) -> Iterator[Quantity]:
    """All quantities of a text outside the mask, in order; ranges as one."""
    position, trigger = 0, lexicon().trigger
    folds = {match.start(): match for match in lexicon().fold.finditer(text)}
    while match := trigger.search(text, position) if not folds else _next(trigger, folds, text, position):
        start = match.start()
        if (masked := mask.end(start)) is not None:
            position = masked
            continue
        if start in folds:
            yield _fold(folds[start])
            position = folds[start].end()
            continue
        found = _quantity(text, start, mask)
        if found is None:
            position = _skip(text, start)
            continue
        position = max(found.end, start + 1)
        yield found


def _next(trigger: re.Pattern[str], folds: dict[int, re.Match[str]], text: str, position: int) -> re.Match[str] | None:
    match = trigger.search(text, position)
    fold = next((folds[start] for start in sorted(folds) if start >= position), None)
    if fold is not None and (match is None or fold.start() <= match.start()):
        return fold
    return match


def _fold(match: re.Match[str]) -> Quantity:
    word = match[1].lower()
    value = float(word) if word.isdecimal() else lexicon().small[word]
    unit = load().words["time"]
    return Quantity(match.start(), match.end(), match.span(1), value, unit=unit)


def _skip(text: str, start: int) -> int:
    """Where to go on after a number that is none: past the run of letters and digits, or the whole score."""
    score = _SCORE.match(text, start) or _VOTES.match(text, start)
    end = score.end() if score else start + 1
    while end < len(text) and (text[end].isalnum() or (text[end] in ".," and text[end + 1 : end + 2].isdecimal())):
        end += 1
    return end


def _quantity(text: str, start: int, mask: Mask) -> Quantity | None:
    first = single(text, start)
    if first is None:
        return None
    if _is_score(text, first):
        return None
    found = _ratio(text, first) or _range(text, first, mask) or first
    bounded = _bounded(text, found)
    told = (
        bounded.bound in {"<", ">"} and _LEVEL.match(text, found.end) is None
    )  # "above 1500", not "below 1990 levels"
    if not found.link and found.unit is None and not told and is_year(text, *found.number):
        return None
    return bounded


def _range(text: str, first: Quantity, mask: Mask) -> Quantity | None:
    """The range that begins with `first`, if it is one."""
    link = _LINK.match(text, first.end)
    if link is None or first.value is None or mask.end(link.end()) is not None or is_year(text, *first.number):
        return None
    opened = _OPEN.search(text[max(0, first.start - 24) : first.start])
    opener = (opened["v"] or opened["w"]).strip().lower() if opened else ""
    start = _number_start(text, link.end())
    second = single(text, start) if start is not None else None
    if second is None or second.value is None or second.start < first.end:
        return None
    if not _pairs(first, second, link, opener) or (
        not opener and first.unit and _MOVED.search(text[max(0, first.start - 24) : first.start])
    ):
        return None
    if not opener and not link["dash"] and _shared_scale(text, first, second, first.value) > second.value:
        return None  # two results side by side: "39 percent to 32 percent"
    kind = "-" if link["dash"] else opener if opener in {"from", "between"} else "to"
    begin = first.start
    if opened and opener == "between":
        begin = max(0, first.start - 24) + opened.start()
    low, high = _shared_scale(text, first, second, first.value), second.value
    unit = second.unit or first.unit
    if unit is None and is_year(text, *second.number) and is_year(text, *first.number):
        return None
    return Quantity(
        begin, second.end, (first.number[0], second.number[1]), high if kind == "from" else None,
        min(low, high), max(low, high), unit, second.per or first.per, "", kind, digits=first.digits, core=second.core,
    )  # fmt: skip


_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?!\w|[.,]\d|[%-]|\s?(?:per\s?cent|[a-z]+[a-rt-z]s\b))")


_VOTES = re.compile(r"(?<!from\s)(\d{1,3})\sto\s(?!1\b)(\d{1,3})(?!\w|[.,]\d|\s?[%-]|\s(?:per\s?cent|[a-z]+s\b))")
_VOTED = re.compile(r"\bvote[sd]?\s(?:of\s)?$", re.IGNORECASE)


def _is_score(text: str, first: Quantity) -> bool:
    """Whether two plain numbers are the result of a match or a vote: joined they do not rise ("2-1", "90 to 12")."""
    match = _SCORE.match(text, first.number[0])
    if match is not None:
        return first.unit is None and int(match[1]) >= int(match[2])
    match = _VOTES.match(text, first.number[0])
    if match is None or first.unit is not None:
        return False
    return int(match[1]) > int(match[2]) or _VOTED.search(text[max(0, first.start - 16) : first.start]) is not None


_NUMBER_HEAD = re.compile(r"(?:[A-Z]{1,3}\s?)?[$€£¥]?(?:US|AU)?\s?[-−]?(?=[\d.])|(?=[A-Za-z])|minus\s+")


def _number_start(text: str, position: int) -> int | None:
    """Where the digits or words of a range's second number begin."""
    match = _NUMBER_HEAD.match(text, position)
    return match.end() if match else None


def _pairs(first: Quantity, second: Quantity, link: re.Match[str], opener: str) -> bool:
    """Whether two quantities with this link between them are the ends of one range."""
    if first.value is None or second.value is None:
        return False
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return False
    if link["dash"]:
        return (
            first.value < second.value
            and first.digits
            and (first.unit is None or first.unit.kind in {"money", "percent"})
        )
    if link["word"].lower() == "and":
        return opener == "between"
    return bool(opener) or first.unit is None or first.unit == second.unit


def _shared_scale(text: str, first: Quantity, second: Quantity, value: float) -> float:
    """The first number of a range with the second one's scale where it has none: "20 to 30 million"."""
    number = numeral(text, second.number[0], money=second.unit is not None and second.unit.kind == "money")
    own = numeral(text, first.number[0], money=first.unit is not None and first.unit.kind == "money")
    if number is None or number.value is None or own is None or own.factor != 1.0:
        return value
    mantissa = number.value / number.factor
    return value * number.factor if 0 < value < mantissa else value


BOUND = 30
"""Characters before a number in which its bound is looked for: the longest is "greater than or equal to the"."""
_SIGNS = {">": ">", "≥": ">", "<": "<", "≤": "<"}
_RATIO = re.compile(r"\s+(?P<w>in|out\s+of|over)\s+(?:every\s+)?(?=[\da-z])", re.IGNORECASE)
_TO_ONE = re.compile(r"(?:\s+to\s+|-to-|:)(?:one|1)\b(?![.,:]\d|\s?%|\s+(?:million|billion|hundred|thousand|in|of)\b)")
_LEVEL = re.compile(r"\s+levels?\b")
_ENDS = re.compile(r"\s*(?:$|[.,;:?!)])")
_WHOLES = frozenset({3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 100.0, 1000.0, 10_000.0, 100_000.0})
"""Wholes that a share is told of with "in": "two in five", "37 in 100"."""


def _ratio(text: str, first: Quantity) -> Quantity | None:
    """As in "One in five", "nine out of ten", "37 in 100", "one over twenty"; other numbers with "in" between are two figures."""
    if (one := _TO_ONE.match(text, first.end)) and first.unit is None and first.value is not None and first.value > 1:
        return replace(first, end=one.end(), number=(first.number[0], one.end()), fraction=True)
    link = _RATIO.match(text, first.end)
    if link is None or first.unit is not None or first.value is None or first.fraction:
        return None
    second = single(text, link.end())
    if second is None or second.unit is not None or not second.value:
        return None
    if not 0 < first.value < second.value and link["w"].lower() != "over":
        return None
    told = first.value == 1.0 or second.value in _WHOLES
    if (link["w"].lower() == "in" and not told) or is_year(text, *second.number):
        return None
    if link["w"].lower() == "over" and not _ENDS.match(text, second.end):
        return None
    return replace(
        first,
        value=first.value / second.value,
        end=second.end,
        number=(first.number[0], second.number[1]),
        fraction=True,
    )


_LAST_WORD = re.compile(r"([\w’']+)\W*$")


def _during(text: str, quantity: Quantity, bound: re.Match[str]) -> bool:
    """Whether "over" before a span of time tells when and bounds nothing: "over a six-month period", "45 over two days"."""
    if quantity.unit is None or quantity.unit.kind != "duration" or (bound["b"] or "").lower() != "over":
        return False
    if bound[0].rstrip(" -").lower() != "over":
        return True  # an article stands between
    before = _LAST_WORD.search(text[max(0, quantity.start - BOUND) : max(0, quantity.start - BOUND) + bound.start()])
    return before is not None and before[1].lower() not in lemmas("lasting")


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """Add the bound or approximation before or after."""
    start = quantity.start
    bound, end = "", quantity.end
    match = patterns().before.search(text[max(0, start - BOUND) : start])
    if match and not _during(text, quantity, match):
        bound = _SIGNS[match["c"][0]] if match["c"] else load().bounds[re.sub(r"[\s]+", " ", match["b"].lower())]
        start = max(0, quantity.start - BOUND) + match.start()
    if match := patterns().after.match(text, end):
        bound = ">" if match["p"] else load().bounds_after[re.sub(r"\s+", " ", match["b"].lower())]
        end = match.end()
    if not bound:
        return quantity
    low, high = quantity.low, quantity.high
    if quantity.value is not None and not quantity.link:
        low, high = (quantity.value, None) if bound == ">" else (None, quantity.value) if bound == "<" else (None, None)
    return replace(quantity, start=start, end=end, bound=bound, low=low, high=high, core=quantity.core or quantity.end)
