"""Talks, and the journeys made for them: who held them, and when, where the words around them tell."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import Arguments, arguments
from communique.event.lexicon import Lexicon
from communique.event.modality import listed
from communique.parse import infinitive
from communique.resources.vocabulary import wordlist

DURING = wordlist("plover/wording", "during")
SPOKEN_IN = frozenset({"call", "conversation", "phonecall"})


def journeys(verb: Token) -> bool:
    """Whether a verb tells a journey: "flew", "arrived"."""
    return verb.lemma_ in listed("travelling") | listed("arriving")


def for_talks(verb: Token) -> bool:
    """Whether a journey is told as a visit: "flew to Oman for talks", "arrived on a state visit", "went there to meet her"."""
    purposes = (noun for word in verb.children if word.lower_ in {"for", "on"} for noun in word.children)
    talking = any(infinitive(child) and child.lemma_ in listed("holding") for child in verb.children)
    return talking or any({noun.lower_, noun.lemma_.lower()} & listed("meetings") for noun in purposes)


def had(noun: Token) -> Token | None:
    """The clause that only says who had a meeting, and when: "the call with Karl Weiss (that) she had on May 3"."""
    under = [noun, *(inner for word in noun.children if word.dep_ == "prep" for inner in word.children)]
    for clause in (child for token in under for child in token.children if child.dep_ == "relcl"):
        objects = [child for child in clause.children if child.dep_ == "dobj"]
        if clause.lemma_ in _HAVING and all(child.lower_ in _TAKING_UP for child in objects):
            return clause
    return None


_HAVING = frozenset({"have", "hold"})
_TAKING_UP = frozenset({"that", "which"})


def visit_beside(talks: Token) -> Token | None:
    """The journey in line with talks, on which they were held: "her visit to Peru and talks with Karl Weiss"."""
    if talks.i < _JOINED or talks.nbor(-1).lower_ != "and" or talks.lower_ not in _TALKS:
        return None
    before = [
        token for token in talks.doc[: talks.i - 1] if token.lemma_ in listed("journeys") and token.pos_ == "NOUN"
    ]
    last = before[-1] if before else None
    return last if last is not None and talks.nbor(-2) in last.subtree else None


_JOINED = 2
_TALKS = frozenset({"talks", "meeting", "meetings", "conversation", "conversations"})


def gone_for(noun: Token) -> list[Token]:
    """Who is told to have gone to a meeting: "was in Oslo for talks with her", "continued to Oslo for a meeting with her"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else None
    if verb is None or not (verb.lemma_ == "be" or verb.lemma_ in listed("going_on")):
        return []
    return arguments(verb).subject


def gone(noun: Token) -> Token | None:
    """The verb of the journey that was made for a meeting, which has its day and place."""
    return noun.head.head if gone_for(noun) else None


def governing_verb(noun: Token) -> Arguments | None:
    """The arguments of the clause that a noun's phrase dates: "said after a call with ...", "in a call she told ...".

    Copulas and relative clauses, which the parser likes to hang such phrases on, are passed over.
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in DURING or noun.head.dep_ == "pcomp":
        return None
    for verb in noun.head.ancestors:
        if verb.pos_ == "VERB" and verb.dep_ != "relcl":
            found = arguments(verb)
            return None if found.passive else found
    return None


def informing(noun: Token) -> list[Token]:
    """Who tells somebody of talks of their own: "informed her of the outcome of the May 3 talks with Karl Weiss"."""
    told = noun.head.head if noun.dep_ == "pobj" else noun
    if told.lemma_ in _OUTCOMES and told.dep_ == "pobj":
        told = told.head.head
    told = told.head if told.dep_ in {"dobj", "dative"} else told
    found = arguments(told) if told.lemma_ in INFORMING and told.pos_ == "VERB" else None
    return found.subject if found is not None and not found.passive else []


INFORMING = wordlist("plover/wording", "informing")
_OUTCOMES = wordlist("plover/wording", "outcomes")


def on_visit(noun: Token) -> list[Token]:
    """Who does something during a visit, where nobody is named for whose it is: "promised it during a visit to Oslo"."""
    during = noun.dep_ == "pobj" and noun.head.lower_ in {"during", "on"} and noun.head.head.pos_ == "VERB"
    found = arguments(noun.head.head) if during else None
    return found.subject if found is not None and not found.passive else []


def spoken_to(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Whom a verb of telling speaks to: "In a call she told him ..."."""
    if verb.lemma_ not in lexicon.addressing:
        return []
    return [
        child for child in verb.children if child.dep_ in {"dobj", "dative"} and child.pos_ in {"PROPN", "PRON", "NOUN"}
    ]
