"""Printing lines: as a table for people, as JSON, JSON Lines or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
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

Cell = Callable[["Line"], str]


def write(
    found: Sequence[Line], noun: str, *, form: str, output: str, events: Mapping[str, Line] | None = None,
    nameless: Collection[str] = (),
) -> None:  # fmt: skip
    """Print lines of a noun to `output` (`-` is stdout). `nameless` are the stories of which no outlet is known."""
    if form != "table":
        emit(_machine([line.to_dict() for line in found], form), output)
        return
    from communique.cli.tables import table_of

    _print(table_of(noun, found, events or {}, nameless), output)
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
        if key in {"id", "text"} or value in (None, (), "", {}):
            continue
        shown = value if isinstance(value, str) else json.dumps(thawed(value), ensure_ascii=False)
        click.echo(f"  {key}: {terminal(shown)}")
    for item in line.evidence:
        mark = terminal(f"{item.before}»{item.text}«{item.after}")
        click.echo(f"  {terminal(item.ref)} {item.span[0]}-{item.span[1]}: …{mark}…")


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
