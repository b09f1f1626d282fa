"""Commands that list: one for each noun of the record, with the one filter language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from communique.cli.options import filter_options, locate, open_for_asking, output_options, record_option, told_left_out
from communique.errors import UsageError

_NOUNS: dict[str, tuple[str, Sequence[str]]] = {
    "stories": ("Stories in order of date, with what their reports disagree on.",
                ("actor", "with_", "since", "until", "open_dates", "outlet", "story", "conflict", "limit")),
    "disagreements": ("What reports of one story differ or agree on, with each one's answer.",
                      ("outlet", "story", "conflict", "limit")),
    "reports": ("Reports with their dates, stories and families.",
                ("actor", "since", "until", "open_dates", "outlet", "story", "limit")),
    "statements": ("Who said what to whom.",
                   ("speaker", "actor", "with_", "since", "until", "open_dates", "type", "outlet", "story", "altered",
                    "min_score", "limit")),
    "utterances": ("Acts of speaking, with the wordings that reports give them.",
                   ("speaker", "since", "until", "open_dates", "story", "altered", "limit")),
    "refrains": ("Lines that one side repeats on several occasions.", ("speaker", "limit")),
    "figures": ("Numbers, rises and falls, with what they measure.",
                ("actor", "since", "until", "type", "outlet", "story", "conflict", "limit")),
    "comparisons": ("Figures that measure the same thing.", ("story", "conflict", "limit")),
    "events": ("Who did what to whom, once each.",
               ("actor", "with_", "since", "until", "open_dates", "type", "outlet", "story", "min_score", "limit")),
    "pledges": ("What was promised, and what came of it.",
                ("actor", "with_", "since", "until", "outlet", "story", "open", "as_of", "limit")),
    "copies": ("Which report takes words from which.", ("outlet", "story", "limit")),
    "times": ("Time expressions and what they mean.", ("since", "until", "open_dates", "outlet", "story", "limit")),
}  # fmt: skip


_GROUPS = {"statements": "utterance", "figures": "comparison"}
"""What the rows share that `--altered` and `--conflict` set side by side."""


def _command(noun: str, about: str, filters: Sequence[str]) -> click.Command:
    @click.command(noun, help=about)
    @filter_options(filters)
    @record_option
    @output_options
    def command(record: str | None, form: str, output: str, **wanted: Any) -> int:
        from communique.cli.render import write

        with open_for_asking(record) as opened:
            found = opened.lines(noun, **wanted)
        told_left_out(found)
        group = _GROUPS.get(noun) if wanted.get("altered") or wanted.get("conflict") else None
        write(found, noun, form=form, output=output, group=group)
        return 0 if found else 1

    return command


@click.group("actors", invoke_without_command=True)
@filter_options(("actor", "type", "limit"))
@record_option
@output_options
def actors(record: str | None, form: str, output: str, **wanted: Any) -> int:
    """Actors, most mentioned first; or add and check a file of your own, or ask how far the tables reach."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        context.obj = record
        return 0
    from communique.cli.render import write

    with open_for_asking(record) as opened:
        found = opened.actors(**wanted)
    write(found, "actors", form=form, output=output)
    return 0 if found else 1


def _checked(file: Path) -> list[dict[str, Any]]:
    """The rows of a user's file, its country codes held against the tables too."""
    from communique.resources import gazetteer
    from communique.resources.actor_files import check as checked
    from communique.resources.actor_files import unknown_country
    from communique.resources.entries import State

    rows = checked(file)
    states = [entry.code for entry in gazetteer.load().entries.values() if isinstance(entry, State)]
    if (wrong := unknown_country(rows, states)) is not None:
        raise UsageError(f"{file}: {wrong}")
    return rows


@actors.command()
@output_options
def reach(form: str, output: str) -> int:
    """How far the tables of offices, organisations, outlets and places reach: rows by source, and until when."""
    from communique.cli.render import write_rows
    from communique.resources import gazetteer
    from communique.resources.reach import reach as reached

    rows = reached(gazetteer.load())
    if form == "table":
        rows = [{key: str(value).ljust(30 if key == "what" else 8) for key, value in row.items()} for row in rows]
        rows.insert(0, {key: key.ljust(30 if key == "what" else 8) for key in rows[0]})
    write_rows(rows, list(rows[0]), form=form, output=output)
    return 0


@actors.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> int:
    """Check a file of your own actors (YAML) and say what is wrong with it."""
    rows = _checked(file)
    click.echo(f"{file}: {len(rows)} actors, all in order", err=True)
    return 0


@actors.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def add(context: click.Context, file: Path) -> int:
    """Check FILE and keep it in the record: later reads and `reread` use it."""
    from communique.record import open_record

    rows = _checked(file)
    with open_record(locate(context.obj, create=True), actors=file) as opened:
        stale = opened.status()["stale"]
    click.echo(f"{len(rows)} actors kept in the record; {stale} reports wait for `communique reread --stale`", err=True)
    return 0


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@filter_options(("since", "until", "limit"))
@click.option(
    "--by", "type", type=click.Choice(["month", "quarter"]), help="Period of two actors' sums.  [default: month]"
)
@record_option
@output_options
def relation(a: str | None, b: str | None, record: str | None, form: str, output: str, **wanted: Any) -> int:
    """How the relation of two actors moves: asserted events by month or quarter, cooperation and conflict apart.

    Months, and quarters, in which another level begins are marked, with the events that pull. Without B those are listed that A
    has to do with, without A all pairs, the busiest first, all events of each summed from the `first` day to the `last`.
    """
    from communique.cli.render import write

    with open_for_asking(record) as opened:
        found = opened.relation(a, b, **wanted)
        events = {line["id"]: line for line in opened.events(actor=a, with_=b)} if b else None
    told_left_out(found)
    write(found, "relations" if b else "pairs", form=form, output=output, events=events)
    return 0 if found else 1


@click.command()
@click.argument("words", nargs=-1, required=True)
@filter_options(("limit",))
@record_option
@output_options
def search(words: tuple[str, ...], limit: int | None, record: str | None, form: str, output: str) -> int:
    """Find reports that hold all WORDS, in British or American spelling."""
    from communique.cli.render import write

    with open_for_asking(record) as opened:
        found = opened.search(" ".join(words), limit=50 if limit is None else limit)
    write(found, "search", form=form, output=output)
    return 0 if found else 1


COMMANDS = (*(_command(noun, *spec) for noun, spec in _NOUNS.items()), actors, relation, search)
