"""Joins the tags of a text into statements: whole utterances, around their cue and over sentences.

Four steps: the likeliest legal sequence of tags (`decode`); the stretches it names; which content goes with which cue
and speaker; and content left without a cue, which mostly goes on with the statement before. A content and its cue each
say on which side the other stands, so the two answers and the distance decide together.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING, Final

import numpy as np

from communique.statement.pieces import CLOSING, OPENING, PARAGRAPH, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from communique.statement.tagger import Tagged

Span = tuple[int, int]

REACH: Final = 3
"""How many cues on each side of a content may be its own."""
SKIPPED, FAR = 1.0, 0.05
"""Log probability that a pair loses for each cue passed over and for each piece between its halves."""
LEAST_FIT: Final = -9.0
"""A worse pair is no pair."""
RESUME_WITHIN: Final = 3
"""Characters after a statement within which content without a cue goes on with it; chosen on the held-out reports."""
LEAST_SCORE: Final = 0.45
"""Statements the tagger believes less are dropped; chosen on the held-out reports."""
NOBODY_FROM: Final = 0.2
"""Probability from which a cue is taken to have no speaker; chosen on the held-out reports, where most have one."""

_MARKS: Final = (*OPENING, '"', "''", "``", "‘‘")
_CLOSED: Final = frozenset({*CLOSING, '"', "“"})
_STATES: Final = 8
_SPEAKER_OF_CUE: Final = slice(7, 10)
_NEVER: Final = -1e4
_FAMILY: Final = (0, 1, 1, 2, 2, 3, 3, 3)
_INSIDE: Final = (2, 4, 6)
_BEGINNING: Final = (1, 3, 5, 7)


@dataclass(frozen=True, slots=True)
class RawStatement:
    """One statement as spans of code points of the text given; which actor speaks is not decided here."""

    content: tuple[Span, ...]
    """What is said; several stretches where a cue or other words stand between."""
    cue: tuple[Span, ...]
    """The words that report it ("said", "according to"); empty for a quotation that goes on without one."""
    speaker: tuple[Span, ...]
    """Who says it, as the text has it; empty where nobody is named."""
    score: float
    """Mean probability of the content's tags, rounded to three places."""
    rule: str
    """How content and cue were joined: `cue before`, `cue after`, `cue inside` or `no cue`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces [start, end) of one kind (1 cue, 2 speaker, 3 content); `tag` is the tag that began it."""

    kind: int
    tag: int
    start: int
    end: int


def join(tagged: Tagged, text: str) -> tuple[RawStatement, ...]:
    """The statements of a tagged text in order of content. Time grows with the text's length, whatever it holds."""
    if not len(tagged.pieces):
        return ()
    stretches = _stretches(decode(tagged), tagged.pieces.shapes)
    contents = _contents(tagged, [s for s in stretches if s.kind == 3], text)
    cues = [s for s in stretches if s.kind == 1]
    speakers = [s for s in stretches if s.kind == 2]
    cue_of = _pair(tagged, contents, cues, text)
    found = [_statement(tagged, group, cue_of.get(k), speakers) for k, group in enumerate(contents)]
    return tuple(one for one in _resume(found, text) if one.score >= LEAST_SCORE)


def decode(tagged: Tagged) -> NDArray[np.int64]:
    """The likeliest legal tag of every piece: I follows its own kind, and a word has one kind.

    Lines are decoded apart, all at once: a statement that runs into a new line resumes there.
    """
    scores = tagged.tags.astype(np.float64)
    steps = _LEGAL + tagged.steps
    tail = ~tagged.pieces.heads
    scores[np.ix_(tail, np.array(_BEGINNING))] = _NEVER
    first = np.flatnonzero(tagged.pieces.shapes & PARAGRAPH)
    length = np.diff(np.append(first, len(scores)))
    rank = np.argsort(-length, kind="stable")
    first, length = first[rank], length[rank]
    back = np.zeros((len(scores), _STATES), dtype=np.int64)
    best = scores[first] + _BEGIN
    closed = np.zeros((len(first), _STATES))
    for at in range(int(length[0])):
        live = int(np.searchsorted(-length, -at))
        if at:
            ways = best[:live, :, None] + steps[tail[first[:live] + at].astype(np.int64)]
            back[first[:live] + at] = ways.argmax(axis=1)
            best[:live] = ways.max(axis=1) + scores[first[:live] + at]
        closed[:live] = best[:live]
    tags = np.zeros(len(scores), dtype=np.int64)
    tags[first + length - 1] = closed.argmax(axis=1)
    for at in range(int(length[0]) - 1, 0, -1):
        here = first[: int(np.searchsorted(-length, -at))] + at
        tags[here - 1] = back[here, tags[here]]
    return tags


