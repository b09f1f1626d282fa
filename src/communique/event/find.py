"""Events of one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import tables
from communique.event.attributes import attributes
from communique.event.clause import next_subject
from communique.event.coding import Coded, code_match
from communique.event.compare import ONE_SIDED, SYMMETRIC, TAKEN_UP
from communique.event.day.account import Account
from communique.event.day.counted import with_counted
from communique.event.day.dating import When, as_known, said_on, when
from communique.event.day.lend import with_lent_days, with_paper_days
from communique.event.deeds import with_shared, with_talks, with_target
from communique.event.floor import addressed
from communique.event.further import with_further
from communique.event.guests import with_guests
from communique.event.harm import with_harm
from communique.event.issuer import issued, issuer, with_issuer
from communique.event.match import (
    DURING,
    Match,
    gone_for,
)
from communique.event.modality import listed, performs
from communique.event.paper import Papers, papers
from communique.event.place import place
from communique.event.predicates import matches
from communique.event.roles import anchored
from communique.event.scope import SENTENCES, VERBAL, abroad, domestic, home, insiders, of_media, private, unresolved
from communique.event.sense import armed
from communique.event.sequel import DEFINITE, with_attackers
from communique.event.setting import with_setting
from communique.event.sides import ANCHORED, countries, for_owners, ids, kinds, states
from communique.event.speech import reframed
from communique.event.standing import standing
from communique.event.tables import Code
from communique.event.telling import taken_up
from communique.event.terms import with_terms
from communique.event.title import without_title
from communique.event.unsaid import accepted, agreed
from communique.event.urging import (
    announced,
)
from communique.model import Attribute, EventMention, Party, Span, Statement, cover, overlaps, row_id
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_events(parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]) -> tuple[EventMention, ...]:
    """All events that the report tells, in text order; none in most sentences."""
    found: dict[str, EventMention] = {}
    heads: dict[str, Token] = {}
    country, by = home(cast, parse), issuer(parse, cast)
    cast = issued(parse, addressed(parse, cast), by)
    written = papers(parse, cast)
    for sentence in parse.sentences:
        for match in matches(sentence.tokens):
            before = list(found.values())
            event = _event(match, parse, cast, times, statements, country=country, told=written, before=before, by=by)
            if event is not None and event.id not in found:
                found[event.id], heads[event.id] = event, match.head
    told_of = list(found.values())
    for event, verb in (*agreed(told_of, parse, cast, times, statements), *accepted(told_of, parse)):
        if event.id not in found and all(verb.i != head.i or verb.doc != head.doc for head in heads.values()):
            found[event.id], heads[event.id] = event, verb
    tellers = {s.id: s.speaker.actor for s in statements if s.speaker is not None}
    account = Account(parse, cast, times, heads, tellers)
    told = with_attackers(sorted(found.values(), key=lambda e: (e.trigger, e.id)), heads, parse, cast)
    told = with_harm(told, heads, parse, cast)
    if len(parse.sentences) > 1:
        told = [event for event in told if event.type != "ASSAULT" or event.source or _somebody(event.target, cast)]
    told = with_counted(with_further(with_shared(told, heads), heads, cast), heads, times)
    told = with_lent_days(told, account)
    told = with_guests(with_setting(with_talks(told, heads), heads, parse, cast), parse, cast)
    told = without_title(with_terms(told, parse, cast, times), heads, parse, cast)
    return tuple(
        replace(event, source=for_owners(event.source, parse.text), target=for_owners(event.target, parse.text))
        for event in with_paper_days(told, account)
    )


def _somebody(parties: tuple[Party, ...], cast: Cast) -> bool:
    """Whether any of some victims is known or of a known country: "18 people were killed" tells nobody's attack on nobody."""
    return any(
        (actor.kind != "group" or actor.country) or ANCHORED in party.how
        for party in parties
        for id_ in party.ids
        if (actor := cast.actor(id_)) is not None
    )


