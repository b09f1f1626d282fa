"""Whose words a cue reports: from the cue to the word that heads its source, and on to an actor."""

from __future__ import annotations

from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "csubj"})
_STEPS = 5
"""Most clauses climbed from a cue to its subject: "he went on trying to say"."""


def speaker_of(cue: Token) -> Token | None:
    """The head of the phrase that names the source of a cue verb or noun; None where the clause names none."""
    return of_noun(cue) if cue.pos_ in {"NOUN", "PROPN"} else of_verb(cue)


def of_verb(verb: Token) -> Token | None:
    """The subject of a cue verb, also one that it shares with the clause above: "came out, saying that"."""
    subject, passive = _subject(verb)
    if passive:
        return _agent(verb)
    for _ in range(_STEPS):
        if subject is not None:
            return subject
        above = _above(verb)
        if above is None:
            return None
        verb, nominal = above
        if nominal:
            return verb
        subject, _passive = _subject(verb)
    return None


def _subject(verb: Token) -> tuple[Token | None, bool]:
    passive = False
    found = None
    for child in verb.children:
        if child.dep_ in _SUBJECT:
            found = child
        elif child.dep_ == "nsubjpass":
            found, passive = child, True
        elif child.dep_ == "auxpass":
            passive = True
    return found, passive


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _above(verb: Token) -> tuple[Token, bool] | None:
    """The clause whose subject this verb shares, or the noun that it modifies (true)."""
    head = verb.head
    if head is verb:
        return None
    if verb.dep_ in {"acl", "relcl"}:
        return (head, True) if verb.tag_ in {"VBG", "VBZ", "VBD", "VBP"} else None
    if verb.dep_ == "xcomp":
        thing = next((c for c in head.children if c.dep_ == "dobj" and c.i < verb.i), None)
        return (thing, True) if thing is not None and thing.i > head.i else (head, False)
    if verb.dep_ == "pcomp":
        above = head.head
        return (above, False) if above.pos_ in {"VERB", "AUX"} else (above, True)
    if verb.dep_ in {"conj", "advcl", "dep", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return (head, False) if verb.dep_ == "conj" or verb.tag_ in {"VBG", "VB", "VBN"} else None
    return None


def of_noun(noun: Token) -> Token | None:
    """The source of a reporting noun: "China's claim", "a warning by Beijing", "the ministry issued a statement"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    if noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        return of_verb(verb) if verb.pos_ in {"VERB", "AUX"} else None
    return None
