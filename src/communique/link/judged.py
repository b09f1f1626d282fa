"""What judgements say of nodes and of groups of nodes: which are held together, which are one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

Same: TypeAlias = Mapping[str, Collection[str]]
"""The nodes judged the same as each, both ways."""


def partners(verdicts: Mapping[tuple[str, str], str], verdict: str) -> dict[str, set[str]]:
    """The nodes judged the same as, or different from, each."""
    found: dict[str, set[str]] = {}
    for pair, told in verdicts.items():
        for one, other in (pair, pair[::-1]) if told == verdict else ():
            found.setdefault(one, set()).add(other)
    return found


def together(same: Same, nodes: Collection[str]) -> list[frozenset[str]]:
    """Sets of nodes that judgements hold together."""
    home: dict[str, frozenset[str]] = {}
    for a in sorted(same.keys() & set(nodes)):
        for b in sorted(same[a]):
            if b in nodes:
                united = home.get(a, frozenset({a})) | home.get(b, frozenset({b}))
                home |= dict.fromkeys(united, united)
    return sorted(set(home.values()), key=min)


def united(same: Same, groups: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Names of groups, those together that judgements join."""
    at = {node: name for name, nodes in groups.items() for node in nodes}
    home = {name: [name] for name in groups}
    for node in sorted(same.keys() & at.keys()):
        for other in sorted(same[node] & at.keys()):
            one, two = home[at[node]], home[at[other]]
            if one is not two:
                one += two
                home |= dict.fromkeys(two, one)
    return [sorted(names) for name, names in sorted(home.items()) if name == min(names)]
