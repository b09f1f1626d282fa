"""Whether this installation can work."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from importlib import metadata

from communique.errors import CommuniqueError


def examine(pipeline: str) -> Iterator[tuple[str, bool, str]]:
    """Each thing that must be there: its name, whether it is, and what was found or what to do."""
    yield "python", sys.version_info >= (3, 11), sys.version.split()[0]
    yield "sqlite", *_sqlite()
    for name in ("spacy", "trafilatura", "onnxruntime", "tokenizers", "rapidfuzz", "pint", "babel"):
        yield name, *_package(name)
    yield "pipeline", *_pipeline(pipeline)
    yield "tables", *_tables()


def _sqlite() -> tuple[bool, str]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError:
        return False, f"{sqlite3.sqlite_version} has no FTS5: use a Python built with it"
    return True, f"{sqlite3.sqlite_version} with FTS5"


def _package(name: str) -> tuple[bool, str]:
    try:
        return True, metadata.version(name)
    except metadata.PackageNotFoundError:
        return False, f"missing: pip install {name}"


def _pipeline(name: str) -> tuple[bool, str]:
    from communique.parse import load

    try:
        loaded = load(name)
    except CommuniqueError as exc:
        return False, str(exc)
    return True, f"{loaded.meta['name']} {loaded.meta['version']}"


def _tables() -> tuple[bool, str]:
    from communique.resources import contract, gazetteer

    found = gazetteer.load()
    return bool(contract.tables()), f"{len(contract.tables())} record tables, {found.summary()}"
