"""The decision: who promises, what the acts share, whether the days agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from communique.link.engine import Component, Likeness, average_link
from communique.link.pledge.candidates import keys
from communique.link.pledge.features import PledgeNode, nodes
from communique.link.wording import overlap
from communique.model.interval import meet
from communique.store import Store

THRESHOLD = 0.55
"""Least average likeness of one pledge's tellings."""

WORDS, VERB, OBJECTS, DAYS = 0.5, 0.2, 0.2, 0.1
"""Weights: shared words of the act, same head verb, shared objects, days that agree."""


RETOLD = 0.6
"""Least share of words of two tellings in one report: a threat to banks and one to firms share the threat alone."""
TRAVEL = "travel"
ONE_TRIP = 0.8
"""Likeness of two journeys of one side to one host on days that agree: few go twice, and tellings share no other word."""


class Pledges:
    """Links of kind `pledge`."""

    name = "pledge"
    floor = 0.4
    whole = False

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, PledgeNode]:
        """Pledge mentions of known actors by id."""
        return nodes(store, ids)

    def keys(self, node: PledgeNode) -> Iterable[str]:
        """See `candidates`."""
        return keys(node)

    def compare(self, a: PledgeNode, b: PledgeNode) -> Likeness:
        """Same side; then the weighted sum of what agrees. Days that exclude each other forbid."""
        if a.sides.isdisjoint(b.sides):
            return Likeness(0.0, ("another side",), never=True)
        days = meet(a.due, b.due)
        if days is None:
            return Likeness(0.0, (f"due {a.mention.due} / {b.mention.due}",), never=True)
        if a.refuses != b.refuses:
            return Likeness(0.0, ("one is to do what the other is not",), never=True)
        if a.amounts and b.amounts and not a.amounts & b.amounts and (a.report == b.report or a.story != b.story):
            return Likeness(0.0, ("amounts differ",), never=a.report == b.report)
        _, share = overlap(a.stems, b.stems)
        if a.report == b.report and share < RETOLD:
            return Likeness(0.0, (f"told apart in one report, words {share:.2f}",))
        verb = float(a.kind == b.kind)
        objects = float(bool(set(a.mention.objects) & set(b.mention.objects)))
        agreed = float(a.due.known and b.due.known)
        score = WORDS * share + VERB * verb + OBJECTS * objects + DAYS * agreed
        if a.kind == b.kind == TRAVEL and objects and agreed:
            score = max(score, ONE_TRIP)
        reasons = (f"words {share:.2f}", f"verb {verb:.0f}", f"objects {objects:.0f}", f"days {agreed:.0f}")
        return Likeness(score, reasons)

    def order(self, node: PledgeNode) -> tuple[str, str]:
        """By due date, then id."""
        return node.mention.due or "", node.id

    def decide(self, component: Component[PledgeNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=THRESHOLD)
