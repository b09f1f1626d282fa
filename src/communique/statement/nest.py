"""Statements inside statements: which draft reports which, and which draft of one content is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model import Span
from communique.statement.draft import Draft, shared, size


def ordered(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in text order, one for each content: one with a speaker, then with a cue, then the higher score."""
    best: dict[tuple[Span, ...], Draft] = {}
    for draft in sorted(drafts, key=_rank):
        best.setdefault(draft.content, draft)
    return sorted(best.values(), key=lambda draft: (draft.content, draft.cue))


def _rank(draft: Draft) -> tuple[bool, bool, float, tuple[Span, ...], str]:
    return draft.speaker is None, not draft.cue, -draft.score, draft.order, draft.rule


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the least one whose content holds its content and cue, None if there is none.

    One sweep in text order; only drafts that reach past the place of sweep are compared.
    """
    found: list[int | None] = [None] * len(drafts)
    order = sorted(range(len(drafts)), key=lambda k: (_first(drafts[k]), -_last(drafts[k])))
    active: list[int] = []
    for number in order:
        own = (*drafts[number].content, *drafts[number].cue)
        active = [k for k in active if _last(drafts[k]) > _first(drafts[number])]
        holding = [
            k
            for k in active
            if size(own) == shared(own, drafts[k].content) and drafts[k].content != drafts[number].content
        ]
        found[number] = min(holding, key=lambda k: (size(drafts[k].content), k), default=None)
        active.append(number)
    return found


def _first(draft: Draft) -> int:
    return min(start for start, _ in (*draft.content, *draft.cue))


def _last(draft: Draft) -> int:
    return max(end for _, end in (*draft.content, *draft.cue))
