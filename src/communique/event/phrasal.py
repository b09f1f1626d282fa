"""Acts told with more than a verb and its object: "spoke highly of Oman", "gave an assurance that ..."."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import arguments
from communique.event.codes import PRAISE
from communique.event.lexicon import Entry, Lexicon
from communique.event.match import Match, match_verb
from communique.parse import infinitive
from communique.resources.vocabulary import wordlist

RESOLVE = "resolve"
"""Rule of what several decide together."""
_ESTEEM = Entry(PRAISE, ("of",), rule="verb", needed=True)
_ASSURANCE = Entry("", ("obj", "dat", "to"), rule="speech")
_RESOLVED = Entry("", (), rule="speech")
_WARMLY = wordlist("plover/wording", "warmly")
_ASSURANCES = wordlist("plover/wording", "assurances")
_RESOLVING = wordlist("plover/wording", "resolving")
_FUTURE = frozenset({"will", "would", "'ll", "’ll"})
_SEVERAL = frozenset({"both", "two", "three"})


def match_phrase(verb: Token, lexicon: Lexicon) -> Match | None:
    """The act that a verb tells with an adverb, with what somebody gives, or for several."""
    return _esteem(verb) or _assurance(verb) or _resolve(verb, lexicon)


def _esteem(verb: Token) -> Match | None:
    """The praise of speaking well of somebody: "spoke highly of Oman's role"."""
    if verb.lemma_ != "speak" or not any(child.lower_ in _WARMLY for child in verb.children):
        return None
    found = arguments(verb)
    return Match(_ESTEEM, verb, (verb,), found, rule="verb") if found.preps.get("of") else None


def _assurance(verb: Token) -> Match | None:
    """The promise of assuring somebody of what will be: "assured her that Oman would pay", "gave an assurance that ..."."""
    if verb.lemma_ not in {"assure", "reassure", "give", "offer"}:
        return None
    found = arguments(verb)
    given = [noun for noun in found.object if noun.lemma_.lower() in _ASSURANCES]
    if verb.lemma_ in {"give", "offer"} and not given:
        return None
    inside = [*verb.children, *(child for noun in given for child in noun.children)]
    promised = [child for child in inside if child.dep_ in {"ccomp", "acl", "relcl"} and _told_of_the_future(child)]
    if not promised:
        return None
    found.complement = promised
    found.object = [noun for noun in found.object if noun not in given]
    return Match(_ASSURANCE, verb, (verb, *given), found, rule="speech", speech="promise")


def _told_of_the_future(clause: Token) -> bool:
    marks = {child.lower_ for child in clause.children if child.dep_ in {"mark", "aux"}}
    return bool(marks & _FUTURE) and not any(child.lower_ in {"who", "which"} for child in clause.children)


def _resolve(verb: Token, lexicon: Lexicon) -> Match | None:
    """The accord of several who decide what they will do: "they also decided to reopen the crossing"."""
    if verb.lemma_ not in _RESOLVING:
        return None
    deeds = [child for child in verb.children if child.dep_ == "xcomp" and infinitive(child)]
    found = arguments(verb)
    act = match_verb(deeds[0], lexicon) if deeds else None
    if not deeds or found.passive or not any(map(_several, found.subject)) or (act is not None and not act.entry.both):
        return None
    found.complement = deeds
    return Match(_RESOLVED, verb, (verb,), found, rule=RESOLVE, speech="promise")


def _several(subject: Token) -> bool:
    words = (subject, *subject.children)
    return subject.lower_ == "they" or bool(subject.conjuncts) or any(word.lower_ in _SEVERAL for word in words)