def _event(
    match: Match,
    parse: Parse,
    cast: Cast,
    times: Times,
    statements: tuple[Statement, ...],
    *,
    country: str | None,
    told: Papers,
    before: Sequence[EventMention],
    by: Party | None,
) -> EventMention | None:
    coded = code_match(match, cast, told)
    coded = with_target(with_issuer(coded, match, by, cast), match, before, parse, cast) if coded is not None else None
    if coded is None or not _whole(coded, match, cast) or not in_scope(coded, parse, cast, by):
        return None
    trigger = cover(span_of(word) for word in match.words)
    span = _clause(match.head)
    if coded.code.cameo == match.entry.otherwise:
        match = replace(match, entry=replace(match.entry, code=coded.code.cameo))
    dated = as_known(when(match, parse, times), match.head, (*coded.source, *coded.target), cast, times)
    statement = _statement(span_of(match.head), statements)
    intent = _intended(coded, match, parse, cast, statements) or announced(coded, match, statement, cast)
    coded, dated = (coded, dated) if intent is None else (intent, said_on(statement, times))
    known = dated.date.known
    if not performs(match.head) and _vague(
        coded, match, dated=known, told=statement is not None, alone=len(parse.sentences) < SENTENCES
    ):
        return None
    if _at_home(coded, match, parse, cast, country, dated=known):
        return None
    where = place(match, cast)
    answers = attributes((match.head, *match.words), coded.code.type)
    if taken_up(match.head) and (dated.date.days or 0) > _COUNTED:
        dated = When()  # "this was the second call this year": the year that one counts in, not the day
    if match.head.lemma_ in _AFFIRMING:
        answers = tuple(answer for answer in answers if answer.question != "name")  # an older accord's
    code = _by_medium(coded.code, answers)
    told_often = any(answer.question == _TIMES for answer in answers)
    return EventMention(
        id=row_id(parse.report.id, "event_mentions", [span, trigger], coded.code.type),
        span=span,
        type=coded.code.type,
        mode=code.mode,
        cameo=code.cameo,
        source=coded.source,
        target=coded.target,
        trigger=trigger,
        date=dated.date,
        time=dated.time.id if dated.time and not dated.counted else None,
        place=where[0] if where else None,
        place_span=where[1] if where else None,
        modality="past"
        if told_often and coded.modality == "asserted"
        else coded.modality
        if intent is not None
        else standing(
            coded.modality, match.head, parse, times, when=dated, statement=None if performs(match.head) else statement
        ),
        attributes=answers,
        statement=statement.id if statement else None,
        rule=f"{match.rule}, {TAKEN_UP}" if coded.code.cameo == _ACCORD and _definite(match) else match.rule,
    )


