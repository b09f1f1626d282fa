"""Rows of comparisons: which figures agree, conflict, or were superseded by the outlet that gave them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, permutations

from communique.figure.compare import ABOUT, comparable
from communique.figure.correct import corrects
from communique.link.figure.features import FigureNode, compared, least, nodes, outgrown
from communique.link.finding import Finding
from communique.link.frequent import most_frequent
from communique.link.independence import count_families
from communique.model import DENIED
from communique.store import Store
from communique.store.rows import Row


def comparison_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `comparisons` for groups of figure ids of more than one report; that copies or versions agree tells nothing."""
    found = nodes(store, [i for members in groups.values() for i in members])
    denied = _denied(store, found.values())
    rows = []
    for id_, members in sorted(groups.items()):
        told = sorted((found[i] for i in members if i in found), key=lambda n: (n.ref, n.figure.span, n.id))
        reports = {node.report for node in told}
        if len(reports) < 2:
            continue
        ruled = rule(told, [node for node in denied if node.report in reports])
        if ruled is None or (ruled.verdict == "agree" and count_families(node.family for node in told) < 2):
            continue
        rows.append(
            {
                "id": id_,
                "about": most_frequent(node.figure.about for node in told) or "",
                "unit": most_frequent(node.figure.unit for node in told),
                "period": most_frequent(node.figure.period for node in told),
                "figures": [node.id for node in told],
                "verdict": ruled.verdict,
                "story": most_frequent(node.story for node in told),
                "reasons": list(ruled.reasons),
            }
        )
    return rows


def ruling(store: Store, figures: Collection[str], reports: Collection[str]) -> Finding | None:
    """What is to be said of those figures of a comparison that some reports give; None if no two of them can be compared.

    Corrections count that any report of the comparison makes.
    """
    found = nodes(store, figures)
    told = sorted((n for n in found.values() if n.report in reports), key=lambda n: (n.ref, n.figure.span, n.id))
    return rule(told, _denied(store, found.values()))


def _denied(store: Store, told: Iterable[FigureNode]) -> list[FigureNode]:
    """Numbers that the same reports call wrong."""
    reports = sorted({node.report for node in told})
    ids = [
        row["id"] for report in reports for row in store.rows("figures", "report = ? AND rule = ?", (report, DENIED))
    ]
    return list(nodes(store, ids).values())


def rule(told: Sequence[FigureNode], denied: Sequence[FigureNode]) -> Finding | None:
    """Conflict if two current figures exclude each other; superseded if only ones that have since changed do.

    Changed by their outlet, or as tolls change from day to day. See `_alike` for figures that do not exclude each other.
    """
    conflicts = [
        (a, b, reasons)
        for a, b in combinations(told, 2)
        for verdict, reasons in [compared(a, b)]
        if verdict == "conflict"
    ]
    if not conflicts:
        return _alike(told)
    withdrawn = [node for node in denied if corrects(node.text, node.figure.span)]
    old = {node.id for node in told if _withdrawn(node, withdrawn)}
    old |= {a.id for a, b in permutations(told, 2) if _replaces(b, a) or _puts_right(b, a)}
    standing = [
        (a, b, reasons)
        for a, b, reasons in conflicts
        if a.id not in old and b.id not in old and not (outgrown(a, b) or outgrown(b, a))
    ]
    shown = standing or conflicts
    reasons = {reason for _, _, why in shown for reason in why}
    reasons |= {"a toll that rose by the later day" for a, b, _ in shown if outgrown(a, b) or outgrown(b, a)}
    reasons |= {f"taken back in {other.ref}" for other in withdrawn if any(_withdrawn(node, [other]) for node in told)}
    reasons |= {f"put right in {b.ref}" for a, b in permutations(told, 2) if _puts_right(b, a)}
    risen = {(early, late) for pair in conflicts for early, late in permutations(pair[:2]) if outgrown(early, late)}
    kept = {a.id for a, b in permutations(told, 2) if _replaces(b, a) and compared(a, b)[0] == "agree"}
    fallen = {node for node in told if node.id in old - kept} | {early for early, _ in risen}
    by = {new for new in told if any(_replaces(new, a) or _puts_right(new, a) for a in fallen)} | {
        late for _, late in risen
    }
    by |= {node for node in withdrawn if any(_withdrawn(other, [node]) for other in told)}
    return Finding(
        "conflict" if standing else "superseded",
        tuple(sorted(reasons)),
        frozenset((node.report, node.figure.span) for node in fallen),
        tuple(sorted((node.ref, node.report, node.figure.span) for node in by)),
    )


def _alike(told: Sequence[FigureNode]) -> Finding | None:
    """What figures of several reports tell that do not exclude each other; None if no two of them can be compared.

    Amounts that bounds alone let be one ("at least 1,600", "at least 1,700") are not told to agree; a vague word beside a
    number ("thousands") gives no reason to tell anything.
    """
    pairs = ((a, b) for a, b in combinations(told, 2) if a.report != b.report)
    alike = [(a, b) for a, b in pairs if compared(a, b)[0] == "agree"]
    loose = [(a, b) for a, b in alike if _loose(a, b)]
    beside = {
        " beside ".join(sorted((f"“{a.words}”", f"“{b.words}”")))
        for a, b in loose
        if a.figure.value is not None and b.figure.value is not None
    }
    return Finding("cannot tell" if loose else "agree", tuple(sorted(beside))) if alike else None


def _loose(a: FigureNode, b: FigureNode) -> bool:
    """Whether bounds or vague words alone let two amounts be one: "hundreds" beside 150, "more than 40" beside 60.

    A bound and a number that it is rounded to ("more than 40", 41) are the same.
    """
    one, other = sorted(least(node) for node in (a, b))
    bounds = [n.figure.change in {"<", ">"} for n in (a, b)]
    vague = a.figure.value is None or b.figure.value is None
    rounded = bounds[0] != bounds[1] and not vague and other - one <= ABOUT * other
    return one != other and (any(bounds) or vague) and not rounded


def _replaces(new: FigureNode, old: FigureNode) -> bool:
    """Whether a later version of the same report gives the figure anew."""
    return new.at == old.at and new.version > old.version and new.outlet == old.outlet


def _puts_right(new: FigureNode, old: FigureNode) -> bool:
    """Whether a report of the same outlet holds a note of correction that gives the new number or takes the old one back."""
    return (
        new.report != old.report
        and new.named is not None
        and new.named == old.named
        and new.published >= old.published
        and any(
            figure.value is not None and figure.value == (old if figure.rule == DENIED else new).figure.value
            for figure in new.noted
        )
        and compared(new, old)[0] == "conflict"
    )


def _withdrawn(node: FigureNode, denied: Iterable[FigureNode]) -> bool:
    """Whether a figure is the one that a correction takes back; the outlets must not be known to differ."""
    return any(
        other.report != node.report
        and (other.named is None or node.named is None or other.named == node.named)
        and comparable(other.figure, node.figure)[0] == "agree"
        for other in denied
    )
