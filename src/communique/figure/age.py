"""Ages told without a word of age: "she turns 61", "who was 10"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.figure.single import Quantity
from communique.figure.tables import lemmas

OLDEST = 115
"""Largest bare number that is read as a person's age; the oldest person with papers died at 122."""
_ARCS = frozenset({"attr", "acomp", "dobj", "oprd", "npadvmod"})


def is_age(number: Token, quantity: Quantity) -> bool:
    """Whether a bare number after "is" or "turned" tells how old a person is."""
    value = quantity.value
    if value is None or not value.is_integer() or not 1 <= value <= OLDEST:
        return False
    if _only_age(number, quantity):
        return True
    verb = number.head
    if number.dep_ not in _ARCS or number.i < verb.i:
        return False
    if verb.lemma_ not in {"be", "turn", "become"} and verb.lower_ not in lemmas("short_be"):
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return subject is not None and _person(subject, verb)


def _only_age(number: Token, quantity: Quantity) -> bool:
    """As in "younger than 18", "Now 46 and living abroad, she": nothing else that a bare number counts stands there."""
    doc = number.doc
    before = doc[max(0, number.i - 2) : number.i].text.lower()
    if before in {"younger than", "older than"}:
        return True
    if (
        number.i > 2
        and before in {", then", ", also", ", now", ", aged"}
        and doc[number.i - 3].pos_ in {"NOUN", "PROPN"}
    ):
        return True
    after = doc[number.i + 1].lower_ if number.i + 1 < len(doc) else ""
    return (
        quantity.digits and before.endswith("now") and bool(doc[number.i - 1].is_sent_start) and after in {",", "and"}
    )


def _person(subject: Token, verb: Token) -> bool:
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        subject = verb.head
    if subject.lower_ in lemmas("ageing") or subject.ent_type_ == "PERSON":
        return True
    return subject.lemma_.lower() in lemmas("persons")
