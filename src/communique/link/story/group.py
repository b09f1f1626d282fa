"""Reports into groups: link by link, the weakest pair and the looseness of the two groups counted against them.

Plain average link puts a third report into a topic as easily as into a story: its mean likeness to two reports that
happen to share a subject is enough. So the bond of two groups is

    (.7 mean + .3 weakest - .3 excess) x (tightness of the one x tightness of the other) ^ .25

over the likenesses between them: `mean` and `weakest` are of the pairs between the groups, `excess` is by how much the
pairs inside them are more alike than the pairs between, `tightness` is the mean of all ordered pairs of a group, a
report with itself (1) among them. Two lone reports have their likeness for a bond.

A bond in doubt is settled by reading: the most alike reports of the two groups, side by side (`link/meaning.py`), lower it as
far as they seem to tell two happenings, and for a lone report raise it as far as they seem to tell one.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from communique.link.engine import Component

WEAKEST = 0.3
EXCESS = 0.3
"""Shares of the weakest pair and of the excess in a bond; docs/methodology/stories.md has the tries."""

DOUBT = (0.33, 0.75)
"""Bonds from which on, and below which, the reports of two groups are read side by side."""

READ, READABLE = 4, 300
"""Pairs that are read for two groups, the most alike, and the least likeness of such a pair in thousandths."""

ONE, TWO = 0.1, 0.2
"""What a reading adds to a bond where it is sure of one happening, and takes from it where it is sure of two. Two groups of
several reports that all their likenesses keep apart are not joined by it: of such, ECB+ has more look-alikes than pieces."""

EVEN = 3.0
"""Log-odds of three quarters of that."""

UNIT = 1000
"""Likenesses are summed in whole thousandths, so that no order of merging changes a sum."""


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one group, and the sum of the likenesses of its pairs, in thousandths."""

    members: tuple[str, ...]
    inside: int = 0

    @property
    def pairs(self) -> int:
        """How many pairs lie inside."""
        return math.comb(len(self.members), 2)

    @property
    def tightness(self) -> float:
        """Mean likeness of all ordered pairs, each report with itself among them: 1 for a lone report."""
        size = len(self.members)
        return (size + 2 * self.inside / UNIT) / size**2


@dataclass(frozen=True, slots=True)
class Between:
    """The pairs between two groups: the sum and the least of their likenesses in thousandths; `never` forbids a union."""

    total: int
    least: int
    never: bool

    def __add__(self, other: Between) -> Between:
        return Between(self.total + other.total, min(self.least, other.least), self.never or other.never)


def bond(a: Group, b: Group, between: Between) -> float:
    """How strongly two groups belong together, rounded to 3 decimals; minus infinity if a pair between them is forbidden."""
    if between.never:
        return float("-inf")
    mean = between.total / (len(a.members) * len(b.members) * UNIT)
    pairs = a.pairs + b.pairs
    excess = max(0.0, (a.inside + b.inside) / (pairs * UNIT) - mean) if pairs else 0.0
    likeness = (1 - WEAKEST) * mean + WEAKEST * between.least / UNIT - EXCESS * excess
    return round(likeness * math.sqrt(math.sqrt(a.tightness * b.tightness)), 3)


def tight_link(component: Component[Any], *, threshold: float) -> list[list[str]]:
    """Merge the two groups with the strongest bond, among those that an edge joins, where it reaches `threshold` once read.

    Ties go by id. The result is a function of the component: nothing depends on the order in which reports came.
    """
    linking = _Linking(component, threshold if component.read is None else DOUBT[0])
    while linking.queue:
        negative, a, b = heapq.heappop(linking.queue)
        if linking.bonds.get(a, {}).get(b) == -negative and linking.read(a, b, -negative) >= threshold:
            linking.merge(a, b)
    return [list(linking.groups[name].members) for name in sorted(linking.groups)]


