"""Report text made inert in what is written: in JSON, in spreadsheets, as an address, and on a terminal."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlsplit

from communique.inert import DIRECTION, shown, terminal

__all__ = ["address", "as_json", "cell", "csv_cell", "terminal"]

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What begins a formula, in full width too: some spreadsheets take that alike."""
_RISKY = re.compile("[\x7f-\x9f\ud800-\udfff" + "".join(sorted(DIRECTION)) + "]")


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in which control and direction characters are written as escapes: the same value, inert on a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _RISKY.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def csv_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a leading = + - @, blanks before it or not."""
    cleaned = "".join(char if char == "\n" else shown(char) for char in text)
    return "'" + cleaned if text.lstrip().startswith(_FORMULA) and not _number(text) else cleaned


def cell(value: object) -> str:
    """A value of a row as a CSV cell: nothing for null, JSON for lists and objects, never a formula."""
    if value is None:
        return ""
    return csv_cell(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def address(url: str | None) -> str | None:
    """A report's address if it is one of the web, with whatever no address may hold percent-encoded; else None."""
    try:
        web = url is not None and urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:  # brackets that hold no address
        return None
    return quote(url or "", safe=":/?#[]@!$&'()*+,;=%-._~", errors="replace") if web else None


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
