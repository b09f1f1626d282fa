"""Pledges of one report: candidates of the parse whose subject can act and announces the act itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import EventMention, Party, PledgeMention, Span, Statement, row_id
from communique.parse import span_of
from communique.pledge.act import act_lemma, act_span, condition_of
from communique.pledge.candidates import Candidate, candidates
from communique.pledge.due import due
from communique.pledge.lexicon import Lexicon, load

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

_FIRST = frozenset({"i", "we", "us", "our", "my"})
_PERSONS = frozenset({"i", "we", "he", "she", "they", "both", "us", "our", "their", "his", "her", "my"})


def find_pledges(
    parse: Parse,
    cast: Cast,
    times: Times,
    statements: tuple[Statement, ...],
    events: tuple[EventMention, ...],  # noqa: ARG001 - the journey hands every stage what stands before it
) -> tuple[PledgeMention, ...]:
    """All pledges that the report tells, in text order. `events` are not needed by the rules and may be empty."""
    known = _Known(parse, cast, times, statements, load())
    found: dict[int, PledgeMention] = {}
    for _, doc in parse.docs:
        for candidate in candidates(doc, known.words):
            key = span_of(candidate.act)[0]
            if key in found:
                continue
            pledge = _pledge(candidate, known)
            if pledge is not None:
                found[key] = pledge
    return tuple(sorted(found.values(), key=lambda pledge: (pledge.span, pledge.id)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What earlier stages found, and the words of the rules."""

    parse: Parse
    cast: Cast
    times: Times
    statements: tuple[Statement, ...]
    words: Lexicon


def _pledge(candidate: Candidate, known: _Known) -> PledgeMention | None:
    parse, words = known.parse, known.words
    act = candidate.act
    if not _agentive(candidate, words) or _asks(act) or _terms(candidate, words):
        return None
    told = _statement(act, known.statements)
    party = _actor(candidate, told, known.cast, words)
    if party is None or _supposed(candidate, told, parse) or _forecast(party, candidate, told, known):
        return None
    condition = condition_of(candidate, words)
    reach = act_span(candidate, condition, told)
    when = due(
        act,
        candidate.cue,
        reach,
        parse,
        known.times,
        shared=candidate.rule.partition(":")[0] in {"arranged", "be-to", "will", "would"},
    )
    span = (
        min(reach[0], *(s for s, _ in party.spans), span_of(candidate.cue)[0]),
        max(reach[1], condition[1] if condition else 0),
    )
    if any(s < span[0] or e > span[1] for s, e in party.spans) or span[1] - span[0] > 600:
        span = (min(reach[0], span_of(candidate.cue)[0]), reach[1])
    return PledgeMention(
        id=row_id(parse.report.id, "pledge_mentions", [span_of(act)], act.lemma_.lower()),
        span=span,
        actor=party,
        act=" ".join(parse.text(reach).split()),
        lemma=act_lemma(candidate),
        condition=" ".join(parse.text(condition).split()) if condition else None,
        due=when.date,
        due_kind=when.kind,
        firmness="if" if condition and candidate.firmness == "will" else candidate.firmness,
        objects=_objects(reach, party, known.cast),
        time=when.time.id if when.time else None,
        statement=told.id if told else None,
        rule=candidate.rule,
    )


def _supposed(candidate: Candidate, told: Statement | None, parse: Parse) -> bool:
    """Whether "would" only supposes: it announces where it is reported speech's "will", outside quotation marks."""
    if not candidate.backshifted:
        return False
    return told is None or told.attitude != "speech" or parse.quotation_at(span_of(candidate.act)[0]) is not None


