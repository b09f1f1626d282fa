"""Meetings of the record that are what a pledge said would be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.link.pledge.outcome import outcomes
from communique.model import Party
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, OSK, TELLAND, Draft, keep

ACT = "meet Jon Below on 17 May"


def told(act: str = ACT, lemma: str = "meet", *, source: Any = ARDEN, target: Any = BELOW, **event: Any) -> list[str]:
    """What came of a promise of Mira Arden made on 1 May 2031, after a report of 18 May told an event."""
    first = Draft("first", f"Mira Arden promised to {act}.", stated="2031-05-01")
    first.actors += [MORVIA, TELLAND]
    due = {"time": first.time("17 May", "2031-05-17"), "due": "2031-05-17", "due_kind": "on"} if "17 May" in act else {}
    first.mention("Jon Below", BELOW)
    first.pledge(act, ARDEN, lemma, objects=(BELOW.id,), **due)
    day = event.pop("day", "2031-05-17")
    second = Draft("second", "The two sat together at the lake on that day.", stated="2031-05-18")
    second.actors += [MORVIA, TELLAND, OSK]
    second.event("sat together", "CONSULT", source, target, time=second.time("that day", day), **event)
    with Store.open(":memory:") as store:
        keep(store, first, second)
        [pledge] = store.rows("pledges")
        return [row.outcome for row in outcomes(store, pledge, store.rows("pledge_mentions"))]


def test_a_meeting_of_the_same_on_the_day_is_the_one_promised() -> None:
    assert told() == ["done"]
    assert told("hold talks with Jon Below on 17 May", "hold") == ["done"]
    assert told("visit Jon Below on 17 May", "visit", mode="visit") == ["done"]


def test_two_who_promise_to_meet_need_nobody_else() -> None:
    first = Draft("first", "Mira Arden and Jon Below will meet at the Northern Fair on 17 May.", stated="2031-05-01")
    time = first.time("17 May", "2031-05-17")
    first.actors += [BELOW, OSK]
    first.pledge(
        "meet at the Northern Fair on 17 May",
        ARDEN,
        "meet",
        objects=(OSK.id,),
        time=time,
        due="2031-05-17",
        due_kind="on",
    )
    both = Party(((0, 24),), None, "Mira Arden and Jon Below", (ARDEN.id, BELOW.id), ("pair",))
    first.pledges[-1] = replace(first.pledges[-1], actor=both)
    second = Draft("second", "The two sat together on 17 May 2031.", stated="2031-05-18")
    second.event("sat together", "CONSULT", ARDEN, BELOW, time=second.time("17 May 2031", "2031-05-17"))
    with Store.open(":memory:") as store:
        keep(store, first, second)
        [pledge] = store.rows("pledges")
        assert [row.outcome for row in outcomes(store, pledge, store.rows("pledge_mentions"))] == ["done"]


@pytest.mark.parametrize(
    "event",
    [
        {"day": "2031-05-16"},
        {"target": OSK},
        {"source": MORVIA, "target": TELLAND},
        {"mode": "phone"},
        {"modality": "planned"},
        {"act": "visit Jon Below on 17 May", "lemma": "visit"},
        {"act": "meet Jon Below", "lemma": "meet"},
        {"act": "hold Jon Below to his word on 17 May", "lemma": "hold"},
    ],
)
def test_another_event(event: dict[str, Any]) -> None:
    assert told(**event) == []
