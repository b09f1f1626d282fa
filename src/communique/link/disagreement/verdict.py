"""Whether answers to one question agree: by what kind of answer they are, and by whether a report stands by its own.

agree        no two answers exclude each other
conflict     two do, each in a report that stands
superseded   two do, but one of each such pair stands only in a version that its outlet has since replaced
cannot tell  no two plainly do, but some may: a place and one within it, an approximate number beside another
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import Literal, TypeAlias

from communique.link import where
from communique.link.finding import Finding
from communique.link.utterance.tokens import render
from communique.model.figure import Verdict
from communique.model.span import Span

Matched: TypeAlias = Literal["agree", "conflict", "cannot tell"]
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|over|under|more|less|at least|up to|several|dozens?)\b"
)


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
    spans: tuple[Span, ...] = ()

    @property
    def at(self) -> tuple[str, Span]:
        """The report and the characters."""
        return self.report, self.span


def decide(
    answers: Sequence[Answer], match: Callable[[Answer, Answer], Matched], replaced: Mapping[str, tuple[str, str]]
) -> Finding:
    """The verdict on some answers; `replaced` are reports that a later version replaces, each with that version's ref and id."""
    found = [(a, b, match(a, b)) for a, b in combinations(answers, 2)]
    conflicts = [(a, b) for a, b, how in found if how == "conflict"]
    open_ = [(a, b) for a, b, how in found if how == "cannot tell"]
    standing = [(a, b) for a, b in conflicts if a.report not in replaced and b.report not in replaced]
    verdict: Verdict = "conflict" if standing else "superseded" if conflicts else "cannot tell" if open_ else "agree"
    kept = {pair for a, b, how in found if how == "agree" for pair in permutations((a.report, b.report))}
    fallen = {
        side
        for pair in conflicts
        for side in pair
        if side.report in replaced and (side.report, replaced[side.report][1]) not in kept
    }
    reasons = (" against ".join(sorted((f"“{a.value}”", f"“{b.value}”"))) for a, b in standing or conflicts or open_)
    return fell(Finding(verdict, tuple(dict.fromkeys(reasons))), fallen, answers, replaced)


def fell(
    found: Finding, fallen: Collection[Answer], answers: Iterable[Answer], replaced: Mapping[str, tuple[str, str]]
) -> Finding:
    """A finding with the answers that fell by later versions of their reports, and what these say instead."""
    said = {answer.report: answer.span for answer in answers}
    by = {(ref, new, said.get(new)) for ref, new in (replaced[answer.report] for answer in fallen)}
    return replace(found, fallen=frozenset(answer.at for answer in fallen), corrections=tuple(sorted(by)))


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
    """Places by their names."""
    return where.places(a.value, b.value)


def sets(a: Answer, b: Answer) -> Matched:
    """Sets of ids: those that share one agree (a report need not name all), those without any in common do not."""
    left, right = (answer.meant if isinstance(answer.meant, frozenset) else frozenset() for answer in (a, b))
    return "agree" if left & right else "conflict"
