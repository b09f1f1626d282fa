"""Negation and hedge scopes of a verb or noun, read from the dependency parse.

The lists hold closed classes of English function words and the verbs that change whether a complement is asserted.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from communique.resources.vocabulary import wordlist

_NEGATIONS = wordlist("function_words", "negations")
_NEGATING_DETERMINERS = wordlist("function_words", "nobody") | {"no"}
_NEGATING_VERBS = wordlist("function_words", "negating_verbs")
_MODALS = wordlist("function_words", "modals")
_HEDGES = wordlist("function_words", "hedges")
_FUTURE_HEADS = wordlist("function_words", "future_heads")
_CONDITIONS = wordlist("function_words", "conditions")

Reality = Literal["asserted", "future", "conditional", "modal", "negated"]


def negated(token: Token) -> bool:
    """Whether the verb or noun is denied: "did not sign", "no talks were held", "refused to sign"."""
    if any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in token.children if child.dep_ != "conj"):
        return True
    if any(child.dep_ == "det" and child.lower_ in _NEGATING_DETERMINERS for child in token.children):
        return True
    if any(child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _no_one(child) for child in token.children):
        return True
    return token.dep_ in {"xcomp", "pcomp"} and token.head.lemma_ in _NEGATING_VERBS


def _no_one(token: Token) -> bool:
    return token.lower_ in _NEGATING_DETERMINERS or any(
        child.dep_ == "det" and child.lower_ in _NEGATING_DETERMINERS for child in token.children
    )


def hedged(token: Token) -> bool:
    """Whether the verb stands under a modal or a hedging adverb: "may sign", "reportedly signed"."""
    return any((child.dep_ == "aux" and child.lower_ in _MODALS) or child.lower_ in _HEDGES for child in token.children)


def infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def reality(token: Token) -> Reality:
    """How the clause of a verb stands to the world, nearest sign first."""
    if negated(token):
        return "negated"
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in token.children):
        return "conditional"
    auxiliaries = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"will", "'ll", "’ll", "shall"}:
        return "future"
    if auxiliaries & _MODALS:
        return "modal"
    if "to" in auxiliaries and (token.head.lemma_ in _FUTURE_HEADS or token.head.lower_ in {"going", "set", "due"}):
        return "future"
    return "asserted"
