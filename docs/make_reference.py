"""Make the reference pages from the code: docs/record.md, docs/cli.md, docs/formats.md and docs/schema/*.json.

python docs/make_reference.py           write them
python docs/make_reference.py --check   exit 1 and name those that differ from the code
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique.cli import group
from communique.cli.options import ENVIRONMENT
from communique.export import names, told
from communique.resources import codes
from communique.resources.contract import SHAPES, Column, Table, tables

DOCS = Path(__file__).resolve().parent
NOTE = "<!-- Made by docs/make_reference.py from the code; change that instead. -->"
WIDTH = 100

_TYPES = {
    "id": "id: 16 hex digits, or an actor's id",
    "text": "text",
    "int": "whole number",
    "real": "number",
    "bool": "true or false",
    "day": "day: YYYY-MM-DD",
    "prefix": "ISO prefix: 2025, 2025-01 or 2025-01-21; or two days: 2025-01-20/2025-01-26",
    "span": "span: [start, end)",
    "spans": "list of spans",
    "texts": "list of texts",
    "ids": "list of ids",
    "bounds": "[first, last], either may be null",
}
_PLAIN = frozenset(_TYPES)


RECORD = (
    """A record is one SQLite file; its tables are the files of `communique export jsonl`, row for row and field for
field. In SQLite, lists and objects are JSON text and true is 1. The JSON Schema of a row is under
[schema](schema).""",
    """Spans are half-open and count Unicode code points of the report's `text`. A null is *not known*, never *none*.
Rows of an export stand in the order given, null first, ties by key, so that the same reports give the same
bytes.""",
)
FORMATS = (
    """`communique export FORMAT FOLDER` writes one of these; [exports](how-to/exports.md) says which to take.""",
)
NESTED = "Lists and objects inside a row, by the names that the tables use."
COMMANDS = (
    """Data goes to standard output, talk to standard error. Commands end with 0; with 1 where nothing was found, or
where `read` could read nothing, `verify` and `doctor` found something wrong; with 2 where they were asked for
what cannot be.""",
    f"""The record is the file named by `--record`, else by the environment variable `{ENVIRONMENT}`, else
`communique.db`, else the only `.db` file of the folder. `NO_COLOR` is honoured.""",
)


def pages() -> dict[str, str]:
    """Every page by its path below docs/."""
    made = {"record.md": record_page(), "cli.md": command_page(), "formats.md": formats_page()}
    for table in tables().values():
        made[f"schema/{table.name}.json"] = json.dumps(table.schema(), ensure_ascii=False, indent=2) + "\n"
    return made


def record_page() -> str:
    """Each table of the record and each field."""
    shapes = "\n".join(f"| `{name}` | {_shape(shape)} |" for name, shape in SHAPES.items() if name not in _PLAIN)
    nested = f"## Shapes\n\n{NESTED}\n\n| type | holds |\n|---|---|\n{shapes}"
    return "\n\n".join(["# The record", NOTE, *RECORD, *(_table(table) for table in tables().values()), nested]) + "\n"


def _shape(schema: dict[str, Any]) -> str:
    """A JSON Schema in words."""
    if "enum" in schema:
        return " or ".join(schema["enum"])
    if "anyOf" in schema:
        return f"{_shape(schema['anyOf'][0])} or null"
    if schema["type"] == "object":
        return "{" + ", ".join(f"`{name}`: {_shape(part)}" for name, part in schema["properties"].items()) + "}"
    if schema == SHAPES["span"]:
        return "span"
    if schema["type"] == "array":
        return f"list of {_shape(schema['items'])}"
    return {"string": "text", "boolean": "true or false", "number": "number"}[schema["type"]]


def _table(table: Table) -> str:
    rows = "\n".join(
        f"| `{column.name}` | {_type(column)}{' or null' if column.nullable else ''} | {column.about} |"
        for column in table.columns
    )
    keys = f"Key: {_listed(table.key)}. Order: {_listed(table.order)}."
    return f"## {table.name}\n\n{table.about}\n\n{keys}\n\n| field | type | meaning |\n|---|---|---|\n{rows}"


def _type(column: Column) -> str:
    if column.values:
        return ", ".join(f"`{value}`" for value in column.values)
    return _TYPES.get(column.type) or f"[{column.type}](#shapes)"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def command_page() -> str:
    """What every command says of itself."""
    helps = (f"## {name}\n\n```\n{text}\n```" for name, text in _helps())
    return "\n\n".join(["# The commands", NOTE, *COMMANDS, *helps]) + "\n"


def formats_page() -> str:
    """What every export format says of itself, and the columns of GDELT's files."""
    parts = [f"## {name}\n\n{told(name)}" for name in names()]
    files = {"export": "communique.export.CSV", "mentions": "communique.mentions.CSV"}
    for file, title in files.items():
        rows = [row for row in codes.table("gdelt.csv") if row["file"] == file]
        lines = (f"| {n} | `{row['column']}` | {row['type']} | {row['meaning']} |" for n, row in enumerate(rows, 1))
        parts.append(f"## gdelt: {title}\n\n| | column | type | holds |\n|---|---|---|---|\n" + "\n".join(lines))
    return "\n\n".join(["# The export formats", NOTE, *FORMATS, *parts]) + "\n"


def _helps(command: click.Command = group, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Each command's path and help, the group's own first."""
    name = command.name if parent else "communique"
    settings = {**group.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context.command_path, "\n".join(line.rstrip() for line in command.get_help(context).rstrip().splitlines())
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _helps(found, context)


def differing() -> list[str]:
    """Pages that are not what the code says, and schemas of tables that are no more."""
    made = pages()
    wrong = [name for name, text in made.items() if not _is(DOCS / name, text)]
    left = {f"schema/{path.name}" for path in (DOCS / "schema").glob("*.json")} - made.keys()
    return sorted([*wrong, *left])


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def write() -> None:
    """Write all pages; remove schemas of tables that are no more."""
    for name in differing():
        (DOCS / name).unlink(missing_ok=True)
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare."""
    if arguments == ["--check"]:
        wrong = differing()
        for name in wrong:
            sys.stdout.write(f"docs/{name} is not what the code says: run python docs/make_reference.py\n")
        return 1 if wrong else 0
    if arguments:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
