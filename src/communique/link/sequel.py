"""What tells a sequel: that something like it happened before."""

from __future__ import annotations

import re

FIRST = 300
"""Code points of a text in which a report says that its happening follows another of its kind."""

MARKERS = re.compile(
    r"\b(?:second|third|fourth|fifth)\s+(?:\w+\s+)?(?:time|round|call|meeting|summit|visit|attack|strike|test|trial|quake|"
    r"earthquake|arrest|conversation|talks|launch|vote|debate)\b|\b(?:again|another|new round|follow-up|aftershock)\b",
    re.IGNORECASE,
)
"""What tells a sequel. "Second" alone would also take seconds, second persons and Second World Wars."""


def follows(text: str, title: str | None = None) -> bool:
    """Whether a title or the first sentences of a text tell of a sequel."""
    return MARKERS.search(f"{title or ''}\n{text[:FIRST]}") is not None
