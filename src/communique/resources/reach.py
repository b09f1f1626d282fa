"""How far the tables of actors reach: how many rows stand on a source, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.resources.entries import Body, Entry, Office, Outlet, Place, State
from communique.resources.gazetteer import Gazetteer

_HEADS = frozenset({"president", "prime minister", "chancellor", "monarch", "supreme leader", "head of state"})
_OFFICES: tuple[tuple[str, frozenset[str]], ...] = (
    ("heads of state and government", _HEADS),
    ("foreign ministers", frozenset({"foreign minister"})),
    ("defence ministers", frozenset({"defence minister"})),
    ("spokespeople", frozenset({"spokesperson"})),
    ("ambassadors", frozenset({"ambassador"})),
)
_KINDS: tuple[tuple[str, type[Entry]], ...] = (
    ("states", State), ("organisations", Body), ("outlets", Outlet), ("places", Place),
)  # fmt: skip


def reach(tables: Gazetteer) -> list[Mapping[str, object]]:
    """One row for each kind of office and of entry, in a fixed order.

    `rows` counts all; `sourced` those that a named source states; `attested` those that a dated text shows; `memory`
    those that only memory states, which never fix a date. `until` is the last day or month for which a source speaks,
    empty where rows have no date.
    """
    spells = [office for held in tables.by_person.values() for office in held]
    found: list[Mapping[str, object]] = []
    named = frozenset[str]().union(*(titles for _, titles in _OFFICES))
    for name, titles in _OFFICES:
        found.append(_offices(name, [office for office in spells if office.title in titles]))
    found.append(_offices("other offices", [office for office in spells if office.title not in named]))
    for name, kind in _KINDS:
        entries = [entry for entry in tables.entries.values() if isinstance(entry, kind)]
        sourced = sum(bool(getattr(entry, "verified", False)) for entry in entries)
        found.append(_row(name, len(entries), sourced, 0, ""))
    return found


def _offices(name: str, spells: Iterable[Office]) -> Mapping[str, object]:
    held = list(spells)
    sourced = [office for office in held if office.verified]
    until = max((office.as_of for office in sourced), default="")
    return _row(name, len(held), len(sourced), sum(office.attested for office in held), until)


def _row(name: str, rows: int, sourced: int, attested: int, until: str) -> Mapping[str, object]:
    memory = rows - sourced - attested
    return {"what": name, "rows": rows, "sourced": sourced, "attested": attested, "memory": memory, "until": until}
