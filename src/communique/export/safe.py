"""Report text made inert: it is other people's, and may hold escape codes, direction marks and formulas."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What begins a formula, in full width too: some spreadsheets take that alike."""
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def terminal(text: str) -> str:
    """Text without control or direction characters: line ends become blanks, others their code in angle marks."""
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in "\n\r\t\u2028\u2029":
        return " "
    if char in _DIRECTION or unicodedata.category(char) in {"Cc", "Cs"}:
        return f"⟨U+{ord(char):04X}⟩"
    return char


_RISKY = re.compile("[\x7f-\x9f\ud800-\udfff" + "".join(sorted(_DIRECTION)) + "]")


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in which control and direction characters are written as escapes: the same value, inert on a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _RISKY.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def csv_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a leading = + - @, blanks before it or not."""
    cleaned = "".join(char if char == "\n" else _shown(char) for char in text)
    return "'" + cleaned if text.lstrip().startswith(_FORMULA) and not _number(text) else cleaned


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
