"""Relations summed whole: the pairs of states between which anything is told, the busiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.query.days import Within, within
from communique.query.filters import Filter
from communique.query.lines import Line
from communique.query.listing import ask
from communique.relation import sums
from communique.store import Store
from communique.store.rows import Row


def pairs(store: Store, wanted: Filter) -> Within[Line]:
    """A line for each pair: its states, the days of its `first` and `last` dated event, null where none is, and the sums.

    Of `wanted` the actors, the days and the limit are asked.
    """
    everything = replace(wanted, type="any", since=None, until=None, limit=None)
    names: dict[tuple[str, str], Line] = {}
    told: dict[tuple[str, str], set[str]] = {}
    for line in ask(store, "relations", everything).rows:
        names[line["a"], line["b"]] = line
        told.setdefault((line["a"], line["b"]), set()).update(line["events"])
    events = store.rows_in("events", "id", {id_ for ids in told.values() for id_ in ids})
    dated = within("events", [(event, event) for event in events], wanted)
    kept = {event["id"]: event for event, _ in dated.rows}
    found = []
    for pair, ids in told.items():
        counted = [kept[id_] for id_ in ids if id_ in kept]
        if counted:
            first, last = _days(counted)
            row = {"a": pair[0], "b": pair[1], "first": first, "last": last, **sums(counted)}
            found.append(Line("pairs", row, (), names[pair].names))
    found.sort(key=lambda line: (-len(line["events"]), line["a"], line["b"]))
    return Within(found[: wanted.limit], dated.undated, dated.half)


def _days(events: Sequence[Row]) -> tuple[str | None, str | None]:
    days = [(event["date"], event["date_end"]) for event in events if event["date"] and event["date_end"]]
    return (min(days)[0], max(end for _, end in days)) if days else (None, None)