def _steps(*, within: bool) -> NDArray[np.float64]:
    """Score of each step from one tag (row) to the next (column): 0 where legal; `within` a word the kind stays."""
    allowed = np.full((_STATES, _STATES), _NEVER)
    for one in range(_STATES):
        for other in range(_STATES):
            same = _FAMILY[one] == _FAMILY[other]
            if other in _INSIDE:
                legal = same
            elif within:
                legal = one == other == 0
            else:
                legal = other != 7 or not same
            if legal:
                allowed[one, other] = 0.0
    return allowed


_LEGAL: Final = np.stack([_steps(within=False), _steps(within=True)])
_BEGIN: Final = np.array([0.0, 0.0, _NEVER, 0.0, _NEVER, 0.0, 0.0, 0.0])
"""A line may begin inside a content, as the next paragraph of a quotation does, but not inside a cue or speaker."""


def _stretches(tags: NDArray[np.int64], shapes: NDArray[np.int64]) -> list[Stretch]:
    family = np.array(_FAMILY)[tags]
    begins = np.isin(tags, _BEGINNING) | (shapes & PARAGRAPH > 0)
    begins[0] = True
    begins[1:] |= family[1:] != family[:-1]
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(tags))
    return [
        Stretch(int(family[s]), int(tags[s]), s, e)
        for s, e in zip(starts.tolist(), ends.tolist(), strict=True)
        if family[s]
    ]


def _contents(tagged: Tagged, stretches: Sequence[Stretch], text: str) -> list[list[Stretch]]:
    """Groups the stretches of content: B begins a statement, R and I go on with the one before.

    A new line begins one too, unless it takes up a quotation that the line before left open. A stretch that opens with a
    mark passes over an unmarked statement to the quotation before it in its line: `"...," she said when asked whether
    talks go on. "..."`
    """
    groups: list[list[Stretch]] = []
    open_ends = _open_ends(text)
    for stretch in stretches:
        if stretch.tag == 5 or not groups or _opens(tagged, groups[-1][-1], stretch, text, open_ends):
            groups.append([stretch])
        else:
            _taken_up(tagged, groups, stretch, text).append(stretch)
    return groups


def _opens(tagged: Tagged, before: Stretch, stretch: Stretch, text: str, open_ends: frozenset[int]) -> bool:
    end, start = _span(tagged, before)[1], _span(tagged, stretch)[0]
    line = text.find("\n", end, start)
    return line >= 0 and (line not in open_ends or not text.startswith(_MARKS, start))


def _open_ends(text: str) -> frozenset[int]:
    """Where lines end inside an open quotation."""
    return frozenset(end for _, end in marked(text) if text.startswith("\n", end) and text[end - 1] not in _CLOSED)


def _taken_up(tagged: Tagged, groups: Sequence[list[Stretch]], stretch: Stretch, text: str) -> list[Stretch]:
    """The group that a stretch goes on with."""
    last, start = groups[-1], _span(tagged, stretch)[0]
    if len(groups) < 2 or not text.startswith(_MARKS, start) or _quotes(tagged, last, text):
        return last
    other = groups[-2]
    if "\n" in text[_span(tagged, other[-1])[1] : start] or not _quotes(tagged, other, text):
        return last
    return other


def _quotes(tagged: Tagged, group: Sequence[Stretch], text: str) -> bool:
    return any(text.startswith(_MARKS, _span(tagged, one)[0]) for one in group)


