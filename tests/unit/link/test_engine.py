"""The engine of linking, tried on a toy kind."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from communique.link.engine import Component, Likeness, average_link, update
from communique.model.ids import group_id
from communique.store import Store, links
from toy import Node, Reader, Toy, groups, members, state


def put(kind: Toy, *nodes: Node) -> list[str]:
    kind.nodes.update({node.id: node for node in nodes})
    return [node.id for node in nodes]


def test_near_nodes_with_a_common_letter_are_one_group(store: Store) -> None:
    kind = Toy()
    change = update(store, kind, put(kind, Node("a", 0), Node("b", 1), Node("c", 50), Node("d", 1, "y")))
    assert members(store) == [["a", "b"], ["c"], ["d"]]
    assert change.nodes == {"a", "b", "c", "d"}
    assert change.gone == set()


def test_a_group_is_named_after_its_earliest_member(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0, day="2031-02"), Node("b", 0, day="2031-01"), Node("c", 40)))
    assert groups(store) == {group_id("toy", "b"): ["a", "b"], group_id("toy", "c"): ["c"]}


def test_edges_keep_their_reasons(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0), Node("b", 3), Node("c", 9)))
    assert links.edges_of(store, "toy", "b") == [("a", 0.7, ["3 apart"]), ("c", 0.4, ["6 apart"])]


def test_what_two_nodes_told_together_is_kept_until_one_of_them_changes(store: Store) -> None:
    kind = Reader(threshold=3, whole=True)
    update(store, kind, put(kind, Node("a", 0), Node("b", 2)))
    update(store, kind, put(kind, Node("c", 4)))
    assert members(store) == [["a", "b"], ["c"]]
    assert kind.asked == ["ab", "ac"]
    update(store, kind, put(kind, Node("b", 5)))
    assert members(store) == [["a"], ["b"], ["c"]]
    assert kind.asked == ["ab", "ac", "ab"]
    assert [row["told"] for row in store.query("SELECT told FROM link_read ORDER BY told")] == [4.0, 5.0]


def test_what_never_goes_together_has_no_edge_and_no_group(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0, camp="red"), Node("b", 0, camp="red"), Node("c", 0)))
    assert members(store) == [["a", "c"], ["b"]]
    assert not store.query("SELECT 1 FROM link_edges WHERE a = 'a' AND b = 'b'")


def test_a_new_node_touches_only_what_it_reaches(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0), Node("b", 1), Node("p", 90), Node("q", 91)))
    change = update(store, kind, put(kind, Node("c", 2)))
    assert change.nodes == {"a", "b", "c"}


def test_what_a_new_node_sets_free_joins_what_lies_beyond(store: Store) -> None:
    """`z` takes `n` from `m`, so `m` joins `a`, which no edge joins to `z` nor to their groups' old members but `m`."""
    kind = Toy()
    update(store, kind, put(kind, Node("a", -4), Node("m", 0), Node("n", 3)))
    assert members(store) == [["a"], ["m", "n"]]
    update(store, kind, put(kind, Node("z", 5)))
    assert members(store) == [["a", "m"], ["n", "z"]]


def test_a_far_end_of_a_component_is_not_loaded(store: Store) -> None:
    kind = Toy()
    chain = [Node(f"n{number:02d}", 6 * number, chr(97 + number) + chr(98 + number)) for number in range(20)]
    update(store, kind, put(kind, *chain))
    store.kept.clear()
    loaded: set[str] = set()
    load = kind.load
    kind.load = lambda store, ids: loaded.update(ids) or load(store, ids)  # type: ignore[func-returns-value,method-assign]
    update(store, kind, put(kind, Node("x", 1, "a")))
    assert members(store) == [["n00", "x"], *([node.id] for node in chain[1:])]
    assert loaded == {"x", "n00", "n01"}


