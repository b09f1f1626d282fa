"""Linking, the same for every kind: blocking keys -> scored edges -> connected components -> groups.

A kind says which nodes exist, under which keys they are compared, how alike two are and why, and how a component falls
into groups. Edges depend on their two nodes alone (never on counts over the record), so the result is a function of the
set of nodes: whatever the order of arrival, `update` for what changed ends where `update` for everything would.

    1 forget    keys, edges and groups of the touched nodes
    2 candidates  nodes that share a blocking key (an equi-join) or have vectors near each other (`Nears`), less those that a
                  kind tells at a glance (`Sifts`)
    3 edges     pairs whose score reaches the kind's floor, with reasons
    4 components  what edges connect around the touched nodes and their old groups
    5 groups    the kind's decision inside each component
    6 judgements  a group that holds two nodes judged different is decided once more, without what holds these two together;
                  then groups that hold nodes judged the same are one

Edges join reports of all years into ever larger components, so only a part is decided anew. Groups grow pair by pair, and a
pair of groups that has not been joined has left both as they would be without the other. So the touched nodes and their old
groups are decided together with the groups that edges join to them (`_regroup`): where these come out as they were, nothing
beyond them can change; where they do not, they count as touched as well.

What people judge parts and joins groups, and moves nothing else: what was apart without a judgement stays apart, what was
together stays together. So groups are decided as if nothing had been judged, and kept beside what judgements make of them
(`_unjudged`).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from communique.link import keep, near
from communique.link.judged import partners, together, united
from communique.link.near import Near
from communique.link.window import Always, Keys, Windowed, forget, hashed, keep_keys
from communique.model.ids import group_id
from communique.store import Store, links

N = TypeVar("N")
C_contra = TypeVar("C_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two nodes are, 0-1, and why.

    `never` forbids them one group whatever else says so; `silent` says that the two cannot be compared, which speaks neither
    for one group nor against it.
    """

    score: float
    reasons: tuple[str, ...] = ()
    never: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Component(Generic[N]):
    """What edges connect: the nodes by id, the edges (ordered pairs), and the score of any two nodes.

    `together` are sets of nodes that people judged the same: they stay in one group. `apart` gives those that people judged
    different from a node, of which `score` says `never` too. `read` gives what a kind that `Reads` tells of two nodes.
    """

    nodes: Mapping[str, N]
    edges: Collection[tuple[str, str]]
    score: Callable[[str, str], Likeness]
    together: Sequence[frozenset[str]] = ()
    apart: Mapping[str, Collection[str]] = field(default_factory=dict)
    read: Callable[[str, str], float] | None = None


class Kind(Protocol[N]):
    """What one kind of link must say; see the folders beside this file."""

    name: str
    floor: float
    """Least score of an edge."""

    whole: bool
    """Whether a decision looks at a component as a whole, rather than join two groups at a time by their members alone."""

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, N]:
        """The nodes among `ids` that exist, by id."""
        ...

    def keys(self, node: N) -> Iterable[str | Windowed]:
        """Blocking keys: two nodes are compared if they share one, and if it is windowed, if their days are near."""
        ...

    def compare(self, a: N, b: N) -> Likeness:
        """How alike two nodes are; symmetric."""
        ...

    def order(self, node: N) -> tuple[str, str]:
        """(date or "", id): the least member names the group."""
        ...

    def decide(self, component: Component[N]) -> Sequence[Sequence[str]]:
        """Groups of one connected component; every node in exactly one."""
        ...


