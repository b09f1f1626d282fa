"""The timeline in a terminal, and the bundled examples."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import filter_options, open_for_asking, record_option, told_left_out
from communique.export.safe import terminal

if TYPE_CHECKING:
    from communique.record import Record

_FILTERS = ("actor", "with_", "since", "until", "open_dates", "outlet", "story", "conflict", "as_of", "limit")


@click.command()
@click.option("--all", "everything", is_flag=True, help="All lines of each story, not its essence alone.")
@filter_options(_FILTERS)
@record_option
def timeline(record: str | None, everything: bool, **wanted: Any) -> int:  # noqa: FBT001
    """Print stories in order of date: where reports differ, who said what, what was promised and done."""
    with open_for_asking(record) as opened:
        return 0 if _print(opened, wanted, everything=everything) else 1


@click.command()
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True,
              help="Folder for the record and its dossier.")  # fmt: skip
def demo(into: Path) -> int:
    """Read the bundled example reports (invented states and people), print their timeline and write their dossier."""
    from communique.demo import AS_OF, build

    with build(into) as opened:
        _print(opened, {"as_of": AS_OF}, everything=False)
        opened.dossier(into / "dossier.html", as_of=AS_OF)
    click.echo(f"\nThe dossier is {into / 'dossier.html'}: open it in a browser.", err=True)
    click.echo(f"The record is {into / 'demo.db'}: communique stories --record {into / 'demo.db'}", err=True)
    return 0


def _print(opened: Record, wanted: dict[str, Any], *, everything: bool) -> int:
    from communique.export.dossier import gather
    from communique.export.timeline import WIDTH
    from communique.export.timeline import timeline as lines
    from communique.query import Filter

    page = gather(opened.store, Filter(**wanted))
    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 0)).columns)
    for line in lines(page, everything=everything, width=width):
        click.echo(terminal(line))
    told_left_out(page)
    return len(page.stories)


COMMANDS = (timeline, demo)
