"""Terms of an accord: in the paper of two states' accord, what one of them commits to or will do is promised to the other.

"Key terms of the agreement: Norway commits to open its ports. Chile will end its quotas." Only in papers whose title or terms
sentence says that they are such a paper, and only for main clauses whose subject is one of the two, or both: each such clause
is a promise of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.account import Account
from communique.event.attributes import attributes
from communique.event.codes import ACCORD, TO_COOPERATE, TO_MEET
from communique.event.compare import TERM
from communique.event.match import match_verb
from communique.event.modality import in_case
from communique.event.roles import parties_of
from communique.event.sides import countries, kinds, states
from communique.event.speech import spoken_code
from communique.event.tables import Code
from communique.model import EventMention, Interval, Modality, Party, Time, contains, row_id
from communique.parse import reality, span_of, subtree_span
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

OPENING = 3
"""First sentences, one of which tells the accord of such a paper."""
_PAPER = re.compile(
    r"\bjoint (?:statement|declaration|communiqu[eé])\b|^(?:agreement|accord|treaty) between\b", re.IGNORECASE
)
_TERMS = re.compile(r"\b(?:terms|provisions|commitments) (?:of|under|in) (?:the|this) \w+[^.]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Accord:
    sides: tuple[Party, Party]
    begin: int
    """Where the accord is told: its terms stand behind."""
    date: Interval
    modality: Modality
    time: str | None = None


def with_terms(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions in text order, with a promise for each term, in the place of what was told with its verb before."""
    parse, cast = account.parse, account.cast
    accord = _accord(events, account) or _of_meeting(events, account)
    if accord is None:
        return list(events)
    if not accord.date.known and (today := _today(parse, account.times)) is not None:
        accord = replace(accord, date=today.interval, time=today.id)
    verbs = (verb for sentence in parse.sentences for verb in _mains(sentence.tokens.root))
    terms = [term for verb in verbs for term in _terms(verb, accord, parse, cast)]
    kept = [
        _dated(event, accord, account)
        for event in events
        if (event.target or not _both(event.source, accord, cast))
        and not any(_part(event, term, cast) for term in terms)
    ]
    return sorted((*kept, *terms), key=lambda event: (event.trigger, event.id))


def _dated(event: EventMention, accord: _Accord, account: Account) -> EventMention:
    """The accord that the paper opens with on the paper's day, where it tells none: "they have reached a framework"."""
    sentence = account.sentence(event)
    opens = sentence is not None and sentence.index < OPENING and event.modality == "asserted"
    own = event.cameo == ACCORD and event.source == event.target and _both(event.source, accord, account.cast)
    if not opens or not own or event.timed or not accord.date.known:
        return event
    return replace(event, date=replace(accord.date, basis="inferred"), time=accord.time)


def _today(parse: Parse, times: Times) -> Time | None:
    """The time that tells the report's own day, where the paper opens with it: "today's framework"."""
    opening = [sentence.span for sentence in parse.sentences[:OPENING]]
    told = (
        time for time in times.times if parse.text(time.span).lower().removesuffix("’s").removesuffix("'s") == "today"
    )
    return next((time for time in told if any(contains(span, time.span) for span in opening)), None)


def _part(event: EventMention, term: EventMention, cast: Cast) -> bool:
    """Whether a mention tells what a term promises: with its verb, or one that goes on ("will apply ... and remove ...")."""
    if event.trigger[0] == term.trigger[0]:
        return True
    planned = event.modality == "planned" and contains(term.span, event.trigger)
    return planned and states(event.source, cast) == states(term.source, cast)


def _mains(root: Token) -> list[Token]:
    """The verbs of a sentence that may tell a term: its root, and that of what it announces ("Key terms include: ...")."""
    announced = [c for c in root.children if c.dep_ == "ccomp" and any(w.text == ":" for w in root.doc[root.i : c.i])]
    further = [c for c in root.conjuncts if c.i > root.i and any(child.dep_ == "nsubj" for child in c.children)]
    return [root, *announced, *further]


