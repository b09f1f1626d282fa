"""Subjects of clauses, as far as tying pronouns needs them."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor.phrase import related
from communique.actor.words import load

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that the token stands in."""
    for _ in range(12):
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject that stands in the verb's own clause."""
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def speaks(token: Token) -> bool:
    """Whether the token is the subject of a verb of speech."""
    return token.dep_ == "nsubj" and token.head.lemma_ in load().speech_verbs


def acting(token: Token) -> bool:
    """Whether the name is a subject, joined to one, or its apposition ("his father, Anton Revik, said")."""
    for _ in range(4):
        if token.dep_ in _SUBJECTS or (token.dep_ == "dobj" and token.head.dep_ == "csubj" and _visiting(token)):
            return True
        if token.dep_ not in {"conj", "appos"} or token.head == token:
            return False
        token = token.head
    return False


def _visiting(name: Token) -> bool:
    """Whether somebody is only called visiting, which the parser takes for a clause: "Visiting Minister Revik praised ..."."""
    return name.head.lower_ == "visiting"


def subject(verb: Token) -> Token | None:
    """The subject of a verb, also through co-ordination, control and relative clauses."""
    for _ in range(5):
        found = own_subject(verb)
        if found is not None:
            if found.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
                return related(verb)
            return found
        steered = (
            next((child for child in verb.head.rights if child.dep_ == "dobj"), None) if verb.dep_ == "xcomp" else None
        )
        if steered is not None and steered.i < verb.i and verb.head.lemma_ != "promise":
            return steered
        if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        elif verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head.head
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        else:
            return None
    return None


def above(verb: Token) -> Token | None:
    """The verb that governs the clause of `verb` ("said" for "would" in "said it would")."""
    if verb.dep_ in {"ccomp", "advcl", "conj", "xcomp", "pcomp", "relcl", "acl"} and verb.head != verb:
        return clause_verb(verb.head)
    return None


def same_clause(one: Token, two: Token) -> bool:
    """Whether two nominals depend on one verb, directly or through a preposition."""
    return one.doc is two.doc and _governor(one) == _governor(two)


def _governor(token: Token) -> int:
    head = token.head
    while head.dep_ in {"prep", "agent", "dative"} and head.head != head:
        head = head.head
    if token.dep_ == "conj":
        return _governor(token.head)
    return head.i
