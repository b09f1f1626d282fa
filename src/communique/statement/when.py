"""When a statement was made: the time that dates its cue, or the talk that its cue is told with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from communique.parse import span_of
from communique.resources.cues import load
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.model import Span, Time
    from communique.parse import Parse
    from communique.time import Times

_TALKS = wordlist("time_words", "talks")
_TO_COME = wordlist("time_words", "to_come")


def said_at(verb: Token, times: Times, *, outside: Sequence[Span]) -> Time | None:
    """The time of a cue: its own, else that of an act of the same sitting. Times within `outside` are passed over."""
    own = times.of(verb, outside=outside)
    if own is not None:
        return own
    found = (times.of(token, outside=outside) for token in _same_sitting(verb, times.parse))
    return next((time for time in found if time is not None and _adverbial(time, times.parse)), None)


def _adverbial(time: Time, parse: Parse) -> bool:
    """Whether a time says when, and no name's or thing's: not "the February ruling", "the letter from February".

    "In the afternoon" says so of no day that is known: the report may tell of the day before its own.
    """
    words = parse.tokens(time.span)
    dayless = time.recipe.startswith("U:D:0>at:") and time.rule != "this-part"
    if words is None or dayless or words.root.dep_ not in _SAYS_WHEN:
        return False
    return words.root.dep_ != "pobj" or words.root.head.lower_ in _WHEN


def _same_sitting(verb: Token, parse: Parse) -> Iterator[Token]:
    """Verbs that tell of the sitting at which a cue's words were said, on its side of any quotation's edge.

    What frames it: "speaking on Monday, she said", "asked on Monday, she said". The talk that it follows or is the purpose or
    the subject of: "met on Monday and agreed", "spoke on Monday to stress", "spoke on Monday about". An act that it goes with:
    "expelled two envoys on Monday, accusing them", but not one that is still to come.
    """
    home = parse.quotation_at(span_of(verb)[0])
    found = [child for child in verb.lefts if child.dep_ == "advcl" and child.lemma_.lower() in _TALKS]
    head = verb.head
    talk = head.lemma_.lower() in _TALKS or head.lemma_.lower() in load().verbs
    if head.i != verb.i and head.pos_ == "VERB" and not any(child.dep_ in _DOERS for child in verb.children):
        joined = verb.dep_ == "conj" and talk and verb.tag_ == head.tag_
        purpose = verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VB" and head.lemma_.lower() in _TALKS
        beside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ in {"mark", "prep"} for c in verb.lefts)
        if joined or purpose or beside or (verb.dep_ == "prep" and head.lemma_.lower() in _TALKS):
            found.append(head)
    for token in found:
        ahead = any(child.dep_ == "aux" and child.lower_ in _TO_COME for child in token.children)
        if not ahead and parse.quotation_at(span_of(token)[0]) == home:
            yield token


_SAYS_WHEN = frozenset({"npadvmod", "advmod", "pobj"})
_WHEN = wordlist("time_words", "at_which")
_DOERS = frozenset({"nsubj", "nsubjpass", "csubj"})
