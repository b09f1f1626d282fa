"""The command that writes the dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from communique.cli.options import filter_options, open_for_asking, record_option, told_left_out

_FILTERS = ("actor", "with_", "since", "until", "open_dates", "outlet", "story", "conflict", "as_of", "limit")


@click.command()
@click.option("-o", "--output", required=True, metavar="FILE.html", type=click.Path(dir_okay=False, path_type=Path),
              help="The page to write.")  # fmt: skip
@click.option("--title", help="Title of the page. [default: the states that most stories are about]")
@filter_options(_FILTERS)
@record_option
def dossier(record: str | None, output: Path, title: str | None, **wanted: Any) -> int:
    """Write the chosen stories as one self-contained HTML page, each line with its evidence.

    The page loads nothing and needs no JavaScript; it is made for the screen, the phone and paper.
    """
    from communique.export.phrases import counted

    with open_for_asking(record) as opened:
        page = opened.dossier(output, title=title, **wanted)
    told_left_out(page)
    told = f"{counted(len(page.stories), 'story')}, {counted(len(page.reports), 'report')}"
    click.echo(f"{output}: {told}", err=True)
    return 0 if page.stories else 1


COMMANDS = (dossier,)
