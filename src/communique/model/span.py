"""Half-open spans, in Unicode code points, into a report's frozen text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""`(start, end)`: `text[start:end]` is what the span points to."""


def overlap(a: Span, b: Span) -> int:
    """Number of code points that both spans cover."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def overlaps(a: Span, b: Span) -> bool:
    """Whether the spans share a code point."""
    return a[0] < b[1] and b[0] < a[1]


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies within `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def cover(spans: Iterable[Span]) -> Span:
    """The least span that covers all of them; ValueError if there are none."""
    listed = list(spans)
    return min(start for start, _ in listed), max(end for _, end in listed)
