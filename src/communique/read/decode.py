r"""Bytes to text, or a refusal that says why not.

UTF-8 first, a byte order mark before all, then detection. The text that comes out is what is frozen: line ends of files
become `\n`, a byte order mark is part of the encoding and goes, nothing else changes.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from communique.errors import Refused

MAX_TEXT = 5_000_000
"""Longest text in code points. A long book is about a million; what is longer is no report but a dump."""
MAX_BYTES = 4 * MAX_TEXT
"""Largest file that can hold a text of the longest size, and the largest page that is opened."""
MAX_CONTROLS = 0.02
"""Share of control characters above which a file is taken for binary. Text has tabs, line ends, form feeds."""
SAMPLE = 64_000
"""Bytes that the detection looks at; more changes no answer and costs time."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF",
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?")


def decode(data: bytes, *, locator: str) -> str:
    """The text of a file's bytes. Raises Refused for empty, binary and undecodable ones and for null bytes."""
    return decode_by(data, locator=locator)[0]


def decode_by(data: bytes, *, locator: str) -> tuple[str, str | None]:
    """The text, and the encoding it was read in if that is a guess: neither UTF-8 nor told by a byte order mark."""
    if not data.strip():
        raise Refused("the file is empty", locator=locator)
    if data.startswith(_SIGNATURES):
        raise Refused("a binary file, not text", locator=locator)
    text, guess = _text(data, locator)
    text = _LINE_ENDS.sub("\n", text)
    check(text, locator=locator)
    return text, guess


def check(text: str, *, locator: str) -> None:
    """Raise Refused if a decoded text can be no report: empty, null bytes, half characters, too long, binary."""
    if not text.strip():
        raise Refused("the text is empty", locator=locator)
    if len(text) > MAX_TEXT:
        raise Refused(f"the text is too long: {len(text):,} characters, at most {MAX_TEXT:,}", locator=locator)
    controls = len(_CONTROLS.findall(text))
    if controls > MAX_CONTROLS * len(text) and controls > 1:
        raise Refused("a binary file, not text", locator=locator)
    if "\x00" in text:
        raise Refused("the text holds null bytes", locator=locator)
    if _SURROGATE.search(text):
        raise Refused("the text holds half a character (a lone surrogate)", locator=locator)


def _text(data: bytes, locator: str) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, locator), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _detected(data, locator)


def _strictly(data: bytes, encoding: str, locator: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise Refused(f"broken {encoding.upper()}: {exc.reason} at byte {exc.start}", locator=locator) from exc


def _detected(data: bytes, locator: str) -> tuple[str, str]:
    """The text in the likeliest single-byte or legacy encoding, and that encoding.

    Windows-1252 is tried before detection: Western newsrooms' files are nearly always that if they are not UTF-8, and
    on short texts the detector takes its curly quotes for letters of Cyrillic code pages.
    """
    if b"\x00" in data:
        raise Refused("the text holds null bytes" if _mostly_text(data) else "a binary file, not text", locator=locator)
    western = _western(data)
    if western is not None:
        return western, "windows-1252"
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise Refused("no known encoding fits", locator=locator)
    return _strictly(data, best.encoding, locator), best.encoding


def _mostly_text(data: bytes) -> bool:
    sample = data[:SAMPLE]
    return sum(byte >= 32 or byte in b"\t\r\n" for byte in sample) > (1 - MAX_CONTROLS) * len(sample)


_TYPOGRAPHY = frozenset("‘’“”–—…•€£©®°«»§")
_FOREIGN_SHARE = 0.3
"""Share of letters beyond ASCII above which a text is no Western one; French and German have below .1."""


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f" and character not in _TYPOGRAPHY]
    letters = sum(character.isalpha() for character in text)
    if any(not (character.isalpha() or character.isspace()) for character in beyond):
        return None
    return text if letters and len(beyond) <= _FOREIGN_SHARE * letters else None
