"""Degree of copying, with the reasons; families are what copies connect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from communique.link import keep, packed
from communique.link.copy.candidates import keys
from communique.link.copy.direction import credited, direction
from communique.link.copy.features import (
    COLUMNS,
    CopyNode,
    Print,
    containment,
    facts_shared,
    node_of,
    phrases_shared,
    wording_shared,
    written_out,
)
from communique.link.copy.series import filled_anew, in_series, refilled
from communique.link.engine import Component, Likeness
from communique.link.glance import covered, gathered
from communique.link.window import WIDTH, Windowed, gap
from communique.model.ids import copy_id
from communique.model.story import Degree
from communique.store import Store

DEGREES: tuple[tuple[float, Degree], ...] = ((0.98, "exact"), (0.93, "paste"), (0.74, "light"), (0.28, "heavy"))
"""Least containment for each degree, fitted on Clough and Stevenson's answers. Leaving out one of their five tasks at a time
gives nearly the same; see docs/methodology/stories.md."""

FAMILY = 0.45
"""Least containment that makes two reports one family. Outlets that wrote for themselves reach .37 in BASIL: stock
phrases, titles and a paragraph of background."""

SAME_FORM = 0.35
"""Least share of names and numbers that a copy keeps. Two fillings of one form (a daily table, a caption series) share
its words and little of this; copies in ECB+ of containment .55 and more share .54 and up in 19 of 20."""

WORDING = 0.27
"""Least containment of the words that are neither names nor numbers: two who tell of one happening share names with their
titles and dates. Of Clough and Stevenson's rewrites with a containment of .28 and more all reach it."""

STRETCH, TELLING = 9, 50.0
"""What a heavy copy shares: a stretch with so many words that are neither names nor numbers, or such words in runs of three and
more that weigh so much in sum. A name with its title, "in the city on" and what can hardly be put otherwise bring a short lead
to the containment of a copy. See docs/methodology/stories.md for the pairs read."""

SURER = 0.6
"""How much of that two share where one credits the other, or where they share as much as a light copy."""

OWN_FORM = DEGREES[2][0]
"""Containment below which two reports of one outlet may share its stock wording alone: then less than FAMILY of the
shorter stands in whole passages of the other. Of 25 pairs of a presidency's readouts with .35 to .68 none has more
than .30 there."""

ROUNDING = 0.001
"""What a likeness may gain by being rounded to three decimals, and more."""

ABRIDGED = 0.75
"""A copy is abridged if it has fewer than this share of the other's words."""


def degree_of(share: float) -> Degree:
    """The degree of a containment."""
    return next((name for least, name in DEGREES if round(share, 3) >= least), "none")


def degree_means(degree: Degree) -> str:
    """The containments that a degree stands for, in words."""
    least = next((share for share, name in DEGREES if name == degree), 0.0)
    above = min((share for share, _ in DEGREES if share > least), default=None)
    return f"containment {least:g}" + (" and more" if above is None else f" to {above:g}")


