"""Money written the ways of business news: "30 MUSD", "75 USD million", "15 dollars 50"."""

from __future__ import annotations

import re

from communique.figure.tables import Unit, lemmas, load

_CODE = re.compile(
    r"\s?(?P<scale>[KMT])?(?P<code>[A-Z]{3})(?!\w)(?:\s(?P<word>thousand|million|billion|trillion|mln|bln|mn|bn)\b)?"
)
_THOUSANDS = {"K": 1e3, "M": 1e6, "T": 1e12}
_CENTS = re.compile(r"\s(?:and\s)?(?P<cents>\d\d)(?=\s*(?:$|[.,;!?)](?!\d)))")
WORD = 4
"""Letters that the shortest word of a currency has: a code ("10 usd 20") takes no cents."""
PARTS = 100.0
"""Cents of a unit of money, in all currencies told this way."""


def coded(text: str, end: int) -> tuple[int, Unit, float] | None:
    """The currency code right after a number, where it ends, and its scale: "30 MUSD", "75 USD million"."""
    match = _CODE.match(text, end)
    if match is None:
        return None
    code = match["code"]
    if code not in load().codes:
        return None
    if match["scale"] and code not in lemmas("scaled"):
        return None
    factor = _THOUSANDS[match["scale"]] if match["scale"] else 1.0
    if match["word"]:
        factor *= float(load().raw["scales"][match["word"].lower()])
    return match.end(), load().currencies[code], factor


def cents(text: str, end: int, unit: Unit) -> tuple[int, float] | None:
    """Bare cents after the word of a currency: "15 dollars 50"; None where the digits go on to count something."""
    if unit.kind != "money" or not text[end - WORD : end].isalpha():
        return None
    match = _CENTS.match(text, end)
    return (match.end(), int(match["cents"]) / PARTS) if match else None
