"""Which characters of other people's text may do harm where it is written."""

from __future__ import annotations

import unicodedata

TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def risky(text: str, allowed: str = "\r\n\t") -> list[str]:
    """The control and direction characters of a text but for those allowed; said apart from the product's own list."""
    return [c for c in text if c not in allowed and (unicodedata.category(c) in {"Cc", "Cs"} or c in TURNING)]
