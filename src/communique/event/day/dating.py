"""When an act took place: the time that dates its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.codes import ON_DEEDS
from communique.event.match import Match, match_verb
from communique.event.modality import listed
from communique.event.sides import names
from communique.event.talks import gone, had, visit_beside
from communique.model import Interval, Party, Statement, Time, meet
from communique.parse import span_of, subtree_span

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

COUNTED = re.compile(r"P(\d{1,2})D")
"""A number of days: "two weeks after" may be a few days more or less."""
_NEAR = {"hour": 1, "day": 14, "week": 60}
"""Most days that "hours", "days", "weeks before" reach back."""


@dataclass(frozen=True, slots=True)
class When:
    """The days of an act and the time expression that gives them."""

    date: Interval = Interval()
    time: Time | None = None

    @property
    def counted(self) -> bool:
        """Whether the days are known, and not just those of the time."""
        own = self.time.interval if self.time is not None else Interval()
        return own.known and (own.start, own.end) != (self.date.start, self.date.end)


def when(match: Match, parse: Parse, times: Times) -> When:
    """When the act of a predicate took place, as far as its own words tell."""
    head = match.head
    time = times.of(head)
    if time is not None and _in_line_over(time, head, parse, times):
        time = None
    if time is not None and (not _dates(time, match, parse) or _of_deed(time, match, parse)):
        time = None
    if time is None:
        time = next((t for number in _numbers(head) for t in times.within(span_of(number))), None)
    if time is None and (verb := _during(head)) is not None:
        time = times.of(verb)
    if time is None and head.dep_ == "dobj" and head.pos_ == "NOUN":
        time = _praised(head, parse, times)
    if time is None and match.rule == "nominal" and (clause := had(head) or gone(head)) is not None:
        time = times.of(clause)
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
    if time is None:
        return _guest(match, times) or _in_line(head, parse, times)
    if not time.interval.known:
        return When(_beside(time, head, parse, times), time)
    return When(_through(time, parse, times) or _since(time, head, parse, times) or _held(time, match, times), time)


def said_on(statement: Statement | None, times: Times) -> When:
    """The day on which something is promised by saying so, not that of what will be done."""
    if statement is None:
        return When()
    return When(statement.date, next((time for time in times.times if time.id == statement.time), None))


def as_known(told: When, head: Token, parties: Iterable[Party], cast: Cast, times: Times) -> When:
    """The days of an act that is the public happening its words name, where both name the same sides.

    "Oman's 2022 invasion of Qatar" took place on the day that the calendar has for it.
    """
    happening = times.known_at(span_of(head))
    if happening is None or len(happening.actors) < _SIDES or not set(happening.actors) <= names(parties, cast):
        return told
    days = happening.interval if not told.date.known else meet(told.date, happening.interval)
    return told if days is None else replace(told, date=replace(days, basis="inferred"))


_SIDES = 2


def _through(time: Time, parse: Parse, times: Times) -> Interval | None:
    """The days of two times told as ends ("from 3 March to 5 April"), or of two in line that meet ("in March and April")."""
    text, start = parse.report.text, time.span[0]
    following = next((t for t in times.times if t.span[0] >= time.span[1]), None)
    if following is None or time.type != "DATE" or following.type != "DATE":
        return None
    joint = _BETWEEN.fullmatch(text[time.span[1] : following.span[0]])
    first, last = time.interval, following.interval
    if joint is None or first.start is None or first.end is None or last.start is None or last.end is None:
        return None
    ends = _ENDS.search(text[max(0, start - _OPENING) : start])
    if ends is not None and (ends[1].lower() == "from") == (joint[1] != "and") and first.start < last.start:
        return replace(first, end=last.end)
    words, second = parse.tokens(time.span), parse.tokens(following.span)
    if words is None or second is None or second.root not in words.root.conjuncts:
        return None
    gap = date.fromisoformat(last.start) - date.fromisoformat(first.end)
    return replace(first, end=last.end) if joint[1] == "and" and gap == timedelta(1) else None


_BETWEEN = re.compile(r"\s+(to|until|through|and)\s+(?:(?:in|on|early|late|mid-?)\s*)?")
_ENDS = re.compile(r"(?i)\b(from|between)\s+(?:(?:early|late|mid-?)\s*)?$")
_OPENING = 20
"""Characters before a time in which "from" or "between" stands."""


def _since(time: Time, head: Token, parse: Parse, times: Times) -> Interval | None:
    """The days from a time on, of what has been done since: "has expelled 40 diplomats since 2022"."""
    if not _from_then(time, head, parse) or not _perfect(head) or time.interval.start is None:
        return None
    last = times.published.end
    return replace(time.interval, end=last) if last is None or last > time.interval.start else None


def _from_then(time: Time, head: Token, parse: Parse) -> bool:
    """Whether a time tells since when: "since 2022", "since the coup of 1 February"."""
    words = parse.tokens(time.span)
    above = words.root.ancestors if words is not None else ()
    before = parse.report.text[: time.span[0]].rstrip().lower().endswith("since")
    return before or any(t.lower_ == "since" and head in t.ancestors for t in above)


def _perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in {"has", "have"} for child in verb.children)


def _held(time: Time, match: Match, times: Times) -> Interval:
    """The days of a time; of a deed told with a noun, a day of the year after the report's own is one of the year before.

    "Oman's October 7 attacks", told in May.
    """
    days, published = time.interval, times.published
    if match.rule != "nominal" or match.entry.code[:2] not in _DEEDS or published.end is None or days.day is None:
        return days
    if days.day <= published.end or days.basis != "resolved":
        return days
    before = date.fromisoformat(days.day)
    day = before.replace(year=before.year - 1, day=min(before.day, 28) if before.month == 2 else before.day).isoformat()
    return replace(days, start=day, end=day)


_DEEDS = frozenset({"17", "18", "19", "20"})
"""Roots of the codes of violence and coercion, which nobody announces by their day."""


def _praised(deed: Token, parse: Parse, times: Times) -> Time | None:
    """The time of a deed that the parser hung on the praise or blame for it: "condemned the strike on 3 May"."""
    time = times.of(deed.head)
    if deed.head.lemma_ in listed("recalling"):
        return time
    words = match_verb(deed.head, lexicons.load()) if time is not None else None
    return time if time is not None and words is not None and _of_deed(time, words, parse) else None


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


_SAID = frozenset({"02", "03", "05", "10", "11"})
"""Roots of the codes of what is said to those whom one meets: requests, offers, praise, demands, blame."""


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


def _meanwhile(head: Token, times: Times) -> Time | None:
    """The time of a clause of *when* or *as*, for the act beside it: "thanked him when the two met on Tuesday"; and back."""
    for child in head.children:
        if child.dep_ == "advcl" and _when(child) and (time := times.of(child)) is not None:
            return time
    return times.of(head.head) if head.dep_ == "advcl" and (_when(head) or _as(head)) else None


def _announced(head: Token) -> Token | None:
    """The verb that announces what is being done, on whose day it is: "today announced that it is imposing sanctions"."""
    doing = head.tag_ == "VBG" and any(child.dep_ == "aux" and child.lower_ in {"is", "are"} for child in head.children)
    above = head.head
    return above if doing and head.dep_ == "ccomp" and above.lemma_ == "announce" and above.tag_ == "VBD" else None


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
    if words is not None and _of_deed(time, words, parse):
        return When()
    return When(replace(time.interval, basis="inferred") if time.interval.known else time.interval, time)


def _tense(verb: Token) -> str:
    return "VBD" if verb.tag_ == "VBN" else verb.tag_  # the second of two is often taken for a participle


def _otherwise(word: Token) -> bool:
    return word.lemma_.lower() in listed("otherwise")


def _counted(head: Token, times: Times) -> Time | None:
    """The stretch that a clause of time begins with: "Days before Chad attacked in May, they signed ..."."""
    for clause in head.children:
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if clause.dep_ == "advcl" and marks & {"before", "after"}:
            first = next(iter(times.within(span_of(clause.left_edge))), None)
            if first is not None and first.type == "DURATION":
                return first
    return None


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


def _dates(time: Time, match: Match, parse: Parse) -> bool:
    """Whether a time dates the act and not only the thing it stands before: "invited her to the *May* summit".

    Nor the deed that the act came after or was about: "recalled him after the attack on Sunday".
    """
    if match.head.tag_ in {"VBD", "VB"} and _from_then(time, match.head, parse) and not _perfect(match.head):
        return False  # "met for the first time since 2021"
    words = parse.tokens(time.span)
    if words is None:
        return True
    root = words.root
    if match.head.is_ancestor(root) and _of_reason(root, match.head):
        return False
    if root.dep_ not in {"compound", "nmod", "nummod", "amod", "poss"} or root.head.ent_type_ in {"DATE", "TIME"}:
        return True
    return root.head in match.words or root.head.pos_ == "VERB"


def _of_reason(time: Token, head: Token) -> bool:
    """Whether a time lies under a deed behind a preposition of cause or sequence that hangs on the act."""
    below: Token = time
    for token in time.ancestors:
        if token == head:
            return False
        if token.dep_ == "prep" and below != time and below.pos_ == "NOUN" and _because(token):
            return below.lemma_ not in listed("meetings")
        below = token
    return False


def _in_line_over(time: Time, head: Token, parse: Parse, times: Times) -> bool:
    """Whether a day behind a deed is that deed's, the act before in line having its own: "met her and protested over ..."."""
    words, first = parse.tokens(time.span), times.of(head.head) if head.dep_ == "conj" else None
    told = [head, *(child for child in head.children if child.dep_ == "dobj")]
    over = [child.i for word in told for child in word.children if child.dep_ == "prep" and _because(child)]
    return words is not None and first is not None and first.span != time.span and any(i < words[0].i for i in over)


