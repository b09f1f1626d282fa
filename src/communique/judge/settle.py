"""What a log says, whatever order its entries stand in: undone entries fall away, and of a contradiction the later holds.

    active    no active undo names it
    applied   active, and not at odds with what later entries say
    overruled active, and at odds with later entries (named), so it does not apply as a whole
    orphaned  active, but nothing in the record is what it names

`same` is transitive and `different` holds between whole classes of same rows, so a contradiction may run over several
entries: a = b, b = c, a <> c.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, TypeAlias

from communique.judge.entry import Entry

State: TypeAlias = Literal["applied", "undone", "overruled", "orphaned"]
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome: pairs of rows judged `same` or `different`, rows judged wrong, and what became of each entry by id.

    `against` gives for an overruled entry the ids of those that overrule it.
    """

    pairs: Mapping[Pair, str] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()
    states: Mapping[str, State] = field(default_factory=dict)
    against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def active(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that no active undo names, by time and id; undos that hold are among them."""
    by_id = {entry.id: entry for entry in entries}
    undos: dict[str, list[str]] = {}
    for id_, entry in by_id.items():
        if entry.verdict == "undo" and entry.of in by_id:
            undos.setdefault(entry.of, []).append(id_)
    holds: dict[str, bool] = {}
    # An undo names an entry that was there, so names never run in a ring; the loop keeps deep chains off the stack.
    waiting = sorted(by_id)
    while waiting:
        id_ = waiting[-1]
        open_undos = [undo for undo in undos.get(id_, ()) if undo not in holds]
        if open_undos:
            waiting += open_undos
            continue
        holds[id_] = not any(holds[undo] for undo in undos.get(id_, ()))
        waiting.pop()
    return sorted((entry for id_, entry in by_id.items() if holds[id_]), key=lambda entry: (entry.at, entry.id))


def settle(entries: Sequence[Entry], rows: Mapping[str, tuple[Collection[str], Collection[str]]]) -> Settled:
    """What the entries say of rows. `rows` gives for each entry's id the ids that its `a` and `b` stand for in the record."""
    held = active(entries)
    states: dict[str, State] = dict.fromkeys((entry.id for entry in entries), "undone")
    ground = _Ground()
    wrong: set[str] = set()
    for entry in reversed(held):
        a, b = (sorted(ids) for ids in rows.get(entry.id, ((), ())))
        if entry.verdict == "undo":
            known = any(other.id == entry.of for other in entries)
            states[entry.id] = "applied" if known else "orphaned"
        elif not a or (entry.verdict != "wrong" and not b):
            states[entry.id] = "orphaned"
        elif entry.verdict == "wrong":
            wrong |= set(a)
            states[entry.id] = "applied"
        else:
            states[entry.id] = "applied" if ground.take(entry, a, b) else "overruled"
    return Settled(dict(sorted(ground.pairs.items())), frozenset(wrong), states, ground.against)


class _Ground:
    """Classes of same rows and the walls between them, built from the latest entry to the earliest."""

    def __init__(self) -> None:
        self.pairs: dict[Pair, str] = {}
        self.against: dict[str, tuple[str, ...]] = {}
        self.home: dict[str, set[str]] = {}
        self.walls: dict[str, set[str]] = {}
        self.makers: list[tuple[Entry, frozenset[str]]] = []

    def take(self, entry: Entry, a: Sequence[str], b: Sequence[str]) -> bool:
        """Add an entry whole, if it is not at odds with what stands."""
        wanted = {_pair(x, y): entry.verdict for x, y in _links(entry.verdict, a, b)}
        if not self._allows(wanted):
            rows = self._around({*a, *b})
            self.against[entry.id] = tuple(sorted(e.id for e, touched in self.makers if touched & rows))
            return False
        for pair, verdict in wanted.items():
            self.pairs.setdefault(pair, verdict)
            if verdict == "same":
                self._unite(pair)
            else:
                self.walls.setdefault(pair[0], set()).add(pair[1])
        self.makers.append((entry, frozenset({*a, *b})))
        return True

    def _allows(self, wanted: Mapping[Pair, str]) -> bool:
        """Whether no wall would stand within a class; only the classes that the wanted pairs touch are looked at."""
        if any(self.pairs.get(pair, verdict) != verdict for pair, verdict in wanted.items()):
            return False
        trial = _Ground()
        rows = self._around(row for pair in wanted for row in pair)
        trial.home = {row: self._class(row) for row in rows}
        for pair, verdict in wanted.items():
            if verdict == "same":
                trial._unite(pair)
        walled = any(verdict == "different" and b in trial._class(a) for (a, b), verdict in wanted.items())
        return not walled and not any(trial._class(row) & self.walls[row] for row in sorted(rows & self.walls.keys()))

    def _around(self, rows: Iterable[str]) -> set[str]:
        return {near for row in rows for near in self._class(row)}

    def _class(self, row: str) -> set[str]:
        return self.home.get(row, {row})

    def _unite(self, pair: Pair) -> None:
        united = self._class(pair[0]) | self._class(pair[1])
        for row in united:
            self.home[row] = united


def _links(verdict: str, a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """The pairs that an entry is about: each of a with each of b, or for `same` a star, which ties all of them."""
    if verdict == "same":
        centre = a[0]
        return [(centre, row) for row in dict.fromkeys([*a[1:], *b]) if row != centre]
    return [(x, y) for x, y in product(a, b)]


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
