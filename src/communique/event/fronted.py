"""The subject that the parser took into a time before it: "In July 2023 the bloc closed the border"."""

from __future__ import annotations

from spacy.tokens import Token


def fronted_subject(verb: Token) -> list[Token]:
    """Who does it, where the parser hung the name on the "In" of the time before: "In July 2023 Oman, under Ruiz, left"."""
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and all(child.dep_ != "nsubj" for child in verb.children):
        verb = verb.head
    first = next(iter(verb.lefts), None)
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or first is None or first.lower_ not in {"in", "on", "since"}:
        return []
    if any(child.dep_ in {"nsubj", "nsubjpass", "csubj"} for child in verb.children):
        return []
    nouns = (noun for noun in first.children if noun.dep_ == "pobj" and noun.pos_ == "PROPN")
    return [
        noun
        for noun in nouns
        if noun.ent_type_ in {"ORG", "GPE", "PERSON", "NORP"}
        and any(child.ent_type_ == "DATE" and child.i == first.i + 1 for child in noun.lefts)
    ]
