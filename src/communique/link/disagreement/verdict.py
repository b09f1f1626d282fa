"""Whether answers to one question agree: by what kind of answer they are, and by whether a report stands by its own.

agree        no two answers exclude each other
conflict     two do, each in a report that stands
superseded   two do, but one of each such pair stands only in a version that its outlet has since replaced
cannot tell  no two plainly do, but some may: a place and one within it, an approximate number beside another
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from communique.link.utterance.tokens import render
from communique.model.figure import Verdict
from communique.model.span import Span

Matched: TypeAlias = Literal["agree", "conflict", "cannot tell"]
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|over|under|more|less|at least|up to|several|dozens?)\b"
)
_AREA = frozenset("capital city town village region area country border province abroad here there home venue".split())
"""Heads of phrases that name no place of their own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One report's answer: the value shown, the characters that give it, the row, and what is compared (`meant`)."""

    ref: str
    report: str
    family: str
    value: str
    span: Span
    row: str | None
    meant: object = None


def decide(answers: Sequence[Answer], match: Callable[[Answer, Answer], Matched], replaced: Collection[str]) -> Verdict:
    """The verdict on some answers; `replaced` are reports that a later version replaces."""
    found = [(a, b, match(a, b)) for a, b in combinations(answers, 2)]
    conflicts = [(a, b) for a, b, how in found if how == "conflict"]
    if any(a.report not in replaced and b.report not in replaced for a, b in conflicts):
        return "conflict"
    if conflicts:
        return "superseded"
    return "cannot tell" if any(how == "cannot tell" for _, _, how in found) else "agree"


def words(a: Answer, b: Answer) -> Matched:
    """Answers of few words: the same or with the same numbers agree; rough numbers cannot be told apart."""
    if a.value.casefold() == b.value.casefold():
        return "agree"
    left, right = render(a.value), render(b.value)
    if left.forms == right.forms:
        return "agree"
    numbers = [{word.form for word in side.words if word.number} for side in (left, right)]
    if all(numbers) and numbers[0] != numbers[1] and any(_ROUGH.search(x.value.casefold()) for x in (a, b)):
        return "cannot tell"
    return "conflict"


def places(a: Answer, b: Answer) -> Matched:
    """Places: one name within the other agrees; a phrase without a name, or a place that may lie in the other, cannot tell."""
    left, right = (_place(answer.value) for answer in (a, b))
    if left == right or left <= right or right <= left:
        return "agree"
    if any(side <= _AREA for side in (left, right)):
        return "cannot tell"
    return "cannot tell" if a.meant and a.meant == b.meant else "conflict"


def _place(value: str) -> frozenset[str]:
    return frozenset(render(value).forms) - {"the", "in", "of", "at", "near", "a"}


def sets(a: Answer, b: Answer) -> Matched:
    """Sets of ids: those that share one agree (a report need not name all), those without any in common do not."""
    left, right = (answer.meant if isinstance(answer.meant, frozenset) else frozenset() for answer in (a, b))
    return "agree" if left & right else "conflict"
