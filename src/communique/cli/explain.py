"""Commands that explain: show, why, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from communique.cli.options import open_for_asking, record_option

if TYPE_CHECKING:
    from communique.query import Line

_FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)


@click.command()
@click.argument("id_", metavar="ID")
@_FORM
@record_option
def show(id_: str, form: str, record: str | None) -> int:
    """Show the row ID (or the report with that ref) whole, with its evidence in context.

    An id may be shortened to its first characters, four or more, wherever a command takes one.
    """
    from communique.cli.render import show_line
    from communique.export.safe import as_json

    with open_for_asking(record) as opened:
        line = opened.show(id_)
    if form == "json":
        click.echo(as_json(line.to_dict(), indent=2))
    else:
        show_line(line)
    return 0


@click.command()
@click.argument("id_", metavar="ID")
@record_option
def why(id_: str, record: str | None) -> int:
    """Say what made the row ID, or the mention at REPORT:START-END: rule, score, tables, anchor, links of its group."""
    from communique.export.safe import terminal

    with open_for_asking(record) as opened:
        explained = opened.why(id_)
    click.echo(f"{explained.table} {explained.id}")
    for line in explained.made:
        click.echo(f"  {terminal(line)}")
    held, links = explained.holding, explained.links
    if len(held) < len(links):
        click.echo(f"  {len(held)} of {len(links)} links: the strongest that reach every member, and the weakest")
    for a, b, score, reasons in held:
        click.echo(f"  {terminal(a)} ~ {terminal(b)}  {score:.3f}  {terminal('; '.join(reasons))}")
    return 0


def _who(line: Line) -> str:
    """Whose words stand in a line, and in which report."""
    if line.table != "statements":
        return str(line["ref"])
    from communique.export.phrases import party

    return f"{party(line['speaker'], line.names)}, {line['ref']}"


@click.command()
@click.argument("a")
@click.argument("b")
@record_option
def diff(a: str, b: str, record: str | None) -> int:
    """Show how the wordings of two statements (or reports) differ: [-only A-] {+only B+}."""
    from communique.export.safe import terminal

    with open_for_asking(record) as opened:
        found = opened.diff(a, b)
    for side, line in (("A", found.a), ("B", found.b)):
        click.echo(f"{side}: {terminal(_who(line))}")
    marks = {"same": "{}", "only a": "[-{}-]", "only b": "{{+{}+}}"}
    told = (marks[side].format(terminal(words)) for side, words in found.runs)
    click.echo(
        "".join(f"{'' if glued else ' '}{words}" for words, glued in zip(told, found.glued, strict=True)).lstrip()
    )
    return 0 if any(side != "same" for side, _ in found.runs) else 1


COMMANDS = (show, why, diff)
