"""A record is a function of the reports in it: whatever came, went and came again, and in which batches."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ingest import relink, remove
from communique.model import Interval
from communique.resources.contract import tables
from communique.store import Store
from communique.store.verify import verify
from made import ARDEN, BELOW, MORVIA, Draft, keep, whole

HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"
LINE = "“No trawler of ours will leave the strait before the herring quota is doubled”"


def call(
    ref: str, medium: str, day: str | None, *, tons: int = 900, line: str = LINE, outlet: str | None = None
) -> Draft:
    when = f"on {day}" if day else "today"
    text = f"{HEAD}\nMira Arden spoke to Jon Below by {medium} {when}.\n{line}, she said. They catch {tons} tons of herring a year."
    draft = Draft(
        ref, text, title=HEAD, outlet=outlet, alone=None if day else Interval("2031-05-01", "2031-05-31", "inferred")
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    time = draft.time(day, day) if day else draft.time("today", recipe="U:D:0")
    spoke = f"spoke to Jon Below by {medium}"
    draft.event(spoke, "CONSULT", ARDEN, BELOW, time=time, cameo="041", asked=(("medium", medium),))
    draft.statement(line, ARDEN, time=time)
    draft.figure(f"{tons} tons", float(tons), unit="ton", about="herring")
    draft.pledge("leave the strait", MORVIA, "leave")
    return draft


@cache
def pool() -> tuple[Draft, ...]:
    other = LINE.replace("No trawler of ours will", "Our trawlers will not")
    return (
        call("a", "phone", "2031-05-20"),
        call("b", "video", "2031-05-20", tons=800, outlet="The Gull"),
        call("c", "phone", None, line=other),
        call("d", "phone", "2031-05-23", line=other, tons=700),
        call("e", "letter", "2031-07-20"),
        replace(call("f", "phone", "2031-05-20"), text=call("a", "phone", "2031-05-20").text, outlet="The Heron"),
        replace(call("b", "phone", "2031-05-20"), stated="2031-05-21", outlet="The Gull"),
        whole("g"),
        Draft("h", "Bakers of Telland bake fewer loaves every year.", alone=Interval()),
    )


def contents(store: Store) -> dict[str, list[str]]:
    return {table: sorted(json.dumps(row, sort_keys=True) for row in store.rows(table)) for table in tables()}


@cache
def at_once(kept: frozenset[int]) -> dict[str, list[str]]:
    with Store.open(":memory:") as store:
        keep(store, *(pool()[number] for number in sorted(kept)))
        return contents(store)


NUMBERS = st.integers(0, len(pool()) - 1)
STEPS = st.lists(st.one_of(st.lists(NUMBERS, min_size=1, max_size=4, unique=True), NUMBERS), min_size=1, max_size=7)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_way_does_not_matter(steps: list[list[int] | int]) -> None:
    present: set[int] = set()
    with Store.open(":memory:") as store:
        for step in steps:
            if isinstance(step, list):
                keep(store, *(pool()[number] for number in step))
                present |= set(step)
            elif step in present:
                remove(store, pool()[step].id)
                present.discard(step)
        assert contents(store) == at_once(frozenset(present))
        assert verify(store) == []
        relink(store)
        assert contents(store) == at_once(frozenset(present))
