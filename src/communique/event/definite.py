"""Whether a noun is of something known or told before: "the meeting", "this call", "their accord"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.resources.vocabulary import wordlist

DEFINITE = wordlist("function_words", "definite")
"""Words that make a noun definite."""


def definite(noun: Token) -> bool:
    """Whether a definite word stands before a noun."""
    return any(word.lower_ in DEFINITE for word in noun.lefts)
