"""One quantity in plain text: [currency] number [scale] [unit] [rate], with neither bound nor range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.figure.mask import is_tagged
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


_MINUS = re.compile(r"(?:(?:^|(?<=[\s(<>=≤≥]))[-−–]|(?<!plus\sor\s)\b(?:minus|negative)[\s-]+)$", re.IGNORECASE)
_OLD = re.compile(r"[\s-]old\b|\s+of\s+age\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age\s+of|age)\s+[\w.]+$", re.IGNORECASE)
_DEGREES = re.compile(r"[CF](?!\w)")
_MARKED = re.compile(r"\s?[\"″](?=\s(?:thick|long(?!\s(?:before|after|ago))|wide|high|tall|deep|across)\b)")
_INCH = re.compile(r"(?P<u>[\s-]?in\b\.?)(?P<shape>\s(?:thick|long|wide|high|tall|deep|across)\b)?")
_FEET = re.compile(r"(?:ft|feet|foot|')\.?\s?\d+$")
_BRACKETED = re.compile(r"\s?[(\[{<](?P<u>[A-Za-z%°/²³]{1,5})[)\]}>]")
_TALL = re.compile(
    r"\s*(?:$|[.,;:()x×]|(?:tall|wide|long|deep|high|away|from|above|below|thick|apart|north|south|east|west|race|final|and|by|in|at|to|or|is)\b)"
)
_HEAVY = re.compile(r"\b(?:weigh\w*|heav\w+|lost|drop|bags?|lift\w*)\b", re.IGNORECASE)
_US_TAIL = re.compile(r"\s+U\.?S\b\.?")


def single(text: str, start: int) -> Quantity | None:
    """One number with its currency, unit and rate."""
    window = max(0, start - 10)
    sign = patterns().prefix.search(text[window:start]) if start else None
    if sign is None and is_tagged(text, start):
        return None
    number = numeral(text, start, money=sign is not None)
    if number is None or not _stands(text, number) or (sign is not None and _is_tag(text, sign, number)):
        return None
    begin = window + sign.start() if sign else start
    minus = _MINUS.search(text[max(0, begin - 16) : begin])
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
            lone = _LONE.match(text, number.end)
            ordinal = text[max(0, number.start - 4) : number.start].lower() == "for " and lone and "of" not in lone[0]
            return words.startswith(("a ", "an ")) and bool(lone) and not ordinal
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
    if (quantity.value or 0) < 0 and (degrees := _DEGREES.match(text, quantity.end)):  # "-10C"; "10C" may be a name
        return replace(quantity, unit=load().symbols[f"°{degrees[0]}"], end=degrees.end())
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
    if best is None and (mark := _MARKED.match(text, end)):
        return mark.end(), tables.words["inch"]
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
