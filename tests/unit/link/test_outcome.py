"""What later reports say came of a pledge: which sentences count, and from when."""

from __future__ import annotations

import pytest

from communique.link.pledge.outcome import outcomes
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, TELLAND, Draft, keep

ACT = "reopen the ferry harbour for trawlers no later than 17 May"


def told(later: str, published: str | None) -> list[tuple[str, str | None]]:
    """Outcome, and the day by which it was known, of a promise made on 1 May 2031 and one later report."""
    first = Draft("first", f"Mira Arden of Morvia promised to {ACT}.", stated="2031-05-01")
    first.actors += [ARDEN, MORVIA, BELOW, TELLAND]
    first.pledge(ACT, ARDEN, "reopen", time=first.time("17 May", "2031-05-17"), due="2031-05-17", due_kind="by")
    second = Draft("second", later, **({"stated": published} if published else {}))
    for actor in (MORVIA, TELLAND):
        if actor.name in later:
            second.mention(actor.name, actor)
    with Store.open(":memory:") as store:
        keep(store, first, second)
        [pledge] = store.rows("pledges")
        return [(row.outcome, row.known.end) for row in outcomes(store, pledge, store.rows("pledge_mentions"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Morvia reopened the ferry harbour to trawlers on Friday.",
        "The ferry harbour has been reopened, fishermen said.",
        "Morvia opened the ferry harbour to trawlers at dawn.",
        "Morvia kept its word by reopening the ferry harbour.",
    ],
)
def test_told_as_done(sentence: str) -> None:
    assert told(sentence, "2031-05-16") == [("done", "2031-05-16")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Telland reopened its ferry harbour to trawlers.",
        "Morvia has not reopened the ferry harbour to trawlers.",
        "Morvia spoke of reopening the ferry harbour to trawlers.",
        "Morvia will have reopened the ferry harbour by then.",
    ],
)
def test_not_told_as_done(sentence: str) -> None:
    assert told(sentence, "2031-05-16") == []


def test_an_undated_report_is_known_by_the_due_day() -> None:
    assert told("Morvia reopened the ferry harbour to trawlers.", None) == [("done", "2031-05-17")]


def test_an_older_report_tells_of_another_time() -> None:
    assert told("Morvia reopened the ferry harbour to trawlers.", "2031-04-20") == []
