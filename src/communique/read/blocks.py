"""The structure of a report: its lines cut into blocks with roles.

1 lines       what the writer set apart
2 clutter     page furniture, by the table of signs
3 who, when   bylines and datelines; the agency opening of the first paragraphs
4 title       the metadata's if it stands at the head, else the first line that is no sentence
5 rest        headings, captions, quotations, body
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from communique.model import Block, Role, Span
from communique.read.bylines import goes_on, is_byline, is_dateline, is_note, prefix_length
from communique.read.clutter import judge
from communique.read.lines import Line, lines_of
from communique.read.vocabulary import key
from communique.read.whole import outside

HEAD = 6
"""Lines among which a title is looked for: a section name, a byline and a date may stand before it."""
TITLE_WORDS = 30
ASKING_WORDS = 18
"""Longest title that ends in a question or exclamation mark; a longer line is a sentence of speech."""
HEADING_WORDS = 14
PREFIX_LINES = 3
"""Body lines in which an agency opening may stand; behind the first, a correction note or a summary came before."""
CREDIT_SPAN = 100
"""Code points at a line's end in which a credit is looked for."""
CREDIT_WORDS = 6
"""Longest line with a picture's credit that says nothing else."""
RAGGED = 0.5
"""Share of lines without an end mark from which a text has one unpunctuated sentence a line and no headings."""
RAGGED_LINES = 4
LABELS = 2
"""Fewest bold labels at the start of lines that are headings."""

_JOINT = re.compile(r"(?<=[.!?:;)”\"]) (?=[-*+•] {2,}\S)")
"""Where a list's lines were joined into one: before a mark with the blanks that Markdown sets after it."""
_LABEL = re.compile(r"(?:[-*+•][ \t]+)?\*\*(?P<words>[^*:\n]{3,100})(?::\*\*|\*\*:|\.\*\*)(?=\s+[^\s“\"‘'])")
_CAPTION = re.compile(
    r"(?:FILE\s*(?:PHOTO)?\s*[-–—:]|(?:File )?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]aption)\s*:|Pictured|"
    r"(?:A |An )?(?:[Ff]ile|[Hh]andout|[Ss]creen) (?:photo|picture|image|grab))",
)
_CREDIT = re.compile(
    r"[(\[|/—–-]\s*(?:(?:AP|AFP|Reuters|REUTERS|EPA|Getty|Photo|Image|Picture|Credit|Courtesy|Handout|Xinhua|TASS)\b"
    r"[^)\]]{0,60})[)\]]?\s*$|\b(?:Getty Images|AP Photo|REUTERS/\S+(?: \S+)?)\s*[)\]]?\s*$"
)


def blocks_of(
    text: str,
    *,
    title: str | None = None,
    author: str | None = None,
    known: frozenset[str] = frozenset(),
    marked: Mapping[Span, Role] | None = None,
) -> tuple[Block, ...]:
    """The blocks of a text, in order; together they cover all of it but blank space.

    `title` and `author` are what metadata says, `known` lines of the site, `marked` roles that markup gives to lines.
    """
    lines = lines_of(text)
    roles = _roles(lines, title, author, known, marked or {})
    early = [line for line, role in zip(lines, roles, strict=True) if role == "body"][:PREFIX_LINES]
    items = [
        (line, role, item)
        for line, role in zip(lines, roles, strict=True)
        for item in (_items(text, line.span) if role == "body" else [line.span])
    ]
    labels = _labels(text, [item for _, role, item in items if role == "body"])
    return tuple(
        block
        for line, role, item in items
        for block in _split(text, item, role, opens=any(line is one for one in early), label=labels.get(item))
    )


def _roles(
    lines: Sequence[Line], title: str | None, author: str | None, known: frozenset[str], marked: Mapping[Span, Role]
) -> list[Role]:
    given = [marked.get(line.span) for line in lines]
    held = frozenset(index for index, role in enumerate(given) if role in {"body", "quote", "caption"})
    links = frozenset(index for index, role in enumerate(given) if role == "boilerplate")
    verdicts = outside(lines, judge(lines, known=known, held=held, links=links))
    roles: list[Role] = [
        _first_role(line, role, clutter=verdict.clutter, author=author)
        for line, role, verdict in zip(lines, given, verdicts, strict=True)
    ]
    _join_notes(lines, roles, author)
    if len(lines) == 1:
        return ["body"]
    at = _title_at(lines, roles, title)
    if at is not None:
        roles[at] = "title"
        for index in range(at + 1, len(lines)):
            same = len(lines[index].words) == len(lines[at].words) and key(lines[index].text) == key(lines[at].text)
            if same and roles[index] in {"body", "heading"}:
                roles[index] = "boilerplate"
    if not _ragged(lines, roles):
        for index in range(len(lines)):
            if roles[index] == "body" and given[index] is None and _is_heading(lines, roles, index):
                roles[index] = "heading"
    return roles


