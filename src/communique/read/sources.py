"""Where reports come from: files, folders, JSON Lines, pages, standard input.

1 list      the files of a folder, sorted, hidden ones left out, each with its ref
2 kind      text, rows or page, by suffix, else by a look at the bytes
3 read      a report or a refusal for each; nothing that one file holds stops the run
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from communique.errors import NotFound, Refused
from communique.model import Report
from communique.read.clutter import Clutter
from communique.read.decode import MAX_BYTES, decode, decode_by
from communique.read.page import report_of_page
from communique.read.report import READ, make_report
from communique.read.rows import reports_of_rows

Kind: TypeAlias = Literal["text", "rows", "page"]

_KINDS: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", "": "text",
    ".jsonl": "rows", ".ndjson": "rows",
    ".html": "page", ".htm": "page", ".xhtml": "page",
}  # fmt: skip
_DATA = frozenset({".json", ".yaml", ".yml", ".csv", ".tsv", ".xml", ".toml", ".ini", ".py", ".js", ".css", ".sql"})
"""Suffixes of files that hold data or code: refused unless they turn out to hold JSON Lines or a page."""
STDIN_REF = "stdin"


class ReadSettings(Protocol):
    """What reading asks of the settings."""

    @property
    def clutter(self) -> Path | None:
        """File with the lines of sites that are known clutter."""


def documents(source: Path | str, *, settings: ReadSettings) -> Iterator[Report | Refused]:
    """Every report of a file, a folder (with all below it, sorted) or standard input (`-`), refusals in between.

    Raises NotFound if there is no such file or folder, UsageError if the clutter file cannot be read.
    """
    clutter = Clutter.load(settings.clutter)
    if str(source) == "-":
        return _of_stdin(clutter)
    path = Path(source)
    if not path.exists():
        raise NotFound(f"no such file or folder: {path}")
    return _of_folder(path, clutter) if path.is_dir() else _of_file(path, readable(path.stem), clutter)


def _of_folder(folder: Path, clutter: Clutter) -> Iterator[Report | Refused]:
    for path, ref in refs(folder):
        yield from _of_file(path, ref, clutter)


def refs(folder: Path) -> list[tuple[Path, str]]:
    """The files below a folder with their refs: the path below it without suffix, kept where two would be the same."""
    found = sorted((path.relative_to(folder).as_posix(), path) for path in _below(folder))
    short = {name: name.removesuffix(path.suffix) for name, path in found}
    taken = Counter(short.values())
    whole = {name for name in short if taken[short[name]] > 1}
    return [(path, readable(name if name in whole or short[name] in whole else short[name])) for name, path in found]


def readable(name: str) -> str:
    """A file's name as text; bytes in it that are no UTF-8 become replacement marks."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in files if not name.startswith("."))


def _of_file(path: Path, ref: str, clutter: Clutter) -> Iterator[Report | Refused]:
    try:
        if not path.is_file():
            yield Refused("not a regular file", locator=ref)
        elif (kind := _kind(path, ref)) == "rows":
            yield from _of_rows(path, ref, clutter)
        elif (size := path.stat().st_size) > MAX_BYTES:
            yield Refused(f"the file is too long: {size:,} bytes, at most {MAX_BYTES:,}", locator=ref)
        else:
            yield _of_bytes(path.read_bytes(), kind, ref, clutter)
    except Refused as refused:
        yield refused
    except OSError as exc:
        yield Refused(f"the file cannot be read: {exc.strerror}", locator=ref)


def _of_bytes(data: bytes, kind: Kind, ref: str, clutter: Clutter) -> Report:
    if kind == "page":
        return report_of_page(data, ref=ref, clutter=clutter)
    text, guess = decode_by(data, locator=ref)
    return make_report(
        text, ref=ref, clutter=clutter, problems=[f"{READ}no UTF-8, decoded as {guess}"] if guess else []
    )


def _of_rows(path: Path, ref: str, clutter: Clutter) -> Iterator[Report | Refused]:
    with path.open("rb") as lines:
        if lines.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
            text = decode(path.read_bytes(), locator=ref)
            yield from reports_of_rows((line.encode() for line in text.split("\n")), ref=ref, clutter=clutter)
            return
        lines.seek(0)
        empty = True
        for found in reports_of_rows(lines, ref=ref, clutter=clutter):
            empty = False
            yield found
    if empty:
        yield Refused("the file is empty", locator=ref)


def _kind(path: Path, ref: str) -> Kind:
    suffix = path.suffix.lower()
    if suffix in _KINDS and suffix:
        return _KINDS[suffix]
    with path.open("rb") as file:
        kind = sniff(file.read(65_536))
    if kind == "text" and suffix in _DATA:
        raise Refused(f"a {suffix} file holds no report; give text, JSON Lines or HTML", locator=ref)
    return kind


def sniff(head: bytes) -> Kind:
    """What bytes without a telling name hold, from how they begin."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "page"
    if start.startswith(b"{"):
        line = start.split(b"\n", 1)[0]
        try:
            return "rows" if isinstance(json.loads(line), dict) else "text"
        except (ValueError, RecursionError):
            # A first row longer than the look: nothing but JSON begins so.
            return "rows" if line.startswith((b'{"id"', b'{"text"', b'{"title"')) else "text"
    return "text"


def _of_stdin(clutter: Clutter) -> Iterator[Report | Refused]:
    data = sys.stdin.buffer.read()
    kind = sniff(data)
    if kind == "rows":
        yield from reports_of_rows(data.splitlines(keepends=True), ref=STDIN_REF, clutter=clutter)
        return
    try:
        yield _of_bytes(data, kind, STDIN_REF, clutter)
    except Refused as refused:
        yield refused
