"""Which act a verb tells, with its object where that decides."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from communique.event.clause import Arguments, arguments, noun_arguments
from communique.event.codes import APOLOGY
from communique.event.lexicon import Entry, Lexicon
from communique.event.naming import made_from_verb, names_of, whole_lemma
from communique.event.speaking import REFLEXIVE, advised, of_fact, speaks_of_act
from communique.event.tables import participants
from communique.parse import infinitive


@dataclass(slots=True)
class Match:
    """A predicate found: its entry, the words that tell it, and its arguments.

    `noun` are those of the noun under a light verb.
    """

    entry: Entry
    head: Token
    words: tuple[Token, ...]
    verb: Arguments
    noun: Arguments | None = None
    rule: str = ""
    speech: str | None = None


def match_verb(verb: Token, lexicon: Lexicon) -> Match | None:
    """The act that a verb tells, with its object where that decides; None for verbs that tell none."""
    lemma = whole_lemma(verb)
    if lemma not in lexicon.heads or verb.dep_ in {"amod", "compound"} or _describes(verb):
        return None
    if verb.tag_ == "VBN" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children):
        return None  # "as seen in a video"
    if _adjectival(verb):
        return None  # "considered occupied territory"
    if lemma in lexicon.topical and infinitive(verb):
        return None  # "met to discuss": the purpose of an act that is told by its own verb
    found = arguments(verb)
    if lemma in lexicon.told_of and any(of_fact(token) or advised(token) for token in found.complement):
        return None
    _called_as(lemma, found, lexicon)
    _unwelcome(verb, found, lexicon)
    names = _names(lemma, found)
    objects = [named for noun in found.object for n in (noun, *noun.conjuncts) for named in names_of(n)]
    said = [(token, token.lemma_.lower()) for token in found.predicate]
    for name in names:
        preposition = name.rpartition("_")[2]
        under = [named for noun in found.preps.get(preposition, ()) for named in names_of(noun)]
        for noun, called in (*objects, *said, *under):
            entry = lexicon.objects.get((name, called))
            if entry is not None:
                return Match(entry, verb, (verb, noun), found, noun_arguments(noun), entry.rule)
    particle = any(child.dep_ == "prt" for child in verb.children)
    for name in names:
        if name in lexicon.speech and speaks_of_act(name, found, objects, lexicon):
            return _speech(verb, name, found, objects, lexicon)
    for name in names:
        if name in lexicon.light and not (particle and name == lemma):  # "put off tariffs" puts none on
            carrier = lexicon.light[name]
            under = [n for noun in found.preps.get(carrier, []) for n in names_of(noun)] if carrier else objects
            for noun, called in under:
                act = lexicon.acts.get(called) or made_from_verb(noun, called, lexicon)
                if act is not None and name in lexicon.holding and act.code in lexicon.performed:
                    return None  # "had the support of Oman"
                if act is not None and not (name in lexicon.uttering and noun.dep_ == "conj"):
                    return Match(act, verb, (verb, noun), found, noun_arguments(noun), "light verb")
    if names[-1] == lemma and particle:
        names = [name for name in names if name != lemma]  # "called out", "hit back" are other verbs
    spoken = any(name in lexicon.speech for name in names[:-1])  # "called for ..." is no telephone call
    for name in names:
        entry = lexicon.verbs.get(name)
        if (
            entry is not None
            and not (spoken and name == lemma)
            and not (entry.transitive and not (found.object or found.dative))
            and not (name in lexicon.naming and found.predicate)
            and not (entry.intransitive and (found.object or found.passive or "through" in found.preps))
            and not any(noun.lower_ in REFLEXIVE for noun in found.object)
            and not (
                entry.code == _RECOGNISED
                and any(n.lemma_ in participants("relations") for n in found.preps.get("as", ()))
            )
            and not any(_called(noun) & lexicon.unacted.get(lemma, frozenset()) for noun in found.object)
        ):
            return Match(entry, verb, (verb,), found, rule=entry.rule)
    return None


def _describes(verb: Token) -> bool:
    """Whether a participle behind a possessive only describes the noun after it: "highlighted their deepening ties"."""
    owned = verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "dobj"} and any(c.dep_ == "poss" for c in verb.children)
    return owned and any(child.dep_ == "dobj" and child.i == verb.i + 1 for child in verb.children)


_RECOGNISED = "054"
"""The code of recognising a state or a government, not an ally in somebody."""


def _called_as(lemma: str, found: Arguments, lexicon: Lexicon) -> None:
    """Add what somebody is designated as where the parser hung it on whom: "designated two cartels as terrorist groups"."""
    if (f"{lemma}_as", "terrorist") in lexicon.objects:
        whom = [named for noun in found.object for named in (noun, *noun.conjuncts)]
        if hung := [noun for named in whom for noun in noun_arguments(named).preps.get("as", ())]:
            found.preps.setdefault("as", []).extend(hung)


def _unwelcome(verb: Token, found: Arguments, lexicon: Lexicon) -> None:
    """Add what a diplomat is declared to be: the parser takes "persona non grata" for anything behind whom it is said of."""
    if (f"{verb.lemma_}_as", _UNWELCOME) not in lexicon.objects:
        return
    if said := [word for word in verb.subtree if word.i > verb.i and word.lower_ in {_UNWELCOME, _UNWELCOME + "e"}]:
        found.preps["as"] = said
        if not found.object:
            found.object.extend(word for word in verb.subtree if word.dep_ == "nsubj" and word.i > verb.i)


_UNWELCOME = "grata"


def _adjectival(verb: Token) -> bool:
    """Whether a participle that the parser took for a verb only describes the noun behind it."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"ccomp", "xcomp", "oprd"}:
        return False
    children = {child.dep_ for child in verb.children}
    return not children & {"aux", "auxpass", "nsubj"} and any(
        c.i == verb.i + 1 and c.dep_ == "dobj" for c in verb.children
    )


