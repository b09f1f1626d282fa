"""Words without the marks around them and without their endings, for looking them up in lists."""

from __future__ import annotations

_AROUND = ".,;:!?()\"'“”‘’"
_POSSESSIVE = ("’s", "'s")


def bare(word: str) -> str:
    """A word in lower case without marks around it and without a possessive ending: "voters’" gives "voters"."""
    word = word.casefold().strip(_AROUND)
    for ending in _POSSESSIVE:
        word = word.removesuffix(ending)
    return word


def forms(word: str, *endings: str) -> frozenset[str]:
    """The bare word, and what is left of it without each of some endings: "senators", "s" gives both numbers."""
    word = bare(word)
    return frozenset({word, *(word.removesuffix(ending) for ending in endings)})
