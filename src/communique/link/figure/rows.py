"""Rows of comparisons: which figures agree, conflict, or were superseded by the outlet that gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from communique.figure.compare import comparable
from communique.link.figure.features import FigureNode, nodes
from communique.link.frequent import most_frequent
from communique.model.figure import Verdict
from communique.store import Store
from communique.store.rows import Row


def comparison_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `comparisons` for groups of figure ids of more than one report."""
    found = nodes(store, [i for members in groups.values() for i in members])
    rows = []
    for id_, members in sorted(groups.items()):
        told = sorted((found[i] for i in members if i in found), key=lambda n: (n.ref, n.figure.span, n.id))
        if len({node.report for node in told}) < 2:
            continue
        verdict, reasons = _verdict(told)
        rows.append(
            {
                "id": id_,
                "about": most_frequent(node.figure.about for node in told) or "",
                "unit": most_frequent(node.figure.unit for node in told),
                "period": most_frequent(node.figure.period for node in told),
                "figures": [node.id for node in told],
                "verdict": verdict,
                "story": told[0].story,
                "reasons": reasons,
            }
        )
    return rows


def _verdict(told: Sequence[FigureNode]) -> tuple[Verdict, list[str]]:
    """Conflict if two current figures exclude each other; superseded if only ones that their outlet has since changed do."""
    conflicts = [
        (a, b, reasons)
        for a, b in combinations(told, 2)
        for verdict, reasons in [comparable(a.figure, b.figure)]
        if verdict == "conflict"
    ]
    if not conflicts:
        return "agree", []
    old = {node.id for node in told if any(_replaces(other, node) for other in told)}
    standing = [(a, b, reasons) for a, b, reasons in conflicts if a.id not in old and b.id not in old]
    shown = standing or conflicts
    return ("conflict" if standing else "superseded"), sorted({reason for _, _, why in shown for reason in why})


def _replaces(new: FigureNode, old: FigureNode) -> bool:
    """Whether a later version of the same report gives the figure anew."""
    return new.at == old.at and new.version > old.version and new.outlet == old.outlet
