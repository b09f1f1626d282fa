"""Plain word lists of the tables in this folder: `wordlist("names", "suffixes")`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


def wordlist(table: str, name: str) -> frozenset[str]:
    """The list `name` of `resources/TABLE.yaml`, which gives it as words between blanks, or one by one where they have blanks.

    Raises KeyError where the table has no such list.
    """
    return _lists(table)[name]


@cache
def _lists(table: str) -> dict[str, frozenset[str]]:
    text = files("communique.resources").joinpath(f"{table}.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, yaml.CSafeLoader)
    plain = {name: held for name, held in raw.items() if isinstance(held, str | list)}
    return {name: frozenset(held.split() if isinstance(held, str) else held) for name, held in plain.items()}
