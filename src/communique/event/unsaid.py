"""What a report's meeting agreed, where nobody known is named to: "It was agreed to maintain contact", "the sides agreed"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.clause import noun_arguments
from communique.event.codes import ACCORD, TO_COOPERATE, TO_MEET
from communique.event.day.dating import when
from communique.event.day.occasion import RUN
from communique.event.definite import DEFINITE
from communique.event.match import match_verb
from communique.event.modality import listed, modality
from communique.event.nominal import match_noun
from communique.event.place import place
from communique.event.setting import own_meeting
from communique.event.sides import countries, states
from communique.event.speech import spoken_code
from communique.event.terms import promise
from communique.model import EventMention, Party, Statement, overlaps
from communique.parse import reality, span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

_SIDES = 2
"""Sides of such a meeting: who of more agreed is not told."""
_ON = frozenset({"on", "upon", "to"})
"""Prepositions of what is agreed; behind another stands another meeting or time: "It was agreed at the summit of May"."""


def agreed(
    events: Sequence[EventMention], parse: Parse, cast: Cast, times: Times, statements: Sequence[Statement]
) -> Iterator[tuple[EventMention, Token]]:
    """The accords of the report's own meeting that are so told, each with its verb, undated: between all who met."""
    own = own_meeting(events, parse)
    met = parse.sentence_at(own.trigger[0]) if own is not None else None
    if own is None or met is None or len(states((*own.source, *own.target), cast)) != _SIDES:
        return
    parties = tuple({party.ids: replace(party, how=("meeting",)) for party in (*own.source, *own.target)}.values())
    for_states = tuple(found for party in parties if (found := _state_of(party, cast)) is not None)
    others = (countries((*e.source, *e.target), cast) for e in events if e.type == "CONSULT")
    alone = all(other <= countries(parties, cast) for other in others)  # no meeting with a third is told
    for sentence in parse.sentences[met.index + 1 : None if alone else met.index + 1 + RUN]:
        if sentence.index <= met.index + RUN:
            yield from _earlier(sentence.tokens, parties, parse, cast, times)
        verbs = [sentence.tokens.root, *(verb for verb in sentence.tokens.root.conjuncts if verb.tag_ == "VBD")]
        verb = next((verb for verb in verbs if _signed_by_both(verb, cast)), verbs[0])
        told = any(overlaps(span_of(verb), span) for statement in statements for span in statement.content)
        if not told and times.of(verb) is None and (_signed_by_nobody(verb, cast) or _signed_by_both(verb, cast)):
            code = tables.load().codes[ACCORD]
            if len(for_states) == _SIDES:
                yield promise(verb, code, (for_states, for_states), parse, rule="unsaid"), verb
        elif sentence.index > met.index + RUN:
            continue
        elif not told and times.of(verb) is None and (_agreed_by_nobody(verb) or _agreed_by_sides(verb, cast)):
            event = _accord(verb, parties, parse)
            if event is not None:
                yield event, verb


def accepted(events: Iterable[EventMention], parse: Parse) -> Iterator[tuple[EventMention, Token]]:
    """The acceptance of an invitation told shortly before, nobody says by whom: "the invitation was accepted"."""
    invited = sorted((e for e in events if e.cameo == TO_MEET and e.source and e.target), key=lambda e: e.trigger)
    for sentence in parse.sentences if invited else ():
        for verb in sentence.tokens:
            if verb.lemma_ != "accept" or not _invitation_taken_up(verb):
                continue
            before = [e for e in invited if e.trigger < span_of(verb)]
            told = parse.sentence_at(before[-1].trigger[0]) if before else None
            if told is not None and sentence.index - told.index <= _NEAR:
                sides = (before[-1].target, before[-1].source)
                yield promise(verb, tables.load().codes[TO_COOPERATE], sides, parse, rule="unsaid"), verb


def _invitation_taken_up(verb: Token) -> bool:
    subjects = [child for child in verb.children if child.dep_ == "nsubjpass" and child.lemma_ == "invitation"]
    definite = any(child.lower_ in DEFINITE for noun in subjects for child in noun.children)
    by = any(child.dep_ == "agent" for child in verb.children)
    return definite and not by and reality(verb) == "asserted"


_NEAR = 2


