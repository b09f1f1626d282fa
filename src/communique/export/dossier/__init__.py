"""The dossier: one self-contained HTML page of the stories that a filter chooses, every line with its evidence."""

from __future__ import annotations

from pathlib import Path

from communique.errors import UsageError
from communique.export.dossier.gather import gather
from communique.export.dossier.page import render
from communique.export.dossier.views import Page
from communique.query import Filter
from communique.store import Store

__all__ = ["Page", "gather", "render", "write_dossier"]


def write_dossier(store: Store, target: Path, wanted: Filter, *, title: str | None = None) -> Page:
    """Write the page of the stories that `wanted` chooses to the file `target`. Raises UsageError if it cannot be written."""
    page = gather(store, wanted, title=title)
    try:
        target.write_text(render(page), encoding="utf-8", newline="\n")
    except OSError as exc:
        raise UsageError(f"{target} cannot be written: {exc.strerror}") from exc
    return page
