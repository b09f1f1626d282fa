"""Printing lines: as a table for people, as JSON, JSON Lines or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from communique.errors import UsageError
from communique.export.safe import as_json, cell, terminal
from communique.query.lines import columns, thawed

if TYPE_CHECKING:
    from rich.console import Console

    from communique.query import Line

_PIPE_WIDTH = 160
"""Columns of a table that goes into a pipe."""

_NOTHING: tuple[Any, ...] = (None, (), [], "", {})

Cell = Callable[["Line"], str]


def write(
    found: Sequence[Line], noun: str, *, form: str, output: str, events: Mapping[str, Line] | None = None,
    group: str | None = None,
) -> None:  # fmt: skip
    """Print lines of a noun to `output` (`-` is stdout), in a table set apart where the column `group` changes.

    Relations are printed with their `events`.
    """
    if form != "table":
        named = columns("reports" if noun == "search" else noun)
        emit(_machine([line.to_dict() for line in found], form, named), output)
        return
    if not found:
        emit("", output)
        click.echo("nothing found", err=True)
        return
    from communique.cli.tables import table_of

    _print(table_of(noun, found, events, group), output)


def write_rows(rows: Sequence[Mapping[str, Any]], named: Sequence[str], *, form: str, output: str) -> None:
    """Print plain rows of the columns `named`."""
    if form != "table":
        emit(_machine(rows, form, named), output)
        return
    emit("".join("  ".join(terminal(str(value)) for value in row.values()) + "\n" for row in rows), output)


def show_line(line: Line) -> None:
    """Print one row whole: its evidence in context, then its columns."""
    click.echo(f"{line.table} {line.data.get('id', '')}")
    for item in line.evidence:
        mark = terminal(f"{item.before}»{item.text}«{item.after}")
        click.echo(f"  {terminal(item.ref)} {item.span[0]}-{item.span[1]}: …{mark}…")
    for key, value in line.data.items():
        if key in {"id", "text"} or value in _NOTHING:
            continue
        first, *more = _told(thawed(value), line)
        several = first.startswith("    ")
        click.echo(f"  {key}:" + ("" if several else f" {terminal(first)}"))
        for told in [first, *more] if several else more:
            indent = len(told) - len(told.lstrip())
            click.echo(" " * indent + terminal(told.lstrip()))


def _told(value: Any, line: Line) -> Iterator[str]:
    """A value in words, a line for each of several that have parts of their own; what lies within stands further in."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        yield _word(value, line)
        return
    for part in value:
        within = {key: one for key, one in part.items() if isinstance(one, list) and one and isinstance(one[0], dict)}
        yield f"    {_parts({key: one for key, one in part.items() if key not in within}, line)}"
        for one in within.values():
            yield from (f"  {told}" for told in _told(one, line))


def _parts(value: Mapping[str, Any], line: Line) -> str:
    """The parts of a value that say something, none of them twice."""
    again = {"spans"} if value.get("spans") == [value.get("span")] else set()
    if "actor" in value and value.get("name") == line.names.get(value["actor"]):
        again.add("name")
    kept = ((key, one) for key, one in value.items() if key not in again and one not in _NOTHING)
    return ", ".join(_word(one, line) if key == "span" else f"{key} {_word(one, line)}" for key, one in kept)


def _word(value: Any, line: Line) -> str:
    if isinstance(value, dict):
        return _parts(value, line)
    if _is_span(value):
        return f"{_quote(value, line)}{value[0]}-{value[1]}"
    if isinstance(value, list):
        told = [_word(one, line) for one in value]
        return told[0] if len(told) == 2 and told[0] == told[1] else ", ".join(told)
    if isinstance(value, str):
        return f"{line.names[value]} ({value})" if line.names.get(value, value) != value else value
    return json.dumps(value)


def _quote(span: Sequence[int], line: Line) -> str:
    """The words at a span of the line's own report, as far as its evidence shows them; the evidence itself is not told again."""
    start, end = span
    for item in line.evidence if "report" in line.data else ():
        begin = item.span[0] - len(item.before)
        text = f"{item.before}{item.text}{item.after}"
        if (start, end) != tuple(item.span) and begin <= start and end <= begin + len(text):
            return f"“{' '.join(text[start - begin : end - begin].split())}” "
    return ""


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(one, int) for one in value)


def _machine(rows: Sequence[Mapping[str, Any]], form: str, named: Sequence[str]) -> str:
    if form == "json":
        return as_json(rows, indent=2) + "\n"
    if form == "jsonl":
        return "".join(as_json(row) + "\n" for row in rows)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(named)
    writer.writerows([cell(row[name]) for name in named] for row in rows)
    return buffer.getvalue()


def emit(text: str, output: str) -> None:
    """Write text to a file, or to stdout for `-`."""
    if output == "-":
        sys.stdout.write(text)
        return
    with _file(output) as file:
        file.write(text)


def _print(renderable: object, output: str) -> None:
    if output == "-":
        _console(sys.stdout).print(renderable)
        return
    with _file(output) as file:
        _console(file).print(renderable)


def _file(path: str) -> TextIO:
    try:
        return Path(path).open("w", encoding="utf-8", newline="\n")
    except OSError as exc:
        raise UsageError(f"{path} cannot be written: {exc.strerror}") from exc


def _console(file: Any) -> Console:
    from rich.console import Console

    return Console(file=file, width=None if file.isatty() else _PIPE_WIDTH, highlight=False, soft_wrap=False)
