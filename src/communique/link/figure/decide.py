"""The decision: figures that measure the same thing of the same whole in the same period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from communique.link.engine import Component, Likeness, average_link
from communique.link.figure.candidates import keys
from communique.link.figure.features import SAME, FigureNode, compared, nodes
from communique.link.wording import overlap
from communique.store import Store


class Figures:
    """Links of kind `comparison`."""

    name = "comparison"
    floor = 0.5
    whole = False

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, FigureNode]:
        """Figures that say what they measure, by id."""
        return nodes(store, ids)

    def keys(self, node: FigureNode) -> Iterable[str]:
        """See `candidates`."""
        return keys(node)

    def compare(self, a: FigureNode, b: FigureNode) -> Likeness:
        """Words of what is measured, if unit, whole and period allow a comparison at all; never within one report."""
        if a.report == b.report:
            return Likeness(0.0, ("told apart in one report",), never=True)
        verdict, reasons = compared(a, b)
        if verdict == "cannot tell":
            return Likeness(0.0, reasons)
        if a.bare != b.bare:
            return Likeness(0.0, ("only one says which people",))
        _, share = overlap(a.stems, b.stems)
        return Likeness(share, (f"words {share:.2f}", *reasons))

    def order(self, node: FigureNode) -> tuple[str, str]:
        """By id: a comparison has no day of its own."""
        return "", node.id

    def decide(self, component: Component[FigureNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=SAME)
