"""The patterns of the figure grammar over its tables, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.figure.tables import alternatives, load


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled patterns over the tables."""

    prefix: re.Pattern[str]
    word: re.Pattern[str]
    symbol: re.Pattern[str]
    glued: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    rate: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The grammar's patterns, compiled once."""
    tables = load()
    signs = alternatives(tables.prefixes)
    return Patterns(
        re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[^\w\s]))(?P<s>{signs})\s?(?P<m>[-−])?\s?$"),
        re.compile(rf"[\s-]{{0,3}}(?P<u>{alternatives(tables.words)})(?!\w)", re.IGNORECASE),
        re.compile(rf"[\s-]?(?P<u>{alternatives(tables.symbols)})(?![\w²³])"),
        re.compile(rf"(?P<u>{alternatives(tables.glued)})(?!\w)|\s(?P<s>[mtgLKWV])(?=\s*(?:$|[.,;)])|\s+[a-z])"),
        re.compile(
            rf"(?:(?<!\w)(?P<b>{alternatives(tables.bounds)})(?:\s+(?:a|the))?|(?P<c>[<>≤≥]=?|[<>]\s=))[\s-]*$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s+(?P<b>{alternatives(tables.bounds_after)})\b|(?P<p>\+)(?!\w)", re.IGNORECASE),
        re.compile(
            rf"\s*\[?(?:(?:per[\s-](?!every\b)|each\s|every\s|/\s?)(?P<u>{alternatives(tables.words)}|\w+)|-?\s?an?[\s-](?P<t>second|minute|hour|day|week"
            rf"|month|year|share|barrel|tonne|ton|gallon|litre|liter|pound|head|piece|kilo|kilogram|night|game|metre|meter|ounce|bushel))\b\]?",
            re.IGNORECASE,
        ),
    )
