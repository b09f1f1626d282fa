"""Report text made inert: it is other people's, and may hold escape codes and direction marks."""

from __future__ import annotations

import html
import unicodedata

DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows, so that it reads as something else."""


def terminal(text: str) -> str:
    """Text without control or direction characters: line ends become blanks, others their code in angle marks."""
    if text.isprintable():
        return text
    return "".join(shown(char) for char in text)


def shown(char: str) -> str:
    """A character as `terminal` shows it."""
    if char in "\n\r\t\u2028\u2029":
        return " "
    if char in DIRECTION or unicodedata.category(char) in {"Cc", "Cs"}:
        return f"⟨U+{ord(char):04X}⟩"
    return char


def markup(text: str) -> str:
    """Text as HTML: no markup of its own, no control or direction characters."""
    return html.escape(terminal(text))
