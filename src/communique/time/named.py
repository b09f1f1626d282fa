"""Times that are part of a name or an address: "the Good Friday Agreement", "Vision 2030", a year in a link."""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.model import Span
from communique.resources.vocabulary import wordlist
from communique.time.lexicon import load

_ADDRESS = re.compile(
    r"(?:\bhttps?://|\bwww\.)[^\s<>\"]+|\]\([^)\s]*\)|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[^\s<>\"]*"
    r"|/(?:19|20)\d\d/\S*"
)
"""Addresses, the target of a markdown link, mail addresses, and paths with a year in them."""
_PROGRAMME = wordlist("time_words", "programmes")


def addresses(text: str) -> list[Span]:
    """Stretches of a text that are addresses; nothing in them is a time."""
    return [match.span() for match in _ADDRESS.finditer(text)] if "/" in text or "@" in text else []


def feast_in_name(tokens: Tokens) -> bool:
    """Whether a feast is the first part of a capitalised name: "Good Friday Agreement"."""
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if after is None or not after.text[:1].isupper() or after.lower_ in load().words:
        return False
    return after.pos_ in {"PROPN", "NOUN"} and after.ent_type_ not in {"DATE", "TIME", "PERSON"}


def year_in_name(tokens: Tokens) -> bool:
    """Whether a year ends a name: after an acronym in capitals ("PACE 2030") or a noun of planning ("Vision 2030")."""
    doc, year = tokens.doc, tokens.start
    after = doc[tokens.end] if tokens.end < len(doc) else None
    if after is not None and after.text.istitle() and after.lower_ in _PROGRAMME:
        return True
    if len(tokens) != 1 or not year:
        return False
    before = doc[year - 1]
    target = year < len(doc) and doc[year].text.endswith("0")  # goals are set for round years, meetings for any
    if target and before.text.isupper() and before.text.isalpha() and len(before) >= 4 and not _headline(before):
        return before.lower_ not in load().words
    return before.text.istitle() and before.lower_ in _PROGRAMME


def _headline(token: Token) -> bool:
    """Whether the sentence is set in capitals, so that they tell nothing."""
    words = [word for word in token.sent if word.is_alpha]
    return sum(word.is_upper for word in words) > len(words) / 2 and len(words) > 3
