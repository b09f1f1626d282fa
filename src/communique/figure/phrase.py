"""The extent of the phrases that tell what a figure measures: nouns with their complements, acts up to their end."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.tables import lemmas

MAX_ACT = 12
"""Longest act told of a share or of those counted, in tokens; what runs on tells something else."""
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_TRAILING = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "ccomp", "dep", "parataxis", "preconj"})
_BREAKS = frozenset({"advcl", "cc", "conj", "parataxis", "punct", "dep"})
_WHEN = frozenset({"DATE", "TIME"})
_LOOSE = frozenset({"IN", "DT", "PRP$", "CC", "TO", "MD", "WDT", "WP"})
"""Tags of words at which no phrase ends."""


def last_of(noun: Token, figure: Tokens) -> int:
    """Index of the last token of a noun's phrase, before clauses, joined nouns and the figure itself."""
    right = whole(noun.i, noun)
    for child in noun.rights:
        inside = child.left_edge.i < figure.end and child.right_edge.i >= figure.start and len(figure) > 0
        if child.i <= right:
            continue
        if child.dep_ in _TRAILING or inside:
            break
        right = whole(child.right_edge.i, noun)
    return right


def whole(index: int, token: Token) -> int:
    """The last token of a word that the tokenizer cut at hyphens: "e-mails"."""
    doc = token.doc
    while (
        index + 2 < len(doc) and doc[index + 1].text == "-" and not doc[index].whitespace_ + doc[index + 1].whitespace_
    ):
        index += 2
    return index


def glued(token: Token) -> bool:
    """Whether a token is the beginning or middle of a word that the tokenizer cut at hyphens: "in-person", "one-time"."""
    doc, i = token.doc, token.i
    if token.text == "-":
        return 0 < i < len(doc) - 1 and not doc[i - 1].whitespace_ and not token.whitespace_
    return i + 2 < len(doc) and doc[i + 1].text == "-" and not token.whitespace_ + doc[i + 1].whitespace_


def first_of(token: Token) -> Token:
    """The first of nouns joined by "and", whose place in the clause the others share."""
    while token.dep_ == "conj" and token.head.pos_ in NOMINAL:
        token = token.head
    return token


def end_of(verb: Token, limit: int) -> int:
    """Index of the last token of a verb's complements, none of which takes the phrase past `limit` tokens."""
    last = verb.i
    for child in verb.rights:
        before = verb.doc[child.left_edge.i - 1]
        if child.dep_ in _BREAKS or _tells_when(child) or (before.is_punct and before.text != "-"):
            break
        edge = _edge(child, limit - (child.i - verb.i))
        if edge - verb.i > limit:
            break
        last = max(last, edge)
        if edge < child.right_edge.i:
            break
    return last


def _tells_when(child: Token) -> bool:
    """Whether a complement tells when, which is the period's, or sets another figure beside this one."""
    if child.ent_type_ in _WHEN or child.lower_ == "compared":
        return True
    return child.dep_ == "prep" and any(inner.ent_type_ in _WHEN for inner in child.children if inner.dep_ == "pobj")


def _edge(child: Token, limit: int) -> int:
    if child.right_edge.i - child.i <= limit and not any(t.dep_ == "punct" and t.text != "-" for t in child.subtree):
        return child.right_edge.i
    if child.dep_ in {"ccomp", "xcomp", "pcomp"}:
        return end_of(child, limit)
    if child.dep_ in {"prep", "agent"}:
        inner = next((c for c in child.children if c.dep_ == "pobj"), None)
        return last_of(inner, child.doc[0:0]) if inner is not None else child.right_edge.i
    return last_of(child, child.doc[0:0]) if child.pos_ in NOMINAL else child.right_edge.i


def unbound(words: list[Token]) -> list[Token]:
    """The words without the ends of a bound that belongs to the figure ("called her at least")."""
    while (
        words
        and words[-1].dep_ != "prt"
        and (
            words[-1].lower_ in lemmas("edges") | lemmas("tails")
            or words[-1].is_punct
            or words[-1].is_currency
            or words[-1].tag_ in _LOOSE
            or (words[-1].pos_ == "AUX" and len(words) > 1)
        )
    ):
        words = words[:-1]
    while (
        words
        and not glued(words[0])
        and (
            words[0].is_punct
            or words[0].is_currency
            or words[0].like_num
            or words[0].lower_ in lemmas("edges") | lemmas("openers")
        )
    ):
        words = words[1:]
    return words


def joined(words: Iterable[Token]) -> str | None:
    """The words as they stand in the text, None if there are none."""
    return "".join(token.text_with_ws for token in words).partition("](")[0].strip() or None
