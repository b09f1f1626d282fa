"""Tables for people keep whole what a reader copies to ask on."""

from __future__ import annotations

import io

from rich.console import Console

from communique.cli.tables import table_of
from communique.config import Settings
from communique.query import Line
from communique.record import Record
from communique.store import Store
from made import Draft, keep


def test_a_ref_is_not_broken() -> None:
    ref = "harbour-post/2031/05/03/leaders-meet-again"
    with Store.open(":memory:") as store:
        keep(
            store,
            Draft(
                ref,
                "The harbour is shut.\nThe harbour of Lorn is shut to every foreign crew.",
                title="The harbour is shut.",
            ),
        )
        printed = io.StringIO()
        Console(file=printed, width=100).print(table_of("reports", Record(store, Settings()).lines("reports"), {}))
    assert ref in printed.getvalue()


def test_those_who_act_together_stand_once() -> None:
    def event(name: str, source: list[str], target: list[str]) -> Line:
        row = {"id": name, "intensity": 1.5, "type": "CONSULT", "source": source, "target": target}
        return Line("events", row, names={"a": "Ana Quay", "b": "Bo Reed"})

    events = {line["id"]: line for line in (event("both", ["a", "b"], ["b", "a"]), event("one", ["a"], ["b"]))}
    month = {"period": "2031-05", "cooperation": 3, "conflict": 0, "net": 3, "shift": None, "events": list(events)}
    printed = io.StringIO()
    Console(file=printed, width=100).print(table_of("relations", [Line("relations", month)], events))
    assert "CONSULT Ana Quay, Bo Reed:" in printed.getvalue()
    assert "CONSULT Ana Quay → Bo Reed:" in printed.getvalue()
