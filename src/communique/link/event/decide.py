"""The decision: the event stage's own comparison of two mentions, average link inside components."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from communique.event.compare import same_event
from communique.link.engine import Component, Likeness, average_link
from communique.link.event.candidates import keys
from communique.link.event.features import EventNode, nodes
from communique.store import Store

THRESHOLD = 0.6
"""Least average likeness of one event's mentions."""


class Events:
    """Links of kind `event`."""

    name = "event"
    floor = 0.5

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, EventNode]:
        """Event mentions by id."""
        return nodes(store, ids)

    def keys(self, node: EventNode) -> Iterable[str]:
        """See `candidates`."""
        return keys(node)

    def compare(self, a: EventNode, b: EventNode) -> Likeness:
        """Type family, sides, interval and place, never titles."""
        score, reasons = same_event(a.mention, b.mention, roll={**a.roll, **b.roll}.get)
        return Likeness(score, reasons)

    def order(self, node: EventNode) -> tuple[str, str]:
        """By date, then id."""
        return node.mention.date.start or "", node.id

    def decide(self, component: Component[EventNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=THRESHOLD)
