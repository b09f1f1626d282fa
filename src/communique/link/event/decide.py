"""The decision: the event stage's own comparison of two mentions, average link inside components."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from communique.event.compare import name, same_event, sent_to_war
from communique.link.engine import Component, Likeness, average_link
from communique.link.event.candidates import STEP, fine, keys
from communique.link.event.features import EventNode, nodes
from communique.store import Store

THRESHOLD = 0.6
"""Least average likeness of one event's mentions."""


def _named_alike(a: EventNode, b: EventNode) -> bool:
    real = {a.mention.modality, b.mention.modality} <= {"asserted", "past"}
    alike = name(a.mention) is not None and name(a.mention) == name(b.mention)
    return real and (alike or sent_to_war(a.mention, b.mention))


def _far_apart(a: EventNode, b: EventNode) -> bool:
    """Whether two undated mentions come from reports of different days: two readouts of two calls a week apart."""
    if a.mention.date.known or b.mention.date.known or a.told is None or b.told is None:
        return False
    return abs((date.fromisoformat(a.told) - date.fromisoformat(b.told)).days) > STEP


class Events:
    """Links of kind `event`."""

    name = "event"
    floor = 0.5
    whole = False

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, EventNode]:
        """Event mentions by id."""
        return nodes(store, ids)

    def keys(self, node: EventNode) -> Iterable[str]:
        """See `candidates`."""
        return keys(node)

    def compare(self, a: EventNode, b: EventNode) -> Likeness:
        """Type family, sides, interval and place, never titles.

        Across stories only a date of a month or finer, or a name, tells that two mentions are of one event; of others what
        their own stories join them to decides.
        """
        named = _named_alike(a, b)
        if _far_apart(a, b) and not named:
            return Likeness(0.0, ("both undated, and told too many days apart",), never=True)
        score, reasons = same_event(
            a.mention,
            b.mention,
            roll={**a.roll, **b.roll}.get,
            people=a.people | b.people,
            one_report=a.report == b.report,
        )
        if a.story != b.story and not (fine(a) and fine(b)) and not named:
            silent = score >= self.floor
            return Likeness(
                0.0, ("another story, and no date or name that ties them",), never=not silent, silent=silent
            )
        return Likeness(score, reasons)

    def order(self, node: EventNode) -> tuple[str, str]:
        """By date, then id."""
        return node.mention.date.start or "", node.id

    def decide(self, component: Component[EventNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=THRESHOLD)