def _intended(coded: Coded, match: Match, parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Coded | None:
    """The promise that several give in their own words or paper to do together what they intend.

    "Oman and Qatar intend to deepen their ties, the statement said."
    """
    first = match.head
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    mutual = coded.source == coded.target and coded.code.type in {"SUPPORT", "COOPERATE"}
    if (
        coded.modality != "planned"
        or not mutual
        or first.dep_ != "xcomp"
        or first.head.lemma_ not in listed("intending")
    ):
        return None
    told = _statement(span_of(first.head), statements)
    if told is None or told.speaker is None or told.polarity != "said":
        return None
    paper = any(parse.text(span).split()[-1].lower() in _PAPERS for span in told.speaker.spans)
    code = tables.load().code(reframed(coded.code.cameo, coded.modality))
    if code is None or not (paper or states([told.speaker], cast) & states(coded.source, cast)):
        return None
    return replace(coded, code=code, modality="asserted")


_PAPERS = wordlist("plover/wording", "common_papers")


def _definite(match: Match) -> bool:
    """Whether the accord that an act is told with is one told of before: "signed *the* agreement", not "*the* statement"."""
    noun = match.words[-1]
    return (
        match.noun is not None
        and noun.lemma_.lower() not in _PAPERS
        and any(word.lower_ in DEFINITE for word in noun.lefts)
    )


_ACCORD = "057"
_CURB = "172"


def in_scope(coded: Coded, parse: Parse, cast: Cast, by: Party | None = None) -> bool:
    """Whether both sides of a meeting or of praise, and other words, can be of foreign affairs; `by` is the report's state."""
    foreign = by is not None and bool(countries(coded.target, cast) - countries((by,), cast))
    words = coded.code.type in VERBAL - {"CONSULT"} and not foreign
    if words and insiders(coded.code.type, coded.source, coded.target, cast, parse):
        return False
    sides = (coded.source, coded.target)
    pointing = sides if coded.code.type in VERBAL else (coded.source,) if coded.code.type == "AID" else ()
    if len(parse.sentences) >= SENTENCES and any(unresolved(side, parse) for side in pointing):
        return False
    if (
        len(parse.sentences) >= SENTENCES
        and coded.code.type in _ADDRESSED
        and coded.target
        and not anchored(coded.target)
    ):
        return False  # "called on all parties"
    if coded.code.type == "CONSULT" and any(private(side, cast, parse) for side in sides):
        return False
    if coded.code.cameo == _CURB and kinds(coded.target, cast) == {"group"} and not abroad(coded.target, cast, parse):
        return False  # "barred children from the network"
    tied = any(ids(party) for party in coded.target)
    if coded.code.type in _TO_STATES and private(coded.target, cast, parse) and not tied:
        return False
    if coded.code.type in _TO_MEDIA and (of_media(coded.target, parse) or kinds(coded.target, cast) == {"outlet"}):
        return False
    return coded.code.type not in {"CONSULT", "SUPPORT", "COOPERATE"} or all(
        abroad(side, cast, parse) for side in sides if side
    )


def _at_home(coded: Coded, match: Match, parse: Parse, cast: Cast, country: str | None, *, dated: bool) -> bool:
    """Whether an act is one of home affairs that is not recorded.

    That is words, money, and violence in words only; in a report of home affairs all but dated violence and protest, and
    arrests: the rest is background.
    """
    if not domestic(coded.source, coded.target, cast, parse, country):
        return False
    if coded.code.type in VERBAL or (coded.code.type == "ASSAULT" and not armed(match)):
        return True
    if country is None:
        return False
    if coded.modality != "asserted" or not coded.source:
        return True
    if coded.code.type == "PROTEST":
        return not dated
    return (
        coded.code.type not in {"ASSAULT", "COERCE"} or not coded.target or (coded.code.type == "ASSAULT" and not dated)
    )


def _vague(coded: Coded, match: Match, *, dated: bool, told: bool, alone: bool) -> bool:
    """Whether an act is only background to another thing.

    That is an undated one in a relative or participle clause: by nobody, a stance, a host's, or inside a statement.
    """
    if match.rule == "nominal" and coded.code.type == "CONSULT" and _counted_with_anybody(match):
        return True
    if coded.code.type == "CONSULT" and _told_again(_first(match.head)):
        return True
    if dated:
        return False
    if match.rule == "nominal" and coded.code.type == "CONSULT" and coded.modality == "asserted":
        beneath = match.head.dep_ == "pobj" and match.head.head.lower_ not in DURING - {"on"}  # "details on his visit"
        topic = beneath and not gone_for(match.head)
        return topic or (told and match.head.dep_ != "pobj")
    stance = match.head.lemma_ in _STANCES
    verb = match.head.head if match.head.dep_ == "xcomp" and match.head.head.lemma_ == "continue" else match.head
    if told and verb.tag_ in {"VBZ", "VBP"} and (stance or verb != match.head):
        return True  # "they support the plan", "they continue to threaten us"
    if match.rule == "nominal" and coded.code.type == "SUPPORT" and match.head.dep_ == "pobj":
        return match.head.head.lower_ in listed("aiming")
    favoured = match.head.dep_ == "xcomp" and match.head.head.lemma_ in _STANCES  # "they support deporting them"
    if coded.modality == "hypothetical" and (favoured or coded.code.type == "ASSAULT"):
        return True
    if coded.modality == "planned" and coded.code.cameo == "050" and _aim_of_accord(match.head):
        return True
    if coded.modality == "planned" and coded.code.type in _AWAITED and match.head.dep_ in {"xcomp", "ccomp", "acl"}:
        over = match.head.head
        if over.lemma_ in listed("awaiting") or (match.head.dep_ == "acl" and coded.code.type == "ASSAULT"):
            return True  # "sought to withdraw its troops", "the plan to annex the island"
    clause = _first(match.head)
    if clause.tag_ == "VBG" and clause.dep_ == "ROOT" and not any(c.dep_ in {"nsubj", "aux"} for c in clause.children):
        return True  # "Releasing Hostages and Protecting Citizens": a heading's topic
    if clause.dep_ == "advcl" and clause.tag_ == "VBG" and match.head.lemma_ in _REMARKS and "to" in match.verb.preps:
        return True  # "speaking to Ann Lee, she said ..."
    if (
        clause.tag_ == "VBG"
        and coded.code.type in _DEEDS
        and ((clause.dep_ == "acl" and not alone) or _behind_another(clause))
    ):
        return True  # "the coalition fighting the rebels"
    if (
        told
        and match.rule == "verb"
        and coded.code.type in {"ASSAULT", "COERCE"}
        and match.head.tag_ in {"VBZ", "VBP"}
        and not _headline(match.head)
    ):
        return True  # "she said he kills reporters": a habit
    if clause.dep_ == "relcl" and (
        (match.head.tag_ in {"VBZ", "VBP"} and match.head.pos_ != "AUX")
        or (_lasting(match.head) and coded.code.type != "ASSAULT")
    ):
        return True  # "ties that violate the embargo": how things are
    where = any(child.lower_ == "where" for child in clause.children)  # "during a visit to Oslo, where he met ..."
    if clause.dep_ == "relcl" and coded.code.type == "CONSULT" and not where and _of_meeting(clause.head):
        return True  # "their call, in which they discussed ...": one act
    if clause.dep_ == "advcl" and clause.tag_ == "VBG":
        return clause.head.lemma_ in _STATES  # "they share a distrust of the club, blaming Oman for ..."
    if clause.dep_ not in {"relcl", "acl", "pcomp"}:
        return False
    told = told or any(word.dep_ == "ccomp" for word in clause.ancestors)  # "made clear that Oman, which paid, ..."
    if clause.dep_ == "pcomp":
        return stance or (told and clause.head.lower_ == "by")
    return (told and not where) or stance or not coded.source or coded.code.cameo == "043"


def _headline(verb: Token) -> bool:
    """Whether the present tense tells what was done, as headlines do: no full stop behind it, no quotation around it."""
    return verb.doc[-1].text not in {".", "”", '"', "''"}


def _lasting(verb: Token) -> bool:
    """Whether a progressive tells what goes on: "the ships that Oman is deploying"."""
    return verb.tag_ == "VBG" and any(child.lower_ in {"is", "are"} for child in verb.children)


def _counted_with_anybody(match: Match) -> bool:
    """Whether a meeting is only counted among those of its kind: "her first meeting with a foreign leader"."""
    counted = any(child.ent_type_ == "ORDINAL" or child.lower_ == "first" for child in match.head.children)
    withs = match.noun.preps.get("with", []) if match.noun is not None else []
    return counted and any(c.lower_ in {"a", "an"} for noun in withs for c in noun.children if c.dep_ == "det")


def _aim_of_accord(verb: Token) -> bool:
    """Whether an infinitive only tells what an accord is for: "reached (agreed to) a pact to strengthen their ties"."""
    if verb.dep_ == "xcomp" and verb.head.tag_ == "VBG" and verb.head.dep_ == "advcl":
        return True  # "Seeking to strengthen their ties, they agreed ..."
    to_thing = (child for child in verb.head.children if child.dep_ == "prep" and child.lower_ == "to")
    return verb.dep_ in {"acl", "advcl", "relcl"} or (verb.dep_ == "xcomp" and any(to_thing))


def _told_again(clause: Token) -> bool:
    """Whether a clause only says what a meeting was about: "their call of Monday, in which they discussed ..."."""
    inside = any(child.lower_ in {"in", "during"} and child.right_edge.lower_ == "which" for child in clause.lefts)
    return clause.dep_ == "relcl" and inside and _of_meeting(clause.head)


def _behind_another(gerund: Token) -> bool:
    """Whether a gerund stands behind a clause of another doer, who may be the one: "she said, as rebels neared, seizing ..."."""
    if gerund.dep_ != "advcl" or gerund.i < gerund.head.i:
        return False
    between = gerund.doc[gerund.head.i + 1 : gerund.i]
    return any(t.dep_ in {"nsubj", "nsubjpass"} and t.head != gerund.head and t.head.i < gerund.i for t in between)


def _of_meeting(noun: Token) -> bool:
    """Whether a noun, or the one it hangs on, names a meeting: "the call between Oman and Qatar in which they ..."."""
    while noun.dep_ in {"pobj", "prep", "conj", "appos"} and noun.lemma_ not in listed("meetings"):
        noun = noun.head
    return noun.lemma_ in listed("meetings")


def _first(verb: Token) -> Token:
    """The first of some verbs in line: the "supporting" of "for supporting the claim and opposing the vote"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.tag_ == verb.tag_:
        verb = verb.head
    return verb


_COUNTED = 7
"""Longest time that still dates a meeting which a report takes up to count it."""
_AWAITED = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "SANCTION"})
"""Deeds that are none while they are only sought or expected."""
_REMARKS = frozenset({"speak", "talk"})
"""Verbs whose gerund with "to" only tells who heard a remark."""
_TO_STATES = frozenset({"AGREE", "REQUEST"})
"""Types of words that are no event where they go to people on business of their own."""
_ADDRESSED = frozenset({"REQUEST", "SUPPORT", "AGREE", "ACCUSE", "REJECT"})
"""Types of words that tell little without the side they go to."""
_TO_MEDIA = frozenset({"CONSULT", "AGREE", "ACCUSE"})
"""Types of words that are no event where they go to reporters."""
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Deeds that a gerund behind a noun only describes it by, or that may be another's behind another clause."""
_STANCES = frozenset({"support", "back", "oppose"})
"""Verbs of what somebody is for or against over time."""
_STATES = wordlist("plover/wording", "states")
_TIMES = "how many times"
_AFFIRMING = frozenset({"confirm", "affirm", "reaffirm", "reiterate"})
"""Verbs that speak of an accord there is: its name tells no event of their day."""


def _whole(coded: Coded, match: Match, cast: Cast) -> bool:
    """Whether enough of an event is known to be one: both sides, or one for the types that are told so.

    One-sided rows of other types are mostly wrong (docs/limits/events.md). A source alone does where the object says what
    was done ("lifted the curfew").
    """
    source = {id_ for party in coded.source for id_ in party.ids or (party.name or "",)}
    told = bool(coded.source) and match.rule == "verb+object" and coded.code.type in _TOLD_BY_OBJECT
    if coded.code.type == "PROTEST" and not coded.target and kinds(coded.source, cast) == {"person"}:
        return False  # "the senator holds a rally"
    joint = len(source) > 1 and coded.code.type in SYMMETRIC and match.entry.both
    return bool((coded.source and coded.target) or coded.code.type in ONE_SIDED or joint or told)


_TOLD_BY_OBJECT = frozenset({"RETREAT", "SANCTION", "COERCE", "AID", "REJECT"})
"""Types of acts whose object completes them, though nobody is named to whom they are done."""


def _by_medium(code: Code, answers: tuple[Attribute, ...]) -> Code:
    """A consultation by phone or video is CAMEO 041, whatever its verb."""
    remote = any(a.question == "medium" and a.value in {"phone", "video"} for a in answers)
    return tables.load().codes["041"] if code.cameo == "040" and remote else code


def _clause(head: Token) -> Span:
    following = next_subject(head) if head.pos_ == "NOUN" else None
    last = following.i - 2 if following is not None else head.right_edge.i  # without the comma
    return span_of(head.doc[head.left_edge.i : last + 1])


def _statement(head: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content holds the trigger's governing word; the verb of saying is outside its own."""
    holding = [s for s in statements if any(overlaps(head, content) for content in s.content)]
    return min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id), default=None)