def _because(preposition: Token) -> bool:
    """Whether a preposition sets an act behind another: "after the attack", "further to the attack"."""
    if preposition.lower_ == "to":
        return any(child.lower_ in {"further", "response"} for child in preposition.children)
    return preposition.lower_ in _REASONS


_REASONS = frozenset({"after", "following", "over", "despite"})


def _of_deed(time: Time, match: Match, parse: Parse) -> bool:
    """Whether a time dates what somebody is praised or blamed for: "congratulated her on the vote held on Sunday"."""
    if match.head.lemma_ in listed("topical"):
        return _of_topic(time, match, parse)
    if match.entry.code not in ON_DEEDS | _AHEAD:
        return False
    over = [t for word in (match.head, *match.words) for t in word.children if t.lower_ in {"for", "on"}]
    reasons = [t for t in over if all(noun.ent_type_ not in {"DATE", "TIME"} for noun in t.children)]
    if any(span_of(reason)[0] < time.span[0] for reason in reasons):
        return True
    words, told = parse.text(time.span), match.entry.code in ON_DEEDS
    own = not any(char.isdigit() for char in words) or (told and _WEEKDAY.match(words))
    # "condemned the strike of 3 May", but "condemned the strike on Sunday"
    deeds = () if own and time.interval.day is not None else match.verb.object
    whom = _SOMEBODY if told else frozenset()
    return any(span_of(deed)[0] < time.span[0] and deed.ent_type_ not in whom for deed in deeds)