@pytest.mark.parametrize("kind", [Toy(), Toy(whole=True)])
def test_what_a_node_costs_does_not_grow_with_the_record(store: Store, kind: Toy) -> None:
    """Counted in steps of SQLite's machine: a look-up that reads all edges or groups of a kind would show."""
    steps = []
    for few in (100, 1_000):
        update(store, kind, put(kind, *(Node(f"{few}n{n:04d}", 0, chr(0x4E00 + few + n // 2)) for n in range(few))))
        counted = []
        store.connection.set_progress_handler(lambda counted=counted: counted.append(1), 10)
        update(store, kind, put(kind, Node(f"{few}a", 0, chr(0x4E00 + few)), Node(f"{few}b", 0, "z")))
        store.connection.set_progress_handler(None, 0)
        steps.append(len(counted))
    assert steps[1] < 1.5 * steps[0]


def test_a_removed_node_lets_its_group_fall_apart(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0), Node("b", 3), Node("c", 6)))
    assert members(store) == [["a", "b"], ["c"]]
    del kind.nodes["b"]
    update(store, kind, ["b"])
    assert members(store) == [["a"], ["c"]]


def test_a_changed_node_changes_its_group(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0), Node("b", 1), Node("c", 40)))
    change = update(store, kind, put(kind, Node("b", 41)))
    assert members(store) == [["a"], ["b", "c"]]
    assert change.gone == {group_id("toy", "c")}, "b is the least member now and names the group"


def redirects(store: Store) -> dict[str, str]:
    return {row["old"]: row["new"] for row in store.query("SELECT old, new FROM redirects")}


def test_an_old_id_leads_to_the_group_that_took_most(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("b", 1), Node("c", 2)))
    old = group_id("toy", "b")
    change = update(store, kind, put(kind, Node("a", 0)))
    assert change.gone == {old}
    assert redirects(store) == {old: group_id("toy", "a")}


def test_an_id_that_stands_again_leads_nowhere_else(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("b", 1), Node("c", 2)))
    update(store, kind, put(kind, Node("a", 0)))
    del kind.nodes["a"]
    update(store, kind, ["a"])
    assert redirects(store) == {group_id("toy", "a"): group_id("toy", "b")}
    kind.nodes.clear()
    update(store, kind, ["b", "c"])
    assert redirects(store) == {group_id("toy", "a"): group_id("toy", "b")}, "b's id leads nowhere: nobody took it over"


def test_judged_the_same(store: Store) -> None:
    kind = Toy()
    said = {("a", "z"): "same"}
    update(store, kind, put(kind, Node("a", 0), Node("z", 90, "y")), verdicts=said)
    assert members(store) == [["a", "z"]]
    del kind.nodes["a"]
    update(store, kind, ["a"], verdicts=said)
    assert members(store) == [["z"]]


def test_judged_the_same_joins_two_groups_and_moves_nobody_else(store: Store) -> None:
    """By likeness `c` would rather be with `d` than with `a`, `b` and what is far from all of them."""
    kind = Toy()
    update(
        store,
        kind,
        put(kind, *(Node(n, at) for n, at in (("a", 0), ("b", 1), ("c", 2), ("d", 6), ("y", 40), ("z", 41)))),
    )
    assert members(store) == [["a", "b", "c"], ["d"], ["y", "z"]]
    said = {("a", "z"): "same"}
    update(store, kind, ["a", "z"], verdicts=said)
    assert members(store) == [["a", "b", "c", "y", "z"], ["d"]]
    update(store, kind, put(kind, Node("e", 7)), verdicts=said)
    assert members(store) == [["a", "b", "c", "y", "z"], ["d", "e"]]
    update(store, kind, ["a", "z"], verdicts={("a", "z"): "same", ("y", "z"): "different"})
    assert members(store) == [["a", "b", "c", "z"], ["d", "e"], ["y"]]
    update(store, kind, ["a", "y", "z"])
    assert members(store) == [["a", "b", "c"], ["d", "e"], ["y", "z"]]


def test_judged_different(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0), Node("b", 0)), verdicts={("a", "b"): "different"})
    assert members(store) == [["a"], ["b"]]


