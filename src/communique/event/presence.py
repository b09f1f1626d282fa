"""Visits told by where somebody is or is awaited: "is due in Oslo on Monday", "was in Oslo for two days"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import arguments
from communique.event.codes import VISIT
from communique.event.lexicon import Entry
from communique.event.match import Match
from communique.event.modality import listed
from communique.event.talks import for_talks

PRESENCE, AWAITED = "presence", "presence, awaited"


def match_presence(verb: Token) -> Match | None:
    """The visit of somebody who is, or is expected, at a place for a time; whether it lies abroad, the parties decide."""
    awaited = next((child for child in verb.children if child.dep_ == "acomp" and child.lower_ == "due"), None)
    if verb.lemma_ == "expect":
        found = arguments(verb)
        if not found.passive or found.complement:
            return None
        found.subject, found.object, found.passive = found.object, [], False
        return Match(_VISIT, verb, (verb,), found, rule=AWAITED) if _placed(found.preps) else None
    if verb.lemma_ != "be" or not any(child.dep_ == "nsubj" and child.lower_ != "it" for child in verb.children):
        return None
    found = arguments(verb)
    for word in awaited.children if awaited is not None else ():
        if word.lower_ in {"in", "at"}:
            found.preps.setdefault(word.lower_, []).extend(noun for noun in word.children if noun.dep_ == "pobj")
    said = [token for token in found.predicate if token != awaited]
    if said or not _placed(found.preps) or not (awaited is not None or _for_a_time(verb) or for_talks(verb)):
        return None
    if awaited is None and for_talks(verb) and not _on_visit(found.preps):
        return None  # "was in Oslo for talks with her": the talks tell it
    return Match(_VISIT, verb, (verb,), found, rule=AWAITED if awaited is not None else PRESENCE)


def _placed(places: dict[str, list[Token]]) -> bool:
    return any(noun.ent_type_ == "GPE" for noun in places.get("in", ()))


def _on_visit(preps: dict[str, list[Token]]) -> bool:
    return any(noun.lemma_ in listed("journeys") for word in ("on", "for") for noun in preps.get(word, ()))


def _for_a_time(verb: Token) -> bool:
    """Whether a time says how long or when somebody was somewhere, in a clause that tells no state of theirs."""
    timed = any(
        child.dep_ in {"prep", "npadvmod", "advmod"}
        and any(word.ent_type_ in {"DATE", "TIME"} for word in child.subtree)
        for child in verb.children
    )
    return (
        timed
        and verb.tag_ in {"VBD", "VBN", "VB", "VBZ"}
        and not any(child.lower_ in listed("habitual") for child in verb.children)
    )


_VISIT = Entry(VISIT, ("in",), rule="verb", needed=True)
