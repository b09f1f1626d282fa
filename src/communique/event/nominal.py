"""The act that a noun tells without a light verb, and who does it: "a call took place", "told him by phone"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import arguments, noun_arguments
from communique.event.codes import VISIT
from communique.event.lexicon import Entry, Lexicon
from communique.event.match import Match, match_verb
from communique.event.naming import names_of
from communique.event.talks import SPOKEN_IN, gone_for, governing_verb, had, informing, on_visit, spoken_to


def match_noun(noun: Token, lexicon: Lexicon) -> Match | None:
    """The act that a noun tells without a light verb."""
    entry = next((lexicon.acts[name] for _, name in names_of(noun) if name in lexicon.acts), None)
    if entry is None or not entry.alone:
        return None
    found = noun_arguments(noun)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "take" and any(c.lower_ == "place" for c in noun.head.children):
        found.preps = {**found.preps, **arguments(noun.head).preps}  # "a call took place between Oman and Peru"
    if not found.subject and entry.code[:2] == "04" and (clause := had(noun)) is not None:
        found.subject = arguments(clause).subject
    if not found.subject and entry.code[:2] == "04" and found.preps.get("with"):
        found.subject = informing(noun)
    if not found.subject and entry.code[:2] == "04":
        verb = governing_verb(noun)
        if verb is not None and found.preps.get("with"):
            found.subject = verb.subject
        elif verb is not None and noun.lemma_ in SPOKEN_IN and not found.preps.get("between"):
            found.subject, found.preps["with"] = verb.subject, spoken_to(noun.head.head, lexicon)
    if not found.subject and entry.code[:2] == "04" and found.preps.get("with"):
        found.subject = gone_for(noun)
    if not found.subject and entry.code == VISIT and found.preps.get("to"):
        found.subject = found.preps.get("of", []) or on_visit(noun)
    if not found.subject and entry.code[:2] in _ARMED and (verb := governing_verb(noun)) is not None:
        found.subject = verb.subject if noun.head.head.lemma_ in lexicon.wielding else []
    return Match(entry, noun, (noun,), found, found, "nominal")


_ARMED = frozenset({"18", "19"})


def match_wire(noun: Token, lexicon: Lexicon) -> Match | None:
    """Talking over a wire, whatever was said: "told him by phone", "reaffirmed their ties with him over the phone"."""
    code = lexicon.by_wire.get(noun.lemma_.lower())
    preposition = noun.head
    if code is None or noun.dep_ != "pobj" or preposition.lower_ not in _WIRED:
        return None
    verb = next((ancestor for ancestor in preposition.ancestors if ancestor.pos_ == "VERB"), None)
    if verb is None:
        return None
    known = match_verb(verb, lexicon)
    if known is not None and known.entry.code[:2] == "04":
        return None
    found = arguments(verb)
    for token in found.object:
        for name, inner in noun_arguments(token).preps.items():
            found.preps.setdefault(name, []).extend(inner)
    entry = Entry(code, ("dat", "with", "to", "obj"), both=True, rule="by wire")
    return Match(entry, verb, (preposition, noun), found, rule="by wire")


_WIRED = frozenset({"by", "over", "on", "via"})
