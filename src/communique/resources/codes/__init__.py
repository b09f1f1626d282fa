"""Codes of others: countries in ISO, FIPS and CAMEO, roles and known groups of actors in CAMEO."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes; `fips` is empty where it has none, `cameo` equals `alpha3` for all but four."""

    alpha3: str
    alpha2: str
    fips: str
    cameo: str


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of this folder."""
    return list(csv.DictReader((files(__name__) / name).read_text("utf-8").splitlines()))


@cache
def countries() -> Mapping[str, Country]:
    """Countries by ISO 3166 alpha-3."""
    return {
        row["alpha3"]: Country(row["alpha3"], row["alpha2"], row["fips"], row["cameo"])
        for row in table("countries.csv")
    }


@cache
def types() -> Mapping[tuple[str, str], str]:
    """CAMEO roles by (`actor`, `body` or `office`, word); an empty code means that it has none."""
    return {(row["of"], row["word"]): row["code"] for row in table("types.csv")}


@cache
def groups() -> Mapping[str, str]:
    """CAMEO codes of known groups by the body's name."""
    return {row["body"]: row["code"] for row in table("groups.csv")}
