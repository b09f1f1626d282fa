"""Rows of pledges: the fullest act with the amounts that most tellings give, the narrowest due date, the first condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.link import keep
from communique.link.pledge.features import PledgeNode, nodes
from communique.model.interval import Interval, meet, period_of
from communique.store import Store
from communique.store.rows import Row

_KINDS = ("on", "by", "not before", "vague")


def pledge_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `pledges` for groups of pledge mention ids."""
    found = keep.load(store, "pledge", [i for members in groups.values() for i in members], nodes)
    rows = []
    for id_, members in sorted(groups.items()):
        told = sorted((found[i] for i in members if i in found), key=lambda n: (n.ref, n.mention.span, n.id))
        if told:
            rows.append(_row(id_, told))
    return rows


def _row(id_: str, told: Sequence[PledgeNode]) -> Row:
    mentions = [node.mention for node in told]
    due = Interval()
    for node in told:
        due = meet(due, node.due) or due
    kinds = {m.due_kind for m in mentions if m.due_kind}
    dated = [m.due_kind for m in mentions if m.due and m.due_kind]
    named = Counter((m.actor.actor, m.actor.name) for m in mentions)
    actor, name = min(named, key=lambda pair: (-named[pair], pair[0] or "", pair[1] or ""))
    amounts = Counter(node.amounts for node in told if node.amounts)
    most = {node.mention.id for node in told if amounts[node.amounts] == max(amounts.values(), default=0)}
    fullest = max(mentions, key=lambda m: (m.id in most, bool(m.objects), len(m.act), m.id))
    return {
        "id": id_,
        "actor": actor,
        "actor_name": name,
        "act": fullest.act,
        "condition": next((m.condition for m in mentions if m.condition), None),
        "due": period_of(due.start, due.end),
        "due_kind": min(dated or kinds, key=_KINDS.index, default=None),
        "mentions": [m.id for m in mentions],
        "reasons": [],
    }