class _Linking:
    """Groups by their least member, what lies between those that edges join, and the queue of bonds."""

    def __init__(self, component: Component[Any], threshold: float) -> None:
        self.score, self.reading, self.threshold = component.score, component.read, threshold
        home = {node: min(nodes) for nodes in component.together for node in nodes}
        held: dict[str, list[str]] = {}
        for node in sorted(component.nodes):
            held.setdefault(home.get(node, node), []).append(node)
        self.groups = {name: Group(tuple(nodes), self._inside(nodes)) for name, nodes in held.items()}
        self.between: dict[str, dict[str, Between]] = {name: {} for name in self.groups}
        self.bonds: dict[str, dict[str, float]] = {name: {} for name in self.groups}
        self.queue: list[tuple[float, str, str]] = []
        ends = {(home.get(a, a), home.get(b, b)) for a, b in component.edges}
        for a, b in sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]}):
            self.join(a, b, self.measure(a, b))

    def merge(self, a: str, b: str) -> None:
        """Put group `b` into group `a`, and bind it to what edges joined to either."""
        one, other = self.groups[a], self.groups.pop(b)
        inside = one.inside + other.inside + self.between[a].pop(b).total
        self.groups[a] = Group(tuple(sorted((*one.members, *other.members))), inside)
        of_a, of_b = self.between[a], self.between.pop(b)
        del of_b[a], self.bonds[a][b], self.bonds[b]
        for near in of_b:
            del self.between[near][b], self.bonds[near][b]
        for near in sorted(of_a.keys() | of_b.keys()):
            known = [held[near] for held in (of_a, of_b) if near in held]
            between = next((each for each in known if each.never), None)
            if between is None:  # a union that one pair forbids is not measured any more
                left = of_a.get(near) or self._measure(one.members, self.groups[near].members)
                between = left + (of_b.get(near) or self._measure(other.members, self.groups[near].members))
            self.join(a, near, between)

    def join(self, a: str, b: str, between: Between) -> None:
        """Keep what lies between two groups; queue their bond if it reaches the threshold."""
        self.between[a][b] = self.between[b][a] = between
        found = bond(self.groups[a], self.groups[b], between)
        self.bonds[a][b] = self.bonds[b][a] = found
        if found >= self.threshold:
            heapq.heappush(self.queue, (-found, min(a, b), max(a, b)))

    def read(self, a: str, b: str, found: float) -> float:
        """The bond of two groups once their most alike reports have been read side by side; as it is if nothing is in doubt."""
        if self.reading is None or not DOUBT[0] <= found < DOUBT[1]:
            return found
        one, other = self.groups[a].members, self.groups[b].members
        pairs = [(round(self.score(x, y).score * UNIT), min(x, y), max(x, y)) for x in one for y in other]
        chosen = sorted((-alike, x, y) for alike, x, y in pairs if alike >= READABLE)[:READ]
        told = math.fsum(math.tanh(self.reading(x, y) / EVEN) for _, x, y in chosen) / (len(chosen) or 1)
        if told < 0:
            return round(found + TWO * told, 3)
        return round(found + ONE * told, 3) if min(len(one), len(other)) == 1 else found

    def measure(self, a: str, b: str) -> Between:
        """What lies between two groups, pair by pair."""
        return self._measure(self.groups[a].members, self.groups[b].members)

    def _measure(self, one: Sequence[str], other: Sequence[str]) -> Between:
        """What lies between two groups; of a pair that is forbidden no more than that."""
        scores = []
        for likeness in (self.score(x, y) for x in one for y in other):
            if likeness.never:
                return Between(0, 0, never=True)
            scores.append(round(likeness.score * UNIT))
        return Between(sum(scores), min(scores), never=False)

    def _inside(self, nodes: Sequence[str]) -> int:
        return sum(round(self.score(x, y).score * UNIT) for i, x in enumerate(nodes) for y in nodes[i + 1 :])
