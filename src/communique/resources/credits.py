"""How texts say whose words they print, read from `credits.yaml`, and the outlets that they may name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from communique.resources import actor_tables
from communique.resources.entries import Outlet, fold

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_OPENS = r"(?:^|[(\[])\W{0,3}"
"""Where a credit begins: with its line or in brackets."""
_PART = r"(?:[^(),\[\].!?]|\.(?!\s|$))*?"
"""What stands before the next comma of a sentence."""
_DATE = r"\s+(?:\w+\W+)?\d"
"""Where a date begins, perhaps with a month or a day of the week."""


@dataclass(frozen=True, slots=True)
class Credits:
    """`credits.yaml` as patterns.

    `credited` ends before the names that a line credits, `alone` before the one name that ends it; `told_by` and `tells` stand
    before and after the name of who told it.
    """

    elsewhere: re.Pattern[str]
    credited: re.Pattern[str]
    alone: re.Pattern[str]
    told_by: str
    tells: str
    names: frozenset[str]
    pictures: re.Pattern[str]


@cache
def load() -> Credits:
    """The shipped patterns."""
    raw: dict[str, Any] = yaml.safe_load(
        files("communique.resources").joinpath("credits.yaml").read_text(encoding="utf-8")
    )
    lists = {name: _any(value.split() if isinstance(value, str) else value) for name, value in raw.items()}
    text = rf"(?:{lists['texts']}\s+{lists['kinds']}\s+(?:(?:was|is|has\s+been)\s+)?)?"
    ends = rf"(?!{_PART}(?:,{_PART})*?,\s+(?!{lists['goes']}\b){_PART}(?-i:\b[a-z]{{4,}}))"
    place = rf"\s*(?:$|[)\]]|(?::|(?:{lists['beside']}|{lists['after']})\b)(?!{_DATE}))"
    return Credits(
        elsewhere=re.compile(
            rf"{_OPENS}{text}({lists['elsewhere']}\b|{lists['printed']}\b(?={place}){ends})"
            rf"|(?:^\W{{0,3}}(?=(?-i:[A-Z]))|[(\[]\W{{0,3}})({lists['bare']})(?=\W*$|\s*[)\]])",
            re.IGNORECASE,
        ),
        credited=re.compile(
            rf"{_OPENS}{text}(?:{lists['credited']}|{lists['printed']}\s+{lists['beside']}\b{ends})\b\s*:?\s*",
            re.IGNORECASE,
        ),
        alone=re.compile(rf"{_OPENS}{lists['alone']}\s+(?=[^\n()\[\]]+[)\]\s]*$)", re.IGNORECASE),
        told_by=rf"\b{lists['told_by']}\s+(?:the\s+)?",
        tells=rf"(?:\s+{lists['between']}){{0,3}}\s+{lists['tells']}\b",
        names=frozenset(raw["names"].split()),
        pictures=re.compile(rf"\b{lists['pictures']}\b", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    """One of some phrases, the longest that fits."""
    listed = sorted(words, key=lambda words: (-len(words), words))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in listed) + ")"


@cache
def known_outlets() -> dict[str, Outlet]:
    """The outlets of the tables by each of their folded names, signs and domains; of two with one name the first."""
    found: dict[str, Outlet] = {}
    for outlet in actor_tables.outlets():
        for name in (outlet.name, *outlet.aliases, *outlet.signs, *outlet.domains):
            found.setdefault(fold(name), outlet)
    return found


def outlet_of(name: str) -> Outlet | None:
    """The outlet of the tables that a name means, with an article or without one; as it is written before all."""
    bare = without_article(name)
    names = (fold(spelt) for spelt in (name, bare, f"the {bare}"))
    return next((known_outlets()[spelt] for spelt in names if spelt in known_outlets()), None)


def without_article(name: str) -> str:
    """A name without the article before it."""
    return _ARTICLE.sub("", name)


def common(name: str) -> str:
    """What stands for all names of an outlet: that of the table, else the name without its article, folded."""
    known = outlet_of(name)
    return known.name if known else fold(without_article(name))
