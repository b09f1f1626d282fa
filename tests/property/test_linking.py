"""Linking does not depend on the order in which nodes came, changed and went."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.link.engine import Change, Component, Likeness, average_link, update
from communique.store import Store
from toy import Node, Toy, groups, state

NAMES = [f"n{number}" for number in range(9)]
NODES = st.builds(
    Node,
    id=st.sampled_from(NAMES),
    at=st.integers(0, 24),
    letters=st.text("xyz", min_size=1, max_size=2),
    camp=st.sampled_from(["", "", "", "red"]),
    day=st.sampled_from(["", "2031-01-01", "2031-01-02"]),
)
PUTS = st.lists(NODES, min_size=1, max_size=4, unique_by=lambda node: node.id)
TAKES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
STEPS = st.lists(st.one_of(PUTS, TAKES), min_size=1, max_size=8)
PAIRS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True).map(lambda pair: tuple(sorted(pair)))
VERDICTS = st.dictionaries(PAIRS, st.sampled_from(["same", "different"]), max_size=3)


STORES = [Store.open(":memory:") for _ in range(2)]
"""Made once: an example starts by emptying what linking keeps."""


def empty(number: int = 0) -> Store:
    STORES[number].kept.clear()
    for table in ("link_keys", "link_keys_of", "link_near", "link_edges", "link_nodes", "redirects"):
        STORES[number].query(f"DELETE FROM {table}")
    return STORES[number]


def step(store: Store, kind: Toy, changed: list[Any], verdicts: dict[Any, str]) -> Change:
    names = [item.id if isinstance(item, Node) else item for item in changed]
    for item in changed:
        if isinstance(item, Node):
            kind.nodes[item.id] = item
        else:
            kind.nodes.pop(item, None)
    return update(store, kind, names, verdicts=verdicts)


@settings(max_examples=150, deadline=None)
@given(STEPS, VERDICTS)
def test_updates_end_where_a_whole_update_ends(steps: list[list[Any]], verdicts: dict[Any, str]) -> None:
    kind, store, anew = Toy(), empty(0), empty(1)
    for changed in steps:
        step(store, kind, changed, verdicts)
    update(anew, kind, sorted(kind.nodes), verdicts=verdicts)
    assert state(store) == state(anew)
    assert sorted(node for listed in groups(store).values() for node in listed) == sorted(kind.nodes)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_change_names_all_that_changed(steps: list[list[Any]]) -> None:
    """Whoever keeps rows by group need only look at what `update` gives back."""
    kind, store = Toy(), empty()
    kept: dict[str, tuple[str, ...]] = {}
    for changed in steps:
        change = step(store, kind, changed, {})
        kept = {name: nodes for name, nodes in kept.items() if name not in change.gone} | dict(change.groups)
        assert {name: list(nodes) for name, nodes in kept.items()} == groups(store)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_redirects_end_at_a_group_or_at_nothing(steps: list[list[Any]]) -> None:
    kind, store = Toy(), empty()
    for changed in steps:
        step(store, kind, changed, {})
        leads = {row["old"]: row["new"] for row in store.query("SELECT old, new FROM redirects")}
        assert not leads.keys() & groups(store).keys()
        for start in leads:
            way = [start]
            while way[-1] in leads:
                way.append(leads[way[-1]])
                assert len(set(way)) == len(way), "a ring of redirects"


@settings(max_examples=100, deadline=None)
@given(STEPS, VERDICTS)
def test_judgements_part_and_join_and_move_nothing_else(steps: list[list[Any]], verdicts: dict[Any, str]) -> None:
    """What stands unjudged is joined whole where two are judged the same, and parted only where two are judged different."""
    kind, store, unjudged = Toy(), empty(0), empty(1)
    for changed in steps:
        step(store, kind, changed, verdicts)
    update(unjudged, kind, sorted(kind.nodes))
    wholes = [set(nodes) for nodes in groups(unjudged).values()]
    for pair in (pair for pair, verdict in verdicts.items() if verdict == "same" and kind.nodes.keys() >= set(pair)):
        joined = [whole for whole in wholes if whole & set(pair)]
        wholes = [*(whole for whole in wholes if whole not in joined), set().union(*joined)]
    walls = [set(pair) for pair, verdict in verdicts.items() if verdict == "different"]
    found = [set(nodes) for nodes in groups(store).values()]
    for whole in wholes:
        parts = [group for group in found if group & whole]
        assert set().union(*parts) == whole
        assert any(wall <= whole for wall in walls) or parts == [whole]


SCORES = st.integers(0, 20).map(lambda number: number / 20)


@st.composite
def components(draw: Any) -> Component[str]:
    names = [f"n{number}" for number in range(draw(st.integers(1, 7)))]
    scores = {pair: draw(SCORES) for pair in combinations(names, 2)}
    never = {pair for pair in scores if draw(st.integers(0, 9)) == 0}
    edges = [pair for pair, value in scores.items() if value >= 0.3 and pair not in never]

    def score(a: str, b: str) -> Likeness:
        pair = (min(a, b), max(a, b))
        return Likeness(scores[pair], never=pair in never)

    return Component({name: name for name in names}, edges, score)


def plainly(component: Component[str], threshold: float) -> list[list[str]]:
    """Average link word for word: join the best pair of clusters that an edge connects, as long as it is good enough."""
    clusters = [[node] for node in sorted(component.nodes)]
    while True:
        open_pairs = []
        for a, b in combinations(clusters, 2):
            likenesses = [component.score(x, y) for x in a for y in b]
            edged = any((min(x, y), max(x, y)) in set(component.edges) for x in a for y in b)
            average = round(sum(found.score for found in likenesses) / len(likenesses), 3)
            if edged and not any(found.never for found in likenesses) and average >= threshold:
                open_pairs.append((-average, a, b))
        if not open_pairs:
            return sorted(clusters)
        _, a, b = min(open_pairs)
        clusters = sorted([*(c for c in clusters if c not in (a, b)), sorted(a + b)])


@settings(max_examples=200, deadline=None)
@given(components(), st.sampled_from([0.3, 0.5, 0.7]))
def test_average_link_is_what_its_name_says(component: Component[str], threshold: float) -> None:
    found = average_link(component, threshold=threshold)
    assert sorted(node for group in found for node in group) == sorted(component.nodes)
    assert not any(component.score(a, b).never for group in found for a, b in combinations(group, 2))
    assert sorted(map(sorted, found)) == plainly(component, threshold)


@settings(max_examples=60, deadline=None)
@given(components(), st.randoms())
def test_average_link_does_not_mind_the_order(component: Component[str], random: Any) -> None:
    nodes, edges = list(component.nodes), [tuple(random.sample(pair, 2)) for pair in component.edges]
    random.shuffle(nodes)
    random.shuffle(edges)
    turned = Component({n: n for n in nodes}, edges, lambda a, b: component.score(b, a))
    assert average_link(turned, threshold=0.5) == average_link(component, threshold=0.5)
