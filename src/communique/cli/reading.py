"""Commands that change what is read: read, reread, remove, relink."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import locate, record_option, settings_options
from communique.inert import terminal

if TYPE_CHECKING:
    from communique.model import Report


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was refused, not only if nothing was read.")
@record_option
@settings_options
def read(sources: tuple[str, ...], strict: bool, record: str | None, **settings: Any) -> int:  # noqa: FBT001
    """Read SOURCES (text, HTML, JSON Lines, folders; - is standard input) into the record.

    The record is made if it is not there. Reading again changes nothing, so a folder that grows can be read as often
    as you like. What cannot be read is listed by `communique quarantine`, with the reason; the run goes on.

    Afterwards: `communique stories`, `communique timeline`.
    """
    from communique.record import open_record

    missing = [source for source in sources if source != "-" and not Path(source).exists()]
    if missing:
        raise click.UsageError(f"no such file or folder: {', '.join(missing)}")
    with open_record(locate(record, create=True), **settings) as opened, _progress("reading") as done:
        summary = opened.read(*sources, done=done, long=_long)
    foreign = f", {summary.foreign} of them in a language that is not analysed" if summary.foreign else ""
    known = f", {summary.known} known already" if summary.known else ""
    flawed = f" ({summary.with_problems} with problems, see `communique reports --format json`)"
    refused = f", {summary.refused} refused (see `communique quarantine`)" if summary.refused else ""
    click.echo(f"{summary.read} read{flawed if summary.with_problems else ''}{foreign}{known}{refused}", err=True)
    return 1 if (strict and summary.refused) or not (summary.read or summary.known) else 0


@click.command()
@click.option("--stale", is_flag=True, help="Only readings that another analysis made.")
@record_option
@settings_options
def reread(stale: bool, record: str | None, **settings: Any) -> int:  # noqa: FBT001
    """Read the stored texts again and replace their readings."""
    from communique.record import open_record

    with open_record(locate(record), create=False, **settings) as opened, _progress("rereading") as done:
        summary = opened.reread(stale=stale, done=done)
    click.echo(f"{summary.read} reread", err=True)
    return 0


@click.command()
@click.argument("ref")
@record_option
def remove(ref: str, record: str | None) -> int:
    """Remove the report REF in all its versions, and relink what it touched."""
    from communique.record import open_record

    with open_record(locate(record), create=False) as opened:
        count = opened.remove(ref)
    click.echo(f"{count} removed", err=True)
    return 0


@click.command()
@click.option("--all", "everything", is_flag=True, help="Say so: all links are made anew.")
@record_option
def relink(everything: bool, record: str | None) -> int:  # noqa: FBT001
    """Make all links between reports anew from the stored readings."""
    from communique.record import open_record

    if not everything:
        raise click.UsageError("links keep up with every read; to make all of them anew say `relink --all`")
    with open_record(locate(record), create=False) as opened:
        opened.relink()
    return 0


def _long(report: Report) -> None:
    """Tell that a report takes its time."""
    click.echo(f"{terminal(report.ref)}: {len(report.text):,} characters, which takes a while", err=True)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A running count on a terminal; silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda count: bar.advance(task, count)


COMMANDS = (read, reread, remove, relink)
