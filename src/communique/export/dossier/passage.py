"""A passage: the words that a row points to, in their sentence, with the paragraph around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from communique.export import sentences
from communique.model import Span, overlaps
from communique.model.report import ANALYSED, DATED

Part = Literal["around", "sentence", "words"]

_COUNTED = ANALYSED | DATED


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report as the page shows it. `number` counts the paragraphs; titles and site clutter have none."""

    span: Span
    role: str
    number: int | None
    anchor: str

    @property
    def name(self) -> str:
        """How a citation calls it: `¶ 3`, or `title`."""
        return f"¶\u00a0{self.number}" if self.number else self.role


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph cut into parts: `around` is the paragraph, `sentence` the sentence of the words, `words` the words."""

    label: str
    paragraph: str
    href: str
    parts: tuple[tuple[Part, str], ...]

    @property
    def words(self) -> str:
        """The very words."""
        return " … ".join(text for part, text in self.parts if part == "words")


def cited(items: Iterable[Passage]) -> list[tuple[str, str]]:
    """Each report once, with its paragraphs: `Harbour Post`, `¶ 3, 7`."""
    places: dict[str, list[str]] = {}
    for item in items:
        places.setdefault(item.label, []).append(item.paragraph)
    return [(label, _listed(dict.fromkeys(found))) for label, found in places.items()]


def _listed(places: Iterable[str]) -> str:
    first, *rest = places
    return ", ".join([first, *(place.removeprefix("¶\u00a0") for place in rest)])


def paragraphs(report: Mapping[str, Any]) -> tuple[Paragraph, ...]:
    """The blocks of a report in order, its paragraphs numbered from 1."""
    found, count = [], 0
    for index, block in enumerate(report["blocks"]):
        counts = block["role"] in _COUNTED and block["role"] != "title"
        count += counts
        number = count if counts else None
        found.append(Paragraph((block["span"][0], block["span"][1]), block["role"], number, f"{report['id']}-{index}"))
    return tuple(found)


def passages(
    report: Mapping[str, Any], label: str, told: Sequence[Paragraph], spans: Iterable[Sequence[int]]
) -> tuple[Passage, ...]:
    """One passage for each paragraph that `spans` touch, in order. Spans outside all blocks stand on their own."""
    wanted: list[Span] = sorted({(span[0], span[1]) for span in spans})
    found = []
    for block in told:
        inside = [_clip(span, block.span) for span in wanted if overlaps(span, block.span)]
        if inside:
            parts = cut(report["text"], block.span, inside)
            found.append(Passage(label, block.name, f"#{block.anchor}", parts))
    return tuple(found)


def cut(text: str, within: Span, words: Sequence[Span]) -> tuple[tuple[Part, str], ...]:
    """The parts of `text[within]`: `words` (sorted), the sentences that hold them, and what stands around."""
    bounds = [_sentence(text, within, span) for span in words]
    points = sorted({*within, *(point for span in (*words, *bounds) for point in span)})
    parts: list[tuple[Part, str]] = []
    for start, end in pairwise(points):
        part = _part(start, words, bounds)
        if parts and parts[-1][0] == part:
            parts[-1] = (part, parts[-1][1] + text[start:end])
        else:
            parts.append((part, text[start:end]))
    return tuple(parts)


def _part(at: int, words: Sequence[Span], sentences: Sequence[Span]) -> Part:
    if any(start <= at < end for start, end in words):
        return "words"
    return "sentence" if any(start <= at < end for start, end in sentences) else "around"


def _sentence(text: str, within: Span, span: Span) -> Span:
    """From the first character of the sentence that holds the span's start to the last of the one that holds its end."""
    ends = [end for _, end in sentences.within(text, *within)]
    start = max((end for end in ends if end <= span[0]), default=within[0])
    end = min((end for end in ends if end >= span[1]), default=within[1])
    while start < span[0] and text[start].isspace():
        start += 1
    return start, end


def _clip(span: Span, within: Span) -> Span:
    return max(span[0], within[0]), min(span[1], within[1])
