"""Commands about page furniture: learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from communique.cli.options import open_for_asking

if TYPE_CHECKING:
    from communique.read.learn import Site


@click.group()
def clutter() -> None:
    """Work with the lines of sites that are no part of their articles."""


@clutter.command()
@click.argument("record", type=click.Path(dir_okay=False))
@click.option("--output", "-o", type=click.Path(dir_okay=False), default="-", help="File; - is stdout.")
def learn(record: str, output: str) -> int:
    """Propose the lines that recur over each site's reports in RECORD, as a file for `read --clutter`.

    It takes three different texts of a site, saved or pasted whole, menus and all. Look through the proposal before use: what
    stands in it will not be analysed.
    """
    from communique.read.learn import clutter_file

    with open_for_asking(record) as opened:
        found = opened.recurring_lines()
    with click.open_file(output, "w", encoding="utf-8") as out:
        out.write(clutter_file(found))
    click.echo(_summary(found), err=True)
    return 0 if any(site.lines for site in found.values()) else 1


def _summary(sites: Mapping[str, Site]) -> str:
    """What was found, and why nothing was where nothing was."""
    from communique.export.phrases import counted
    from communique.read.learn import MIN_REPORTS, MIN_SHARE

    found = [site for site in sites.values() if site.lines]
    few = sum(site.texts < MIN_REPORTS for site in sites.values())
    rest = len(sites) - len(found) - few
    told = [f"{counted(sum(len(site.lines) for site in found), 'line')} of {counted(len(found), 'site')}"]
    if few:
        told.append(
            f"{counted(few, 'site')} with fewer than {MIN_REPORTS} different texts in the record: read more of them"
        )
    if rest:
        told.append(
            f"{counted(rest, 'site')} with no line in {MIN_REPORTS} texts and {MIN_SHARE:.0%} of all: a page read as HTML has"
            " left its furniture behind; learn from texts saved or pasted whole"
        )
    return "; ".join(told)


COMMANDS = (clutter,)
