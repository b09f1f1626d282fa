"""Pledges of one report: candidates of the parse whose subject can act and announces the act itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import EventMention, Party, PledgeMention, Span, Statement, row_id
from communique.parse import span_of
from communique.pledge.candidates import Candidate, candidates
from communique.pledge.due import due
from communique.pledge.lexicon import Lexicon, load

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

_FIRST = frozenset({"i", "we", "us", "our", "my"})
_PERSONS = frozenset({"i", "we", "he", "she", "they", "both", "us", "our", "their", "his", "her", "my"})
_CLAUSES = frozenset({"relcl", "advcl", "parataxis", "appos", "acl", "ccomp"})
_CUT = frozenset({"parataxis", "punct", "cc"})
_SAID = re.compile(r",[’”\"]?\s[^,]{2,80}?\s(?:said|says|reported|reports|announced|confirmed|added|wrote)\b")
"""A trailing "..., the paper reported", which the parser at times takes into the act."""
MAX_ACT = 45
"""Longest act in tokens; what runs on is cut, the head and its objects come first."""


def find_pledges(
    parse: Parse,
    cast: Cast,
    times: Times,
    statements: tuple[Statement, ...],
    events: tuple[EventMention, ...],
) -> tuple[PledgeMention, ...]:
    """All pledges that the report tells, in text order. `events` are not needed by the rules and may be empty."""
    words = load()
    found: dict[int, PledgeMention] = {}
    for _, doc in parse.docs:
        for candidate in candidates(doc, words):
            key = span_of(candidate.act)[0]
            if key in found:
                continue
            pledge = _pledge(candidate, parse, cast, times, statements, words)
            if pledge is not None:
                found[key] = pledge
    return tuple(sorted(found.values(), key=lambda pledge: (pledge.span, pledge.id)))


def _pledge(
    candidate: Candidate, parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...], words: Lexicon
) -> PledgeMention | None:
    act = candidate.act
    if not _agentive(candidate, words) or _asks(act) or _terms(candidate, words):
        return None
    told = _statement(act, statements)
    party = _actor(candidate, told, cast, words)
    if party is None or _supposed(candidate, told, parse) or _forecast(party, candidate, told, parse, cast, words):
        return None
    condition = _condition(candidate, words)
    reach = _act_span(candidate, condition, told)
    when = due(act, candidate.cue, reach, parse, times, shared=candidate.rule.partition(":")[0] in {"arranged", "be-to", "will", "would"})
    span = (min(reach[0], *(s for s, _ in party.spans), span_of(candidate.cue)[0]), max(reach[1], condition[1] if condition else 0))
    if any(s < span[0] or e > span[1] for s, e in party.spans) or span[1] - span[0] > 600:
        span = (min(reach[0], span_of(candidate.cue)[0]), reach[1])
    return PledgeMention(
        id=row_id(parse.report.id, "pledge_mentions", [span_of(act)], act.lemma_.lower()),
        span=span,
        actor=party,
        act=" ".join(parse.text(reach).split()),
        lemma=_lemma(candidate),
        condition=" ".join(parse.text(condition).split()) if condition else None,
        due=when.date,
        due_kind=when.kind,
        firmness="if" if condition and candidate.firmness == "will" else candidate.firmness,
        objects=_objects(reach, party, cast),
        time=when.time.id if when.time else None,
        statement=told.id if told else None,
        rule=candidate.rule,
    )


def _supposed(candidate: Candidate, told: Statement | None, parse: Parse) -> bool:
    """Whether "would" only supposes: it announces where it is reported speech's "will", outside quotation marks."""
    if not candidate.backshifted:
        return False
    return told is None or told.attitude != "speech" or parse.quotation_at(span_of(candidate.act)[0]) is not None


def _lemma(candidate: Candidate) -> str:
    """Lemma of the act's head; a word cut at hyphens is put together, an accepted invitation to an event is attended."""
    act = candidate.act
    if candidate.rule == "accept" and act.pos_ in {"NOUN", "PROPN"}:
        return "attend"
    first, last = _word(act)
    if last > first and act.pos_ not in {"NOUN", "PROPN"}:
        parts = [token.text for token in act.doc[first:last] if token.text != "-"]
        return "".join([*parts, act.doc[last].lemma_]).lower()
    return act.lemma_.lower()


