"""Who made an attack and whom it hit, where another phrase of its sentence tells: "hurt in the Omani attack on two bases".

Likewise whom sanctions hit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.capitals import capital
from communique.event.clause import noun_arguments
from communique.event.roles import anchored, dig, thing
from communique.event.sides import countries, kinds
from communique.event.tables import participants
from communique.model import Party
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.event.match import Match

_SET_IN = frozenset({"in", "during"})
_HARMING = wordlist("plover/wording", "harming")
_DOER, _VICTIM = ("by", "from"), ("poss", "by", "of", "against", "on", "belonging")


def attackers(match: Match, cast: Cast) -> tuple[Party, ...]:
    """Whose the attack is in which harm was done: "hurt in the Omani missile attack"; nobody where that is not known.

    Or whose those are that were carried out: "Omani strikes on the port, carried out at night".
    """
    if not match.verb.passive:
        return ()
    named = [word for word in match.words if word.lemma_.lower() in participants("weapons") and word != match.head]
    found = (dig(attack, cast, _DOER, 1, self_too=False) for attack in (*named, *_attacks(match.head)))
    return next((parties for parties in found if anchored(parties)), ())


def victims(match: Match, cast: Cast) -> tuple[Party, ...]:
    """Whom an attack hit: "launched missiles in an attack on Oman", "targeting two Omani bases", "the strike that killed him"."""
    for attack in _attacks(match.head):
        for slot in ("on", "against"):
            for noun in noun_arguments(attack).preps.get(slot, ()):
                if found := dig(noun, cast, _VICTIM) or thing(noun, cast):
                    return found
    around = (match.head, *match.words, *match.verb.object)
    clauses = (child for word in around for child in word.children if child.dep_ in {"acl", "advcl", "relcl"})
    for clause in clauses:
        done = clause.tag_ != "VBN" or any(child.dep_ == "aux" and child.lemma_ == "have" for child in clause.children)
        if clause.lemma_ in _HARMING and done and clause.i > match.head.i:
            for noun in (child for child in clause.children if child.dep_ == "dobj"):
                if found := dig(noun, cast, _VICTIM) or thing(noun, cast):
                    return found
    return ()


def provoked_by(match: Match, source: tuple[Party, ...], cast: Cast) -> tuple[Party, ...]:
    """Whom a measure goes to that names nobody: whose act it answers, or in whose capital it stops a service.

    "When Oman closed the port, Qatar suspended the treaty", "suspended visas at its mission in Oslo".
    """
    clauses = (child for child in match.head.children if child.dep_ == "advcl" and child.tag_ in {"VBD", "VBN"})
    for clause in clauses:
        marks = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"}}
        if marks & _ANSWERED:
            nouns = [child for child in clause.children if child.dep_ == "nsubj"]
            found = tuple(p for noun in nouns for p in capital(noun, cast) or cast.parties(noun) if p.ids)
            if kinds(found, cast) == {"state"} and not countries(found, cast) & countries(source, cast):
                return found
    offices = (noun for noun in match.head.subtree if noun.lemma_ in _OFFICES)
    towns = (town for noun in offices for town in noun_arguments(noun).preps.get("in", ()))
    seats = (found for town in towns if (found := capital(town, cast)))
    return next((found for found in seats if not countries(found, cast) & countries(source, cast)), ())


_OFFICES = frozenset({"consulate", "embassy", "mission", "office"})
_ANSWERED = frozenset({"when", "after", "because"})


def curbed(match: Match, source: tuple[Party, ...], cast: Cast) -> tuple[Party, ...]:
    """Whom sanctions hit that name nobody: the only other state of their clause and of what governs it.

    "Made punishing Oman its policy, imposing tariffs on $60 billion of imports". A state that is a subject is none.
    """
    head = match.head
    governing = [t for t in head.head.subtree if t.i < head.i] if head.dep_ in {"advcl", "xcomp", "conj"} else []
    nouns = [t for t in (*governing, *head.subtree) if t.ent_type_ in {"GPE", "NORP"} and not _finite_subject(t)]
    named = [m for t in nouns if (m := cast.at(span_of(t))) is not None and m.actor is not None]
    found = {party.ids: party for m in named if kinds([party := Party((m.span,), m.actor, m.name)], cast) == {"state"}}
    others = [party for party in found.values() if not countries([party], cast) <= countries(source, cast)]
    return (replace(others[0], how=("state of the sentence",)),) if len(others) == 1 and countries(source, cast) else ()


def _finite_subject(noun: Token) -> bool:
    return noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.tag_ in {"VBD", "VBZ", "VBP", "VBN"}


def _attacks(verb: Token) -> list[Token]:
    """The attacks that a verb's act is set in."""
    phrases = (child for child in verb.children if child.lower_ in _SET_IN)
    nouns = (noun for phrase in phrases for noun in phrase.children if noun.dep_ == "pobj")
    return [noun for noun in nouns if noun.lemma_.lower() in participants("weapons")]
