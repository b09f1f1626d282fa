"""Verbs made nouns: "hire" gives "hiring", "cut" gives "cutting"."""

from __future__ import annotations

import re

DOUBLED = frozenset(
    "admit begin commit compel control defer equip expel forbid omit outrun overrun patrol permit prefer propel rebut refer "
    "regret repel reset submit transfer transmit upset withstand".split()
)
"""Verbs of more than one syllable, stressed on the last, that double their last letter."""
_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprtvz]")
"""A verb of one syllable that ends in one vowel and one consonant: "cut", "plan"."""


def gerund(verb: str) -> str:
    """The form in -ing of a verb's plain form."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    if _SHORT.fullmatch(verb) or verb in DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb}ing"