def _earlier(
    tokens: Iterable[Token], parties: tuple[Party, ...], parse: Parse, cast: Cast, times: Times
) -> Iterator[tuple[EventMention, Token]]:
    """An earlier meeting of the two, with its day: "This call, which followed their March 14 meeting in Rome, ..."."""
    for noun in tokens:
        whose = [child for child in noun.children if child.dep_ == "poss"]
        known = any(party.ids for child in whose for party in cast.parties(child))
        theirs = [child.lower_ for child in whose] == ["their"] and not known
        match = match_noun(noun, lexicons.load()) if theirs and noun.lemma_ in listed("meetings") else None
        if match is None or (dated := when(match, parse, times)).time is None or (dated.date.days or _LONG) >= _LONG:
            continue
        now = times.published.end
        if modality(noun) != "asserted" or (now is not None and (dated.date.end or now) > now):
            continue
        code, where = tables.load().codes[match.entry.code], place(match, cast)
        event = replace(
            promise(noun, code, (parties, parties), parse, rule="unsaid"), date=dated.date, time=dated.time.id
        )
        yield (replace(event, place=where[0], place_span=where[1]) if where else event), noun


_LONG = 8
"""Days of a time that names no single meeting any more."""


def _agreed_by_nobody(verb: Token) -> bool:
    subjects = [child.lower_ for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    preps = {child.lower_ for child in verb.children if child.dep_ in {"prep", "agent"}}
    passive = any(child.dep_ == "auxpass" and child.lower_ == "was" for child in verb.children)
    return verb.lemma_ == "agree" and passive and subjects == ["it"] and preps <= _ON and reality(verb) == "asserted"


def _signed_by_nobody(verb: Token, cast: Cast) -> bool:
    """Whether accords were signed, nobody says by whom: "Two agreements on trade were signed"."""
    children = list(verb.children)
    passive = any(child.dep_ == "auxpass" and child.lower_ in {"was", "were"} for child in children)
    papers = [noun for child in children if child.dep_ == "nsubjpass" for noun in (child, *child.conjuncts)]
    by = any(child.dep_ == "agent" or child.lower_ in {"by", "between", "with"} for child in children)
    sides = [n for paper in papers for word in _WITH for n in noun_arguments(paper).preps.get(word, ())]
    others = any(party.ids for noun in sides for party in cast.parties(noun))
    treaties = any((_SIGN, noun.lemma_.lower()) in lexicons.load().objects for noun in papers)
    return verb.lemma_ == _SIGN and passive and treaties and not by and not others and reality(verb) == "asserted"


def _signed_by_both(verb: Token, cast: Cast) -> bool:
    """Whether the two, named by nothing but what they are, signed an accord: "the two ministers signed a plan"."""
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    near = {child.lower_ for noun in doers for child in noun.children}
    papers = {noun.lemma_.lower() for noun in verb.children if noun.dep_ == "dobj"}
    two = all(noun.tag_ == "NNS" and noun.lemma_ in _BOTH_NAMED for noun in doers) and near & {"two", "both"}
    named = any(party.ids for noun in doers for party in cast.parties(noun))
    treaties = any((_SIGN, paper) in lexicons.load().objects for paper in papers)
    return (
        verb.lemma_ == _SIGN
        and verb.tag_ == "VBD"
        and bool(doers and two)
        and near <= _OF_BOTH
        and treaties
        and not named
    )


_BOTH_NAMED = wordlist("plover/wording", "counterparts")
_OF_BOTH = frozenset({"the", "two", "both", "foreign", "prime"})
_SIGN = "sign"
_WITH = ("with", "between")


def _state_of(party: Party, cast: Cast) -> Party | None:
    """The state that somebody who met stands for, in that one's words; None if it is not known."""
    codes = [code for id_ in party.ids if (code := cast.country(id_)) is not None]
    found = cast.gazetteer.state(codes[0]) if codes and cast.gazetteer is not None else None
    return replace(party, actor=found.id, name=found.name, members=(), how=("meeting", "state")) if found else None


def _agreed_by_sides(verb: Token, cast: Cast) -> bool:
    """Whether "the sides agreed", of sides that nothing else tells: one of the two who met is of no state."""
    if verb.lemma_ != "agree" or verb.tag_ != "VBD" or reality(verb) != "asserted":
        return False
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    near = {child.lower_ for noun in doers for child in noun.children}
    sides = all(noun.lemma_ in _SIDES_NAMED and noun.tag_ == "NNS" for noun in doers)
    return bool(doers) and sides and near <= _BOTH and not any(p.ids for noun in doers for p in cast.parties(noun))


_SIDES_NAMED = wordlist("coreference", "sides")
_BOTH = frozenset({"the", "both", "two"})


def _accord(verb: Token, parties: tuple[Party, ...], parse: Parse) -> EventMention | None:
    match = match_verb(verb, lexicons.load())
    code = tables.load().code(spoken_code(match) or "") if match is not None else None
    if code is None or code.type != "AGREE":
        return None
    return promise(verb, code, (parties, parties), parse, rule="unsaid")
