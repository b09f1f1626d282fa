"""Answers to data-driven questions about an event: medium, duration, initiator, number of participants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from communique.model import Attribute
from communique.parse import span_of

_OTHER_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "parataxis", "conj", "csubj"})
"""Dependents whose words answer for another act."""


_OTHER_ACTS = frozenset({"ahead", "before", "after", "following", "since", "until"})
"""Words that bring in another act than the trigger's: "ahead of two days of talks"."""


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    types: frozenset[str]
    values: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _questions() -> tuple[_Question, ...]:
    text = (files("communique.resources") / "plover" / "attributes.yaml").read_text("utf-8")
    rows = yaml.load(text, yaml.CSafeLoader)
    return tuple(_question(row) for row in rows)


def _question(row: dict[str, Any]) -> _Question:
    values = tuple((v["value"], re.compile(v["pattern"], re.IGNORECASE)) for v in row["values"])
    return _Question(row["question"], frozenset(row["types"]), values)


def attributes(head: Token, kind: str) -> tuple[Attribute, ...]:
    """The answers that the clause of a trigger gives, one a question, in the questions' order.

    `head` is the trigger's governing word; only words of its own clause answer.
    """
    asked = [question for question in _questions() if kind in question.types]
    if not asked:
        return ()
    own = _own(head)
    doc = head.doc
    first, last = min(own), max(own)
    stretch = doc[first : last + 1]
    start, base = span_of(stretch)[0], stretch.start_char
    found = []
    for question in asked:
        for value, pattern in question.values:
            match = next((m for m in pattern.finditer(stretch.text) if _at(doc, base + m.start(), own)), None)
            if match is not None:
                said = value.format(*(group or "" for group in match.groups()))
                found.append(Attribute(question.name, said, (start + match.start(), start + match.end())))
                break
    return tuple(found)


def _own(head: Token) -> frozenset[int]:
    """Numbers of the tokens in the head's clause, other clauses left out."""
    own, stack = set(), [head]
    while stack:
        token = stack.pop()
        own.add(token.i)
        stack.extend(
            c
            for c in token.children
            if c.lower_ not in _OTHER_ACTS and (c.dep_ not in _OTHER_CLAUSES or (c.dep_ == "conj" and c.pos_ != "VERB"))
        )
    return frozenset(own)


def _at(doc: Doc, position: int, own: frozenset[int]) -> bool:
    span = doc.char_span(position, position + 1, alignment_mode="expand")
    return span is not None and span[0].i in own
