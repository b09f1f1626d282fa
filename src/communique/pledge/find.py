"""Pledges of one report: candidates of the parse whose subject can act and announces the act itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Interval, Mention, Party, PledgeMention, Span, Statement, contains, row_id
from communique.model.interval import of_period
from communique.parse import span_of
from communique.pledge.act import act_lemma, act_span, condition_of
from communique.pledge.candidates import Candidate, candidates
from communique.pledge.doer import FIRST, doer
from communique.pledge.due import Due, due
from communique.pledge.forecast import foreseen
from communique.pledge.known import Known
from communique.pledge.lexicon import Lexicon, load
from communique.resources.entries import Place, fold
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_pledges(
    parse: Parse,
    cast: Cast,
    times: Times,
    statements: tuple[Statement, ...],
) -> tuple[PledgeMention, ...]:
    """All pledges that the report tells, in text order."""
    known = Known(parse, cast, times, statements, load())
    found: dict[int, PledgeMention] = {}
    for _, doc in parse.docs:
        for candidate in candidates(doc, known.words):
            key = span_of(candidate.act)[0]
            if key in found:
                continue
            pledge = _pledge(candidate, known)
            if pledge is not None:
                found[key] = pledge
    titles = [block.span for block, _ in parse.docs if block.role in {"title", "heading"}]
    kept = [pledge for pledge in found.values() if not _outlined(pledge, found.values(), titles, cast)]
    return tuple(sorted(kept, key=lambda pledge: (pledge.span, pledge.id)))


BRIEF = 2
"""Telling words of an act in a title that only announces what the body tells: "vow to co-operate", "pledges aid to farmers"."""
_SLIGHT = wordlist("function_words", "frequent")


def _outlined(pledge: PledgeMention, told: Iterable[PledgeMention], titles: list[Span], cast: Cast) -> bool:
    """Whether a title tells in a word or two what its report's body tells in full: the same side, by a like word."""
    inside = any(contains(title, pledge.span) for title in titles)
    if not inside or len([word for word in pledge.act.lower().split() if word not in _SLIGHT]) > BRIEF:
        return False
    return any(
        _sort(other) == _sort(pledge)
        and not _sides(other.actor, cast).isdisjoint(_sides(pledge.actor, cast))
        and not any(contains(title, other.span) for title in titles)
        for other in told
    )


def _sort(pledge: PledgeMention) -> str:
    """The rule that found a pledge; words of promising are one, whatever tells the act: "pledged aid", "promised to send"."""
    word = pledge.rule.partition(":")[2]
    return f"commit: {load().commit[word]}" if word in load().commit else pledge.rule


def _sides(party: Party, cast: Cast) -> set[str | None]:
    """What a party stands for: the countries of its actors, where they are known, and itself."""
    actors = [cast.actor(id_) for id_ in party.ids]
    return {*(actor.country for actor in actors if actor is not None and actor.country), *(party.ids or (party.name,))}


def _pledge(candidate: Candidate, known: Known) -> PledgeMention | None:
    parse, words = known.parse, known.words
    act = candidate.act
    if not _agentive(candidate, words) or _asks(act) or _terms(candidate, words):
        return None
    told = known.statement(act)
    party = doer(candidate, told, known)
    if (
        party is None
        or not (party.ids or party.name)
        or _outside(candidate, party, parse)
        or foreseen(party, candidate, told, known)
    ):
        return None
    condition = condition_of(candidate, words)
    if candidate.backshifted and condition and _unreal(parse.text(condition)):
        return None
    reach = act_span(candidate, condition, told)
    when = due(
        act,
        candidate.cue,
        reach,
        parse,
        known.times,
        shared=candidate.rule.partition(":")[0] in {"arranged", "be-to", "will", "would"},
    )
    if candidate.rule.startswith("announced") and not _ahead(when, known.times.published):
        return None
    if when.kind == "by" and when.time is not None and any(child.dep_ == "neg" for child in act.lefts):
        when = Due(when.date and when.time.interval.start, "not before", when.time)  # "will not sail before June"
    span = _span(candidate, reach, condition)
    return PledgeMention(
        id=row_id(parse.report.id, "pledge_mentions", [span_of(act)], act.lemma_.lower()),
        span=span,
        actor=party,
        act=re.sub(r"^(?:n['’]t|not to)\b", "not", " ".join(parse.text(reach).split())),
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


_UNREAL = re.compile(r"\b(?:could|were|had|might)\b")
"""Verbs of a condition that is only imagined: "she would do it if she could"."""


def _unreal(condition: str) -> bool:
    """Whether a condition is only imagined; nobody imagines with "unless"."""
    return not condition.lower().startswith("unless") and _UNREAL.search(condition) is not None


LONGEST = 600
"""Characters of a telling; longer ones are the parser's runaways and keep cue and act only."""


def _ahead(when: Due, published: Interval) -> bool:
    """Whether an act falls due after the report: "announced tariffs" alone tells of what is done."""
    if when.date is None or when.time is None:
        return False
    start = of_period(when.date).start
    return when.kind == "not before" or (published.end is not None and start is not None and start > published.end)


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


def _agentive(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the act is one of will. After a verb of commitment any act is; else states and mishaps are left out."""
    act = candidate.act
    if candidate.rule.startswith(("commit", "noun", "planned", "accept", "announced")):
        return True
    if act.pos_ != "VERB" or any(child.lower_ in words.faring for child in act.rights):
        return False
    if _gains(act, words) or _says_no_act(act):
        return False
    subject = candidate.subject
    if subject is not None and subject.lower_ in FIRST and act.lemma_.lower() in words.talk:
        return False
    return act.lemma_.lower() not in words.states or _goes(act, words)


def _goes(act: Token, words: Lexicon) -> bool:
    """As in "will come to Geneva", "will reach out": motion and idioms of verbs that alone are no acts."""
    if act.lemma_ in words.toward:
        return any(child.dep_ == "prep" and child.lower_ == "to" for child in act.children)
    return act.lemma_ in words.phrasal and any(child.dep_ == "prt" for child in act.children)


def _gains(act: Token, words: Lexicon) -> bool:
    """Whether the act is to gain money, which is a forecast: "will make $5 million"."""
    gain = next((child for child in act.rights if child.dep_ == "dobj"), None) if act.lemma_ in words.gaining else None
    return gain is not None and (gain.ent_type_ in {"MONEY", "CARDINAL"} or gain.pos_ in {"SYM", "NUM"})


def _says_no_act(act: Token) -> bool:
    """Whether the act only points: "will do so", "what we are going to do"."""
    if act.lemma_ != "do":
        return False
    done = next((child for child in act.rights if child.dep_ == "dobj"), None)
    return done is None or done.tag_ in {"PRP", "DT", "RB", "WP"}


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