class Copies:
    """Links of kind `family`: edges are copies, groups are families. Copies that are judged `wrong` (ids) make none."""

    name = "family"
    floor = 0.28
    whole = False

    def __init__(self, wrong: Collection[str] = ()) -> None:
        self.wrong = wrong

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, CopyNode]:
        """Reports by id."""
        found = {row["id"]: node_of(row) for row in store.rows_in("reports", "id", ids, only=COLUMNS)}
        packed.restore(store, self.name, found)
        return found

    def keys(self, node: CopyNode) -> Iterable[str | Windowed]:
        """See `candidates`."""
        return keys(node)

    def sift(self, store: Store, pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        """Pairs of which enough words of the shorter may stand in runs of the longer; versions of one report."""
        found = keep.load(store, f"{self.name}.print", {node for pair in pairs for node in pair}, self._prints)
        near = set()
        for id_, others in gathered([pair for pair in pairs if pair[0] in found and pair[1] in found]).items():
            one = found[id_]
            shared = covered(one.runs, [found[other].runs for other in others]).tolist()
            for other, count in zip(others, shared, strict=True):
                two = found[other]
                least = (self.floor - ROUNDING) * min(one.words, two.words)
                if (
                    (two.words <= one.words and count >= least)
                    or (one.words <= two.words and covered(two.runs, [one.runs])[0] >= least)
                    or two.version == one.version
                ):
                    near.add((min(id_, other), max(id_, other)))
        return near

    def _prints(self, store: Store, ids: Collection[str]) -> Mapping[str, Print]:
        return {id_: node.print for id_, node in keep.load(store, self.name, ids, self.load).items()}

    def compare(self, a: CopyNode, b: CopyNode) -> Likeness:
        """Containment; two texts at one address are versions, so of one family whatever they share."""
        if a.same_ref == b.same_ref and a.outlet == b.outlet:
            share = containment(a, b)
            return Likeness(max(share, FAMILY), (f"containment {share:.3f}", "versions of one report"))
        apart = gap(a.published, b.published)
        if apart is not None and apart > WIDTH:
            return Likeness(0.0, (f"published {apart} days apart",))
        share = containment(a, b, least=self.floor - ROUNDING)
        if round(share, 3) < self.floor:
            return Likeness(0.0, (f"containment {share:.3f}",))
        put = wording_shared(a, b)
        if round(put, 3) < WORDING:
            return Likeness(0.0, (f"containment {share:.3f}", f"{put:.2f} without names and numbers"))
        stretch, weight = phrases_shared(a, b)
        least = SURER if share >= DEGREES[2][0] or credited(a, b) else 1.0
        if share < DEGREES[0][0] and stretch < least * STRETCH and weight < least * TELLING:
            few = f"no more than {stretch} words on end beside names and numbers"
            return Likeness(0.0, (f"containment {share:.3f}", few))
        if refilled(a, b) or (share < DEGREES[0][0] and filled_anew(a, b)):
            return Likeness(0.0, (f"containment {share:.3f}", "one form with other names or numbers"))
        if share < DEGREES[0][0] and in_series(a, b):
            return Likeness(0.0, (f"containment {share:.3f}", "a series of one outlet"))
        facts = facts_shared(a, b)
        if facts is not None and round(facts, 3) < SAME_FORM and share < DEGREES[0][0]:
            return Likeness(0.0, (f"containment {share:.3f}", f"one form, {facts:.2f} of its names and numbers"))
        if a.outlet is not None and a.outlet == b.outlet and share < OWN_FORM and (whole := written_out(a, b)) < FAMILY:
            return Likeness(
                0.0, (f"containment {share:.3f}", f"one outlet's stock wording, {whole:.2f} in whole passages")
            )
        return Likeness(share, (f"containment {share:.3f}",))

    def order(self, node: CopyNode) -> tuple[str, str]:
        """By the report's own date, then id."""
        return node.published.start or "", node.id

    def decide(self, component: Component[CopyNode]) -> Sequence[Sequence[str]]:
        """Families: what edges of at least FAMILY connect, the strongest first, unless it would join what people hold apart."""
        edges = [
            (-score, a, b)
            for a, b in component.edges
            if (score := component.score(a, b).score) >= FAMILY and copy_id(a, b) not in self.wrong
        ]
        family = {node: {node} for node in component.nodes}
        for _, a, b in sorted(edges):
            if family[a] is not family[b] and not any(family[b] & set(component.apart.get(n, ())) for n in family[a]):
                family[a] |= family[b]
                family |= dict.fromkeys(family[b], family[a])
        return [sorted(family[node]) for node in sorted(family) if node == min(family[node])]


def copy_row(a: CopyNode, b: CopyNode) -> dict[str, Any]:
    """The row of `copies` for a pair, told from the report that took to the one it took from, if that is known.

    Where the direction is unknown, the shorter report is told of the longer one.
    """
    share = containment(a, b)
    side, reasons = direction(a, b)
    if side == "to" or (side == "unknown" and (len(a.words), a.id) > (len(b.words), b.id)):
        a, b = b, a
    return {
        "id": copy_id(a.id, b.id),
        "report": a.id,
        "ref": a.ref,
        "of_report": b.id,
        "of": b.ref,
        "degree": degree_of(share),
        "abridged": len(a.words) < ABRIDGED * len(b.words),
        "containment": round(share, 3),
        "direction": "unknown" if side == "unknown" else "of",
        "reasons": [f"containment {share:.3f}", *reasons],
        "spans": [list(span) for span in a.shared_spans(b)],
    }
