"""The command line: parse arguments, ask, render. Data on stdout, talk on stderr; exit 0, 1 (nothing, failed), 2."""

from __future__ import annotations

import io
import sqlite3
import sys

import click

from communique.cli import ask, clutter, dossier, explain, judge, keep, reading, timeline
from communique.cli.sections import Sections
from communique.errors import CommuniqueError
from communique.export.safe import terminal

_EPILOG = """Start: communique read FOLDER --record my.db, then communique timeline --record my.db. The tutorial and all how-tos
are in docs/; `communique COMMAND --help` says more of each command."""


@click.group(
    cls=Sections, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="communique")
def group() -> None:
    """Keep the record of what news reports say about international affairs.

    Each line points to the characters that say so. Reports are read offline, from files, folders or standard input.
    """


for _module in (reading, timeline, dossier, ask, explain, clutter, keep, judge):
    for _command in _module.COMMANDS:
        group.add_command(_command)


def main() -> None:
    """Entry point: errors of ours become one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding shows codes rather than fail
            stream.reconfigure(errors="backslashreplace")
    try:
        code = group.main(prog_name="communique", standalone_mode=False)
    except click.ClickException as exc:
        exc.message = terminal(exc.message)  # type: ignore[misc]
        exc.show()
        sys.exit(2)
    except click.exceptions.Abort:
        sys.exit(130)
    except CommuniqueError as exc:
        click.echo(f"communique: {terminal(str(exc))}", err=True)
        sys.exit(2)
    except sqlite3.DatabaseError as exc:
        click.echo(f"communique: the record cannot be used: {exc}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
