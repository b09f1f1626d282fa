"""The time of an act whose own words have none: of a clause, a meeting or a happening around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.codes import VISIT
from communique.event.day.own import of_deed
from communique.event.day.when import When
from communique.event.match import Match, match_verb
from communique.event.modality import listed
from communique.event.talks import gone, had, visit_beside
from communique.model import Interval, Time
from communique.parse import span_of, subtree_span

if TYPE_CHECKING:
    from communique.parse import Parse
    from communique.time import Times


def time_around(match: Match, parse: Parse, times: Times) -> Time | None:
    """The time around an act, by the first rule that finds one."""
    head = match.head
    time = next((t for number in _numbers(head) for t in times.within(span_of(number))), None)
    if time is None and (verb := _during(head)) is not None:
        time = times.of(verb)
    if time is None:
        time = _last_time(head, times)
    if time is None and head.dep_ == "dobj" and head.pos_ == "NOUN":
        time = _praised(head, parse, times)
    if time is None and match.rule == "nominal" and (clause := had(head) or gone(head)) is not None:
        time = times.of(clause)
    if time is None and match.rule == "nominal" and match.entry.code[:2] == "04":
        time = _spoken_in(match, parse, times)
    if time is None and match.entry.code[:2] == "04":
        visit = visit_beside(head)
        time = _astray(head, parse, times) or (times.of(visit) if visit is not None else None)
    if time is None:
        time = (
            _within(match, times) or _cut(head, parse, times) or _fronted(head, parse, times) or _counted(head, times)
        )
    if time is None and (announcing := _announced(head)) is not None:
        time = times.of(announcing)
    if time is None:
        time = _meanwhile(head, times) or _stretch(head, times)
    return time


def days_apart(match: Match, times: Times) -> Time | None:
    """The days between an act and the one it is told beside: "spoke on Tuesday, a day after their first *call*"."""
    above = match.head.head
    if match.head.dep_ != "pobj" or above.lower_ not in {"after", "before"}:
        return None
    count = (
        above.head if above.head.dep_ == "npadvmod" else next((c for c in above.lefts if c.dep_ == "npadvmod"), None)
    )
    if count is None or any(time.type == "DATE" for time in times.within(subtree_span(match.head))):
        return None
    told = times.within((span_of(count.left_edge)[0], span_of(count)[1]))
    return next((time for time in told if time.type == "DURATION"), None)


def day_around(match: Match, parse: Parse, times: Times) -> When:
    """The day around an act, of the meeting that its doer came to or of the act before it in line (basis `inferred`)."""
    found = _guest(match, times) or _told_after(match, times)
    if found is None and (verb := _during(match.head)) is not None:
        found = _in_line(verb, parse, times)
    return found or _in_line(match.head, parse, times)


def _numbers(head: Token) -> list[Token]:
    """Numbers before a noun that may be its year: "the 2022 invasion", "a trip during the 2012 campaign"."""
    if head.pos_ != "NOUN":
        return []
    during = (noun for child in head.rights if child.lower_ == "during" for noun in child.children)
    return [child for noun in (head, *during) for child in noun.lefts if child.like_num]


def _during(head: Token) -> Token | None:
    """The verb whose time is also that of an act beside it: "In May, during his visit, they signed ...".

    Also "This week he ended it by withdrawing ..." and "On Sunday she spoke, urging ...".
    """
    while (
        head.dep_ == "conj"
        and head.tag_ == head.head.tag_ == "VBG"
        and not any(c.dep_ == "nsubj" for c in head.children)
    ):
        head = head.head  # "killing two and wounding three"
    if (
        head.dep_ == "advcl"
        and head.tag_ == "VBG"
        and not any(c.dep_ in {"aux", "mark", "nsubj"} for c in head.children)
    ):
        return head.head if head.head.pos_ == "VERB" else None
    if head.dep_ == "relcl" and any(child.lower_ == "where" for child in head.children):
        return next(
            (verb for verb in head.ancestors if verb.pos_ == "VERB"), None
        )  # "to Oslo on Friday, where she met ..."
    if head.dep_ == "pcomp" and head.head.lower_ == "by" and head.head.head.pos_ == "VERB":
        return head.head.head
    if head.pos_ != "NOUN" or head.dep_ != "pobj" or head.head.lower_ != "during":
        return None
    verb = head.head.head
    return verb if verb.pos_ == "VERB" else None


def _last_time(verb: Token, times: Times) -> Time | None:
    """The time at which an act was done last, or since which one names a time by it.

    "The last time they met was in 2016", "since April, when she sent ships".
    """
    noun = verb.head if verb.dep_ == "relcl" else next((c for c in verb.lefts if c.dep_ == "npadvmod"), None)
    if noun is not None and noun.lower_ == "time" and any(word.lower_ == "last" for word in noun.lefts):
        told = (word for word in (noun.head, *verb.rights) if word.lemma_ == "be" and word.i > verb.i)
        return next((time for word in told if (time := times.of(word)) is not None), None)
    if verb.dep_ == "relcl" and any(child.lower_ == "when" and child.i < verb.i for child in verb.children):
        return next((time for time in times.within(span_of(verb.head)) if time.type == "DATE"), None)
    return None


def _spoken_in(match: Match, parse: Parse, times: Times) -> Time | None:
    """The day of what was said or done in talks, which is theirs: "failed in a call on Tuesday to settle it"."""
    noun = match.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "at"} or match.entry.code == VISIT:
        return None
    verb = noun.head.head
    time = times.of(verb) if verb.pos_ == "VERB" else None
    words = match_verb(verb, lexicons.load()) if time is not None else None
    return None if time is None or (words is not None and of_deed(time, words, parse)) else time


def _praised(deed: Token, parse: Parse, times: Times) -> Time | None:
    """The time of a deed that the parser hung on the praise or blame for it: "condemned the strike on 3 May"."""
    time = times.of(deed.head)
    if deed.head.lemma_ in listed("recalling"):
        return time
    words = match_verb(deed.head, lexicons.load()) if time is not None else None
    return time if time is not None and words is not None and of_deed(time, words, parse) else None


def _astray(head: Token, parse: Parse, times: Times) -> Time | None:
    """The day of a meeting that the parser hung on whom it was with: "met with Omar Said of the Isle of Orm today"."""
    for time in times.within(span_of(head.doc[head.i : head.right_edge.i + 1])):
        words = parse.tokens(time.span)
        root = words.root if words is not None else None
        if root is not None and root.dep_ == "npadvmod" and root.head.pos_ == "PROPN":
            return time
    return None


def _within(match: Match, times: Times) -> Time | None:
    """The day of the happening in which an act took place: "Sunday's incident at the border, in which guards beat two".

    What was talked of "in" a call is the call told again.
    """
    head = match.head
    if match.entry.code[:2] == "04":
        return None
    preps = (child for child in head.children if child.dep_ == "prep" and child.lower_ in {"in", "during"})
    if head.dep_ != "relcl" or not any(noun.lower_ == "which" for prep in preps for noun in prep.children):
        return None
    noun = head.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    days = (time for word in noun.lefts for time in times.within(span_of(word)))
    return next((time for time in days if time.type in {"DATE", "TIME"}), None)


def _cut(head: Token, parse: Parse, times: Times) -> Time | None:
    """The day that the parser cut in two: "met on Tuesday, 3 May 2022", the month hung on another verb."""
    days = [noun for child in head.children if child.dep_ == "prep" for noun in child.children]
    starts = {span_of(noun)[0] for noun in days if noun.dep_ == "pobj" and noun.ent_type_ == "DATE"}
    for time in times.times:
        words = parse.tokens(time.span) if time.type == "DATE" and time.span[0] in starts else None
        if words is not None and not head.is_ancestor(words.root):
            return time
    return None


def _fronted(head: Token, parse: Parse, times: Times) -> Time | None:
    """The time right before the subject that the parser hung on the clause before: "As you know, in May 2018 we adopted ..."."""
    subject = next((child for child in head.children if child.dep_ == "nsubj" and child.i < head.i), None)
    begin = span_of(subject.left_edge)[0] if subject is not None else 0
    for time in times.times:
        words = parse.tokens(time.span) if time.type == "DATE" and 0 < begin - time.span[1] <= len(", ") else None
        first = words[0].i if words is not None else 0
        if words is not None and first > 1 and words.doc[first - 1].lower_ in {"in", "on"}:
            return time if words.doc[first - 2].text == "," else None
    return None


def _counted(head: Token, times: Times) -> Time | None:
    """The stretch that a clause of time begins with: "Days before Chad attacked in May, they signed ..."."""
    for clause in head.children:
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if clause.dep_ == "advcl" and marks & {"before", "after"}:
            first = next(iter(times.within(span_of(clause.left_edge))), None)
            if first is not None and first.type == "DURATION":
                return first
    return None


def _announced(head: Token) -> Token | None:
    """The verb that announces what is being done, on whose day it is: "today announced that it is imposing sanctions"."""
    doing = head.tag_ == "VBG" and any(child.dep_ == "aux" and child.lower_ in {"is", "are"} for child in head.children)
    above = head.head
    return above if doing and head.dep_ == "ccomp" and above.lemma_ == "announce" and above.tag_ == "VBD" else None


def _meanwhile(head: Token, times: Times) -> Time | None:
    """The time of a clause of *when* or *as*, for the act beside it: "thanked him when the two met on Tuesday"; and back."""
    for child in head.children:
        if child.dep_ == "advcl" and _when(child) and (time := times.of(child)) is not None:
            return time
    return times.of(head.head) if head.dep_ == "advcl" and (_when(head) or _as(head)) else None


def _when(clause: Token) -> bool:
    return any(child.lower_ == "when" and child.i < clause.i for child in clause.children)


def _as(clause: Token) -> bool:
    """Whether a clause tells what was done meanwhile: "exports fell in May as Oman threatened ..."."""
    marked = any(child.lower_ == "as" and child.dep_ == "mark" for child in clause.children)
    return marked and clause.i > clause.head.i and clause.tag_ == clause.head.tag_ == "VBD"


def _stretch(head: Token, times: Times) -> Time | None:
    """The stretch of days in which an act lies: "met more than 40 times in the last ten years"."""
    behind = (noun for child in head.children if child.lower_ in {"in", "over", "within"} for noun in child.children)
    told = (time for noun in behind for time in times.within(span_of(noun)) if time.type == "DURATION")
    return next((time for time in told if time.interval.days is not None), None)


def _guest(match: Match, times: Times) -> When | None:
    """The day of a meeting for what one who took part said: "received a call on Monday from Omar Said, who thanked him"."""
    head = match.head
    spoken = match.entry.code[:2] in _SAID or match.rule == "speech"
    if head.tag_ != "VBD" or head.dep_ != "relcl" or not spoken:
        return None
    if not any(child.lower_ == "who" and child.dep_ == "nsubj" for child in head.children):
        return None
    verb = next((above for above in head.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    meeting = match_verb(verb, lexicons.load()) if verb is not None else None
    if verb is None or meeting is None or meeting.entry.code[:2] != "04":
        return None
    time = times.of(verb)
    if time is None or time.type not in {"DATE", "TIME"} or time.interval.days not in {None, 1}:
        return None
    return When(replace(time.interval, basis="inferred") if time.interval.known else time.interval, time)


def _told_after(match: Match, times: Times) -> When | None:
    """The day on which somebody spoke after talks, or the one before: "told reporters on Tuesday after he met her"."""
    head, above = match.head, match.head.head
    behind = above.lower_ if head.dep_ == "pobj" else next((c.lower_ for c in head.children if c.dep_ == "mark"), "")
    verb = above.head if head.dep_ == "pobj" else above
    said = verb.pos_ == "VERB" and any(child.dep_ == "ccomp" for child in verb.children)
    if match.entry.code[:2] != "04" or head.dep_ not in {"pobj", "advcl"} or behind not in {"after", "following"}:
        return None
    time = times.of(verb) if said else None
    if time is None or time.interval.day is None:
        return None
    before = date.fromisoformat(time.interval.day) - timedelta(1)
    return When(Interval(before.isoformat(), time.interval.day, "inferred"), time)


_SAID = frozenset({"02", "03", "05", "10", "11"})
"""Roots of the codes of what is said to those whom one meets: requests, offers, praise, demands, blame."""


def _in_line(verb: Token, parse: Parse, times: Times) -> When:
    """The time of the act before, of one doer: "closed the border on May 3 and banned imports" (basis `inferred`)."""
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ != "VERB" or _tense(first) != _tense(verb):
        return When()
    if any(child.dep_ in {"nsubj", "nsubjpass", "aux"} or _otherwise(child) for child in verb.children):
        return When()
    time = times.of(first)
    if time is None or time.type not in {"DATE", "TIME"}:
        return _in_line(first, parse, times) if first.dep_ == "conj" else When()
    words = match_verb(first, lexicons.load())
    if words is not None and of_deed(time, words, parse):
        return When()
    return When(replace(time.interval, basis="inferred") if time.interval.known else time.interval, time)


def _tense(verb: Token) -> str:
    return "VBD" if verb.tag_ == "VBN" else verb.tag_  # the second of two is often taken for a participle


def _otherwise(word: Token) -> bool:
    return word.lemma_.lower() in listed("otherwise")
