"""In which direction a bare weekday, month or day looks: back, ahead, or to whichever is nearer."""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Token

from communique.parse import infinitive, reality
from communique.resources.vocabulary import wordlist

Direction = Literal["past", "future", "near", "recent", "year"]
"""`recent`: back, but a day that comes within the month is not put a year back; `year`: of this year."""

_AHEAD = wordlist("time_words", "ahead")
_UNTIL = frozenset({"until", "till", "by", "til"})
_BEGINNING = frozenset({"beginning", "starting", "effective"})
_BOUND = re.compile(r"(?:as (?:early|soon) as|no (?:earlier|later|sooner) than|not before|on or after)$")
"""Words right before a date that mostly lies ahead ("tariffs beginning as early as May 1")."""
_UNDERTAKE = wordlist("time_words", "undertaking")
_CUE_WORDS = 5
"""Words before a date that may hold such a cue."""
_MAX_STEPS = 8
"""Arcs climbed to find the governing verb; longer chains leave the clause."""


def governing_verb(token: Token) -> Token | None:
    """The verb whose clause holds the token, or None in a verbless fragment."""
    head = token
    for _ in range(_MAX_STEPS):
        if head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"amod", "compound"}:
            return head
        if head.head.i == head.i:
            return None
        head = head.head
    return None


def direction(token: Token) -> Direction:
    """Direction that the clause gives to a time expression headed by `token`.

    Ahead under will, to and modals without a perfect, and under words of planning; else back. `near` without any verb.
    """
    if _pointed_ahead(token):
        return "future"
    verb = governing_verb(token)
    if _begins(token):
        verb = verb.head if verb is not None and verb.lower_ in _BEGINNING else verb
        undertaken = verb is None or verb.tag_ != "VBD" or _undertaken(token)
        return "future" if undertaken else "near"
    if verb is None:
        return "near"
    if _future(verb) or (verb.dep_ == "advcl" and verb.tag_ in {"VBZ", "VBP"} and _future(verb.head)):
        return "future"
    return "past"


def _begins(token: Token) -> bool:
    """Whether a word of beginning or a bound stands before the phrase that the token heads."""
    start = token.left_edge.i
    words = [word.lower_ for word in token.doc[max(0, start - _CUE_WORDS) : start]]
    if words and words[-1] in {"on", "in", "from"}:
        words.pop()
    return bool(words) and (words[-1] in _BEGINNING or _BOUND.search(" ".join(words)) is not None)


def _undertaken(token: Token) -> bool:
    """Whether the phrase lies in what someone threatens, plans or announces."""
    return any(above.lemma_.lower() in _UNDERTAKE for above in token.ancestors)


def _pointed_ahead(token: Token) -> bool:
    """Whether the phrase itself hangs on a word of planning or on until/by."""
    if token.dep_ in {"compound", "nmod", "nummod"} and token.head.pos_ == "NOUN":
        token = token.head
        if token.lemma_.lower() in _AHEAD:
            return True
    head = token.head
    if head.lower_ in _UNTIL and head.head.tag_ != "VBD":
        return True
    if head.dep_ == "prep":
        head = head.head
    return head.lemma_.lower() in _AHEAD and head.i != token.i


def _future(verb: Token) -> bool:
    """Whether the clause of the verb lies ahead of the report."""
    current = verb
    for _ in range(3):
        children = list(current.children)
        if any(child.lower_ in {"have", "had", "has", "'ve", "’ve"} and child.dep_ == "aux" for child in children):
            return False
        if reality(current) in {"future", "modal"}:
            return True
        if current.tag_ in {"VBD", "VBZ", "VBP"} or current.dep_ not in {"xcomp", "conj", "aux", "auxpass", "pcomp"}:
            break
        if current.dep_ == "xcomp" and (current.head.lemma_ in _AHEAD or current.head.lemma_ in _UNDERTAKE):
            return True
        current = current.head
    return infinitive(verb) and verb.dep_ in {
        "relcl", "acl", "ROOT", "advcl", "ccomp",
    }  # fmt: skip
