"""Quantities in plain text: [bound] [currency] number [scale] [unit] [rate], single or as a range.

Works on characters alone; nouns that are counted, and what a quantity measures, need the parse and come later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.figure.mask import Mask, is_tagged, is_year
from communique.figure.money import cents, coded
from communique.figure.numeral import Numeral, lexicon, numeral
from communique.figure.patterns import patterns
from communique.figure.tables import AGE, Unit, load
from communique.model import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `[start, end)`; `number` is where its digits or words are (the last number of a range).

    `per` names the unit of a rate's denominator. `bound` is `>`, `<`, `~` or "". `link` tells how a range is put:
    "" (no range), `-`, `to`, `from` or `between`. `core` is where the unit ends, before a rate or a bound.
    """

    start: int
    end: int
    number: Span
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: Unit | None = None
    per: Unit | None = None
    bound: str = ""
    link: str = ""
    fraction: bool = False
    digits: bool = True
    core: int = 0

    @property
    def body(self) -> Span:
        """The number and its unit, without bound and rate."""
        return self.number[0], self.core or max(self.end, self.number[1])


_MINUS = re.compile(r"(?:(?:^|(?<=[\s(<>=≤≥]))[-−–]|\b(?:minus|negative)[\s-]+)$", re.IGNORECASE)
_LINK = re.compile(r"\s*(?P<dash>[-–—~])\s*(?=[\d$€£¥])|-?\s+(?P<word>to|through|and)\s+(?:between\s+)?", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?P<w>from|between|rang(?:ing|es?|ed))\s+(?P<v>from\s+|between\s+)?(?:(?!to\b|and\b)[a-z]+\s+)?$", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:\w+ed|by|rose|fell|grew|sank|slid|up|down|rise|fall|higher|lower)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_OLD = re.compile(r"[\s-]old\b|\s+of\s+age\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age\s+of|age)\s+[\w.]+$", re.IGNORECASE)
_FOLD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|\d+)-?fold\b", re.IGNORECASE)
_INCH = re.compile(r"(?P<u>[\s-]?in\b\.?)(?P<shape>\s(?:thick|long|wide|high|tall|deep|across)\b)?")
_FEET = re.compile(r"(?:ft|feet|foot|')\.?\s?\d+$")
_BRACKETED = re.compile(r"\s?[(\[{<](?P<u>[A-Za-z%°/²³]{1,5})[)\]}>]")
_TALL = re.compile(
    r"\s*(?:$|[.,;:()x×]|(?:tall|wide|long|deep|high|away|from|above|below|thick|apart|north|south|east|west|race|final|and|by|in|at|to|or|is)\b)"
)
_HEAVY = re.compile(r"\b(?:weigh\w*|heav\w+|lost|drop|bags?|lift\w*)\b", re.IGNORECASE)
_US_TAIL = re.compile(r"\s+U\.?S\b\.?")


def scan(text: str, mask: Mask) -> Iterator[Quantity]:
    """All quantities of a text outside the mask, in order; ranges as one."""
    position, trigger = 0, lexicon().trigger
    folds = {match.start(): match for match in _FOLD.finditer(text)}
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
    score = _SCORE.match(text, start)
    end = score.end() if score else start + 1
    while end < len(text) and (text[end].isalnum() or (text[end] in ".," and text[end + 1 : end + 2].isdecimal())):
        end += 1
    return end


def _quantity(text: str, start: int, mask: Mask) -> Quantity | None:
    first = _single(text, start)
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


def _single(text: str, start: int) -> Quantity | None:
    """One number with its currency, unit and rate."""
    window = max(0, start - 10)
    sign = patterns().prefix.search(text[window:start]) if start else None
    if sign is None and is_tagged(text, start):
        return None
    number = numeral(text, start, money=sign is not None)
    if number is None or not _stands(text, number) or (sign is not None and _is_tag(text, sign, number)):
        return None
    begin = window + sign.start() if sign else start
    minus = _MINUS.search(text[max(0, begin - 10) : begin])
    negative = bool(minus) or bool(sign and sign["m"])
    begin -= len(minus[0]) if minus else 0
    value = -number.value if negative and number.value is not None else number.value
    unit = load().prefixes[sign["s"]] if sign else None
    quantity = Quantity(
        begin, number.end, (start, number.end), value, number.low, number.high, unit,
        fraction=number.fraction, digits=number.digits,
    )  # fmt: skip
    return _with_unit(text, quantity)


