"""Reports into groups by their bonds: what strengthens one, what weakens it, and that no order matters."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import pytest

from communique.link.engine import Component, Likeness
from communique.link.story.group import Between, Group, bond, tight_link

LONE = Group(("a",))
PAIR = Group(("b", "c"), 700)


def component(
    likenesses: dict[str, float], *, edge: float = 0.5, never: str = "", together: tuple[frozenset[str], ...] = ()
) -> Component[str]:
    """Reports named by one letter; `ab: .6` says how alike a and b are, unnamed pairs are .1."""
    names = sorted(set("".join(likenesses)))
    scores = {(a, b): Likeness(likenesses.get(a + b, 0.1), never=a + b == never) for a, b in combinations(names, 2)}
    edges = [pair for pair, found in scores.items() if found.score >= edge]
    return Component({n: n for n in names}, edges, lambda a, b: scores[min(a, b), max(a, b)], together)


def doubtful(likenesses: dict[str, float], odds: dict[str, float]) -> tuple[Component[str], list[str]]:
    """The same, with log-odds for pairs that are read side by side, and the list of those that were."""
    given, asked = component(likenesses), []  # type: Component[str], list[str]

    def read(a: str, b: str) -> float:
        asked.append(min(a, b) + max(a, b))
        return odds.get(asked[-1], 0.0)

    return replace(given, read=read), asked


def test_two_lone_reports_have_their_likeness_for_a_bond() -> None:
    assert bond(LONE, Group(("b",)), Between(437, 437, never=False)) == 0.437


def test_the_bond_is_the_printed_formula() -> None:
    # mean .55, weakest .5, excess .7 - .55, tightness (2 + 1.4) / 4
    expected = (0.7 * 0.55 + 0.3 * 0.5 - 0.3 * 0.15) * 0.85**0.25
    assert bond(LONE, PAIR, Between(1100, 500, never=False)) == pytest.approx(expected, abs=0.0005)


def test_of_equal_means_the_one_with_a_weak_pair_binds_less() -> None:
    assert bond(LONE, PAIR, Between(1100, 400, never=False)) < bond(LONE, PAIR, Between(1100, 550, never=False))


def test_a_tighter_pair_takes_a_distant_third_less_easily() -> None:
    between = Between(1000, 500, never=False)
    assert bond(LONE, Group(("b", "c"), 900), between) < bond(LONE, Group(("b", "c"), 520), between)


def test_a_forbidden_pair_forbids_the_union() -> None:
    assert bond(LONE, PAIR, Between(1800, 900, never=True)) == float("-inf")
    kept = tight_link(component({"ab": 0.9, "bc": 0.9, "ac": 0.9}, never="ac"), threshold=0.38)
    assert kept == [["a", "b"], ["c"]]


def test_a_report_of_the_same_subject_stays_out_of_a_tight_story() -> None:
    same = {"ab": 0.8, "ac": 0.8, "bc": 0.8}
    assert tight_link(component({**same, "ad": 0.5, "bd": 0.45, "cd": 0.4}), threshold=0.38) == [["a", "b", "c"], ["d"]]
    assert tight_link(component({**same, "ad": 0.7, "bd": 0.65, "cd": 0.6}), threshold=0.38) == [["a", "b", "c", "d"]]


def test_without_an_edge_nothing_joins() -> None:
    assert tight_link(component({"ab": 0.45}, edge=0.5), threshold=0.38) == [["a"], ["b"]]


def test_a_reading_joins_and_parts_what_is_in_doubt() -> None:
    likenesses = {"ab": 0.5, "cd": 0.6}
    assert tight_link(component(likenesses), threshold=0.55) == [["a"], ["b"], ["c", "d"]]
    given, _ = doubtful(likenesses, {"ab": 9.0, "cd": -9.0})
    assert tight_link(given, threshold=0.55) == [["a", "b"], ["c"], ["d"]]


def test_only_doubtful_bonds_are_read_by_their_most_alike_reports() -> None:
    given, asked = doubtful({"ab": 0.95, "ac": 0.7, "bc": 0.5, "ad": 0.25}, {})
    tight_link(given, threshold=0.38)
    assert asked == ["ac", "bc"]
    given, asked = doubtful({"ab": 0.8, "ac": 0.95, "bc": 0.29}, {})
    tight_link(given, threshold=0.38)
    assert asked == ["ab"]


def test_a_reading_does_not_join_two_groups_of_several() -> None:
    pieces = {"ab": 0.9, "cd": 0.9, "ac": 0.5, "bd": 0.45, "ad": 0.45, "bc": 0.45}
    sure = dict.fromkeys(pieces, 9.0)
    given, _ = doubtful(pieces, sure)
    assert tight_link(given, threshold=0.38) == [["a", "b"], ["c", "d"]]
    lone = {"ab": 0.7, "ac": 0.5, "bc": 0.45}
    given, _ = doubtful(lone, sure)
    assert tight_link(component(lone), threshold=0.39) == [["a", "b"], ["c"]]
    assert tight_link(given, threshold=0.39) == [["a", "b", "c"]]


def test_what_is_judged_the_same_stays_together() -> None:
    given = component({"ab": 0.1, "bc": 0.6, "ac": 0.6}, together=(frozenset({"a", "b"}),))
    assert ["a", "b"] in tight_link(given, threshold=0.9)


def test_no_order_of_the_edges_matters() -> None:
    given = component({"ab": 0.6, "bc": 0.6, "cd": 0.6, "ac": 0.55, "bd": 0.55, "ad": 0.5})
    found = {str(tight_link(Component(given.nodes, list(edges), given.score), threshold=0.38)) for edges in
             permutations(list(given.edges)[:5])}  # fmt: skip
    assert len(found) == 1
