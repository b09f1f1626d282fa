"""Deeds that praise and blame only take up: "Oman shelled the port. Qatar condemned the strikes" - whose, was told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.capitals import capital
from communique.event.clause import arguments, noun_arguments
from communique.event.codes import ACCORD, APOLOGY, PRAISE, RECALLED, TO_COOPERATE, TO_MEET
from communique.event.definite import definite
from communique.event.hearer import hearers
from communique.event.modality import listed
from communique.event.roles import anchored, parties_of, sources
from communique.event.sides import Parties, apart, countries, ids, kinds, states
from communique.event.tables import participants
from communique.model import EventMention
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.event.coding import Coded
    from communique.event.match import Match
    from communique.parse import Parse


BACK = 3
"""Most sentences between a deed and the words that take it up."""
AROUND = 6
"""Sentences before those words in which no such deed of another side may stand."""
_JUDGING = frozenset({PRAISE, "111", "120"})
"""Codes of praise, blame and rejection."""
_BY_NOUN = (
    (wordlist("plover/wording", "deeds_of_force"), frozenset({"ASSAULT"})),
    (wordlist("plover/wording", "deeds_of_coercion"), frozenset({"COERCE"})),
    (wordlist("plover/wording", "deeds_of_retreat"), frozenset({"RETREAT"})),
    (wordlist("plover/wording", "deeds_of_accord"), frozenset({ACCORD})),
    (wordlist("plover/wording", "deeds_of_refusal"), frozenset({"REJECT"})),
    (wordlist("plover/wording", "deeds_of_sanction"), frozenset({"SANCTION"})),
    (wordlist("plover/wording", "deeds_of_any_kind"), frozenset({"COERCE", "RETREAT", "SANCTION", "MOBILIZE"})),
)
"""Types, or CAMEO codes, of the deed that a noun takes up."""


def with_target(coded: Coded, match: Match, told: Sequence[EventMention], parse: Parse, cast: Cast) -> Coded:
    """The act with the side that words before it tell, where its own name none: of a deed judged, an envoy recalled."""
    recalled = coded.code.cameo == RECALLED and {match.head.lemma_, match.words[-1].lemma_} & _CALLING_BACK
    sent = countries(coded.target, cast) <= countries(coded.source, cast) or kinds(coded.target, cast) == {"person"}
    if recalled and sent:
        return replace(coded, target=_opponents(match, coded, told, parse, cast))
    if anchored(coded.target):
        return coded
    found = met(match, coded, told, parse) or hosts(match, coded, cast)
    found = found or provokers(match, coded, told, parse, cast)
    found = found or doers(match, coded, told, parse, cast) or inviters(match, coded, told, parse, cast)
    found = found or hearers(match, coded, told, parse, cast) or offended(match, coded, told, parse, cast)
    found = found or _answered(match, coded, told, parse, cast)
    return replace(coded, target=found) if found else coded


def _opponents(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Whom an envoy is recalled from: the other side of what was told last, in the sentence or the one before."""
    if not countries(coded.source, cast):
        return ()
    for event in _last_told(match, told, parse, 1):
        for side in (event.source, event.target):
            if countries(side, cast) and not _same_side(side, coded.source, cast):
                return side
    return ()


_CALLING_BACK = frozenset({"recall", "withdraw"})


def _last_told(match: Match, told: Iterable[EventMention], parse: Parse, reach: int) -> Iterator[EventMention]:
    """The mentions of an act's sentence and of so many before it, the last first."""
    here = parse.sentence_at(span_of(match.head)[0])
    for event in sorted(told, key=lambda event: event.trigger, reverse=True):
        sentence = parse.sentence_at(event.trigger[0])
        if here is None or sentence is None or here.index - sentence.index > reach:
            return
        yield event