def _is_tag(text: str, sign: re.Match[str], number: Numeral) -> bool:
    """Whether the letters of a currency code are a name's: "COP27", unlike "COP 27 million" and "EUR27".

    A code with no sign of its own makes a plain number money only across a blank; the codes that are also the names
    of meetings not even there.
    """
    code = sign["s"]
    if code not in load().codes or code in load().signed or not text[number.start : number.end].isdecimal():
        return False
    return code in load().raw["code_names"] or not sign[0].endswith((" ", "\u00a0"))


_LONE = re.compile(
    r"\s+of\b|\s*(?:$|[.,;:)!?%])|\s+(?:less|more|higher|lower|fewer|as|to|in|from|are|were|have|had|said)\b",
    re.IGNORECASE,
)
_HALF_OF = re.compile(r"\s+(?:of|the|its|their|his|her|our|all|those|these|that|an?|as|people)\b", re.IGNORECASE)
_HALF_NAME = re.compile(
    r"\b(?:first|second|other|latter|better|final|last|top|bottom|opening|this|that|each|either)\s+$", re.IGNORECASE
)


def _stands(text: str, number: Numeral) -> bool:
    """Whether a number word or a lone fraction is meant as a number: "a third of", not "a third term"."""
    words = text[number.start : number.end].lower()
    if number.fraction and not number.digits and number.factor == 1.0:
        if words == "half":
            return bool(_HALF_OF.match(text, number.end)) and not _HALF_NAME.search(
                text[max(0, number.start - 9) : number.start]
            )
        if words.split()[0] in {"a", "an"} or " " not in words.replace("-", " "):
            return words.startswith(("a ", "an ")) and bool(_LONE.match(text, number.end))
    if number.value == 1.0 and words == "one":
        return True
    follower = text[number.end : number.end + 1]
    return number.digits or not follower.isalnum()


def _with_unit(text: str, quantity: Quantity) -> Quantity | None:
    """Add the unit and rate that follow; None where letters follow that make the number a name ("3G", "7XK2")."""
    if quantity.unit is not None:
        tail = _US_TAIL.match(text, quantity.end)
        return _with_rate(text, replace(quantity, end=tail.end()) if tail and quantity.unit.code == "USD" else quantity)
    quantity = _letter(text, quantity)
    if quantity.value is not None and (money := coded(text, quantity.end)) is not None:
        value = quantity.value * money[2]
        return _with_rate(text, replace(quantity, value=value, unit=money[1], end=money[0]))
    if (match := _unit_after(text, quantity.end)) is not None:
        extra = cents(text, *match) if quantity.value is not None else None
        if extra is not None and quantity.value is not None:
            return replace(quantity, value=quantity.value + extra[1], unit=match[1], end=extra[0])
        return _with_rate(text, replace(quantity, unit=match[1], end=match[0]))
    if quantity.value is None and (match := _unit_of(text, quantity)) is not None:
        return _with_rate(text, replace(quantity, unit=match[1], end=match[0]))
    if text[quantity.end : quantity.end + 1].isalpha() and quantity.digits:
        return None
    return _with_rate(text, quantity)


_OF = re.compile(r"\s+of(?=\s)", re.IGNORECASE)
MAX_MASS = 1_000_000
"""Vague numbers from here on that count pounds mean money: "millions of pounds of savings"."""


def _unit_of(text: str, quantity: Quantity) -> tuple[int, Unit] | None:
    """The unit word after a vague number's "of": "billions of euros", "thousands of tonnes"."""
    link = _OF.match(text, quantity.end)
    match = patterns().word.match(text, link.end()) if link else None
    if link is None or match is None:
        return None
    unit = _worded(text, link.end(), match, load().words)
    if unit.name == "pound-mass" and (quantity.low or 0) >= MAX_MASS:
        unit = load().words["pound"]
    return (match.end(), unit) if unit.kind in {"money", "dimension", "duration"} else None


def _letter(text: str, quantity: Quantity) -> Quantity:
    """A letter right after the digits: "4m votes" are millions, "3B votes" billions; "60m tall" and "60m." metres."""
    match = re.compile(r"(?:([mMB])|\s([B])|(b))(?!\w)").match(text, quantity.end)
    if match is None or quantity.value is None or not quantity.digits:
        return quantity
    if match[3] and "." not in text[quantity.number[0] : quantity.end]:
        return quantity
    letter = match[1] or match[2] or "B"
    if letter == "m" and _TALL.match(text, match.end()):
        return quantity
    if letter == "B" and not match[3] and not re.compile(r"\s+[a-z]").match(text, match.end()):
        return quantity
    factor = lexicon().letters["count"][letter]
    return replace(quantity, value=quantity.value * factor, end=match.end(), number=(quantity.number[0], match.end()))


