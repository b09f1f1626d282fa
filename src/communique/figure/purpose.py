"""What an amount is for, where the parse ties it to no noun: the phrase after it, else the act that governs it."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.phrase import first_of
from communique.figure.tables import lemmas

_STEPS = 6
"""Arcs followed from a figure to the verb of its clause."""
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "PERSON", "NORP", "ORG"})
"""Names after "in" or "for" that tell where, when or for whom, not what."""


def spent_on(root: Token, figure: Tokens) -> Token | None:
    """What money goes to: "$3 million in flood relief"; as an object also "for clinics" and "to mend the dykes"."""
    found = _after(figure, frozenset({"in"}))
    if found is not None or root.dep_ != "dobj":
        return found
    return _after(figure, frozenset({"for"})) or _aim(figure)


def held_with(figure: Tokens) -> Token | None:
    """What a share of a group has: "46% with a good opinion of it"."""
    return _after(figure, frozenset({"with"}))


def purpose(figure: Tokens, kind: str) -> Token | None:
    """The noun that the amount is of or for, else the verb that governs it or its subject; None if none is near."""
    root = figure.root
    links = {"of"} if kind == "duration" else {"of", "for", "towards", "toward"}
    found = _after(figure, frozenset(links)) or (_aim(figure) if kind == "money" else None)
    if found is not None:
        return found
    if kind == "duration" and figure.start and figure.doc[figure.start - 1].lower_ in {"every", "each"}:
        return _often(root)
    current = root
    for _ in range(_STEPS):
        head = current.head
        if head.i == current.i:
            return None
        if head.pos_ == "VERB":
            return _held(head, figure) if head.lemma_.lower() in lemmas(_HOLDING.get(kind, "holding")) else _act(head)
        if head.pos_ == "AUX":
            return _held(head, figure)
        current = head
    return None


_HOLDING = {"money": "having"}
"""Money that one gets or draws is told by the act; other amounts, and money that one has, by whose it is."""


def holder(figure: Tokens) -> Token | None:
    """The verb of having or winning whose object a bare number is: "Ames has 129", "a total of 200", "won at least 56"."""
    place = first_of(figure.root)
    if place.dep_ == "pobj" and place.head.lower_ == "of" and place.head.head.lemma_.lower() in lemmas("levels"):
        place = first_of(place.head.head)
    verb = place.head
    return verb if place.dep_ == "dobj" and verb.lemma_.lower() in lemmas("holding") | lemmas("winning") else None


def _often(root: Token) -> Token | None:
    """What happens every so often: the subject of the verb."""
    verb = next((t for t in root.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    found = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None) if verb is not None else None
    return found if found is not None and found.pos_ in {"NOUN", "PROPN"} else None


def owed(root: Token, figure: Tokens) -> Token | None:
    """The participle that follows an amount: "billions owed to the bank"."""
    if root.dep_ not in {"dobj", "attr", "conj", "ROOT"}:
        return None
    after = (c for c in root.rights if c.dep_ == "acl" and c.tag_ == "VBN")
    return next((c for c in after if c.i - figure.end <= 1), None)


def _after(figure: Tokens, links: frozenset[str]) -> Token | None:
    """The common noun of a preposition that follows the figure at once."""
    doc, at = figure.doc, figure.end
    while (
        at + 1 < len(doc) and (doc[at].ent_type_ == "DATE" or doc[at + 1].ent_type_ == "DATE") and not doc[at].is_punct
    ):
        at += 1
    if at >= len(doc) or doc[at].lower_ not in links or doc[at].tag_ != "IN":
        return None
    noun = next((child for child in doc[at].children if child.dep_ == "pobj"), None)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ in _PLACES:
        return None
    named = any(child.dep_ in {"compound", "amod"} for child in noun.lefts)  # "in a new production line"
    return None if noun.lower_ in lemmas("sakes") and not named else noun


def _aim(figure: Tokens) -> Token | None:
    """The object of the infinitive that follows the figure: "$3 million to mend the dykes"."""
    doc, at = figure.doc, figure.end
    if at + 1 >= len(doc) or doc[at].tag_ != "TO":
        return None
    verb = next((t for t in doc[at + 1 : at + 3] if t.tag_ == "VB"), None)
    stack = [verb] if verb is not None else []
    while stack:
        current = stack.pop()
        for child in current.rights:
            if child.dep_ == "dobj" and child.pos_ in {"NOUN", "PROPN"}:
                return child
            if child.lower_ == "on" and child.dep_ == "prep":
                return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
            if child.dep_ == "conj" and child.pos_ == "VERB":
                stack.append(child)
    return None


def _held(verb: Token, figure: Tokens) -> Token | None:
    """The subject of a verb of having; of a participle, the noun that it tells of."""
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.i < figure.start), None)
    if subject is not None and figure.root.i == subject.i:
        return _act(verb)
    if subject is not None and subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        return verb.head
    if subject is not None:
        return subject if subject.pos_ in {"NOUN", "PROPN"} else _act(verb)
    return verb.head if verb.dep_ in {"acl", "relcl"} else _act(verb)


def _act(verb: Token) -> Token | None:
    """The verb, unless it is a bare form of being or of saying, which tells nothing of what is measured."""
    lemma = verb.lemma_.lower()
    return None if lemma == "be" or lemma in lemmas("telling") else verb