def with_shared(events: Iterable[EventMention], account: Account) -> list[EventMention]:
    """The mentions, bans in line with their common target, and of harm in line that to known victims alone.

    "Imposed bans and froze the assets of nine officials", "killing a man and wounding others".
    """
    found = {event.id: event for event in events}
    by_head = {account.head(event): id_ for id_, event in found.items()}
    for id_, event in list(found.items()):
        head = account.head(event)
        before = by_head.get(head.head) if head.dep_ == "conj" else None
        first = found.get(before) if before is not None else None
        if first is None or first.type != event.type or first.source != event.source:
            continue
        others = any(child.lower_ == "others" for child in head.children if child.dep_ == "dobj")
        if event.type == "ASSAULT" and first.target and not event.target and others:
            del found[id_]
        elif event.type in _CURBING and event.target and not first.target:
            found[first.id] = replace(first, target=event.target)
    return list(found.values())


def with_talks(events: Iterable[EventMention], account: Account) -> list[EventMention]:
    """The mentions, what was said over a wire with the day of the talks: "confirmed their alliance over the phone"."""
    told = list(events)
    talks = {account.head(event): event for event in told if event.type == "CONSULT" and event.rule == "by wire"}
    return [
        replace(event, date=day.date, time=day.time)
        if (day := talks.get(account.head(event))) is not None and not event.timed
        else event
        for event in told
    ]


_CURBING = frozenset({"COERCE", "SANCTION"})