_WEEKDAY = re.compile(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_SOMEBODY = frozenset({"GPE", "NORP", "ORG", "PERSON"})
"""Labels of whom one praises or blames: no deed that a day could be of."""


def _of_topic(time: Time, match: Match, parse: Parse) -> bool:
    """Whether a time dates what was discussed: "discussed her visit last week"."""
    words = parse.tokens(time.span)
    topics = [noun for noun in match.verb.object if noun.i > match.head.i and span_of(noun)[0] < time.span[0]]
    inside = words is not None and any(topic.is_ancestor(words.root) for topic in topics)
    others = [
        other for word in match.head.children if word.lower_ == "with" for other in word.children
    ]  # dates the talks
    last = max((topic.i for topic in topics), default=0)
    behind = words is not None and not inside and any(last < other.i < words[0].i for other in others)
    return bool(topics) and not behind and (inside or (time.interval.days or 2) > 1)


_AHEAD = frozenset({"036"})
"""Codes of words about an act to come: "invited her to Oslo before the end of the year"."""


def _beside(time: Time, head: Token, parse: Parse, times: Times) -> Interval:
    """Days from "days before X in February 2022", of either act: the other's date, widened by what the unit can reach."""
    words = parse.tokens(time.span)
    if time.type != "DURATION" or words is None:
        return Interval()
    unit = next((token.lemma_.lower() for token in words if token.lemma_.lower() in _NEAR), None)
    clause = subtree_span(head)
    dated = [
        t for t in times.within(clause) if t.type == "DATE" and t.span[0] > time.span[0] and t.interval.days is not None
    ]
    following = words[-1].nbor(1).lower_ if words[-1].i + 1 < len(words.doc) else ""
    found = dated[0].interval if dated else _governing(head, times)
    if unit is None or found is None or following not in {"before", "after"}:
        return Interval()
    reach = timedelta(_NEAR[unit])
    start, end = (date.fromisoformat(day) for day in (found.start or "", found.end or ""))
    earlier = (following == "before") == bool(dated)
    if counted := COUNTED.fullmatch(time.value or ""):
        count = timedelta(-int(counted[1]) if earlier else int(counted[1]))
        return Interval((start + count).isoformat(), (end + count).isoformat(), "inferred")
    start, end = (start - reach, end) if earlier else (start, end + reach)
    return Interval(start.isoformat(), end.isoformat(), "inferred")


def _governing(head: Token, times: Times) -> Interval | None:
    """The days of the act that another stands before or after: "in May they signed it, days before she sent troops"."""
    time = times.of(head.head) if head.dep_ == "advcl" else None
    return time.interval if time is not None and time.interval.days is not None else None
