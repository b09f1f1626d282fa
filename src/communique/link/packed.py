"""What of a node is costly to make and depends on its report alone, kept in the record: its words as numbers, its vectors.

An undated report meets reports of all years. Without these, each would be cut into words and asked its meaning again
whenever it is met after it left memory (`keep.py`), or another process has begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from communique.store import Store

_MANY = 500


class Packable(Protocol):
    """A node that gives its costly parts as bytes and takes them back."""

    def pack(self) -> bytes:
        """The parts; made now if they have not been."""
        ...

    def unpack(self, data: bytes) -> None:
        """Take the parts from what `pack` gave."""
        ...


def restore(store: Store, kind: str, nodes: Mapping[str, Packable]) -> None:
    """Give nodes their parts: from the record, else made and written there."""
    left = dict(nodes)
    listed = sorted(nodes)
    for start in range(0, len(listed), _MANY):
        chunk = listed[start : start + _MANY]
        marks = ",".join("?" * len(chunk))
        asked = f"SELECT node, packed FROM link_packed WHERE kind = ? AND node IN ({marks})"
        for row in store.query(asked, (kind, *chunk)):
            left.pop(row["node"]).unpack(row["packed"])
    store.execute("INSERT INTO link_packed VALUES (?, ?, ?)", [(kind, id_, left[id_].pack()) for id_ in sorted(left)])