def _of_meeting(events: Sequence[EventMention], account: Account) -> _Accord | None:
    """The accord of two states that a paper lays down of their leaders' meeting: "The leaders agreed as follows: ..."."""
    parse, cast = account.parse, account.cast
    listing = next((s for s in parse.sentences if _FOLLOWS.search(parse.text(s.span))), None)
    if not (_PAPER.search(parse.report.title or "") or listing is not None):
        return None
    met = [
        event
        for event in events
        if event.type == "CONSULT"
        and event.modality == "asserted"
        and len(countries((*event.source, *event.target), cast)) == _TWO
        and (sentence := account.sentence(event)) is not None
        and sentence.index < LEAD
    ]
    if not met or len(countries([p for event in met for p in (*event.source, *event.target)], cast)) != _TWO:
        return None
    own = next((event for event in met if event.date.day), next((event for event in met if event.date.known), met[0]))
    both = {side.actor: side for party in (*own.source, *own.target) for side in _states(party, cast)}
    if len(both) != _TWO:
        return None
    done = _done(parse, account.times)
    first, second = both.values()
    begin = listing.span[0] if listing is not None else met[0].trigger[1]
    if done is not None:
        return _Accord((first, second), begin, done.interval, "asserted", done.id)
    return _Accord((first, second), begin, own.date, "asserted", own.time)


def _done(parse: Parse, times: Times) -> Time | None:
    """The day on which a paper says at its end that it was done: "Done at Oslo on 3 May"."""
    for sentence in reversed(parse.sentences[-OPENING:]):
        if _DONE.match(parse.text(sentence.span)):
            return next((time for time in times.within(sentence.span) if time.interval.day is not None), None)
    return None


def _states(party: Party, cast: Cast) -> list[Party]:
    """The states that somebody at the meeting stands for, or that several do."""
    table = cast.gazetteer
    found = (table.state(code) for code in sorted(countries([party], cast))) if table is not None else ()
    named = {mention.actor: (mention.span,) for mention in reversed(cast.mentions) if mention.kind == "name"}
    return [
        Party(named.get(state.id, party.spans), state.id, state.name, how=("meeting", "state"))
        for state in found
        if state is not None
    ]


_FOLLOWS = re.compile(r"\bagreed (?:as follows|(?:on|upon) the following|that)\s*:\s*$", re.IGNORECASE)
_DONE = re.compile(r"(?:Done|Signed|Adopted|Issued) (?:at|in) ")
_TWO = 2
LEAD = 6
"""First sentences in which the meeting is told that such a paper is of."""


def _accord(events: Sequence[EventMention], account: Account) -> _Accord | None:
    """The accord of two states that a paper opens with, if it is the paper of that accord."""
    parse, cast = account.parse, account.cast
    titled = _PAPER.search(parse.report.title or "")
    if not titled and not any(_TERMS.search(parse.text(sentence.span)) for sentence in parse.sentences):
        return None
    for event in events:
        sentence = account.sentence(event)
        joint = event.type in {"AGREE", "SUPPORT"} and event.source == event.target and len(event.source) == 2
        if joint and sentence is not None and sentence.index < OPENING and kinds(event.source, cast) == {"state"}:
            return _Accord((event.source[0], event.source[1]), event.trigger[0], event.date, event.modality)
    if not titled:
        return None
    for sentence in parse.sentences[:OPENING]:
        root = sentence.tokens.root
        doers = [party for child in root.children if child.dep_ in _SUBJECTS for party in parties_of(child, cast)]
        if len(doers) == len(states(doers, cast)) == 2 and kinds(doers, cast) == {"state"}:
            return _Accord((doers[0], doers[1]), span_of(root)[0], Interval(), "asserted")
    return None


