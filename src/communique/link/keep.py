"""Nodes kept in memory from batch to batch: a new report is compared with those of the last weeks, time and again.

A kept node stays right until it is touched: whatever changes what links go by touches the node, or its edges would be wrong
as well. Rows beside it (its report's number of version) may have changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from communique.store import Store

N = TypeVar("N")

MOST = {"story": 10_000, "family": 3_000, "family.print": 20_000}
OTHERS = 2_000
"""Nodes kept of one kind; those asked for longest ago go first. A report is compared as a story and as a copy with undated
ones of any time, about 15 kB each; a print has less than 1 kB."""


def load(
    store: Store, name: str, ids: Iterable[str], made: Callable[[Store, Collection[str]], Mapping[str, N]]
) -> dict[str, N]:
    """The nodes among `ids` that exist, by id; `made` makes those that are not kept under `name`."""
    kept: OrderedDict[str, N] = store.kept.setdefault(name, OrderedDict())
    found: dict[str, N] = {}
    missing = []
    for id_ in sorted(set(ids)):
        if id_ in kept:
            kept.move_to_end(id_)
            found[id_] = kept[id_]
        else:
            missing.append(id_)
    if missing:
        new = made(store, missing)
        found.update(new)
        kept.update(new)
        while len(kept) > MOST.get(name, OTHERS):
            kept.popitem(last=False)
    return found


def drop(store: Store, name: str, ids: Iterable[str]) -> None:
    """Forget nodes that have changed, and what is kept of them beside (`name.part`)."""
    parts = [kept for part, kept in store.kept.items() if part.partition(".")[0] == name]
    for id_ in ids:
        for kept in parts:
            kept.pop(id_, None)
