"""Where a predicate's target may stand: the nouns of each slot that the lexicon names."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from spacy.tokens import Token

from communique.event.clause import Arguments, arguments, noun_arguments
from communique.event.tables import participants
from communique.resources.vocabulary import wordlist

_HUNG_ON_OBJECT = frozenset({"to", "from", "against", "into"})
"""Prepositions that the parser hangs on the object though they are the verb's: "returned the sculpture to ..."."""
_TOPICS = wordlist("plover/wording", "topics")
"""Prepositions of the complement that name no target: "committed to co-operate on challenges posed by ..."."""
_REASONS = wordlist("plover/wording", "reasons")
"""Nouns behind "in" that tell why an act was done: "sent ships in response to Oman's attack"."""
_FEELINGS = wordlist("plover/wording", "feelings")
_HELP = wordlist("plover/wording", "help")


def slot_nouns(slot: str, verb: Arguments, noun: Arguments | None, named: Token | None) -> Iterable[Token]:
    """The nouns that stand in one of an entry's slots: "obj", "dat", a preposition and the like.

    `named` is the object that is part of the predicate ("expelled diplomats").
    """
    if slot == "obj":
        return verb.object if noun is None else (named,) if named is not None else ()
    if slot == "whole":
        return [noun for token in verb.object for noun in (token, *token.conjuncts)]
    if slot == "dat":
        return verb.dative
    if slot == "to" and named is not None and not (verb.preps.get("to") or (noun and noun.preps.get("to"))):
        others = participants("things") | {"you"}
        return [noun for noun in verb.dative if noun.pos_ == "PROPN" or noun.lemma_ in others]  # "sent troops to Oman"
    if slot == "whom":
        clauses = [c for first in verb.complement if first.dep_ == "ccomp" for c in (first, *_further(first))]
        return [t for c in clauses for t in c.children if t.dep_ in {"nsubj", "nsubjpass"}]
    if slot in {"comp", "gain"}:
        left_out = _TOPICS if slot == "comp" else _TOPICS | {"on", "against", "from"}
        return [t for complement in verb.complement for t in _complement_nouns(complement, left_out)]
    if slot == "visited" and named is not None:
        return [t for c in named.children if c.dep_ == "acl" and c.lemma_ == "visit" for t in arguments(c).object]
    if slot == "poss":
        return noun.subject if noun else ()
    if slot == "weal":
        return [whose for token in (noun.preps.get("to", ()) if noun else ()) for whose in _weal(token)]
    blamed = slot == "on" and "for" not in verb.preps and any(t.head.lemma_ == "blame" for t in verb.object)
    hung = noun is None and (slot in _HUNG_ON_OBJECT or blamed)
    objects = [noun for token in verb.object for noun in (token, *token.conjuncts)] if hung else []
    nested = [t for token in objects for t in noun_arguments(token).preps.get(slot, ())]
    found = [*(noun.preps.get(slot, ()) if noun else ()), *verb.preps.get(slot, ()), *nested]
    if slot == "on" and named is not None and not found:  # "imposed a ban and an asset freeze on officials"
        found = [noun for other in named.conjuncts for noun in noun_arguments(other).preps.get(slot, ())]
    if slot == "between" and named is not None and not found:  # "a deal for a pipeline between Oman and Qatar"
        found = [t for word in named.subtree if word.lower_ == slot for t in word.children if t.dep_ == "pobj"]
    if slot == "on":
        found = [token for token in found if not _fronted(token)]
    left_out = {"in": _REASONS, "to": _FEELINGS, "with": _HELP}.get(slot, frozenset())
    return [token for token in found if token.lemma_.lower() not in left_out]


def _fronted(noun: Token) -> bool:
    """Whether a phrase opens its sentence as what is spoken of: "On Oman, the minister condemned the raids"."""
    preposition = noun.head
    return preposition.dep_ == "prep" and preposition.i < preposition.head.i and preposition.is_sent_start is True


def _further(clause: Token) -> list[Token]:
    """Clauses in line with what is demanded: "demanded that Peru pay and that Chile withdraw"."""
    return [c for c in clause.conjuncts if any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in c.children)]


def _weal(noun: Token) -> list[Token]:
    """Whose good a noun behind "commitment to" names, states first, or the noun itself: "to the defence of Oman"."""
    goods = (noun, *noun.conjuncts)
    if noun.lemma_.lower() not in participants("weal"):
        return [noun]
    owners = [child for good in goods for child in good.lefts if child.dep_ in {"poss", "compound", "amod", "nmod"}]
    below = [n for good in goods for of in good.rights if of.lower_ == "of" for n in of.children if n.dep_ == "pobj"]
    return sorted((*owners, *below), key=lambda whose: whose.ent_type_ != "GPE")


def _complement_nouns(complement: Token, left_out: frozenset[str]) -> list[Token]:
    """Objects of the complement's verb, then the nouns of its prepositional phrases, two levels deep."""
    inner = arguments(complement)
    nouns = [
        *inner.object,
        *inner.dative,
        *(t for word, tokens in inner.preps.items() if word not in left_out for t in tokens),
    ]
    under = (item for noun in nouns for item in noun_arguments(noun).preps.items())
    deeper = [t for word, tokens in under if word != "within" for t in tokens]
    set_in = [t for word in ("in", "at") if word not in left_out for t in inner.preps.get(word, ())]
    nouns, deeper = [noun for noun in nouns if noun not in set_in], [*deeper, *set_in]  # "a summit with her in Oslo"
    settings = participants("gatherings") | participants("edges")
    return [noun for noun in (*nouns, *deeper) if noun.lemma_.lower() not in settings]


def between(matter: Token) -> list[Token]:
    """The nouns behind "between" of a matter, or of how it came about: "the agreement (reached) between Oman and Qatar"."""
    clauses = (clause for clause in matter.children if clause.dep_ == "acl" and clause.tag_ == "VBN")
    words = (word for over in (matter, *clauses) for word in over.children if word.lower_ == "between")
    return [noun for word in words for noun in word.children if noun.dep_ == "pobj"]


def in_line(matter: Token) -> list[Token]:
    """Whose else a matter is that is praised or blamed: of further matters in line, and with whom one is allied in them.

    "Condemned Oman's strikes and Qatar's silence", "condemned Oman's alliance with Qatar". Of a relative clause with two objects
    the second, behind "as well as", is one more matter: "the drills that alarmed Oman as well as Qatar's silence".
    """
    clauses = (clause for clause in matter.rights if clause.dep_ == "relcl")
    cut = (
        second
        for clause in clauses
        for first, second in pairwise([child for child in clause.children if child.dep_ == "dobj"])
        if [word.lower_ for word in second.doc[max(0, second.left_edge.i - 3) : second.left_edge.i]] == _AS_WELL_AS
    )
    others = [noun for noun in (*matter.conjuncts, *cut) if noun.i > matter.i and _owned(noun)]
    allied = (noun for noun in (matter, *others) if noun.lemma_.lower() in participants("alliances"))
    return [*others, *(ally for noun in allied for ally in noun_arguments(noun).preps.get("with", ()))]


def _owned(noun: Token) -> bool:
    return any(child.dep_ == "poss" for child in noun.lefts)


_AS_WELL_AS = ["as", "well", "as"]
