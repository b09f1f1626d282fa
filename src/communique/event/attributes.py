"""Answers to data-driven questions about an event: medium, duration, initiator, number of participants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from communique.event import lexicon as lexicons
from communique.event.modality import listed
from communique.model import Attribute
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

_OTHER_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "relcl", "parataxis", "conj", "csubj"})
"""Dependents whose words answer for another act."""


_OTHER_ACTS = wordlist("plover/wording", "other_acts")
"""Words that bring in another act than the trigger's: "ahead of two days of talks", "conferred about the visit"."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question; `own` answers stand in the trigger itself, its object, or before its noun ("their *second* call")."""

    name: str
    types: frozenset[str]
    values: tuple[tuple[str, re.Pattern[str]], ...]
    own: bool


@cache
def _questions() -> tuple[_Question, ...]:
    text = (files("communique.resources") / "plover" / "attributes.yaml").read_text("utf-8")
    rows = yaml.load(text, yaml.CSafeLoader)
    return tuple(_question(row) for row in rows)


def _question(row: dict[str, Any]) -> _Question:
    values = tuple((v["value"], re.compile(v["pattern"], re.IGNORECASE)) for v in row["values"])
    return _Question(row["question"], frozenset(row["types"]), values, row.get("own", False))


def attributes(words: Sequence[Token], kind: str) -> tuple[Attribute, ...]:
    """The answers that the clause of a trigger gives, one a question, in the questions' order.

    `words` are the trigger's; only words of their own clause answer.
    """
    asked = [question for question in _questions() if kind in question.types]
    if not asked:
        return ()
    own = frozenset(number for word in words for number in _own(word))
    doc = words[0].doc
    first, last = min(own), max(own)
    stretch = doc[first : last + 1]
    start, base = span_of(stretch)[0], stretch.start_char
    trigger = _trigger(words)
    found = []
    for question in asked:
        within = own & trigger if question.own else own
        for value, pattern in question.values:
            match = next((m for m in pattern.finditer(stretch.text) if _at(doc, base + m.start(), within)), None)
            if match is not None:
                said = value.format(*(group or "" for group in match.groups()))
                found.append(Attribute(question.name, said, (start + match.start(), start + match.end())))
                break
    return tuple(found)


def _trigger(words: Sequence[Token]) -> frozenset[int]:
    """Numbers of the trigger's tokens, of its objects and of what stands before its nouns."""
    objects = [child for word in words for child in word.children if child.dep_ == "dobj"]
    before = (t for word in words if word.pos_ == "NOUN" for left in word.lefts for t in left.subtree)
    return frozenset(token.i for token in (*words, *objects, *before))


def _own(head: Token) -> frozenset[int]:
    """Numbers of the tokens in the head's clause, other clauses left out."""
    own, stack = set(), [head]
    while stack:
        token = stack.pop()
        own.add(token.i)
        stack.extend(
            c
            for c in _answering(token)
            if not (c.dep_ == "acl" and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children))
            and c.lower_ not in _OTHER_ACTS
            and (c.dep_ not in _OTHER_CLAUSES or (c.dep_ == "conj" and c.pos_ != "VERB"))
        )
    return frozenset(own)


def _answering(token: Token) -> list[Token]:
    """The dependents of a word, but of what was discussed only the talks it was discussed in: "discussed her visit in a call"."""
    if token.lemma_ not in listed("topical"):
        return list(token.children)
    kept = [child for child in token.children if child.dep_ != "dobj" and child.lower_ != "from"]
    topics = (word for child in token.children if child.dep_ == "dobj" for word in child.subtree)
    return kept + [word for word in topics if word.dep_ == "prep" and _of_talks(word)]


def _of_talks(preposition: Token) -> bool:
    nouns = {noun.lemma_.lower() for noun in preposition.children if noun.dep_ == "pobj"}
    return preposition.lower_ in _IN_TALKS and not nouns.isdisjoint(listed("meetings") | lexicons.load().by_wire.keys())


_IN_TALKS = frozenset({"by", "over", "via", "in", "during", "on"})


def _at(doc: Doc, position: int, own: frozenset[int]) -> bool:
    span = doc.char_span(position, position + 1, alignment_mode="expand")
    return span is not None and span[0].i in own
