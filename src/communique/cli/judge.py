"""The command `judge`: people's verdicts on rows, kept in a log that can be shared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from communique.cli.options import filter_options, locate, open_for_asking, output_options, record_option

if TYPE_CHECKING:
    from communique.record import Record

_BY = click.option("--by", metavar="NAME", help="Who judges.")
_NOTE = click.option("--note", metavar="TEXT", help="Why.")


@click.group()
def judge() -> None:
    """Say that rows are the same, different or wrong; take it back; share the log.

    Judgements hold over what linking finds, now and after every read. Statements, figures, events, pledges, utterances,
    comparisons, reports, stories and actors can be judged, a copy only wrong. Reports judged different are no copies
    either. Of two judgements that contradict each other the later holds.
    """


def _verdict(verdict: Literal["same", "different"], about: str) -> click.Command:
    @judge.command(verdict, help=about)
    @click.argument("a", metavar="ID")
    @click.argument("b", metavar="ID")
    @_BY
    @_NOTE
    @record_option
    def command(a: str, b: str, by: str | None, note: str | None, record: str | None) -> int:
        from communique.record import open_record

        with open_record(locate(record), create=False) as opened, _changes(opened):
            _told(opened.judge(verdict, a, b, by=by, note=note))
        return 0

    return command


_verdict("same", "The two rows (or groups) are one: one act of speaking, event, story, pledge, measure or actor.")
_verdict("different", "The two rows (or groups) are not one.")


@judge.command()
@click.argument("a", metavar="ID")
@_BY
@_NOTE
@record_option
def wrong(a: str, by: str | None, note: str | None, record: str | None) -> int:
    """The row should not be there: it leaves lists and links; `show` and `why` still know it."""
    from communique.record import open_record

    with open_record(locate(record), create=False) as opened, _changes(opened):
        _told(opened.judge("wrong", a, by=by, note=note))
    return 0


@judge.command()
@click.argument("ids", metavar="ID [ID]", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="All that is judged of the rows, not only the newest.")
@_BY
@_NOTE
@record_option
def undo(ids: tuple[str, ...], everything: bool, by: str | None, note: str | None, record: str | None) -> int:  # noqa: FBT001
    """Take back the judgement ID, or the newest that stands on one row or on two."""
    from communique.query.judgement import standing
    from communique.record import open_record

    if len(ids) > 2:
        raise click.UsageError("name one judgement, or one or two rows")
    with open_record(locate(record), create=False) as opened, _changes(opened):
        stood = standing(opened.store, ids)
        made = opened.judge("undo", *ids, by=by, note=note, everything=everything)
        verdicts = {line["id"]: f"{line['verdict']} ({line['id']})" for line in opened.lines("judgements")}
        for id_, _ in made:
            click.echo(id_)
        undone, older = stood[: len(made)], stood[len(made) :]
        left = f"; {len(older)} older: {', '.join(verdicts[id_] for id_ in older)}" if older else ""
        click.echo(f"undid {', '.join(verdicts[id_] for id_ in undone)}{left}", err=True)
    return 0


@judge.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@record_option
def apply(file: Path, record: str | None) -> int:
    """Add the judgements of FILE (JSON Lines, as `judge log` writes them); those that are there already change nothing."""
    from communique.record import open_record

    with open_record(locate(record), create=False) as opened, _changes(opened):
        added = opened.apply_judgements(file)
        states = [line["state"] for line in opened.lines("judgements")]
        click.echo(f"{added} new, {len(states)} in all: " + _counted(states), err=True)
    return 0


@judge.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False), default="-", help="File; - is stdout.")
@record_option
def log(output: str, record: str | None) -> int:
    """Write the log as JSON Lines, in the order it was written, for others to apply."""
    from communique.cli.render import emit

    with open_for_asking(record) as opened:
        lines = opened.judgement_log()
    emit("".join(line + "\n" for line in lines), output)
    return 0 if lines else 1


@judge.command("list")
@filter_options(("limit",))
@record_option
@output_options
def list_(limit: int | None, record: str | None, form: str, output: str) -> int:
    """List judgements with what became of each: applied, undone, overruled by a later one, or orphaned."""
    from communique.cli.render import write

    with open_for_asking(record) as opened:
        found = opened.lines("judgements", limit=limit)
    write(found, "judgements", form=form, output=output)
    return 0 if found else 1


def _told(made: list[tuple[str, str]]) -> None:
    """Print the id of each judgement, for a program, and what became of it, for people."""
    for id_, state in made:
        click.echo(id_)
        click.echo(state, err=True)


@contextmanager
def _changes(opened: Record) -> Iterator[None]:
    """Say at the end, for people, which groups are others than before."""
    from communique.query.judgement import changes, groups

    before = groups(opened.store)
    yield
    for line in changes(before, groups(opened.store)) or ["no group changed"]:
        click.echo(line, err=True)


def _counted(states: list[str]) -> str:
    return ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states))) or "none"


COMMANDS = (judge,)