def doers(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Who did the deed that a definite noun takes up, if all such deeds told shortly before by others were one side's."""
    if coded.code.cameo in _JUDGING and anchored(coded.source) and (own := _apposed(match, cast)):
        return apart(coded.source, own)
    kinds = next((k for noun in match.verb.object if definite(noun) for k in [_kinds(noun)] if k), None)
    here = parse.sentence_at(span_of(match.head)[0])
    if coded.code.cameo not in _JUDGING or kinds is None or here is None or not anchored(coded.source):
        return ()
    found: Parties = ()
    last = 0
    for event in sorted(told, key=lambda event: event.trigger):
        sentence = parse.sentence_at(event.trigger[0])
        back = here.index - sentence.index if sentence is not None else -1
        if (
            not 0 <= back <= AROUND
            or not kinds & {event.type, event.cameo}
            or _same_side(event.source, coded.source, cast)
        ):
            continue
        known = anchored(event.source) and event.modality in {"asserted", "alleged", "past"}
        if not known or (found and not _same_side(event.source, found, cast)):
            return ()
        found, last = event.source, back
    return found if last <= BACK else ()


def _apposed(match: Match, cast: Cast) -> Parties:
    """Who did what a clause is summed up by: "Oman closed the school, a step that Peru criticised as unlawful"."""
    deeds = (noun for noun in match.verb.object if _summing_up(noun))
    over = ((noun, verb) for noun in deeds for verb in noun.ancestors if verb.pos_ == "VERB" and verb.i < noun.i)
    return next((sources(arguments(verb), cast) for noun, verb in over if verb.dep_ != "relcl"), ())


def _summing_up(noun: Token) -> bool:
    """Whether a noun behind a comma sums up the clause before it: ", a step that ..."."""
    first = noun.left_edge
    behind = first.i > 0 and first.nbor(-1).text in {",", "–", "-"}
    return noun.lemma_.lower() in _SUMMING and first.lower_ in {"a", "an"} and behind and noun.dep_ in _LOOSE


_SUMMING = wordlist("plover/wording", "deeds_of_any_kind") | {"act", "attempt", "ploy"}
_LOOSE = frozenset({"appos", "npadvmod", "dobj", "attr"})


def _answered(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Whose charge of the sentence before "this" takes up: "Oman accused her of lying. Norway rejected this"."""
    taken = any(noun.lower_ in {"this", "that"} for noun in match.verb.object)
    if coded.code.type != "REJECT" or not taken or not anchored(coded.source):
        return ()
    for event in _last_told(match, told, parse, 1):
        if event.type == "ACCUSE":
            return () if _same_side(event.source, coded.source, cast) else event.source
    return ()


def met(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse) -> Parties:
    """Whom one met, called or visited just before in the sentence: "telephoned both leaders and urged them to wait"."""
    objects = [*match.verb.object, *match.verb.dative]
    pointing = bool(objects) and all(noun.lower_ in _THEM for noun in objects)
    promised = match.speech == "promise" and "to" not in match.verb.preps
    own = {id_ for party in coded.source for id_ in ids(party)}
    if coded.code.type not in _SAID_TO or not (pointing or promised):
        return ()
    for event in _last_told(match, told, parse, 0):
        if event.type != "CONSULT" or event.modality != "asserted":
            continue
        sides = [side for side in (event.source, event.target) if own.isdisjoint(i for p in side for i in ids(p))]
        if event.trigger[0] < span_of(match.head)[0] and len(sides) == 1:
            return sides[0]
    return ()


def hosts(match: Match, coded: Coded, cast: Cast) -> Parties:
    """Who hears what one promises: whom one tells it, or the state that one visits.

    "Told her that Oman is ready to talk", "promised the aid during a visit to Oslo".
    """
    if match.speech != "promise" or coded.code.type != "AGREE":
        return ()
    clause = match.head.head if match.head.pos_ == "ADJ" else match.head
    over = clause.head if clause.dep_ == "ccomp" and clause.head.lemma_ in _TOLD else None
    found: Parties = ()
    if over is not None and countries(sources(arguments(over), cast), cast) == countries(coded.source, cast):
        found = tuple(party for noun in arguments(over).object for party in parties_of(noun, cast))
    if not found:
        visits = (noun for noun in clause.subtree if noun.lemma_ in listed("journeys") and noun.head.lower_ == "during")
        goals = (goal for noun in visits for goal in noun_arguments(noun).preps.get("to", ()))
        found = next((p for goal in goals if (p := capital(goal, cast) or parties_of(goal, cast))), ())
    return found if countries(found, cast) - countries(coded.source, cast) else ()


_TOLD = frozenset({"assure", "inform", "tell"})


def offended(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """To whom one apologises: whom one's own side wronged, or who complained of it, last."""
    own = countries(coded.source, cast)
    if coded.code.cameo != APOLOGY or not own:
        return ()
    for event in _last_told(match, told, parse, BACK):
        wronged = event.type in _DEEDS and own & countries(event.source, cast)
        blamed = event.type == "ACCUSE" and own & countries(event.target, cast)
        side = event.target if wronged else event.source if blamed else ()
        if countries(side, cast) and not _same_side(side, coded.source, cast):
            return side
    return ()


_THEM = frozenset({"him", "her", "them"})
_SAID_TO = frozenset({"AGREE", "REQUEST", "SUPPORT"})
"""Types of words said to those whom one meets."""


def provokers(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Whose deed one answers: "Oman shelled a Qatari post. Doha protested", "promised a response", "demanded an apology"."""
    objects = [noun.lemma_.lower() for noun in match.verb.object]
    answers = match.head.lemma_ == "protest" if not objects else not _ANSWERS.isdisjoint(objects)
    own = countries(coded.source, cast)
    if not answers or coded.code.type not in _REACTIONS or not own:
        return ()
    for event in _last_told(match, told, parse, AROUND):
        hit = event.type in _DEEDS and event.modality in {"asserted", "alleged"} and own & countries(event.target, cast)
        if hit and countries(event.source, cast) and not _same_side(event.source, coded.source, cast):
            return event.source
    return ()


_ANSWERS = wordlist("plover/wording", "answers")
_REACTIONS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})


def inviters(match: Match, coded: Coded, told: Iterable[EventMention], parse: Parse, cast: Cast) -> Parties:
    """Who invited those who accept: "Oman invited her to the summit, which she accepted"."""
    if coded.code.cameo != TO_COOPERATE or match.head.lemma_ != "accept":
        return ()
    for event in _last_told(match, told, parse, BACK):
        if event.cameo == TO_MEET:
            return event.source if _same_side(event.target, coded.source, cast) else ()
    return ()


def _same_side(first: Parties, second: Parties, cast: Cast) -> bool:
    return bool(states(first, cast) & states(second, cast) or countries(first, cast) & countries(second, cast))


def _kinds(noun: Token) -> frozenset[str]:
    if noun.lemma_ == "use" and any(of.lower_ == "of" and _arms(of) for of in noun.rights):
        return frozenset({"ASSAULT"})  # "condemned the use of water cannon"
    return next((kinds for nouns, kinds in _BY_NOUN if noun.lemma_.lower() in nouns), frozenset())


def _arms(of: Token) -> bool:
    return any(noun.lemma_.lower() in participants("weapons") | {"cannon", "gas", "laser"} for noun in of.children)
