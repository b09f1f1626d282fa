"""Degree and direction of copying, with the reasons; families are what copies connect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from communique.link.copy.candidates import keys
from communique.link.copy.features import CopyNode, containment, node_of
from communique.link.engine import Component, Likeness
from communique.model.story import Degree
from communique.store import Store

DEGREES: tuple[tuple[float, Degree], ...] = ((0.98, "exact"), (0.6, "paste"), (0.4, "light"), (0.1, "heavy"))
"""Least containment of word triples for each degree. Fitted by leave-one-task-out on Clough and Stevenson's answers,
see docs/methodology.md."""

FAMILY = 0.3
"""Least containment that makes two reports one family: below it a few shared sentences of background may do it."""

ABRIDGED = 0.75
"""A copy is abridged if it has fewer than this share of the other's words."""


def degree_of(share: float) -> Degree:
    """The degree of a containment."""
    return next((name for least, name in DEGREES if round(share, 3) >= least), "none")


class Copies:
    """Links of kind `family`: edges are copies, groups are families."""

    name = "family"
    floor = 0.1

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, CopyNode]:
        """Reports by id."""
        return {row["id"]: node_of(row) for row in store.rows_in("reports", "id", ids)}

    def keys(self, node: CopyNode) -> Iterable[str]:
        """See `candidates`."""
        return keys(node)

    def compare(self, a: CopyNode, b: CopyNode) -> Likeness:
        """Containment; two texts at one address are versions, so of one family whatever they share."""
        share = containment(a, b)
        if a.same_ref == b.same_ref and a.outlet == b.outlet:
            return Likeness(max(share, FAMILY), (f"containment {share:.3f}", "versions of one report"))
        return Likeness(share, (f"containment {share:.3f}",))

    def order(self, node: CopyNode) -> tuple[str, str]:
        """By the report's own date, then id."""
        return node.published[0] or "", node.id

    def decide(self, component: Component[CopyNode]) -> Sequence[Sequence[str]]:
        """Families: what edges of at least FAMILY connect."""
        around: dict[str, set[str]] = {node: set() for node in component.nodes}
        for a, b in component.edges:
            if component.score(a, b).score >= FAMILY:
                around[a].add(b)
                around[b].add(a)
        left, families = set(around), []
        while left:
            family = edge = {min(left)}
            while edge:
                edge = {near for node in edge for near in around[node]} - family
                family = family | edge
            left -= family
            families.append(sorted(family))
        return families


def copy_row(a: CopyNode, b: CopyNode) -> dict[str, Any]:
    """The row of `copies` for a pair, told from the report that took to the one it took from, if that is known."""
    share = containment(a, b)
    direction, reasons = _direction(a, b)
    if direction == "to":
        a, b, direction = b, a, "of"
    return {
        "report": a.id,
        "ref": a.ref,
        "of_report": b.id,
        "of": b.ref,
        "degree": degree_of(share),
        "abridged": len(a.tokens) < ABRIDGED * len(b.tokens),
        "containment": round(share, 3),
        "direction": direction,
        "reasons": [f"containment {share:.3f}", *reasons],
        "spans": [list(span) for span in a.shared_spans(b)],
    }


def _direction(a: CopyNode, b: CopyNode) -> tuple[str, list[str]]:
    """`of` if a took from b, `to` if b took from a; the strongest sign decides, opposite signs leave it unknown."""
    if a.same_ref == b.same_ref and a.outlet == b.outlet:
        return "unknown", ["versions of one report"]
    signs = [*_credit(a, b), *_time(a, b)]
    sides = {side for side, _ in signs}
    reasons = [reason for _, reason in signs]
    return (sides.pop(), reasons) if len(sides) == 1 else ("unknown", reasons)


def _credit(a: CopyNode, b: CopyNode) -> list[tuple[str, str]]:
    signs = []
    for taker, other, side in ((a, b, "of"), (b, a, "to")):
        if other.outlet and other.outlet != taker.outlet and other.outlet.casefold() in taker.text.casefold():
            signs.append((side, f"{taker.ref} names {other.outlet}"))
        elif taker.credits and not other.credits:
            signs.append((side, f"{taker.ref} says that its words come from elsewhere"))
    return signs


def _time(a: CopyNode, b: CopyNode) -> list[tuple[str, str]]:
    if a.published[1] and b.published[0] and a.published[1] < b.published[0]:
        return [("to", f"{a.ref} was published first")]
    if b.published[1] and a.published[0] and b.published[1] < a.published[0]:
        return [("of", f"{b.ref} was published first")]
    return []
