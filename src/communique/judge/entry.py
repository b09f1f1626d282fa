"""Entries of the judgement log, one JSON object a line, so that a log is a file that can be shared, merged and read.

An entry names what it judges by the text's hash, the table and the quoted words, beside the row's id: a row that another
analysis makes again under another id is found by its place.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from communique.errors import UsageError
from communique.model import Span

Verdict: TypeAlias = Literal["same", "different", "wrong", "undo"]

_TARGET = {"table": str, "id": str, "text": str, "spans": list, "words": str}


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A row judged: `text` is the SHA-256 of its report's text, `spans` where it stands there, `words` what stands there.

    An actor has no text: its name stands in `words`.
    """

    table: str
    id: str
    text: str
    spans: tuple[Span, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One judgement: all of `a` and `b` are `same`, none of `a` is any of `b` (`different`), all of `a` are `wrong`.

    `undo` takes back the entry `of`, an undo as well. `at` (ISO, UTC) orders entries whose words contradict each other:
    the later one holds. `by` and `note` are for people.
    """

    verdict: Verdict
    at: str
    a: tuple[Target, ...] = ()
    b: tuple[Target, ...] = ()
    of: str | None = None
    by: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """`j` and 15 hex digits of its content's hash: the same judgement read twice is one."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "j" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()[:15]


def line_of(entry: Entry) -> str:
    """The entry as one line of JSON, its id first, in ASCII: words of a report may hold anything."""
    return json.dumps({"id": entry.id, **asdict(entry)})


def read_log(file: Path) -> list[Entry]:
    """The entries of a log file; raises UsageError, naming the line, if one is none."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{file} cannot be read as a log of judgements: {exc}") from exc
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(entry_of(line))
            except UsageError as exc:
                raise UsageError(f"{file}, line {number}: {exc}") from exc
    return found


def entry_of(line: str) -> Entry:
    """The entry of a line. Raises UsageError, saying what is wrong, if it is none or its id is not that of its content."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as exc:
        raise UsageError(f"no judgement: {exc.msg} at column {exc.colno}") from exc
    if not isinstance(raw, dict) or raw.get("verdict") not in get_args(Verdict):
        raise UsageError("no judgement: it needs a verdict, same, different, wrong or undo")
    if not isinstance(raw.get("at"), str):
        raise UsageError("no judgement: it needs the time it was made, `at`")
    entry = Entry(
        raw["verdict"], raw["at"], _targets(raw.get("a")), _targets(raw.get("b")),
        *(_text(raw, name) for name in ("of", "by", "note")),
    )  # fmt: skip
    if raw.get("id") not in {None, entry.id}:
        raise UsageError(f"judgement {raw['id']} was changed after it was made: its id would be {entry.id}")
    return entry


def _text(raw: dict[str, Any], name: str) -> str | None:
    value = raw.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"no judgement: `{name}` must be text")
    return value


def _targets(raw: Any) -> tuple[Target, ...]:
    if not isinstance(raw or [], list):
        raise UsageError("no judgement: `a` and `b` are lists of rows")
    found = []
    for value in raw or []:
        if not isinstance(value, dict) or any(not isinstance(value.get(k), kind) for k, kind in _TARGET.items()):
            raise UsageError("no judgement: each row it names needs table, id, text, spans and words")
        try:
            spans = tuple((int(start), int(end)) for start, end in value["spans"])
        except (TypeError, ValueError) as exc:
            raise UsageError("no judgement: spans are pairs of whole numbers") from exc
        found.append(Target(value["table"], value["id"], value["text"], spans, value["words"]))
    return tuple(found)