def test_judged_different_moves_nobody_else(store: Store) -> None:
    """Without `a`, `b` and `c` are near enough to `d` for one group; a judgement of `a` and `b` does not speak of it."""
    kind = Toy()
    update(store, kind, put(kind, *(Node(name, at) for name, at in (("a", 0), ("b", 1), ("c", 1), ("d", 5)))))
    assert members(store) == [["a", "b", "c"], ["d"]]
    update(store, kind, ["a", "b"], verdicts={("a", "b"): "different"})
    assert members(store) == [["a"], ["b", "c"], ["d"]]
    update(store, kind, put(kind, Node("e", 6)), verdicts={("a", "b"): "different"})
    assert members(store) == [["a"], ["b", "c"], ["d", "e"]]
    update(store, kind, ["a", "b"])
    assert members(store) == [["a", "b", "c"], ["d", "e"]]


def test_a_judgement_that_comes_later_counts_for_what_it_names(store: Store) -> None:
    kind = Toy()
    update(store, kind, put(kind, Node("a", 0), Node("b", 0), Node("c", 90)))
    update(store, kind, ["a", "b", "c"], verdicts={("a", "b"): "different", ("b", "c"): "same"})
    assert members(store) == [["a"], ["b", "c"]]


def test_more_nodes_than_fit_one_question(store: Store) -> None:
    kind = Toy()
    ids = put(kind, *(Node(f"n{number:04d}", 0, chr(0x4E00 + number // 2)) for number in range(900)))
    update(store, kind, ids)
    before = state(store)
    update(store, kind, ids)
    assert state(store) == before
    assert len(groups(store)) == 450


# average link


def component(
    scores: dict[tuple[str, str], float],
    *,
    never: Collection[tuple[str, str]] = (),
    silent: Collection[tuple[str, str]] = (),
    edge: float = 0.3,
) -> Component[str]:
    names = sorted({name for pair in scores for name in pair})

    def score(a: str, b: str) -> Likeness:
        pair = (min(a, b), max(a, b))
        return Likeness(scores.get(pair, 0.0), never=pair in never, silent=pair in silent)

    edges = [pair for pair, value in scores.items() if value >= edge and pair not in never]
    return Component({name: name for name in names}, edges, score)


def test_the_best_pair_goes_first() -> None:
    scores = {("a", "b"): 0.7, ("b", "c"): 0.9, ("a", "c"): 0.3}
    assert average_link(component(scores), threshold=0.65) == [["a"], ["b", "c"]]
    assert average_link(component(scores), threshold=0.5) == [["a", "b", "c"]]


def test_of_equals_the_first_by_id_goes_first() -> None:
    scores = {("a", "b"): 0.8, ("b", "c"): 0.8, ("a", "c"): 0.2}
    assert average_link(component(scores), threshold=0.6) == [["a", "b"], ["c"]]
    assert average_link(component(dict(reversed(scores.items()))), threshold=0.6) == [["a", "b"], ["c"]]


def test_the_threshold_itself_is_enough() -> None:
    assert average_link(component({("a", "b"): 0.6}), threshold=0.6) == [["a", "b"]]
    assert average_link(component({("a", "b"): 0.599}), threshold=0.6) == [["a"], ["b"]]


def test_one_forbidden_pair_keeps_two_clusters_apart() -> None:
    scores = {(a, b): 0.9 for a in "abcd" for b in "abcd" if a < b} | {("a", "b"): 1.0, ("c", "d"): 1.0}
    assert average_link(component(scores), threshold=0.5) == [["a", "b", "c", "d"]]
    assert average_link(component(scores, never={("b", "d")}), threshold=0.5) == [["a", "b"], ["c", "d"]]


def test_a_silent_pair_counts_neither_way() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.7, ("a", "c"): 0.0}
    assert average_link(component(scores), threshold=0.6) == [["a", "b"], ["c"]]
    assert average_link(component(scores, silent={("a", "c")}), threshold=0.6) == [["a", "b", "c"]]
    assert average_link(component(scores, silent={("a", "c")}, never={("a", "c")}), threshold=0.6) == [
        ["a", "b"],
        ["c"],
    ]
