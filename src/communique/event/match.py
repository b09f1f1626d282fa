"""Which act a verb or noun of the parse tells."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from communique.event.clause import Arguments, arguments, noun_arguments
from communique.event.lexicon import Entry, Lexicon


@dataclass(slots=True)
class Match:
    """A predicate found: its entry, the words that tell it, and its arguments. `noun` are those of the noun under a light verb."""

    entry: Entry
    head: Token
    words: tuple[Token, ...]
    verb: Arguments
    noun: Arguments | None = None
    rule: str = ""
    speech: str | None = None


def match_verb(verb: Token, lexicon: Lexicon) -> Match | None:
    """The act that a verb tells, with its object where that decides; None for verbs that tell none."""
    lemma = verb.lemma_.lower()
    if lemma not in lexicon.heads:
        return None
    found = arguments(verb)
    names = _names(lemma, found)
    objects = [*found.object]
    for name in names:
        for noun in objects:
            entry = lexicon.objects.get((name, noun.lemma_.lower()))
            if entry is not None:
                return Match(entry, verb, (verb, noun), found, noun_arguments(noun), entry.rule)
    for name in names:
        if name in lexicon.speech:
            kind = lexicon.speech[name]
            return Match(lexicon.verbs.get(name, _SPOKEN), verb, (verb,), found, rule="speech", speech=kind)
    for name in names:
        if name in lexicon.light:
            preposition = lexicon.light[name]
            for noun in found.preps.get(preposition, []) if preposition else objects:
                act = lexicon.acts.get(noun.lemma_.lower())
                if act is not None:
                    return Match(act, verb, (verb, noun), found, noun_arguments(noun), "light verb")
    for name in names:
        entry = lexicon.verbs.get(name)
        if entry is not None:
            return Match(entry, verb, (verb,), found, rule=entry.rule)
    return None


_SPOKEN = Entry("", ("obj", "dat", "on", "to", "against", "for", "from", "with", "comp"), rule="speech")


def _names(lemma: str, found: Arguments) -> list[str]:
    """The verb's names in the lexicon, the longest first: with its particles or prepositions, then alone."""
    return [*(f"{lemma}_{word}" for word in (*found.particles, *found.preps)), lemma]


def match_noun(noun: Token, lexicon: Lexicon) -> Match | None:
    """The act that a noun tells without a light verb."""
    entry = lexicon.acts.get(noun.lemma_.lower())
    if entry is None or not entry.alone:
        return None
    found = noun_arguments(noun)
    return Match(entry, noun, (noun,), found, found, "nominal")
