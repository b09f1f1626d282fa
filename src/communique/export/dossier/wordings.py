"""The renderings of one utterance side by side, with the words in which they differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from communique.export.dossier.passage import Passage
from communique.model import Span

Kind = Literal["same", "differs", "beyond"]
Run = tuple[Kind, str]
"""Words that the other side has too, has otherwise, or (`beyond`) where it has not begun or has ended."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_KINDS = ("direct", "mixed", "indirect")
CHANGES = {
    "verbatim": "word for word",
    "trimmed": "shorter",
    "marked": "cut at a mark",
    "reworded": "reworded",
    "reordered": "other order",
    "number": "a number differs",
    "negation": "a negation differs",
    "paraphrase": "paraphrase",
}
"""How a change between two wordings is called."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement as a reader sees it: its words, how it is told, and where they stand."""

    id: str
    anchor: str | None
    text: str
    kind: str
    speaker: str
    tags: tuple[str, ...]
    passages: tuple[Passage, ...]
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The tellings that use the same words. `change` is against the first wording; empty for the first itself."""

    tellings: tuple[Telling, ...]
    runs: tuple[Run, ...]
    change: str = ""
    altered: bool = False
    cause: str = ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where the words stand, telling by telling."""
        return tuple(passage for telling in self.tellings for passage in telling.passages)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """An utterance: its wordings, the wording of reference first. `altered`: quoted in two wordings."""

    id: str
    anchor: str | None
    wordings: tuple[Wording, ...]
    altered: bool

    @property
    def cause(self) -> str:
        """A possible cause of another wording; empty if none is known."""
        return next((wording.cause for wording in self.wordings if wording.cause not in {"", "unknown"}), "")


def side_by_side(
    id_: str, anchor: str | None, tellings: Sequence[Telling], pairs: Sequence[Mapping[str, Any]]
) -> SideBySide:
    """The wordings of one utterance.

    The first is the wording of reference: a primary source's if there is one, else the one that is quoted most fully. With
    two wordings both show what the other lacks; with more, the others show what the first lacks.
    """
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(_words(telling.text), []).append(telling)
    ordered = sorted(groups.values(), key=_rank)
    first = ordered[0]
    wordings = [Wording(tuple(first), _against(first, ordered[1], pairs) if len(ordered) == 2 else _plain(first))]
    for group in ordered[1:]:
        pair = _pair(first, group, pairs)
        altered = any(p["altered"] for p in pairs if {p["a"], p["b"]} & {t.id for t in group})
        change = str(pair.get("change", ""))
        cause = str(pair.get("cause", "")) if altered else ""
        wordings.append(Wording(tuple(group), _against(group, first, pairs), change, altered, cause))
    return SideBySide(id_, anchor, tuple(wordings), any(pair["altered"] for pair in pairs))


def differing(a: str, b: str) -> tuple[Run, ...]:
    """The text `a` in runs against `b`. Case and points do not count.

    Words before the first that both share are `beyond` if `b` begins with that one, else they differ; so at the end. What a
    shorter wording leaves out at its ends is no other wording; what it leaves out in its midst is.
    """
    spans = [match.span() for match in _WORD.finditer(a)]
    right = _words(b)
    matcher = difflib.SequenceMatcher(None, _words(a), right, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kinds: list[Kind] = ["differs"] * len(spans)
    for block in blocks:
        kinds[block.a : block.a + block.size] = ["same"] * block.size
    if blocks and blocks[0].b == 0:
        kinds[: blocks[0].a] = ["beyond"] * blocks[0].a
    if blocks and blocks[-1].b + blocks[-1].size == len(right):
        end = blocks[-1].a + blocks[-1].size
        kinds[end:] = ["beyond"] * (len(kinds) - end)
    return _runs(a, spans, kinds)


def _runs(text: str, spans: Sequence[Span], kinds: Sequence[Kind]) -> tuple[Run, ...]:
    """Runs of one kind; what stands between two words of one kind is of that kind too."""
    runs: list[Run] = []
    last = 0
    for (start, end), kind in zip(spans, kinds, strict=True):
        _add(runs, kind if runs and runs[-1][0] == kind else "same", text[last:start])
        _add(runs, kind, text[start:end])
        last = end
    _add(runs, "same", text[last:])
    return tuple(runs)


def _add(runs: list[Run], kind: Kind, text: str) -> None:
    if text and runs and runs[-1][0] == kind:
        runs[-1] = (kind, runs[-1][1] + text)
    elif text:
        runs.append((kind, text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))


def _rank(group: Sequence[Telling]) -> tuple[bool, int, int, str]:
    best = min(_KINDS.index(telling.kind) for telling in group)
    return not any(t.primary for t in group), best, -len(group[0].text), group[0].id


def _plain(group: Sequence[Telling]) -> tuple[Run, ...]:
    return (("same", group[0].text),)


def _against(group: Sequence[Telling], other: Sequence[Telling], pairs: Sequence[Mapping[str, Any]]) -> tuple[Run, ...]:
    """A paraphrase is left unmarked: nearly every word of it would be."""
    if _pair(group, other, pairs).get("change") == "paraphrase":
        return _plain(group)
    return differing(group[0].text, other[0].text)


def _pair(a: Sequence[Telling], b: Sequence[Telling], pairs: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    left, right = {telling.id for telling in a}, {telling.id for telling in b}
    for pair in pairs:
        if (pair["a"] in left and pair["b"] in right) or (pair["a"] in right and pair["b"] in left):
            return pair
    return {}
