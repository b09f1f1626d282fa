"""Commands about page furniture: learn."""

from __future__ import annotations

import click

from communique.cli.options import open_for_asking


@click.group()
def clutter() -> None:
    """Work with the lines of sites that are no part of their articles."""


@clutter.command()
@click.argument("record", type=click.Path(dir_okay=False))
@click.option("--output", "-o", type=click.Path(dir_okay=False), default="-", help="File; - is stdout.")
def learn(record: str, output: str) -> int:
    """Propose the lines that recur over each site's reports in RECORD, as a file for `read --clutter`.

    Look through the proposal before use: what stands in it will not be analysed.
    """
    from communique.read.learn import clutter_file

    with open_for_asking(record) as opened:
        found = opened.recurring_lines()
    with click.open_file(output, "w", encoding="utf-8") as out:
        out.write(clutter_file(found))
    click.echo(f"{sum(map(len, found.values()))} lines of {len(found)} sites", err=True)
    return 0 if found else 1


COMMANDS = (clutter,)
