"""Tables for people keep whole what a reader copies to ask on."""

from __future__ import annotations

import io

from rich.console import Console

from communique.cli.tables import table_of
from communique.config import Settings
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