def _pair(
    tagged: Tagged, contents: Sequence[Sequence[Stretch]], cues: Sequence[Stretch], text: str
) -> dict[int, Stretch]:
    """The cue of each content (by number): best pairs first, each cue and content once.

    Both stand in one line, or the content in the line after the cue's, if that ends with a colon.
    """
    line = np.cumsum(tagged.pieces.shapes & PARAGRAPH)
    starts = np.array([c.start for c in cues], dtype=np.int64)
    options = []
    for number, group in enumerate(contents):
        after = int(np.searchsorted(starts, group[0].start))
        inside = int(np.searchsorted(starts, group[-1].end))
        for k in range(max(0, after - REACH), min(len(cues), max(after, inside) + REACH)):
            if any(line[s.start] == line[cues[k].start] for s in group) or _led_in(tagged, cues[k], group[0], text):
                score = _fit(tagged, group, cues[k], abs(k - after) if k >= after else after - 1 - k)
                options.append((-round(score, 3), number, k))
    taken: set[int] = set()
    chosen: dict[int, Stretch] = {}
    for worse, number, k in sorted(options):
        if number not in chosen and k not in taken and -worse > LEAST_FIT:
            chosen[number] = cues[k]
            taken.add(k)
    return chosen


def _led_in(tagged: Tagged, cue: Stretch, content: Stretch, text: str) -> bool:
    """Whether the content opens the line after the cue's, which ends with a colon."""
    lead = text[int(tagged.pieces.ends[cue.end - 1]) - 1 : int(tagged.pieces.starts[content.start])].rstrip()
    return lead.endswith(":") and "\n" not in lead


def _fit(tagged: Tagged, group: Sequence[Stretch], cue: Stretch, skipped: int) -> float:
    before = cue.start < group[0].start
    content, own = tagged.places[group[0].start], tagged.places[cue.start]
    if before:
        gap = group[0].start - cue.end
    else:
        gap = min(abs(cue.start - s.end) for s in group)
        gap = min([gap, *(abs(s.start - cue.end) for s in group[1:])])
    return float(content[0 if before else 1] + own[6 if before else 5] - SKIPPED * skipped - FAR * gap)


def _resume(found: Sequence[RawStatement], text: str) -> list[RawStatement]:
    """Content without a cue goes on with one that ends just before it in its line; else it stays only if it holds marks."""
    kept: list[RawStatement] = []
    for one in found:
        end = kept[-1].content[-1][1] if kept else 0
        gap = text[end : one.content[0][0]]
        near = kept and len(gap) <= RESUME_WITHIN and "\n" not in gap
        if one.cue or (not near and _holds_mark(one, text)):
            kept.append(one)
        elif near:
            kept[-1] = replace(kept[-1], content=kept[-1].content + one.content)
    return kept


def _holds_mark(one: RawStatement, text: str) -> bool:
    return any(mark in text[low:high] for low, high in one.content for mark in _MARKS)


def _speaker(tagged: Tagged, cue: Stretch | None, speakers: Sequence[Stretch]) -> Stretch | None:
    """The nearest speaker on the side that the cue points to; None where it says that nobody is named."""
    if cue is None:
        return None
    before, after, nobody = tagged.places[cue.start, _SPEAKER_OF_CUE].tolist()
    if nobody >= log(NOBODY_FROM):
        return None
    side = int(after > before)
    at = bisect_left(speakers, cue.start, key=_start) - (side == 0)
    return speakers[at] if 0 <= at < len(speakers) else None


def _start(stretch: Stretch) -> int:
    return stretch.start


def _statement(
    tagged: Tagged, group: Sequence[Stretch], cue: Stretch | None, speakers: Sequence[Stretch]
) -> RawStatement:
    speaker = _speaker(tagged, cue, speakers)
    sure = np.concatenate([tagged.tags[s.start : s.end, 5:].max(axis=1) for s in group])
    return RawStatement(
        content=tuple(_span(tagged, s) for s in group),
        cue=(_span(tagged, cue),) if cue else (),
        speaker=(_span(tagged, speaker),) if speaker else (),
        score=round(float(np.exp(sure).mean()), 3),
        rule=_rule(group, cue),
    )


def _rule(group: Sequence[Stretch], cue: Stretch | None) -> str:
    if cue is None:
        return "no cue"
    if cue.start < group[0].start:
        return "cue before"
    return "cue after" if cue.start >= group[-1].end else "cue inside"


def _span(tagged: Tagged, stretch: Stretch) -> Span:
    return int(tagged.pieces.starts[stretch.start]), int(tagged.pieces.ends[stretch.end - 1])
