"""Plurals of English nouns and names of units."""

from __future__ import annotations

import re

IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "policeman": "policemen", "policewoman": "policewomen",
    "child": "children",
    "foot": "feet", "crisis": "crises",
}  # fmt: skip
"""English grammar's plurals that no rule makes, of nouns that reports count."""
UNCHANGED = frozenset("percent per cent yuan yen rand won baht aircraft troops people hertz horsepower euros".split())
"""Nouns that are the same in the plural, or stand in it already."""
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")


def plural(noun: str) -> str:
    """The plural of a noun or unit; of "barrel per day" or "year of age" the first part takes it; what has none stays."""
    link = next((link for link in (" per ", " of ") if link in noun), "")
    head, _, rest = noun.partition(link) if link else (noun, "", "")
    before, blank, last = head.rpartition(" ")
    if last in UNCHANGED or head in UNCHANGED:
        return noun
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif _CONSONANT_Y.search(last):
        last = f"{last[:-1]}ies"
    elif last:
        last += "es" if _HISSING.search(last) else "s"
    return f"{before}{blank}{last}{link}{rest}"


def surface(noun: str) -> str:
    """The regular plural even of what is the same in good English: reports write "wons" and "yens" too."""
    return noun + "s" if noun in UNCHANGED else plural(noun)