def _join_notes(lines: Sequence[Line], roles: list[Role], author: str | None) -> None:
    """Make the further lines of an author's note bylines too."""
    note = False
    for index, line in enumerate(lines):
        note = (note and roles[index] in {"body", "heading"} and goes_on(line)) or is_note(line, author)
        if note:
            roles[index] = "byline"


def _first_role(line: Line, given: Role | None, *, clutter: bool, author: str | None) -> Role:
    """What a line is by itself, title and headings aside."""
    if given == "boilerplate":
        return given
    if is_dateline(line):
        return "dateline"
    if is_byline(line, author):
        return "byline"
    if clutter:
        return "boilerplate"
    if given is not None:
        return given
    if _CAPTION.match(line.text) or (_CREDIT.search(line.text[-CREDIT_SPAN:]) and not line.bullet):
        return "caption" if len(line.words) > CREDIT_WORDS else "boilerplate"
    return "quote" if line.text.startswith(">") else "body"


def _title_at(lines: Sequence[Line], roles: Sequence[Role], title: str | None) -> int | None:
    """Number of the title's line: the one that metadata names, else the first that may be one."""
    head = [index for index in range(len(lines)) if roles[index] != "boilerplate"][:HEAD]
    if title is not None:
        return next((index for index in head if key(lines[index].text) == key(title)), None)
    first = next((index for index in head if roles[index] in {"body", "heading"}), None)
    if first is None or "body" not in roles[first + 1 :]:
        return None
    line = lines[first]
    if not (line.words and len(line.words) <= TITLE_WORDS) or line.bullet:
        return None
    asks = line.text.endswith(("?", "!")) and len(line.words) <= ASKING_WORDS
    return first if line.fragment or asks else None


def _is_heading(lines: Sequence[Line], roles: Sequence[Role], index: int) -> bool:
    """Whether a short line without an end mark stands between others, with body text to head."""
    line = lines[index]
    if index == 0 or not line.fragment or line.text.endswith(".") or line.text[0].islower():
        return False
    if not 0 < len(line.words) <= HEADING_WORDS:
        return False
    following = next((other for other in range(index + 1, len(lines)) if roles[other] != "boilerplate"), None)
    return following is not None and roles[following] == "body" and not lines[following].fragment


def _ragged(lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    body = [line for line, role in zip(lines, roles, strict=True) if role == "body"]
    return len(body) >= RAGGED_LINES and sum(line.fragment for line in body) > RAGGED * len(body)


def _items(text: str, span: Span) -> list[Span]:
    """The items of a list whose lines were joined into one; the whole line where there is no such list."""
    start, end = span
    cuts = [start + joint.end() for joint in _JOINT.finditer(text[start:end])]
    return [(first, last - 1 if last < end else end) for first, last in pairwise([start, *cuts, end])]


def _labels(text: str, items: Sequence[Span]) -> dict[Span, int]:
    """Where the headings end that stand in bold at the start of items: "**Ports and roads:** The council ...".

    One alone may be anything, and one that comes again, stands in capitals or goes on with a quotation is a speaker.
    """
    found = [(item, label) for item in items if (label := _LABEL.match(text[item[0] : item[1]])) is not None]
    words = [key(label["words"]) for _, label in found]
    if len(words) < LABELS or len(set(words)) < len(words):
        return {}
    return {item: item[0] + label.end() for item, label in found if not label["words"].isupper()}


def _split(text: str, span: Span, role: Role, *, opens: bool, label: int | None) -> list[Block]:
    """The block of an item, or two where it opens like a wire report or with a heading of its own."""
    start, end = span
    if label is not None:
        rest = text[label:end]
        return [Block((start, label), "heading"), Block((end - len(rest.lstrip()), end), "body")]
    if opens:
        cut = start + prefix_length(text[start:end])
        if start < cut < end:
            place = text[start:cut].rstrip()
            return [Block((start, start + len(place)), "dateline"), Block((cut, end), "body")]
    return [Block(span, role)]