def _unit_after(text: str, end: int) -> tuple[int, Unit] | None:
    found = patterns()
    tables = load()
    best: tuple[int, Unit] | None = None
    if match := found.word.match(text, end):
        best = match.end(), _worded(text, end, match, tables.words)
    for pattern, table in ((found.symbol, tables.symbols), (found.glued, tables.glued)):
        if (match := pattern.match(text, end)) and (best is None or match.end() > best[0]):
            surface = match["u"] or match["s"]
            if surface in table:
                best = match.end(), table[surface]
    if (
        best is None
        and (inch := _INCH.match(text, end))
        and (inch["shape"] or _FEET.search(text[max(0, end - 12) : end]))
    ):
        return inch.end("u"), tables.words["inch"]
    if best is None and (match := _BRACKETED.match(text, end)) and match["u"] in tables.symbols:
        return match.end(), tables.symbols[match["u"]]
    if best is None and _AGED.search(text[max(0, end - 16) : end]):
        return end, AGE
    if best is None and (match := re.compile(r"\s?([$€£¥元₡₾₭₱₫₦฿₸₼₮₽₴₪₩₹₺])(?!\s?\d)").match(text, end)):
        return match.end(), tables.prefixes[match[1]]
    if best is not None and best[1].kind == "duration" and (old := _OLD.match(text, best[0])):
        return old.end(), AGE if best[1].name == "year" else Unit(
            f"{best[1].name} of age", best[1].code, best[1].pint, "age"
        )
    return best


def _worded(text: str, end: int, match: re.Match[str], words: dict[str, Unit]) -> Unit:
    surface = re.sub(r"[\s-]+", " ", match["u"].lower())
    unit = words.get(surface) or words.get(surface.replace(" ", "-")) or words[match["u"].lower()]
    if unit.code == "GBP" and surface.startswith("pound"):
        hyphen = text[end : end + 1] == "-"
        of = re.compile(r"\s+of\b").match(text, match.end())
        if hyphen or of or _HEAVY.search(text[max(0, end - 60) : match.end() + 20]):
            return words["pound-mass"]
    return unit


def _with_rate(text: str, quantity: Quantity) -> Quantity:
    match = patterns().rate.match(text, quantity.end)
    if match is None:
        return quantity
    return replace(quantity, per=denominator(match["u"] or match["t"]), end=match.end(), core=quantity.end)


def denominator(word: str) -> Unit:
    """The unit that a rate is counted by; any noun will do."""
    known = load().words.get(re.sub(r"[\s-]+", " ", word.lower()))
    return known or load().symbols.get(word) or _SHORT.get(word) or Unit(word.lower(), None, None, "noun")


_SHORT = {"s": Unit("second", "s", "second", "duration"), "h": Unit("hour", "h", "hour", "duration"),
          "d": Unit("day", "d", "day", "duration")}  # fmt: skip


def rate_after(text: str, end: int) -> tuple[int, Unit] | None:
    """A rate that follows a counted noun: "tests per day", "deaths a year"."""
    match = patterns().rate.match(text, end)
    return (match.end(), denominator(match["u"] or match["t"])) if match else None


def _range(text: str, first: Quantity, mask: Mask) -> Quantity | None:
    """The range that begins with `first`, if it is one."""
    link = _LINK.match(text, first.end)
    if link is None or first.value is None or mask.end(link.end()) is not None or is_year(text, *first.number):
        return None
    opened = _OPEN.search(text[max(0, first.start - 24) : first.start])
    opener = (opened["v"] or opened["w"]).strip().lower() if opened else ""
    start = _number_start(text, link.end())
    second = _single(text, start) if start is not None else None
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


_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?!\w|[.,]\d|[%-]|\s?(?:per\s?cent|[a-z]+s\b))")


def _is_score(text: str, first: Quantity) -> bool:
    """Whether two plain numbers joined by a dash do not rise, as in the result of a match or a vote: "2-1"."""
    match = _SCORE.match(text, first.number[0])
    return match is not None and first.unit is None and int(match[1]) >= int(match[2])


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
    second = _single(text, link.end())
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


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """Add the bound or approximation before or after."""
    start = quantity.start
    bound, end = "", quantity.end
    if match := patterns().before.search(text[max(0, start - BOUND) : start]):
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
