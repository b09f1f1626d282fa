"""Noun phrases of the parse: their words, their conjuncts, and the head that carries the meaning."""

from __future__ import annotations

from spacy.tokens import Token

from communique.model import Span
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

_TRAILING = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "preconj", "ccomp", "dep", "parataxis"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_QUANTITY = wordlist("function_words", "quantities")


_ADDRESS = wordlist("names", "address")


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and the nominals co-ordinated with it, in text order."""
    others = (o for o in token.conjuncts if o.i > token.i and o.pos_ in {"NOUN", "PROPN", "PRON", "NUM"})
    return (token, *others)


def phrase_spans(token: Token) -> tuple[Span, ...]:
    """The words of the phrase headed by this token, without trailing clauses, appositions and conjuncts."""
    right = token.i
    for child in token.rights:
        if child.dep_ in _TRAILING:
            break
        if child.dep_ == "case":
            continue
        right = _edge(child)
    left = token.left_edge.i
    while left < token.i and (token.doc[left].is_punct or token.doc[left].dep_ in {"cc", "preconj"}):
        left += 1
    return (span_of(token.doc[left : right + 1]),)


def _edge(token: Token) -> int:
    """Last token of a modifier, cut before the clauses and conjuncts that hang off it."""
    right = token.i
    for child in token.rights:
        if child.dep_ in _TRAILING - {"conj", "cc"}:
            break
        right = _edge(child)
    return right


def antecedent(token: Token) -> tuple[Token, str] | None:
    """The noun that a relative pronoun takes up, with the name of the step."""
    if token.lower_ not in _RELATIVE or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return None
    clause = token.head
    for _ in range(4):
        if clause.dep_ == "relcl":
            return related(clause), "relative"
        if clause.head == clause:
            return None
        clause = clause.head
    return None


def related(clause: Token) -> Token:
    """The noun that a relative clause is about: a plural verb skips a singular noun within a plural's phrase.

    "Efforts to end the war with Varo, which have failed": the parser ties the clause to the nearest noun.
    """
    head, subject = clause.head, next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    finite = next((c for c in clause.children if c.dep_ in {"aux", "auxpass"} and c.tag_ != "VBG"), clause)
    plural = finite.tag_ == "VBP" or finite.lower_ == "were"
    if subject is None or subject.lower_ != "which" or not plural or head.dep_ != "pobj" or not _single(head):
        return head
    for above in head.ancestors:
        if above.tag_ in {"NNS", "NNPS"}:
            return above
        if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"acl", "relcl"}:
            break
    return head


def _single(token: Token) -> bool:
    return token.tag_ in {"NN", "NNP"} and not any(True for _ in token.conjuncts)


def inner_head(token: Token) -> tuple[Token, str] | None:
    """What a quantity counts ("officials" in "dozens of officials"), or the name behind an honorific ("Mr. Revik")."""
    if token.lower_.rstrip(".") in _ADDRESS and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN":
        return token.nbor(), "honorific"
    if token.lower_ not in _QUANTITY and token.lemma_ not in _QUANTITY and token.pos_ != "NUM":
        return None
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "among"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner, "quantity"
    return None
