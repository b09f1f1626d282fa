"""A time phrase on its way to a `Time`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Span as Tokens

from communique.model import Interval, Span
from communique.model.time import TimexType
from communique.time.recipe import resolve
from communique.time.tense import Direction

_ANY_DAY = Interval("2020-01-15", "2020-01-15", "stated")
"""A day to resolve against where only the grain of the result matters."""
_DATE_PART = re.compile(r"(?:BC)?\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d|-[QHSFW]\w)?|\d{2,3}")


@dataclass(slots=True)
class Draft:
    """A time phrase with its place in the parse, before it is resolved.

    `recipe` holds `DIR` until the direction is put in. `anchored` is the grammar's word for what the phrase may count
    from. The anchoring step sets `base`, the draft it counts from, or `about`, the words of the happening it counts
    from, and `relation`, the place of the thing told against it.
    """

    tokens: Tokens
    span: Span
    type: TimexType
    recipe: str
    rule: str
    anchored: str
    direction: Direction
    sentence: int
    block: int
    quoted: bool
    base: Draft | None = None
    about: str | None = None
    relation: Literal["on", "before", "after"] = "on"

    @property
    def absolute(self) -> bool:
        """Whether the recipe needs no report date."""
        return self.recipe.startswith(("abs:", "val:"))

    @property
    def grain(self) -> int:
        """2 century, 3 decade, 4 year, 7 month (or season, quarter, week), 10 day; 0 if it denotes no days."""
        return grain(self.recipe)


@lru_cache(maxsize=4096)
def grain(recipe: str) -> int:
    """How fine the days are that a recipe denotes: characters of the ISO prefix, 0 for none."""
    if "DIR" in recipe or recipe.startswith("val:"):
        return 0
    value = resolve(recipe, _ANY_DAY)[0] or ""
    match = _DATE_PART.match(value)
    if match is None:
        return 0
    length = len(match.group().removeprefix("BC"))
    return 7 if length in {7, 8} else length
