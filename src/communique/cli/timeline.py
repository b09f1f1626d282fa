"""The timeline: stories in order of date, each with what was said, counted, promised, done and disputed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import filter_options, open_for_asking, record_option
from communique.export.safe import terminal

if TYPE_CHECKING:
    from communique.query import Line
    from communique.record import Record


@click.command()
@filter_options(("actor", "with_", "since", "until", "story", "limit"))
@record_option
def timeline(record: str | None, **wanted: str | None) -> int:
    """Print stories in order of date with their statements, figures, pledges, events and disagreements."""
    with open_for_asking(record) as opened:
        found = _print(opened, wanted)
    return 0 if found else 1


@click.command()
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True,
              help="Folder for the record.")  # fmt: skip
def demo(into: Path) -> int:
    """Read the bundled example reports (invented states and people) and print their timeline."""
    from communique.demo import build

    with build(into) as opened:
        _print(opened, {})
    click.echo(f"\nThe record is {into / 'demo.db'}: communique stories --record {into / 'demo.db'}", err=True)
    return 0


def _print(opened: Record, wanted: dict[str, str | None]) -> int:
    stories = opened.stories(**wanted)
    for story in stories:
        for line in _story(opened, story):
            click.echo(line)
    return len(stories)


def _story(opened: Record, story: Line) -> Iterable[str]:
    from communique.cli.render import day

    ids = story["id"]
    yield f"{day(story['date'], story['date_end'])}  {terminal(story['title'])}"
    counts = f"{len(story['reports'])} reports, {story['outlets']} outlets, {story['families']} families"
    yield f"  {ids}  {counts}: {', '.join(map(terminal, story['reports']))}"
    for found in story["disagreements"]:
        yield f"  {found['verdict']} on {terminal(found['about'])}"
        for value in found["values"]:
            yield f"    {terminal(value['ref'])}: {terminal(_cut(value['value']))}"
    yield from _section("said", (_statement(line) for line in opened.statements(story=ids)))
    yield from _section("figures", (_figure(line) for line in opened.figures(story=ids)))
    yield from _section("pledged", (_pledge(line) for line in opened.pledges(story=ids)))
    yield from _section("done", (_event(line) for line in opened.events(story=ids)))
    yield ""


def _section(name: str, lines: Iterable[str]) -> Iterable[str]:
    listed = list(dict.fromkeys(lines))
    if listed:
        yield f"  {name}"
        yield from (f"    {terminal(line)}" for line in listed)


def _statement(line: Line) -> str:
    from communique.cli.tables import party, quoted

    return f"{party(line, line['speaker'])}: {quoted(line)} [{line['kind']}, {line['ref']}]"


def _figure(line: Line) -> str:
    from communique.cli.tables import number, quoted

    return f"{number(line)}: {line['about'] or '?'} {line['period'] or ''} “{quoted(line, 60)}” [{line['ref']}]"


def _pledge(line: Line) -> str:
    due = f"{line['due_kind'] or ''} {line['due'] or ''}".strip()
    condition = f", {line['condition']}" if line["condition"] else ""
    return f"{line['actor_name'] or '?'}: {_cut(line['act'])} ({due or 'no date'}{condition}; {line['status']})"


def _event(line: Line) -> str:
    from communique.cli.render import day
    from communique.cli.tables import names

    when = day(line["date"], line["date_end"])
    sides = f"{names(line, line['source'])} → {names(line, line['target'])}"
    return f"{when} {line['type']} {sides} ({line['modality']}; {len(line['mentions'])} mentions)"


def _cut(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


COMMANDS = (timeline, demo)