def _called(noun: Token) -> set[str]:
    """What a noun is called, or the name that it ends: "operation" of "Operation Wild Heron"."""
    return {
        noun.lemma_.lower(),
        *(c.lemma_.lower() for c in noun.children if noun.pos_ == "PROPN" and c.dep_ == "compound"),
    }


def _speech(verb: Token, name: str, found: Arguments, objects: list[tuple[Token, str]], lexicon: Lexicon) -> Match:
    """An act of speaking, with the noun that names the act spoken of: "pledged support for ..."."""
    kind = lexicon.speech[name]
    for noun, called in objects:
        act = lexicon.acts.get(called)
        if act is not None and (
            (act.code in lexicon.performed and kind in _PERFORMING.get(act.code, {kind})) or verb.lemma_ == "order"
        ):
            return Match(act, verb, (verb, noun), found, noun_arguments(noun), "light verb")
        if act is not None:
            entry = Entry(act.code, ("dat", *(("from",) if kind == "demand" else ()), *act.target), rule="speech")
            return Match(entry, verb, (verb, noun), found, noun_arguments(noun), "speech", kind)
    return Match(_BY_KIND.get(kind, SPOKEN), verb, (verb,), found, rule="speech", speech=kind)


_PERFORMING = {APOLOGY: {"promise"}}  # "offered an apology", not "demanded an apology"
SPOKEN = Entry("", ("obj", "dat", "on", "upon", "to", "against", "for", "from", "with", "comp"), rule="speech")
_PROMISED = Entry("", ("obj", "dat", "to", "with", "for", "gain"), rule="speech")
"""A promise goes to whom it is made or whom it serves, not to whom it is made against."""
_DEMANDED = Entry("", ("from", "obj", "dat", "whom", *SPOKEN.target), rule="speech")
"""A demand goes to whom it is made to or who shall do it: "demanded that Peru release ..."."""
_BY_KIND = {"promise": _PROMISED, "demand": _DEMANDED, "appeal": _DEMANDED}


def _names(lemma: str, found: Arguments) -> list[str]:
    """The verb's names in the lexicon, the longest first: with its particles or prepositions, then alone."""
    both = (f"{particle}_{word}" for particle in found.particles for word in found.preps if word != particle)
    return [*(f"{lemma}_{word}" for word in (*both, *found.particles, *found.preps)), lemma]
