"""Communiqué keeps the record of what news reports say about international affairs.

import communique

with communique.open("seeds.db") as record:
    record.read("reports/")
    for event in record.events(actor="RUS", with_="CHN"):
        print(event.date, event.type, event.evidence[0].text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique import errors
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.query.filters import Filter
    from communique.query.lines import Evidence, Line
    from communique.record import Record
    from communique.record import open_record as open  # noqa: A004

__all__ = ["CommuniqueError", "Evidence", "Filter", "Line", "Record", "__version__", "code_event", "errors", "open"]

__version__ = "0.1.0"

_LAZY = {
    "open": ("communique.record", "open_record"),
    "Record": ("communique.record", "Record"),
    "Filter": ("communique.query.filters", "Filter"),
    "Line": ("communique.query.lines", "Line"),
    "Evidence": ("communique.query.lines", "Evidence"),
    "code_event": ("communique.event.pair", "code_event"),
}


def __getattr__(name: str) -> object:
    """Public names load on first use, so that importing the package costs next to nothing."""
    if name not in _LAZY:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
