"""A kind of link for trials: nodes on a line, alike as they are near, compared if they share a letter."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.link.engine import Component, Likeness, average_link
from communique.store import Store


@dataclass(frozen=True)
class Node:
    """A place on the line, the letters it is found under, and whether it bears no company of its own camp."""

    id: str
    at: int
    letters: str = "x"
    camp: str = ""
    day: str = ""


@dataclass
class Toy:
    """Alike by nearness: 10 apart is nothing in common; two of one camp are never one group."""

    nodes: dict[str, Node] = field(default_factory=dict)
    threshold: float = 0.6
    name: str = "toy"
    floor: float = 0.3
    whole: bool = False

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, Node]:
        return {i: self.nodes[i] for i in ids if i in self.nodes}

    def keys(self, node: Node) -> Iterable[str]:
        return set(node.letters)

    def compare(self, a: Node, b: Node) -> Likeness:
        if a.camp and a.camp == b.camp:
            return Likeness(0.9, ("of one camp",), never=True)
        return Likeness(max(0.0, 1 - abs(a.at - b.at) / 10), (f"{abs(a.at - b.at)} apart",))

    def order(self, node: Node) -> tuple[str, str]:
        return node.day, node.id

    def decide(self, component: Component[Node]) -> Sequence[Sequence[str]]:
        return average_link(component, threshold=self.threshold)


@dataclass
class Reader(Toy):
    """A toy kind that reads two nodes at once where their average is in doubt; `asked` are the pairs that it read."""

    asked: list[str] = field(default_factory=list)

    def read(self, a: Node, b: Node) -> float:
        self.asked.append(min(a.id, b.id) + max(a.id, b.id))
        return float(abs(a.at - b.at))

    def decide(self, component: Component[Node]) -> Sequence[Sequence[str]]:
        assert component.read is not None
        listed = sorted(component.nodes)
        alike = [b for b in listed[1:] if component.read(listed[0], b) < self.threshold]
        return [[listed[0], *alike], *([other] for other in listed[1:] if other not in alike)]


def groups(store: Store) -> dict[str, list[str]]:
    """Members by group id, as stored."""
    found: dict[str, list[str]] = {}
    for row in store.query("SELECT grp, node FROM link_nodes WHERE kind = 'toy' ORDER BY grp, node"):
        found.setdefault(row["grp"], []).append(row["node"])
    return found


def members(store: Store) -> list[list[str]]:
    """The groups, sorted, without their ids."""
    return sorted(groups(store).values())


def state(store: Store) -> str:
    """All that linking keeps, but for redirects, which remember."""
    return json.dumps([sorted(tuple(row) for row in store.query(asked)) for asked in KEPT])


KEPT = (
    "SELECT n.kind, n.node, stretch, key, first, last FROM link_keys AS k JOIN link_nodes AS n ON n.nr = k.node",
    (
        "SELECT n.kind, min(n.node, o.node), max(n.node, o.node), score, reasons "
        "FROM link_edges JOIN link_nodes AS n ON n.nr = a JOIN link_nodes AS o ON o.nr = b"
    ),
    "SELECT kind, node, grp FROM link_nodes",
    (
        "SELECT n.kind, min(n.node, o.node), max(n.node, o.node), told "
        "FROM link_read JOIN link_nodes AS n ON n.nr = a JOIN link_nodes AS o ON o.nr = b"
    ),
)
"""What linking keeps, without the numbers of nodes, which tell in what order they came."""
