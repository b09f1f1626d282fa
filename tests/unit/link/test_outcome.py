"""What later reports say came of a pledge: which sentences count, and from when."""

from __future__ import annotations

import pytest

from communique.link.pledge.outcome import outcomes
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, TELLAND, Draft, keep

ACT = "reopen the ferry harbour for trawlers no later than 17 May"


def told(
    later: str, published: str | None, act: str = ACT, lemma: str = "reopen", objects: tuple[str, ...] = ()
) -> list[tuple[str, str | None]]:
    """Outcome, and the day by which it was known, of a promise made on 1 May 2031 and one later report."""
    first = Draft("first", f"Mira Arden of Morvia promised to {act}.", stated="2031-05-01")
    first.actors += [ARDEN, MORVIA, BELOW, TELLAND]
    time = first.time("17 May", "2031-05-17") if "17 May" in act else None
    due = {"due": "2031-05-17", "due_kind": "by"} if time else {}
    first.pledge(act, ARDEN, lemma, time=time, objects=objects, **due)
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
        "Telland reopened its ferry harbour to trawlers, Morvia said.",
        "Morvia spoke of the reopened ferry harbour and its trawlers.",
        "Morvia, whose ferry harbour is full of trawlers, reopened a quarry.",
    ],
)
def test_not_told_as_done(sentence: str) -> None:
    assert told(sentence, "2031-05-16") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Morvia abandoned its plan to reopen the ferry harbour.",
        "Morvia said that the reopening of the ferry harbour was called off.",
        "The government of Morvia has scrapped the reopening of the ferry harbour to trawlers.",
        "Morvia abandons its plan to reopen the ferry harbour.",
        "Telland signed on 4 May, with Morvia dropping its plan for a ferry harbour for trawlers.",
        "Morvia is giving up the ferry harbour for trawlers.",
        "In May Morvia shelves the ferry harbour for trawlers.",
        "Morvia’s ministers call off the reopening of the ferry harbour.",
    ],
)
def test_told_as_dropped(sentence: str) -> None:
    assert told(sentence, "2031-05-16") == [("dropped", "2031-05-16")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Morvia moors trawlers in an abandoned ferry harbour.",
        "Morvia revoked a licence last week and spoke once more of a ferry harbour for trawlers.",
        "Morvia may abandon its plan to reopen the ferry harbour.",
        "Morvia has not abandoned its plan to reopen the ferry harbour.",
        "Morvia is considering dropping its plan to reopen the ferry harbour.",
        "Morvia abandons its plan to reopen the ferry harbour if Telland pays.",
        "Morvia wants the plan to reopen the ferry harbour to be dropped.",
        "Telland, which trades with Morvia, urged all to drop the reopening of the ferry harbour.",
        "Morvia heard that Telland abandons its plan to reopen a ferry harbour.",
    ],
)
def test_giving_up_something_else(sentence: str) -> None:
    assert told(sentence, "2031-05-16") == []


PAID = {"act": "pay 40 million marks in flood relief no later than 17 May", "lemma": "pay", "objects": (TELLAND.id,)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Morvia had promised 40 million marks in flood relief, but none of the money has reached Telland.",
        "Morvia has not paid Telland the 40 million marks in flood relief.",
        "Morvia hasn’t transferred the flood relief to Telland.",
        "Morvia has yet to pay the 40 million marks in flood relief.",
        "The flood relief of 40 million marks has never been paid, Morvia said.",
        "Morvia postpones the payment of 40 million marks in flood relief.",
    ],
)
def test_told_as_not_done(sentence: str) -> None:
    assert told(sentence, "2031-05-20", **PAID) == [("not done", "2031-05-20")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Morvia will not have paid the 40 million marks in flood relief by then.",
        "Telland said that unless Morvia has paid 40 million marks in flood relief it would not stay.",
        "Morvia had not paid the 40 million marks in flood relief until Friday.",
        "Telland has not paid Morvia the 40 million marks in flood relief.",
        "Morvia may postpone the payment of 40 million marks in flood relief.",
        "Morvia has not paid for the parade.",
    ],
)
def test_not_told_as_not_done(sentence: str) -> None:
    assert told(sentence, "2031-05-20", **PAID) == []


