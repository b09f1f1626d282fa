"""Towns by their states: capitals that stand for them ("visited Oslo"), and where a thing lies that was struck."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Party
from communique.parse import span_of
from communique.resources.entries import fold

if TYPE_CHECKING:
    from communique.actor import Cast


def capital(token: Token, cast: Cast) -> tuple[Party, ...]:
    """The state that is visited where the text names its capital."""
    mention = cast.at(span_of(token))
    state = capitals().get(fold(mention.name or "")) if mention is not None else None
    if mention is None or state is None:
        return ()
    return (Party((mention.span,), state[0], state[1], how=("capital",)),)


@cache
def capitals() -> dict[str, tuple[str, str]]:
    """Id and name of the state that each capital, its name folded, stands for, from the states table."""
    text = (files("communique.resources") / "actors" / "states.csv").read_text("utf-8")
    return {
        fold(row["capital"]): (row["qid"], row["name"])
        for row in csv.DictReader(text.splitlines())
        if row["capital"] and row["qid"] and row["kind"] == "member"
    }


@cache
def towns() -> dict[str, str]:
    """Country (ISO 3166 alpha-3) of each larger town that no namesake rivals, its name folded. GeoNames (CC BY 4.0)."""
    text = (files("communique.resources") / "actors" / "towns.csv").read_text("utf-8")
    return {fold(row["name"]): row["country"] for row in csv.DictReader(text.splitlines())}
