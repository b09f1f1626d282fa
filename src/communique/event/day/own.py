"""Whether a time dates an act itself, or the thing or deed that the act is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.codes import ON_DEEDS, TO_MEET
from communique.event.day.when import from_then, perfect
from communique.event.match import Match
from communique.event.modality import listed
from communique.model import Time
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.parse import Parse
    from communique.time import Times


def own_time(match: Match, parse: Parse, times: Times) -> Time | None:
    """The time on an act's own words, if it is the act's."""
    time = times.of(match.head)
    if time is None or _in_line_over(time, match.head, parse, times):
        return None
    return time if _dates(time, match, parse) and not of_deed(time, match, parse) else None


def _dates(time: Time, match: Match, parse: Parse) -> bool:
    """Whether a time dates the act and not only the thing it stands before: "invited her to the *May* summit".

    Nor the deed that the act came after or was about: "recalled him after the attack on Sunday".
    """
    if match.head.tag_ in {"VBD", "VB"} and from_then(time, match.head, parse) and not perfect(match.head):
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


def of_deed(time: Time, match: Match, parse: Parse) -> bool:
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
_AHEAD = frozenset({TO_MEET})
"""Codes of words about an act to come: "invited her to Oslo before the end of the year"."""


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
