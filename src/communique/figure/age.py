"""Ages told without a word of age: "she turns 61", "who was 10"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.figure.single import Quantity
from communique.figure.tables import lemmas

OLDEST = 115
"""Largest bare number that is read as a person's age; the oldest person with papers died at 122."""
_ARCS = frozenset({"attr", "acomp", "dobj", "oprd", "npadvmod"})
_PERSONS = frozenset({"he", "she", "i", "you", "who"})


def is_age(number: Token, quantity: Quantity) -> bool:
    """Whether a bare number after "is" or "turned" tells how old a person is."""
    value = quantity.value
    if value is None or not value.is_integer() or not 1 <= value <= OLDEST or number.dep_ not in _ARCS:
        return False
    verb = number.head
    if verb.lemma_ not in {"be", "turn", "become"} or number.i < verb.i:
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return subject is not None and _person(subject, verb)


def _person(subject: Token, verb: Token) -> bool:
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        subject = verb.head
    if subject.lower_ in _PERSONS or subject.ent_type_ == "PERSON":
        return True
    return subject.lemma_.lower() in lemmas("persons")
