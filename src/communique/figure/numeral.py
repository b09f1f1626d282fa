"""Numbers in digits and words: "3.4 million", "two and a half", "tens of thousands", "three quarters of a million".

Reads forward from a position; nothing here knows of units. Vague counts become intervals: a power word in the plural
means from one to ten of it, so "tens of thousands" is 10,000 to 100,000, the widest reading that the words allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.figure.fraction import Whole, divided, joined
from communique.figure.tables import alternatives, load

VAGUE_SPAN = 10.0
"""A vague count reaches from its power word to ten of it, where the next power word would take over."""
TOP = 10
"""Largest number word that tells how many parts ("seven eighths") or times ("fourfold")."""
SEVERAL = (2.0, 10.0)
""""Several" and "a few" before a scale: more than one, fewer than the next power word."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `[start, end)` of a text. Vague ones have `low` and `high` and no value.

    `factor` is the scale word's share in the value ("2 million": 1e6), `digits` whether it begins with digits.
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    factor: float = 1.0
    digits: bool = True
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled patterns and values of number words."""

    small: dict[str, float]
    scales: dict[str, float]
    parts: dict[str, float]
    letters: dict[str, dict[str, float]]
    atom: re.Pattern[str]
    part: re.Pattern[str]
    vague: re.Pattern[str]
    trigger: re.Pattern[str]
    point: re.Pattern[str]
    top: re.Pattern[str]
    fold: re.Pattern[str]


_DIGITS = re.compile(
    r"(?P<n>(?P<c>(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+|\d{1,3}),\d{1,2}(?!\d|[.,]\d))|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s?[x×]\s?10\^?(?P<p>[-−]?\d+)|e(?P<e>[-+]?\d+)(?![a-z])|\^(?P<x>[-+]?\d{1,3})(?!\d))?",
    re.IGNORECASE,
)
_MIXED = re.compile(r"(?:\s{1,2}|-)?(\d+)\s?[/⁄]\s?(\d+)(?![\d/])")
_QUOTIENT = re.compile(r"\s?[/⁄]\s?(\d+)(?![\d/])")
_GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅙": 1 / 6, "⅛": 1 / 8, "⅜": 3 / 8}
_GLYPH = re.compile(r"\s?([½⅓⅔¼¾⅕⅙⅛⅜])")
_GLUE = re.compile(r"\s*-\s*|\s+(?P<and>and\s+|&\s+)?|\s*$", re.IGNORECASE)
_SCALE_GAP = re.compile(r"[\s-]*")
_LETTER = re.compile(r"(MM|mm|[kKmMbBtTG]|(?:\s{1,2}k))(?![\w²³^])")
_OF_A_SCALE = re.compile(
    r"\s+(?:of\s+)?(?:a\s+)?(?=(?:million|billion|trillion|thousand|hundred|dozen)\b)", re.IGNORECASE
)


@cache
def lexicon() -> Lexicon:
    """The number words of the resource, compiled."""
    raw = load().raw
    small = {word: float(value) for word, value in {**raw["small"], **raw["tens"]}.items()}
    scales = {word: float(value) for word, value in {**raw["scales"], **raw["dozens"]}.items()}
    parts = {word: float(value) for word, value in raw["parts"].items()}
    vague, digits = alternatives(raw["vague"]), alternatives(small)
    ones = alternatives(word for word, value in raw["small"].items() if 0 < value <= TOP)
    starters = alternatives([*small, *parts, *scales, *raw["vague"]])
    return Lexicon(
        small,
        scales,
        parts,
        {kind: {k: float(v) for k, v in row.items()} for kind, row in raw["letters"].items()},
        re.compile(rf"(?:(?P<small>{alternatives(small)})|(?P<scale>{alternatives(scales)}))\b", re.IGNORECASE),
        re.compile(rf"({alternatives(parts)})\b", re.IGNORECASE),
        re.compile(rf"(?:({vague})((?:\s+of\s+(?:{vague}))*))\b", re.IGNORECASE),
        re.compile(rf"\d|\.\d|[{''.join(_GLYPHS)}]|\b(?:{starters}|an?\s+(?:{starters})|several|few)\b", re.IGNORECASE),
        re.compile(rf"\s+point((?:[\s-]+(?:{digits}))+)\b", re.IGNORECASE),
        re.compile(rf"(?P<count>an?|{ones})?[\s-]*", re.IGNORECASE),
        re.compile(rf"\b({ones}|\d+)-?fold\b", re.IGNORECASE),
    )


def numeral(text: str, position: int, *, money: bool = False) -> Numeral | None:
    """The longest number that starts at `position`, None if there is none.

    `money` says that a currency sign stands before it, so that "m" and "b" are scales.
    """
    return (
        _vague(text, position)
        or _several(text, position)
        or _digits(text, position, money=money)
        or _part(text, position)
        or _words(text, position)
    )


def _vague(text: str, position: int) -> Numeral | None:
    match = lexicon().vague.match(text, position)
    if match is None or (match[1].lower() == "tens" and not match[2]):
        return None
    if match[1].lower() == "scores" and re.compile(r"\s+of\b", re.IGNORECASE).match(text, match.end()) is None:
        return None
    powers = load().raw["vague"]
    low = float(powers[match[1].lower()])
    for word in re.findall(r"\w+", match[2] or ""):
        low *= powers.get(word.lower(), 1)
    return Numeral(position, match.end(), None, low, low * VAGUE_SPAN, low, digits=False)


_SEVERAL = re.compile(r"(?:several|a\s+few|few)\s+(dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


def _several(text: str, position: int) -> Numeral | None:
    match = _SEVERAL.match(text, position)
    if match is None:
        return None
    factor = lexicon().scales[match[1].lower()]
    return Numeral(position, match.end(), None, SEVERAL[0] * factor, SEVERAL[1] * factor, factor, digits=False)


def _digits(text: str, position: int, *, money: bool) -> Numeral | None:
    match = _DIGITS.match(text, position)
    if match is None:
        glyph = _GLYPH.match(text, position)
        return Numeral(position, glyph.end(), _GLYPHS[glyph[1]], fraction=True) if glyph else None
    plain = match["n"].replace(".", "").replace(",", ".") if match["c"] else match["n"]  # "1.250,75", "1,5 million"
    value = float(re.sub(r"[,\s]", "", plain))
    power = match["p"] or match["e"]
    value *= 10.0 ** int(power.replace("−", "-")) if power else 1.0
    value = value ** int(match["x"]) if match["x"] and value else value
    end, fraction = match.end(), False
    if (quotient := _QUOTIENT.match(text, end)) and int(quotient[1]) and "." not in plain:
        return Numeral(position, quotient.end(), value / int(quotient[1]), fraction=True)
    if (mixed := _MIXED.match(text, end)) and int(mixed[2]) and value.is_integer():
        value, end, fraction = value + int(mixed[1]) / int(mixed[2]), mixed.end(), True
    elif glyph := _GLYPH.match(text, end):
        value, end, fraction = value + _GLYPHS[glyph[1]], glyph.end(), True
    return _scaled(text, Numeral(position, end, value, fraction=fraction), money=money)


def _scaled(text: str, number: Numeral, *, money: bool) -> Numeral:
    """The number with the scale words or the letter that follow: "2 million", "4 hundred thousand", "50bn", "$3m"."""
    letters, scales = lexicon().letters, lexicon().scales
    if (letter := _LETTER.match(text, number.end)) and (
        factor := letters["money" if money else "any"].get(letter[1].strip(), letters["any"].get(letter[1].strip()))
    ):
        return _times(number, factor, letter.end())
    end, factor = number.end, 1.0
    while True:
        match = lexicon().atom.match(text, _gap(text, end))
        if match is None or not match["scale"]:
            break
        factor, end = factor * scales[match["scale"].lower()], match.end()
    if factor == 1.0:
        return number
    return _more(text, _with_share(text, _times(number, factor, end)))


HUNDRED = 100.0
"""The scale to which a bare number in digits is added: "3 hundred and 21"; after others it counts something else."""
_MORE = re.compile(r"\s+(?P<and>and\s+)?(?P<n>\d{1,3})(?:\s+(?P<s>hundred|thousand))?\b(?![.,]\d|\s?%)", re.IGNORECASE)

_AND = re.compile(r"\s+and\s+(?=[a-z])", re.IGNORECASE)


def _more(text: str, number: Numeral) -> Numeral:
    """What is added: "4 thousand 3 hundred and 21", "6 crore and two hundred"; an addend below 100 only to hundreds."""
    match = _MORE.match(text, number.end)
    if match is None:
        return _more_words(text, number)
    if number.value is None or not (match["s"] or (match["and"] and number.factor == HUNDRED)):
        return number
    factor = lexicon().scales[match["s"].lower()] if match["s"] else 1.0
    if not 0 < int(match["n"]) * factor < number.factor:
        return number
    value = number.value + int(match["n"]) * factor
    return _more(text, Numeral(number.start, match.end(), value, None, None, factor, number.digits))


def _more_words(text: str, number: Numeral) -> Numeral:
    link = _AND.match(text, number.end)
    if link is None or number.value is None or _part(text, link.end()) is not None:
        return number
    rest = _words(text, link.end())
    if rest is None or rest.value is None or rest.fraction or not 0 < rest.value < number.factor:
        return number
    if rest.value < HUNDRED and number.factor != HUNDRED:
        return number
    return Numeral(number.start, rest.end, number.value + rest.value, None, None, number.factor, number.digits)


def _gap(text: str, end: int) -> int:
    match = _SCALE_GAP.match(text, end)
    return match.end() if match else end


def _times(number: Numeral, factor: float, end: int) -> Numeral:
    value = None if number.value is None else round(number.value * factor, 6)
    return Numeral(number.start, end, value, None, None, factor, number.digits, number.fraction)


def _with_share(text: str, number: Numeral) -> Numeral:
    """As in "3 million and a half", "six and two thirds"; "two and a half million" is read before its scale."""
    found = joined(text, number.end, number.value, number.factor) if number.value is not None else None
    if found is None:
        return number
    return Numeral(number.start, found[1], found[0], None, None, number.factor, number.digits)


def _words(text: str, position: int) -> Numeral | None:
    """A number in words, after the usual rules: tens and units add, scales multiply and go down."""
    article = re.compile(r"an?\s+(?=(?:hundred|thousand|million|billion|trillion|dozen)\b)", re.IGNORECASE).match(
        text, position
    )
    start = article.end() if article else position
    total, group, factor, last, limit = 0.0, None, 1.0, "", float("inf")
    head, linked = 0.0, False
    end = at = start
    while match := lexicon().atom.match(text, at):
        word = match[0].lower()
        linking = text[end:at].strip().lower() in {"and", "&"}
        if match["small"]:
            value = lexicon().small[word]
            if not _adds(last, value, joined=linking) or (linking and _outgrows(text, at, last, limit)):
                break
            head, linked = (head, linked) if last == "ten" else (total + (group or 0.0), linking)
            group, last = (group or 0.0) + value, "ten" if value >= 20 else "unit"
        else:
            value = lexicon().scales[word]
            if value == 12:
                base = head - total if linked and group is not None else 0.0  # "three hundred and two dozen"
                group, last, factor = base + ((group or 1.0) - base) * 12, "unit", 12.0
            elif value == 100 and (group is None or group < 100):
                group, last = (group or 1.0) * 100, "hundred"
            elif value > 100 and value < limit:
                total, group, last, limit, factor = total + (group or 1.0) * value, None, "scale", value, value
            elif value > limit and last == "scale" and not linking:  # "three lakh crore", "two thousand million"
                total, limit, factor = total * value, value, factor * value
            else:
                break
        end = match.end()
        glue = _GLUE.match(text, end)
        at = glue.end() if glue else end
    if end == start:
        return None
    if _ordinal(text, end, last):
        return None
    value = total + (group or 0.0)
    shared = divided(text, Whole(position, end, value, factor, head, linked))
    if shared is not None:
        return Numeral(position, shared[1], shared[0], digits=False, fraction=True)
    return _finish(text, Numeral(position, end, value, None, None, factor, digits=False))


_LARGE = r"(?:hundredth|thousandth|millionth|billionth|trillionth)"
_ORDINAL = {
    "unit": _LARGE,
    "ten": r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)",
    "hundred": "",
    "scale": "",
}


def _ordinal(text: str, end: int, last: str) -> bool:
    """Whether an ordinal closes the number words: "the twenty-first", "its one hundred and fifth session"."""
    words = _ORDINAL.get(last)
    if words is None:
        return False
    words = words or f"(?:{alternatives(load().raw['ordinals'])})"
    return re.compile(rf"(?:-|\s+(?:and\s+)?){words}(?![\w-])", re.IGNORECASE).match(text, end) is not None


def _adds(last: str, value: float, *, joined: bool) -> bool:
    """Whether a word below a hundred may follow the word before it in one number."""
    if last == "ten":
        return 0 < value < 10 and not joined
    return last in {"", "hundred", "scale"}


def _outgrows(text: str, position: int, last: str, limit: float) -> bool:
    """Whether what follows "and" is a number of its own: "one hundred and two hundred"."""
    rest = _words(text, position)
    bound = 100.0 if last == "hundred" else limit
    return rest is not None and rest.value is not None and rest.value >= bound and rest.factor != 1000.0


def _finish(text: str, number: Numeral) -> Numeral:
    """Decimal words, fractions and a later scale: "five point five", "two and a half million", "one over twenty"."""
    if (point := lexicon().point.match(text, number.end)) and number.value is not None:
        number = Numeral(number.start, point.end(), number.value + _decimals(point[1]), digits=False)
        return _scaled(text, number, money=False)
    before = number
    number = _with_share(text, number)
    if number is not before and number.factor == 1.0:
        return _scaled(text, number, money=False)
    return number


def _decimals(words: str) -> float:
    """The digits after "point", told one by one or as a number below a hundred: "seven one", "seventy-one"."""
    digits, ten = "", False
    for word in re.findall(r"[a-z]+", words.lower()):
        value = int(lexicon().small[word])
        digits = digits[:-1] + str(value) if ten and 0 < value < 10 else digits + str(value)
        ten = value >= 20
    return float(f"0.{digits}")


def _part(text: str, position: int) -> Numeral | None:
    """As in "two thirds", "one-third", "a quarter", "half a million"; which lone ones count the caller says."""
    head = lexicon().top.match(text, position)
    match = lexicon().part.match(text, head.end()) if head else None
    if head is None or match is None or (head["count"] and head.end() == head.end("count")):
        return None
    count = (head["count"] or "one").lower()
    if count not in {"a", "an", "one"} and re.fullmatch(_LARGE, match[1], re.IGNORECASE):
        return None  # "her three millionth visitor"
    top = 1.0 if count in {"a", "an"} else lexicon().small[count]
    value = top / lexicon().parts[match[1].lower()]
    scale = _OF_A_SCALE.match(text, match.end())
    number = Numeral(position, match.end(), value, digits=False, fraction=True)
    if scale:
        scaled = _scaled(text, Numeral(position, scale.end(), value, digits=False), money=False)
        return scaled if scaled.factor != 1.0 else number
    return number