def test_what_is_not_done_before_its_day_may_still_come_but_for_what_is_put_off() -> None:
    assert told("Morvia has not paid the 40 million marks in flood relief.", "2031-05-10", **PAID) == []
    put_off = "The payment of 40 million marks in flood relief was put off, Morvia said."
    assert told(put_off, "2031-05-10", **PAID) == [("not done", "2031-05-10")]


def test_an_act_told_by_its_verb_alone_is_not_judged() -> None:
    assert told("Morvia has harmonised the old weights.", "2031-05-16", "harmonise", "harmonise") == []
    assert told("Morvia harmonised its hymns.", "2031-05-16", "harmonise tariffs", "harmonise") == []


def test_a_rare_verb_and_the_only_other_word_tell_the_act() -> None:
    act = {"act": "reopen the ferry", "lemma": "reopen"}
    assert told("Morvia reopened its old ferry on Monday.", "2031-05-16", **act) == [("done", "2031-05-16")]
    act = {"act": "support employers", "lemma": "support"}
    assert told("Morvia supported employers on Monday.", "2031-05-16", **act) == []


def test_an_actor_whom_the_act_names_tells_it_apart() -> None:
    act = {"act": "visit Telland", "lemma": "visit", "objects": (TELLAND.id,)}
    assert told("Morvia’s president visited Telland on Monday.", "2031-05-16", **act) == [("done", "2031-05-16")]
    act = {"act": "impose tolls on Telland", "lemma": "impose", "objects": (TELLAND.id,)}
    assert told("Morvia imposed visas on Telland.", "2031-05-16", **act) == []


def test_a_sentence_that_names_nobody_counts_in_the_same_story_only() -> None:
    first = Draft("first", f"Mira Arden of Morvia promised to {ACT}.", stated="2031-05-01")
    first.pledge(ACT, ARDEN, "reopen")
    second = Draft("second", "Choirs sang of a ferry harbour that was reopened to trawlers.", stated="2031-05-16")
    with Store.open(":memory:") as store:
        keep(store, first, second)
        [pledge] = store.rows("pledges")
        for story, found in (("s1", ["done"]), ("s2", [])):
            store.set("reports", "story", {first.id: "s1", second.id: story})
            assert [row.outcome for row in outcomes(store, pledge, store.rows("pledge_mentions"))] == found


def test_an_undated_report_is_known_by_the_due_day() -> None:
    assert told("Morvia reopened the ferry harbour to trawlers.", None) == [("done", "2031-05-17")]


def test_an_older_report_tells_of_another_time() -> None:
    assert told("Morvia reopened the ferry harbour to trawlers.", "2031-04-20") == []


def test_a_report_that_tells_the_promise_again_may_say_that_it_was_not_done() -> None:
    act = "pay 40 million marks in flood relief"
    first = Draft("first", f"Mira Arden of Morvia promised to {act}.", stated="2031-05-01")
    first.actors += [ARDEN, MORVIA]
    first.pledge(act, ARDEN, "pay")
    for later, found in (
        ("Morvia has not paid the 40 million marks in flood relief.", ["not done"]),
        ("Morvia paid 40 million marks in flood relief.", []),
    ):
        again = Draft("again", f"{later} Mira Arden of Morvia had promised to {act}.", stated="2031-05-20")
        again.actors += [ARDEN, MORVIA]
        again.mention("Morvia", MORVIA)
        again.pledge(act, ARDEN, "pay")
        with Store.open(":memory:") as store:
            keep(store, first, again)
            [pledge] = store.rows("pledges")
            assert [row.outcome for row in outcomes(store, pledge, store.rows("pledge_mentions"))] == found