@runtime_checkable
class Sifts(Protocol):
    """A kind that can tell at a glance that two nodes make no edge."""

    def sift(self, store: Store, pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        """The pairs that may reach the floor; those left out surely do not."""
        ...


@runtime_checkable
class Nears(Protocol[C_contra]):
    """A kind whose nodes also meet by vectors."""

    def near(self, node: C_contra) -> Near:
        """The node's vector and days."""
        ...


@runtime_checkable
class Reads(Protocol[C_contra]):
    """A kind whose decisions may have two nodes read at once, which costs as much as making one: the record keeps it."""

    def read(self, a: C_contra, b: C_contra) -> float:
        """What both nodes tell together; symmetric."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What an update changed: the groups that are gone, and by id those that are new, have other nodes or a touched one.

    `moved` are the nodes that now stand in another group than before.
    """

    gone: frozenset[str]
    groups: Mapping[str, tuple[str, ...]]
    moved: frozenset[str]

    @property
    def nodes(self) -> frozenset[str]:
        """All nodes of the changed groups."""
        return frozenset(node for nodes in self.groups.values() for node in nodes)


class _Run(Generic[N]):
    """One update of one kind: loaded nodes and scores, kept while it lasts."""

    def __init__(
        self, store: Store, kind: Kind[N], verdicts: Mapping[tuple[str, str], str], wrong: Collection[str]
    ) -> None:
        self.store, self.kind, self.wrong = store, kind, wrong
        self.same, self.walls = partners(verdicts, "same"), partners(verdicts, "different")
        self.nodes: dict[str, N] = {}
        self.scores: dict[tuple[str, str], Likeness] = {}
        self.told: dict[tuple[str, str], float] = {}
        self.newly: dict[tuple[str, str], float] = {}

    def load(self, ids: Iterable[str]) -> None:
        missing = [i for i in ids if i not in self.nodes and i not in self.wrong]
        if missing:
            self.nodes.update(keep.load(self.store, self.kind.name, missing, self.kind.load))

    def score(self, a: str, b: str) -> Likeness:
        pair = (a, b) if a < b else (b, a)
        if pair not in self.scores:
            found = self.kind.compare(self.nodes[pair[0]], self.nodes[pair[1]])
            self.scores[pair] = replace(found, score=round(found.score, 3))
        return self.scores[pair]

    def read(self, kind: Reads[N], a: str, b: str) -> float:
        """What a kind tells of two nodes together."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self.told:
            self.told[pair] = self.newly[pair] = kind.read(self.nodes[pair[0]], self.nodes[pair[1]])
        return self.told[pair]

    def judged(self, a: str, b: str) -> Likeness:
        """The same, as people judged."""
        if b in self.walls.get(a, ()):
            return _DIFFERENT
        return _SAME if b in self.same.get(a, ()) else self.score(a, b)

    def walled(self, nodes: Collection[str]) -> bool:
        """Whether some of these nodes are judged different."""
        return any(not self.walls[node].isdisjoint(nodes) for node in self.walls.keys() & set(nodes))


_SAME = Likeness(1.0, ("judged the same",))
_DIFFERENT = Likeness(0.0, ("judged different",), never=True)


def update(
    store: Store,
    kind: Kind[N],
    touched: Collection[str],
    *,
    verdicts: Mapping[tuple[str, str], str] | None = None,
    wrong: Collection[str] = (),
) -> Change:
    """Bring the groups of `kind` up to date after `touched` nodes came, changed or went.

    `verdicts` are people's judgements by ordered pair of node ids: `same` or `different`; nodes judged `wrong` are in no
    group.
    """
    run = _Run(store, kind, verdicts or {}, wrong)
    keep.drop(store, kind.name, touched)
    old = _standing(store, kind.name, touched)
    parts = links.groups(store, kind.name, _members(old))
    numbers = links.numbers(store, kind.name, touched).values()
    forget(store, numbers)  # 1
    near.forget(store, numbers)
    links.remove(store, kind.name, touched)
    run.load(sorted(touched))
    present = [node for node in sorted(touched) if node in run.nodes]
    _join_edges(run, present)  # 2, 3
    stood, wholes = _regroup(run, {*present, *(n for n in _members(old) if n not in touched)})
    beside, before = _beside(run, wholes, {**stood, **old}, parts)
    groups = _as_judged(run, {**wholes, **beside}, _members(before))  # 6
    links.tell(store, kind.name, run.newly)
    _redirect(store, before, groups)
    changed = {
        name: nodes for name, nodes in groups.items() if before.get(name) != nodes or not set(nodes).isdisjoint(touched)
    }
    links.regroup(store, kind.name, changed)
    moved = {node for name, nodes in changed.items() for node in set(nodes).difference(before.get(name, ()))}
    return Change(frozenset(before.keys() - groups.keys()), changed, frozenset(moved))


def average_link(component: Component[Any], *, threshold: float) -> list[list[str]]:
    """Agglomerative average-link clustering; ties by id; a `never` pair keeps its clusters apart, a `silent` one does not count.

    Merges the two clusters with the best average score while it reaches `threshold`. Clusters that no edge joins are never
    considered: their average lies below the kind's floor, so the result is that of all pairs as long as the threshold is
    at least the floor.
    """
    home = {node: min(nodes) for nodes in component.together for node in nodes}
    clusters: dict[str, tuple[str, ...]] = {}
    for node in sorted(component.nodes):
        name = home.get(node, node)
        clusters[name] = (*clusters.get(name, ()), node)
    averages: dict[str, dict[str, float]] = {node: {} for node in clusters}
    queue: list[tuple[float, str, str]] = []

    def join(a: str, b: str) -> None:
        average = _average(clusters[a], clusters[b], component.score)
        averages[a][b] = averages[b][a] = average
        if average >= threshold:
            heapq.heappush(queue, (-average, min(a, b), max(a, b)))

    ends = {(home.get(a, a), home.get(b, b)) for a, b in component.edges}
    for a, b in sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]}):
        join(a, b)
    while queue:
        negative, a, b = heapq.heappop(queue)
        if a not in clusters or b not in clusters or averages[a].get(b) != -negative:
            continue
        around = (averages[a].keys() | averages[b].keys()) - {a, b}
        clusters[a] = tuple(sorted((*clusters[a], *clusters.pop(b))))
        for other in averages.pop(b):
            averages[other].pop(b, None)
        for other in sorted(around):
            join(a, other)
    return [list(clusters[name]) for name in sorted(clusters)]


def _average(a: Sequence[str], b: Sequence[str], score: Callable[[str, str], Likeness]) -> float:
    """Mean score of the pairs between two clusters, rounded; minus infinity if any pair is forbidden or all are silent."""
    found = [score(x, y) for x in a for y in b]
    told = [likeness.score for likeness in found if not likeness.silent]
    if not told or any(likeness.never for likeness in found):
        return float("-inf")
    return round(math.fsum(told) / len(told), 3)


def _join_edges(run: _Run[Any], present: Sequence[str]) -> None:
    store, kind = run.store, run.kind
    keys = {node: _bundled(kind.keys(run.nodes[node]), kind.name) for node in present}
    numbered = links.add(store, kind.name, present)
    keep_keys(store, {numbered[node]: own for node, own in keys.items()})
    pairs = _candidates(store, keys)
    if isinstance(kind, Nears):
        vectors = {node: kind.near(run.nodes[node]) for node in present}
        near.keep(store, kind.name, {numbered[node]: own for node, own in vectors.items()})
        pairs |= _pairs(store, near.met(store, kind.name, vectors))
    if isinstance(kind, Sifts):
        pairs = kind.sift(store, pairs)
    run.load(sorted({node for pair in pairs for node in pair}))
    found = {}
    for a, b in sorted(pairs):
        if a not in run.nodes or b not in run.nodes:
            continue
        likeness = run.score(a, b)
        if not likeness.never and round(likeness.score, 3) >= kind.floor:
            found[a, b] = (round(likeness.score, 3), likeness.reasons)
    links.join(store, kind.name, found)


def _candidates(store: Store, keys: Mapping[str, Sequence[Keys]]) -> set[tuple[str, str]]:
    """Pairs of the given nodes with all nodes that share a key of theirs."""
    return _pairs(store, {node: {number for some in own for number in some.met(store)} for node, own in keys.items()})


def _pairs(store: Store, met: Mapping[str, Collection[int]]) -> set[tuple[str, str]]:
    """Pairs of nodes with those that they meet, by number."""
    names = links.names(store, set().union(*met.values()))
    others = ((node, names[number]) for node, found in met.items() for number in found)
    return {(min(pair), max(pair)) for pair in others if pair[0] != pair[1]}


def _bundled(keys: Iterable[str | Windowed], kind: str) -> list[Keys]:
    """A kind's keys that hold for a while as they are, and those that always hold as one bundle."""
    listed = list(keys)
    always = frozenset(hashed(key) for key in listed if isinstance(key, str))
    found: list[Keys] = [key for key in listed if isinstance(key, Windowed)]
    return [own.of_kind(kind) for own in (*found, *([Always(always)] if always else []))]


def _neighbours(run: _Run[Any], nodes: Collection[str]) -> dict[str, set[str]]:
    """What edges join to each node; the scores met on the way are kept for the decision."""
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for (a, b), score in links.edges(run.store, run.kind.name, nodes).items():
        if a in found:
            found[a].add(b)
        if b in found:
            found[b].add(a)
        run.scores.setdefault((a, b), Likeness(score))
    return found


def _members(groups: Mapping[str, Iterable[str]]) -> set[str]:
    return {node for nodes in groups.values() for node in nodes}


def _unjudged(kind: str) -> str:
    """Under which name links keep the groups that judgements have changed, as they would be without these."""
    return f"{kind} unjudged"


def _standing(store: Store, kind: str, nodes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The groups that some nodes stand in as if nothing had been judged."""
    whole = links.groups(store, _unjudged(kind), nodes)
    return whole | links.groups(store, kind, set(nodes) - _members(whole))


def _regroup(run: _Run[Any], start: Collection[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Groups that may change if those of `start` do: as they stand in the record, and as they are decided now.

    `start` holds the touched nodes and what their groups have had beside them.
    """
    store, kind = run.store, run.kind
    stood = _standing(store, kind.name, start)
    changing, around = set(start), {}  # type: set[str], dict[str, set[str]]
    while True:
        around |= _neighbours(run, changing - around.keys())
        rim = _standing(store, kind.name, {near for node in changing for near in around[node]} - changing)
        stood |= rim
        beside = _members(rim)
        if beside and kind.whole:
            changing |= beside
            continue
        around |= _neighbours(run, beside - around.keys())
        groups = _decided(run, changing | beside, around, judged=False)  # 4, 5
        moved = [name for name, nodes in rim.items() if groups.get(name) != nodes]
        if not moved:
            return stood, groups
        changing.update(node for name in moved for node in rim[name])


def _beside(
    run: _Run[Any],
    wholes: Mapping[str, tuple[str, ...]],
    stood: Mapping[str, tuple[str, ...]],
    parts: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Groups that are or were one with those at hand by judgement alone; and the groups of all these as the record has them."""
    store, name = run.store, run.kind.name
    beside: dict[str, tuple[str, ...]] = {}
    seen = _members(wholes) | _members(stood)
    while True:
        before = {**links.groups(store, name, seen), **parts}
        linked = _members(before) | {other for node in run.same.keys() & seen for other in run.same[node]}
        found = _standing(store, name, linked - seen)
        if not found:
            return beside, before
        beside |= found
        seen |= _members(found) | linked


def _as_judged(
    run: _Run[Any], wholes: Mapping[str, tuple[str, ...]], before: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Groups as people judged them; those that this changes are kept as well, in place of that of the nodes `before`."""
    parted: dict[str, tuple[str, ...]] = {}
    for name, nodes in sorted(wholes.items()):
        parted |= _part(run, nodes) if run.walled(nodes) else {name: nodes}
    groups: dict[str, tuple[str, ...]] = {}
    for names in united(run.same, parted):
        nodes = tuple(sorted(node for name in names for node in parted[name]))
        if len(names) == 1:
            groups[names[0]] = nodes
        else:
            groups |= _part(run, nodes) if run.walled(nodes) else {_named(run, nodes): nodes}
    changed = {name: nodes for name, nodes in wholes.items() if groups.get(name) != nodes}
    kept = _unjudged(run.kind.name)
    gone = links.numbers(run.store, kept, {*before, *_members(wholes)})
    links.remove(run.store, kept, gone)
    links.add(run.store, kept, _members(changed))
    links.regroup(run.store, kept, changed)
    return groups


def _part(run: _Run[Any], nodes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The groups into which some nodes fall by themselves, as people judged them."""
    around = {
        node: (near | run.same.get(node, set())) - run.walls.get(node, set())
        for node, near in _neighbours(run, nodes).items()
    }
    return _decided(run, nodes, around, judged=True)


def _decided(
    run: _Run[Any], nodes: Collection[str], around: Mapping[str, Collection[str]], *, judged: bool
) -> dict[str, tuple[str, ...]]:
    """The kind's groups of some nodes by id."""
    run.load(sorted(nodes))
    if isinstance(run.kind, Reads):
        run.told |= links.told(run.store, run.kind.name, nodes)
    groups = {}
    for component in _components(run, nodes, around, judged=judged):
        for group in run.kind.decide(component):
            groups[_named(run, group)] = tuple(sorted(group))
    return groups


def _named(run: _Run[Any], nodes: Collection[str]) -> str:
    """The id of a group, by its least member."""
    run.load(sorted(nodes))
    return group_id(run.kind.name, min(nodes, key=lambda node: run.kind.order(run.nodes[node])))


def _components(
    run: _Run[N], nodes: Collection[str], around: Mapping[str, Collection[str]], *, judged: bool
) -> list[Component[N]]:
    """What edges connect of `nodes`; `around` gives what edges join to each."""
    read = partial(run.read, run.kind) if isinstance(run.kind, Reads) else None
    left, components = set(nodes), []
    for first in sorted(nodes):
        if first not in left:
            continue
        left.discard(first)
        reached, edge = {first}, {first}
        while edge:
            edge = {near for node in edge for near in around[node]} & left
            left -= edge
            reached |= edge
        members = {node: run.nodes[node] for node in sorted(reached) if node in run.nodes}
        edges = {(min(a, b), max(a, b)) for a in members for b in around[a] if b in members}
        if judged:
            components.append(Component(members, edges, run.judged, together(run.same, members), run.walls, read))
        else:
            components.append(Component(members, edges, run.score, read=read))
    return components


def _redirect(store: Store, old: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]]) -> None:
    """Old group ids point to the group that took most of their members; ties by id. A group that stands points nowhere."""
    now = {node: name for name, nodes in groups.items() for node in nodes}
    rows = []
    for name, nodes in sorted(old.items()):
        heirs = [now[node] for node in nodes if node in now]
        if name not in groups and heirs:
            rows.append((name, min(set(heirs), key=lambda heir: (-heirs.count(heir), heir))))
    store.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?)", rows)
    store.execute("DELETE FROM redirects WHERE old = ?", [(name,) for name in sorted(groups)])
