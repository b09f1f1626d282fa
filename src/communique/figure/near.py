"""What the words right beside a figure say of it, before the parse is asked: "timber worth", "put the toll at"."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.about import noun_phrase
from communique.figure.tables import lemmas, load

BACK = 4
"""Tokens before a figure among which its "worth" or "at" stands; bounds come between: "worth well over"."""


def only_when(figure: Tokens, kind: str) -> bool:
    """Whether a span of time tells when, not how long: "two days after the raid", "has had a week", "its second in a month"."""
    if kind != "duration":
        return False
    doc, first = figure.doc, figure.start
    after = doc[figure.end].lower_ if figure.end < len(doc) else ""
    if after in lemmas("then"):
        return True
    verb = figure.root.head
    if verb.lemma_ == "have" and figure.root.dep_ == "dobj" and any(c.dep_ == "aux" for c in verb.children):
        return True  # "the cabinet has had seven weeks"
    before = [token.lower_ for token in doc[max(0, first - 3) : first]]
    if before[-1:] == ["after"] or before[-2:] == ["after", "just"]:
        return after != "of"
    counted = before[-3:-1] if before[-2:-1] == ["time"] else before[-2:-1]
    return before[-1:] == ["in"] and bool(counted) and counted[0] in load().raw["ordinals"]


def fronted(figure: Tokens) -> str | None:
    """The group that opens the sentence before a share of it: "Of the letters sent, 90 percent were read"."""
    first = figure.root.sent[0]
    noun = next((child for child in first.children if child.dep_ == "pobj"), None) if first.lower_ == "of" else None
    if noun is None or noun.i >= figure.start or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    return noun_phrase(noun, figure)


def stated(figure: Tokens, kind: str) -> Token | None:
    """The noun that the words beside the figure give an amount to; None if they give none."""
    doc = figure.doc
    for index in range(figure.start - 1, max(-1, figure.start - 1 - BACK), -1):
        token = doc[index]
        if token.lower_ == "worth":
            return _noun(doc[index - 1]) if index else None
        if token.lower_ in {"at", "as"} and token.dep_ == "prep":
            return _put(token)
        if index < figure.start - 1 and (noun := _bounded(token, figure, kind)) is not None:
            return noun
        if token.is_punct or token.pos_ in {"NOUN", "PROPN", "VERB"}:
            break
    if kind == "dimension" and figure.end < len(doc) and doc[figure.end].lower_ in lemmas("bearings"):
        return _before_comma(figure[0])
    return None


def _bounded(token: Token, figure: Tokens, kind: str) -> Token | None:
    """The noun before the words of a bound: "incomes less than $50", "hail over two inches"."""
    words = {t.lower_ for t in token.doc[token.i + 1 : figure.start] if not t.is_currency}
    if (
        kind not in {"money", "percent", "dimension", "temperature"}
        or not words <= lemmas("edges")
        or not words & lemmas("comparing")
    ):
        return None
    return _noun(token) if token.dep_ in {"pobj", "nsubj", "conj", "appos", "attr"} else None


def _put(preposition: Token) -> Token | None:
    """What is estimated at an amount: "put the toll at", "the toll, estimated at"; subjects are left to the parse."""
    verb = preposition.head
    if verb.lemma_.lower() not in lemmas("estimating"):
        return None
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < preposition.i), None)
    return _noun(thing) if thing is not None else _before_comma(verb) if verb.tag_ == "VBN" else None


def set_off(figure: Tokens) -> Token | None:
    """The noun whose age stands between commas: "the tower, now 100 years old", "Ana Reyes, 54"."""
    at = figure.start
    while at > 1 and figure.doc[at - 1].lower_ in lemmas("apposed"):
        at -= 1
    return _before_comma(figure.doc[at]) if at < len(figure.doc) else None


def _before_comma(token: Token) -> Token | None:
    """The noun that ends right before the comma in front of a token."""
    return _noun(token.nbor(-2)) if token.i > 1 and token.nbor(-1).text == "," else None


def _noun(token: Token) -> Token | None:
    return token if token.pos_ in {"NOUN", "PROPN"} else None


def behind_colon(subject: Token, verb: Token) -> Token:
    """The subject itself, not a label before it: "Correction: Trade came to", where the parser takes the label."""
    if subject.i + 1 >= len(subject.doc) or subject.nbor().text != ":":
        return subject
    named = (t for t in subject.doc[subject.i + 2 : verb.i] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound")
    return next(named, subject)
