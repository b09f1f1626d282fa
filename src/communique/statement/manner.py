"""How a statement was made: in whose words, whether at all, and to whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from communique.parse import reality
from communique.resources.vocabulary import wordlist
from communique.statement.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.model import Span
    from communique.model.statement import StatementKind
    from communique.resources.cues import Cues

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_TO = frozenset({"to", "with"})
_UNDOING = wordlist("cues", "undoing")
_OMITTING = frozenset({"avoid", "omit"})
"""Undoing verbs that are cues by themselves or with a noun: "omitted any mention of"."""
_PENDING = frozenset({"have", "be", "remain"})
"""Verbs whose "yet to" leaves the words unsaid."""
_NOBODY = wordlist("function_words", "nobody")
_OPEN = frozenset({"future", "conditional"})
_HEARS = wordlist("cues", "addressing")

_OF_THINGS = wordlist("cues", "of_things")
_WHO = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ABOUT = wordlist("cues", "leading_to")


def kind_of(text: str, content: Sequence[Span], marks: Sequence[Span]) -> StatementKind:
    """Direct if all words of the content stand inside the marks, mixed if some, else indirect.

    `marks` are disjoint spans in text order.
    """
    starts = [start for start, _ in marks]
    inside = outside = 0
    for span in content:
        for match in _WORD.finditer(text, *span):
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and match.start() < marks[at][1]:
                inside += 1
            else:
                outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def polarity_of(draft: Draft, *, reported: bool = False) -> Literal["said", "denied", "not said"]:
    """Whether the words were said, their content denied, or not said (yet): "will not say", "declined to comment".

    In words that are `reported` themselves "would" stands for "will": "said that Oslo would condemn it".
    """
    if draft.act == "declines":
        return "not said"
    verb = draft.verb
    if verb is not None and (verb.lemma_ in _OMITTING or (verb.dep_ == "dobj" and verb.head.lemma_ in _OMITTING)):
        return "not said"
    if verb is not None and verb.pos_ == "VERB" and (_unsaid(verb) or reality(verb) in _OPEN):
        return "not said"
    if reported and verb is not None and any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children):
        return "not said"
    return "denied" if draft.act == "denies" else "said"


def _unsaid(verb: Token) -> bool:
    """Whether the cue itself is negated, not something among its content: "never said", "nobody said", "failed to say".

    The parse's own test looks at every child of a verb, and a quotation's words hang off its cue: "answered: not at all".
    """
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ in {"xcomp", "pcomp", "acl"} and above.lemma_ in _UNDOING:
        return True
    if verb.dep_ == "xcomp" and above.lemma_ in _PENDING and any(c.lower_ == "yet" for c in above.children):
        return True
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    nobody = subject is not None and (
        subject.lower_ in _NOBODY
        or (subject.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in subject.children))
    )
    return nobody or any(child.dep_ == "neg" for child in verb.lefts)


def hearer_of(draft: Draft, cues: Cues) -> Token | None:
    """The head of the phrase that names to whom: "told reporters", "said to his guest", "urged Oslo to act".

    Only verbs that report words have a hearer: in "promoted to general" nobody is told.
    """
    verb = draft.verb
    if verb is None or verb.pos_ != "VERB" or verb.dep_ == "prep" or verb.lemma_ in _ABOUT:
        return None
    if verb.lemma_ not in _HEARS and verb.lemma_ not in cues.verbs:
        return None
    for child in verb.children:
        if child.dep_ == "dative":
            return next((c for c in child.children if c.dep_ == "pobj"), child) if child.pos_ == "ADP" else child
    if verb.lemma_ in _HEARS:
        heard = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        heard = heard if heard is not None else _doer(verb)
        return None if heard is not None and verb.lemma_ in _OF_THINGS and heard.ent_type_ not in _WHO else heard
    if verb.lemma_ in {"call", "appeal", "plead"}:
        return _object(verb, frozenset({"on", "upon", "to"}))
    return _object(verb, _TO)


def _doer(verb: Token) -> Token | None:
    """Who is to act: the parser may read the object of "urged Oslo to act" as the subject of the infinitive."""
    for child in verb.children:
        if child.dep_ == "ccomp" and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children):
            return next((c for c in child.children if c.dep_ == "nsubj"), None)
    return None


def _object(verb: Token, words: frozenset[str]) -> Token | None:
    for child in verb.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in words
            and (child.lower_ != "with" or verb.lemma_ in {"speak", "talk"})
        ):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None