def _terms(root: Token, accord: _Accord, parse: Parse, cast: Cast) -> list[EventMention]:
    if span_of(root)[0] <= accord.begin or root.pos_ != "VERB" or in_case(root):
        return []
    doers = tuple(party for child in root.children if child.dep_ == "nsubj" for party in parties_of(child, cast))
    code = _code(root)
    if kinds(doers, cast) != {"state"} or code is None:
        return []
    both = _both(doers, accord, cast)
    other = _other(doers[0], accord, cast) if len(doers) == 1 else None
    if not both and other is None:
        return []
    coded = tables.load().code(code)
    if coded is None or coded.type != "AGREE" or (both and coded.cameo == TO_MEET and not _promises(root)):
        return []  # a meeting that both plan is the meeting, planned
    target = doers
    if other is not None:
        named = next(
            (m for m in cast.within(subtree_span(root)) if m.actor is not None and m.actor == other.actor), None
        )
        target = (replace(other, spans=(named.span,) if named is not None else other.spans, how=("accord",)),)
    term = promise(root, coded, (doers, target), parse, rule=TERM)
    day = replace(accord.date, basis="inferred") if accord.date.known else accord.date
    return [replace(term, date=day, time=accord.time, modality=accord.modality)]


def promise(
    verb: Token, code: Code, sides: tuple[tuple[Party, ...], tuple[Party, ...]], parse: Parse, *, rule: str
) -> EventMention:
    """What a verb's whole clause promises, by one of the `sides` (who, to whom), undated."""
    span, trigger = subtree_span(verb), span_of(verb)
    return EventMention(
        id=row_id(parse.report.id, "event_mentions", [span, trigger], code.type),
        span=span,
        type=code.type,
        mode=code.mode,
        cameo=code.cameo,
        source=sides[0],
        target=sides[1],
        trigger=trigger,
        attributes=attributes((verb,), code.type),
        rule=rule,
    )


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _both(doers: Sequence[Party], accord: _Accord, cast: Cast) -> bool:
    """Whether both sides are the doers: "they commit to remove barriers, including by Norway: ..."."""
    return states(doers, cast) == states(accord.sides, cast)


def _other(doer: Party, accord: _Accord, cast: Cast) -> Party | None:
    """The side of the accord that is not the doer, None where the doer is neither or both."""
    first, second = accord.sides
    if states([first], cast) == states([doer], cast):
        return second
    return first if states([second], cast) == states([doer], cast) else None


def _promises(verb: Token) -> bool:
    return lexicons.load().speech.get(verb.lemma_) == "promise"


def _code(verb: Token) -> str | None:
    """CAMEO code of the promise that a term makes: by the act promised; None where none is."""
    lexicon = lexicons.load()
    if _promises(verb) and reality(verb) == "asserted":
        match = match_verb(verb, lexicon)
        return (spoken_code(match) if match is not None else None) or TO_COOPERATE
    if verb.lemma_ in lexicon.announcing and (told := _announced(verb)) is not None:
        return TO_COOPERATE if reality(told) in {"future", "negated"} else None
    if verb.lemma_ in _INTENDING and reality(verb) == "asserted":
        verb = next((child for child in verb.children if child.dep_ == "xcomp"), verb)
    elif reality(verb) != "future" or verb.lemma_ in _IDLE:
        return None
    act = match_verb(verb, lexicon)
    code = tables.load().code(act.entry.code) if act is not None and act.entry.code else None
    promised = (
        tables.load().code(lexicon.spoken_of["promise"].get(code.type, TO_COOPERATE)) if code is not None else None
    )
    return promised.cameo if promised is not None and promised.type == "AGREE" else TO_COOPERATE


def _announced(verb: Token) -> Token | None:
    """What a side says that it will or will not do: "Norway confirms that it will not close its ports"."""
    clauses = (child for child in verb.children if child.dep_ == "ccomp")
    own = (c for c in clauses if any(w.dep_ == "nsubj" and w.lower_ in {"it", "they"} for w in c.children))
    return next((c for c in own if any(w.dep_ == "aux" and w.lower_ in {"will", "shall"} for w in c.children)), None)


_IDLE = wordlist("plover/wording", "idle")
_INTENDING = wordlist("plover/wording", "intending")