def _agentive(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the act is one of will. After a verb of commitment any act is; else states and mishaps are left out."""
    act = candidate.act
    if candidate.rule.startswith(("commit", "noun", "planned", "accept")):
        return True
    if act.pos_ != "VERB":
        return False
    return act.lemma_.lower() not in words.states or _goes(act)


def _goes(act: Token) -> bool:
    """ "will come to Geneva", "will take part": motion and idioms of verbs that alone are no acts."""
    if act.lemma_ in {"come", "stay", "get"}:
        return any(child.dep_ == "prep" and child.lower_ == "to" for child in act.children)
    return act.lemma_ in {"reach", "stand", "look", "follow", "see"} and any(child.dep_ == "prt" for child in act.children)


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


def _forecast(
    party: Party, candidate: Candidate, told: Statement | None, parse: Parse, cast: Cast, words: Lexicon
) -> bool:
    """Whether the act is only foreseen by somebody else: an onlooker, another country's speaker, a verb of opinion."""
    committed = candidate.rule.partition(":")[0] not in {"will", "would", "be-to"}
    if committed or told is None:
        return False
    speaker = told.speaker
    if speaker is not None and (set(party.ids) & set(speaker.ids) or set(party.spans) & set(speaker.spans)):
        return False
    cue = " ".join(parse.text(span) for span in told.cue).lower()
    if told.attitude != "speech" or any(_begins(word, words.opinions) for word in cue.split()):
        return True
    if speaker is None:
        return False
    spoken = " ".join(parse.text(span) for span in speaker.spans).lower()
    if any(word.strip(",.’'").removesuffix("s") in words.onlookers for word in spoken.split()):
        return True
    ours, theirs = _countries(party, cast), _countries(speaker, cast)
    return bool(ours and theirs and not ours & theirs)


def _countries(party: Party, cast: Cast) -> set[str]:
    """Countries of a party's actors; media belong to none here, for they report what others announce."""
    actors = [cast.actor(id_) for id_ in party.ids]
    return {actor.country for actor in actors if actor is not None and actor.country and actor.kind != "outlet"}


def _begins(word: str, lemmas: frozenset[str]) -> bool:
    """Whether a word is a form of one of the verbs."""
    word = word.strip(",.")
    return bool({word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ing")} & lemmas)


def _condition(candidate: Candidate, words: Lexicon) -> Span | None:
    """The clause or phrase on which the act hangs."""
    for head in (candidate.act, candidate.cue, *candidate.cue.ancestors):
        for child in head.children:
            if child.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in words.conditions for c in child.children):
                return span_of(child.doc[child.left_edge.i : child.right_edge.i + 1])
        if head.dep_ == "ROOT":
            break
    span = span_of(candidate.act.doc[candidate.act.i : candidate.act.right_edge.i + 1])
    text = candidate.act.doc.text
    base = span[0] - candidate.act.idx
    for phrase in words.condition_phrases:
        at = text.lower().find(f" {phrase} ", span[0] - base, span[1] - base)
        if at >= 0:
            return base + at + 1, span[1]
    return None


def _act_span(candidate: Candidate, condition: Span | None, told: Statement | None) -> Span:
    """The words of the act: from its head to the end of its clause, before a condition or a clause of its own."""
    act = candidate.act
    doc = act.doc
    first = act.left_edge.i if act.pos_ in {"NOUN", "PROPN"} else _word(act)[0]
    first = min([first, *(child.i for child in act.lefts if child.dep_ == "neg" and act.i - child.i <= 2)])
    right = min(_right(act, condition), first + MAX_ACT)
    while right > act.i and (doc[right].is_punct or doc[right].lower_ in {"and", "but", "or", "to"}):
        right -= 1
    start, end = span_of(doc[first : right + 1])
    if (match := _SAID.search(doc.text, start - _base(act), end - _base(act))) is not None:
        end = match.start() + _base(act)
    edges = [condition] if condition is not None else []
    edges += [span for span in (*told.cue, *(p for p in (told.speaker.spans if told.speaker else ())))] if told is not None else []
    end = min([end, *(edge[0] for edge in edges if start < edge[0] < end)])
    text = doc.text[start - _base(act) : end - _base(act)].rstrip(" ,;:—-")
    end = start + len(text)
    if text.count("“") > text.count("”") and doc.text[end - _base(act) : end - _base(act) + 1] == "”":
        end += 1
    return start, end


def _base(token: Token) -> int:
    """Report offset of the token's document."""
    return span_of(token)[0] - token.idx


def _word(token: Token) -> tuple[int, int]:
    """First and last token of a word that the tokenizer cut at hyphens: "co-operate"."""
    doc, first, last = token.doc, token.i, token.i
    while last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_ and not doc[last + 1].whitespace_:
        last += 2
    while first >= 2 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_ and not doc[first - 1].whitespace_:
        first -= 2
    return first, last


def _right(act: Token, condition: Span | None) -> int:
    """Last token of the act: its dependents, cut before a clause set off by a comma or joined on."""
    doc = act.doc
    right = _word(act)[1]
    for child in act.rights:
        if (child.dep_ in _CUT and child.dep_ != "punct") or (child.dep_ == "conj" and child.tag_ in {"VB", "VBP"}):
            break
        if condition is not None and condition[0] <= span_of(child)[0] and span_of(child)[1] <= condition[1]:
            break
        if child.dep_ != "punct":
            right = max(right, child.right_edge.i)
    for token in doc[act.i + 1 : right + 1]:
        edge = token.left_edge.i
        if token.dep_ in _CLAUSES and edge > act.i + 1 and doc[edge - 1].text in {",", "—", "–"}:
            return edge - 2
    return right


def _objects(reach: Span, party: Party, cast: Cast) -> tuple[str, ...]:
    """Ids of the actors named in the act, but for the one who acts."""
    own = set(party.ids)
    ids = [id_ for mention in cast.within(reach) for id_ in (mention.members or ((mention.actor,) if mention.actor else ()))]
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ not in own))