def _agentive(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the act is one of will. After a verb of commitment any act is; else states and mishaps are left out."""
    act = candidate.act
    if candidate.rule.startswith(("commit", "noun", "planned", "accept")):
        return True
    if act.pos_ != "VERB":
        return False
    return act.lemma_.lower() not in words.states or _goes(act)


def _goes(act: Token) -> bool:
    """As in "will come to Geneva", "will take part": motion and idioms of verbs that alone are no acts."""
    if act.lemma_ in {"come", "stay", "get"}:
        return any(child.dep_ == "prep" and child.lower_ == "to" for child in act.children)
    return act.lemma_ in {"reach", "stand", "look", "follow", "see"} and any(
        child.dep_ == "prt" for child in act.children
    )


def _asks(act: Token) -> bool:
    return act.sent.text.rstrip(" \n\"”’')").endswith("?")


def _terms(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the clause only states the terms of a proposal: "under the plan, both would withdraw"."""
    for head in (candidate.act, candidate.cue):
        for child in head.children:
            if child.lower_ == "under" and any(inner.lemma_ in words.proposals for inner in child.children):
                return True
    subject = candidate.subject
    return subject is not None and subject.lemma_ in words.proposals


def _statement(act: Token, statements: Iterable[Statement]) -> Statement | None:
    """The smallest statement whose content holds the act."""
    start, end = span_of(act)
    holding = [s for s in statements if any(a <= start and end <= b for a, b in s.content)]
    return min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id), default=None)


def _actor(candidate: Candidate, told: Statement | None, cast: Cast, words: Lexicon) -> Party | None:
    """Who is to act: the subject, or the speaker where the subject is "I" or "we" or missing in a quotation."""
    subject = candidate.subject
    if subject is None:
        return None
    party = cast.party(subject)
    if subject.lower_ in _FIRST and told is not None and told.speaker is not None and (party is None or not party.ids):
        return told.speaker
    if party is not None and party.ids:
        return party
    if subject.lower_ in _PERSONS:
        return party
    return party if party is not None and subject.lemma_.lower() in words.agents else None


def _forecast(party: Party, candidate: Candidate, told: Statement | None, known: _Known) -> bool:
    """Whether the act is only foreseen by somebody else: an onlooker, another country's speaker, a verb of opinion."""
    committed = candidate.rule.partition(":")[0] not in {"will", "would", "be-to"}
    if committed or told is None:
        return False
    speaker = told.speaker
    if speaker is not None and (set(party.ids) & set(speaker.ids) or set(party.spans) & set(speaker.spans)):
        return False
    cue = " ".join(known.parse.text(span) for span in told.cue).lower()
    if told.attitude != "speech" or any(_begins(word, known.words.opinions) for word in cue.split()):
        return True
    if speaker is None:
        return False
    spoken = " ".join(known.parse.text(span) for span in speaker.spans).lower()
    if any(word.strip(",.’'").removesuffix("s") in known.words.onlookers for word in spoken.split()):
        return True
    ours, theirs = _countries(party, known.cast), _countries(speaker, known.cast)
    return bool(ours and theirs and not ours & theirs)


def _countries(party: Party, cast: Cast) -> set[str]:
    """Countries of a party's actors; media belong to none here, for they report what others announce."""
    actors = [cast.actor(id_) for id_ in party.ids]
    return {actor.country for actor in actors if actor is not None and actor.country and actor.kind != "outlet"}


def _begins(word: str, lemmas: frozenset[str]) -> bool:
    """Whether a word is a form of one of the verbs."""
    word = word.strip(",.")
    return bool(
        {
            word,
            word.removesuffix("s"),
            word.removesuffix("es"),
            word.removesuffix("ed"),
            word.removesuffix("d"),
            word.removesuffix("ing"),
        }
        & lemmas
    )


def _objects(reach: Span, party: Party, cast: Cast) -> tuple[str, ...]:
    """Ids of the actors named in the act, but for the one who acts."""
    own = set(party.ids)
    ids = [
        id_
        for mention in cast.within(reach)
        for id_ in (mention.members or ((mention.actor,) if mention.actor else ()))
    ]
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ not in own))
