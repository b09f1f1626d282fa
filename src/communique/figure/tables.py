"""The words of the figure grammar: number words, scales, bounds, units and currencies, ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from communique.resources.plurals import surface


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or money: English singular `name`, `code` (UCUM or ISO 4217), pint's name, `kind`.

    `kind` is one of percent, share, duration, dimension, temperature, age, money, count, noun.
    """

    name: str
    code: str | None
    pint: str | None
    kind: str


AGE = Unit("year of age", "a", "year", "age")
PERSON = Unit("person", None, None, "noun")


def alternatives(words: Iterable[str]) -> str:
    """Regex alternatives, longest first, any white space or hyphen where a word has a blank."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered)


@dataclass(frozen=True)
class Tables:
    """The contents of `resources/units.yaml` and `numbers.yaml` and the currency names of CLDR, indexed by surface."""

    raw: Mapping[str, Any]

    @cached_property
    def words(self) -> dict[str, Unit]:
        """Units by lower-cased word, singular and plural."""
        table: dict[str, Unit] = {}
        for row in self.raw["units"]:
            for word, unit in _worded(row, self.raw["prefixes"]):
                table.setdefault(word, unit)
        return {**self._money_words, **table}

    @cached_property
    def symbols(self) -> dict[str, Unit]:
        """Units by symbol, case kept, that may stand after a blank."""
        return {s: unit for s, unit, shy in self._symbols if not shy}

    @cached_property
    def glued(self) -> dict[str, Unit]:
        """Units by symbol that only counts right after the digits: `s`, `g`, `C`, `pc` ..."""
        return {s: unit for s, unit, shy in self._symbols if shy}

    @cached_property
    def _symbols(self) -> list[tuple[str, Unit, bool]]:
        found: list[tuple[str, Unit, bool]] = []
        for row in self.raw["units"]:
            unit = _unit(row)
            shy = set(row.get("shy", ()))
            found += [(s, unit, s in shy) for s in (*row.get("symbols", ()), *shy)]
            found += [(s, unit, True) for s in row.get("glued", ())]
            found += _prefixed_symbols(row, self.raw["prefixes"])
        return found

    @cached_property
    def currencies(self) -> dict[str, Unit]:
        """Currencies by ISO 4217 code, as CLDR names them in English; the US dollar is plainly `dollar`."""
        from babel import Locale
        from babel.numbers import get_currency_name

        named = {code: get_currency_name(code, count=1, locale="en") for code in sorted(Locale("en").currencies)}
        named["USD"] = "dollar"
        return {code: Unit(name, code, None, "money") for code, name in named.items()}

    @cached_property
    def prefixes(self) -> dict[str, Unit]:
        """Currencies by the sign or code that stands before the number."""
        signs = {
            s: self.currencies[code] if code else Unit("bitcoin", None, None, "money")
            for s, code in self.raw["symbols"].items()
        }
        return {**self.codes, **signs}

    @cached_property
    def codes(self) -> dict[str, Unit]:
        """Currencies by ISO code, codes that are also words left out."""
        return {code: unit for code, unit in self.currencies.items() if code not in self.raw["code_words"]}

    @cached_property
    def signed(self) -> frozenset[str]:
        """ISO codes of the currencies that have a sign of their own."""
        return frozenset(code for code in self.raw["symbols"].values() if code)

    @cached_property
    def _money_words(self) -> dict[str, Unit]:
        table: dict[str, Unit] = {}
        for code, unit in self.currencies.items():
            if code in self.codes and (" " in unit.name):
                name = unit.name.lower()
                table |= {name: unit, surface(name): unit}
        for name, code in {**self.raw["money_names"], **self.raw["money"]}.items():
            unit = self.currencies[code] if code else Unit(name, None, None, "money")
            table |= {
                name: unit,
                surface(name): unit,
                **({code.lower(): unit} if code and code not in self.raw["code_words"] else {}),
            }
        for form, name in self.raw["money_plurals"].items():
            table[form] = table[name]
        return table

    @cached_property
    def bounds(self) -> dict[str, str]:
        """Sign (`>`, `<`, `~`) by the lower-cased words before a number."""
        return {word: sign for sign, words in self.raw["bounds"].items() for word in words}

    @cached_property
    def bounds_after(self) -> dict[str, str]:
        """Sign by the lower-cased words after a number or its unit."""
        return {word: sign for sign, words in self.raw["bounds_after"].items() for word in words}


@cache
def load() -> Tables:
    """The figure grammar's tables, read once per process."""
    folder = resources.files("communique.resources")
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("units.yaml", "numbers.yaml")]
    return Tables({key: value for text in texts for key, value in yaml.load(text, yaml.CSafeLoader).items()})


@cache
def lemmas(name: str) -> frozenset[str]:
    """A word list of the resource as a set, made once."""
    return frozenset(str(word) for word in load().raw[name])


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(row["name"], row["code"], row.get("pint"), row["kind"])


def _prefixes(row: Mapping[str, Any], prefixes: list[list[str]]) -> list[list[str]]:
    wanted = row.get("prefix", ())
    return prefixes if wanted is True else [p for p in prefixes if p[0] in wanted]


def _worded(row: Mapping[str, Any], prefixes: list[list[str]]) -> Iterable[tuple[str, Unit]]:
    unit = _unit(row)
    plurals = row.get("plural", [surface(word) for word in row["words"]])
    yield from ((word, unit) for word in (*row["words"], *plurals))
    for prefix, _, code in _prefixes(row, prefixes):
        made = _made(row, prefix, code)
        for word in row["words"]:
            yield from ((prefix + form, made) for form in (word, surface(word)))
    if extra := row.get("prefixed"):
        made = Unit(extra["name"], extra["code"], extra["pint"], row["kind"])
        yield from ((form, made) for word in extra["words"] for form in (word, surface(word)))


def _made(row: Mapping[str, Any], prefix: str, code: str) -> Unit:
    pint = f"{prefix}{row['pint']}" if row.get("pint") else None
    return Unit(prefix + row["name"], f"{code}{row['code']}", pint, row["kind"])


def _prefixed_symbols(row: Mapping[str, Any], prefixes: list[list[str]]) -> list[tuple[str, Unit, bool]]:
    found = [
        (sign + base, _made(row, prefix, code), False)
        for prefix, sign, code in _prefixes(row, prefixes)
        for base in row.get("prefix_symbols", row.get("symbols", ()))
        if base.isalpha()
    ]
    if extra := row.get("prefixed"):
        made = Unit(extra["name"], extra["code"], extra["pint"], row["kind"])
        found += [(symbol, made, False) for symbol in extra["k"]]
    return found
