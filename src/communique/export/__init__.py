"""Writing the record for others: one file a format.

A format is a module of `formats/`: its name is the format's, the first line of its docstring says what it writes and
for whom, and its `write(store, target, asked)` writes it. Nothing else has to be told of a new one.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.export.written import Written
    from communique.store import Store


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, without loading any."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(_package().__path__)))


def about(form: str) -> str:
    """What a format writes, in a line."""
    return told(form).partition("\n")[0]


def told(form: str) -> str:
    """All that a format says of itself."""
    return (_module(form).__doc__ or "").strip()


def export(
    store: Store, form: str, target: Path, *, tables: Iterable[str] | None = None, as_of: str | None = None
) -> Written:
    """Write the record as `form` into the folder `target`: how many rows stand in each file, and what was left out.

    `tables` limits formats that write one file a table; `as_of` (YYYY-MM-DD, today) is the day on which pledges are
    judged. Raises UsageError for an unknown format or table, or where `target` cannot be a folder.
    """
    if form not in names():
        raise UsageError(f"no export {form!r}; there are {', '.join(names())}")
    from communique.export.written import ask

    asked = ask(tables, as_of)
    written: Written = _module(form).write(store, target, asked)
    return written


def _package() -> Any:
    return import_module("communique.export.formats")


def _module(form: str) -> Any:
    return import_module(f"communique.export.formats.{form}")
