"""Printing lines: as a table for people, as JSON, JSON Lines or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from communique.errors import UsageError
from communique.export.safe import as_json, cell, terminal
from communique.query.lines import thawed

if TYPE_CHECKING:
    from rich.console import Console

    from communique.query import Line

_PIPE_WIDTH = 160
"""Columns of a table that goes into a pipe."""

_NOTHING: tuple[Any, ...] = (None, (), [], "", {})

Cell = Callable[["Line"], str]


def write(
    found: Sequence[Line], noun: str, *, form: str, output: str, events: Mapping[str, Line] | None = None,
    nameless: Collection[str] = (), group: str | None = None,
) -> None:  # fmt: skip
    """Print lines of a noun to `output` (`-` is stdout), in a table set apart where the column `group` changes.

    `nameless` are the stories of which no outlet is known.
    """
    if form != "table":
        emit(_machine([line.to_dict() for line in found], form), output)
        return
    from communique.cli.tables import table_of

    _print(table_of(noun, found, events or {}, nameless, group), output)
    if not found:
        click.echo("nothing found", err=True)


def write_rows(rows: Sequence[Mapping[str, Any]], *, form: str, output: str) -> None:
    """Print plain rows."""
    if form != "table":
        emit(_machine(list(rows), form), output)
        return
    emit("".join("  ".join(terminal(str(value)) for value in row.values()) + "\n" for row in rows), output)


def show_line(line: Line) -> None:
    """Print one row whole, its evidence in context."""
    click.echo(f"{line.table} {line.data.get('id', '')}")
    for key, value in line.data.items():
        if key in {"id", "text"} or value in _NOTHING:
            continue
        first, *more = _told(thawed(value), line.names)
        several = first.startswith("    ")
        click.echo(f"  {key}:" + ("" if several else f" {terminal(first)}"))
        for told in [first, *more] if several else more:
            indent = len(told) - len(told.lstrip())
            click.echo(" " * indent + terminal(told.lstrip()))
    for item in line.evidence:
        mark = terminal(f"{item.before}»{item.text}«{item.after}")
        click.echo(f"  {terminal(item.ref)} {item.span[0]}-{item.span[1]}: …{mark}…")


def _told(value: Any, names: Mapping[str, str]) -> Iterator[str]:
    """A value in words, a line for each of several that have parts of their own; what lies within stands further in."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        yield _word(value, names)
        return
    for part in value:
        within = {key: one for key, one in part.items() if isinstance(one, list) and one and isinstance(one[0], dict)}
        plain = (f"{key} {_word(one, names)}" for key, one in part.items() if key not in within and one not in _NOTHING)
        yield f"    {', '.join(plain)}"
        for one in within.values():
            yield from (f"  {line}" for line in _told(one, names))


def _word(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_word(one, names)}" for key, one in value.items() if one not in _NOTHING)
    if _is_span(value):
        return f"{value[0]}-{value[1]}"
    if isinstance(value, list):
        return ", ".join(_word(one, names) for one in value)
    if isinstance(value, str):
        return f"{names[value]} ({value})" if names.get(value, value) != value else value
    return json.dumps(value)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(one, int) for one in value)


def _machine(rows: Sequence[Mapping[str, Any]], form: str) -> str:
    if form == "json":
        return as_json(rows, indent=2) + "\n"
    if form == "jsonl":
        return "".join(as_json(row) + "\n" for row in rows)
    if not rows:
        return ""
    buffer = io.StringIO()
    names = list(rows[0])
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in rows)
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
