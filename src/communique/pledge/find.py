"""Pledges of one report: candidates of the parse whose subject can act and announces the act itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import EventMention, Mention, Party, PledgeMention, Span, Statement, row_id
from communique.parse import span_of
from communique.pledge.act import act_lemma, act_span, condition_of
from communique.pledge.candidates import Candidate, candidates
from communique.pledge.doer import FIRST, doer
from communique.pledge.due import due
from communique.pledge.lexicon import Lexicon, load
from communique.resources.entries import Place, fold

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


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
    if _crowd(candidate, words) or (told is not None and _another(candidate, told, known)):
        return None
    party = doer(candidate, told, known.cast, words)
    if (
        party is None
        or _outside(candidate, party, parse)
        or _supposed(candidate, told, parse)
        or _forecast(party, candidate, told, known)
    ):
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
    span = _span(candidate, reach, condition)
    return PledgeMention(
        id=row_id(parse.report.id, "pledge_mentions", [span_of(act)], act.lemma_.lower()),
        span=span,
        actor=party,
        act=re.sub(r"^n['’]t\b", "not", " ".join(parse.text(reach).split())),
        lemma=act_lemma(candidate),
        condition=" ".join(parse.text(condition).split()).rstrip(" .,;:") if condition else None,
        due=when.date,
        due_kind=when.kind,
        firmness="if" if condition and candidate.firmness == "will" else candidate.firmness,
        objects=_objects(candidate, reach, party, known.cast),
        time=when.time.id if when.time else None,
        statement=told.id if told else None,
        rule=candidate.rule,
    )


LONGEST = 600
"""Characters of a telling; longer ones are the parser's runaways and keep cue and act only."""


def _span(candidate: Candidate, reach: Span, condition: Span | None) -> Span:
    """The telling: from its subject in the same sentence, or its cue, to the end of its act or condition."""
    starts = [reach[0], span_of(candidate.cue)[0]]
    subject = candidate.subject
    if subject is not None and subject.sent.start == candidate.act.sent.start:
        starts.append(span_of(subject.left_edge)[0])
    span = (min(starts), max(reach[1], condition[1] if condition else 0))
    return span if span[1] - span[0] <= LONGEST else (min(starts[:2]), reach[1])


def _outside(candidate: Candidate, party: Party, parse: Parse) -> bool:
    """Whether "they" inside quotation marks was taken for the two who met: one of them is speaking, and of others."""
    subject = candidate.subject
    if subject is None or subject.lower_ != "they" or "pronoun: the two who met" not in party.how:
        return False
    return parse.quotation_at(span_of(subject)[0]) is not None


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
    if act.pos_ != "VERB" or any(child.lower_ in {"well", "badly", "poorly"} for child in act.rights):
        return False
    subject = candidate.subject
    if subject is not None and subject.lower_ in FIRST and act.lemma_.lower() in words.talk:
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


def _crowd(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the subject is everybody or nobody: "people will vote", "those who will bring"."""
    subject = candidate.subject
    if subject is None or candidate.rule.startswith(("commit", "noun", "accept")):
        return False
    if subject.tag_ in {"WP", "WDT"} and subject.head.dep_ == "relcl":
        subject = subject.head.head
    narrowed = any(
        child.dep_ in {"det", "poss", "amod", "compound", "nummod", "relcl", "acl"} for child in subject.lefts
    )
    return subject.lemma_.lower() in words.crowds and not narrowed


def _another(candidate: Candidate, told: Statement, known: _Known) -> bool:
    """Whether somebody foretells what another will do, though the cast takes the two for one.

    In a direct quotation "he" is never its speaker, nor is a single speaker among "they"; nor does anybody warn of "could"
    but the one who could.
    """
    subject, speaker = candidate.subject, told.speaker
    party = known.cast.party(subject) if subject is not None else None
    same = party is not None and speaker is not None and bool(set(party.ids) & set(speaker.ids))
    if candidate.rule == "warned":
        return not same
    if subject is None or candidate.rule.startswith(("commit", "noun", "accept", "planned")):
        return False
    quoted = told.kind != "indirect" and known.parse.quotation_at(span_of(subject)[0]) is not None
    single = speaker is not None and len(speaker.ids) == 1
    return same and quoted and (subject.lower_ in {"he", "she"} or (single and subject.lower_ == "they"))


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


def _meant(mention: Mention, cast: Cast) -> tuple[str, ...]:
    """Ids of the actors of a mention; of a place gone to, its state, so that Paris and France are one destination."""
    if mention.members or mention.actor:
        return mention.members or ((mention.actor,) if mention.actor else ())
    table = cast.gazetteer
    if table is None:
        return ()
    name = mention.name or ""
    place = next((entry for entry in table.named(name) if isinstance(entry, Place) and entry.country), None)
    capital = table.capitals.get(fold(name), ())
    state = table.state(place.country) if place is not None and place.country else capital[0] if capital else None
    return (state.id,) if state is not None else ()


def _objects(candidate: Candidate, reach: Span, party: Party, cast: Cast) -> tuple[str, ...]:
    """Ids of the actors named in the act, and of the one whose invitation is accepted, but for the one who acts."""
    own = set(party.ids)
    ids = [id_ for mention in cast.within(reach) for id_ in _meant(mention, cast)]
    if candidate.rule == "accept":
        inviting = next((verb for verb in candidate.cue.ancestors if verb.lemma_ == "invite"), None)
        host = (
            next((child for child in inviting.lefts if child.dep_ == "nsubj"), None) if inviting is not None else None
        )
        invited = cast.party(host) if host is not None else None
        ids += invited.ids if invited is not None else ()
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ not in own))
