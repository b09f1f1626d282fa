"""Negation and hedge scopes of a verb or noun, read from the dependency parse.

The lists hold closed classes of English function words and the verbs that change whether a complement is asserted.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "without", "hardly", "barely"})
_NEGATING_DETERMINERS = frozenset({"no", "neither", "nobody", "nothing", "none"})
_NEGATING_VERBS = frozenset({"fail", "refuse", "decline", "stop", "cease", "avoid", "refrain", "forget", "neglect"})
_MODALS = frozenset({"may", "might", "could", "would", "should", "can", "must", "ought"})
_HEDGES = frozenset({
    "possibly", "perhaps", "maybe", "probably", "likely", "reportedly", "allegedly", "apparently", "seemingly",
    "presumably", "potentially", "supposedly", "purportedly",
})  # fmt: skip
_FUTURE_HEADS = frozenset({
    "plan", "intend", "aim", "hope", "expect", "prepare", "promise", "pledge", "vow", "agree", "seek", "want", "wish",
    "propose", "schedule", "set", "due", "ready", "about", "offer", "threaten", "consider", "decide", "mean",
})  # fmt: skip
_CONDITIONS = frozenset({"if", "unless", "should", "whether", "provided", "were", "lest"})

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
