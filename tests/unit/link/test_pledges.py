"""Pledges: which mentions tell one promise."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from communique.model import Actor, Party
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, OSK, TELLAND, Draft, keep


def promise(ref: str, act: str, actor: Actor = ARDEN, lemma: str = "build", **more: Any) -> Draft:
    draft = Draft(ref, f"Word from the coast, number {ref}: it was announced to {act}, and nothing else was said.")
    draft.actors += [ARDEN, BELOW, MORVIA, TELLAND, OSK]
    draft.pledge(act, actor, lemma, **more)
    return draft


def groups(store: Store) -> list[list[str]]:
    refs = {row["id"]: row["ref"] for row in store.rows("pledge_mentions")}
    return sorted(sorted(refs[i] for i in row["mentions"]) for row in store.rows("pledges"))


def test_two_tellings_of_one_promise(store: Store) -> None:
    keep(
        store,
        promise("a", "build a lighthouse on the northern cape of Osk", objects=(OSK.id,), due="2032", due_kind="by"),
        promise(
            "b",
            "build the lighthouse on the cape",
            MORVIA,
            due="2032-06",
            due_kind="on",
            condition="if the money comes",
        ),
    )
    [row] = store.rows("pledges")
    assert row["act"] == "build a lighthouse on the northern cape of Osk"
    assert (row["due"], row["due_kind"]) == ("2032-06", "on")
    assert row["condition"] == "if the money comes"
    assert {mention["pledge"] for mention in store.rows("pledge_mentions")} == {row["id"]}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (promise("b", "build a lighthouse on the northern cape", BELOW), "another side"),
        (
            promise("b", "build a lighthouse on the northern cape", due="2033", due_kind="on"),
            "days that exclude each other",
        ),
        (promise("b", "plant barley in the uplands", lemma="plant"), "another act"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_another_promise(store: Store, other: Draft, why: str) -> None:
    keep(store, promise("a", "build a lighthouse on the northern cape", due="2032", due_kind="on"), other)
    assert groups(store) == [["a"], ["b"]], why


def test_a_promise_of_nobody_stands_alone(store: Store) -> None:
    drafts = [promise(ref, "build a lighthouse on the northern cape") for ref in "ab"]
    for draft in drafts:
        draft.pledges[:] = [
            type(p)(**{f: getattr(p, f) for f in p.__slots__} | {"actor": type(p.actor)(())}) for p in draft.pledges
        ]
    keep(store, *drafts)
    assert groups(store) == [["a"], ["b"]]
    assert {row["actor"] for row in store.rows("pledges")} == {None}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_pledges_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = (
        promise("a", "build a lighthouse on the northern cape"),
        promise("b", "build the lighthouse on the cape", MORVIA),
        promise("c", "plant barley in the uplands", lemma="plant"),
    )
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        assert groups(store) == [["a", "b"], ["c"]]


def test_two_versions_tell_one_promise_once(store: Store) -> None:
    unknown = Party(((0, 4),), name="harbour master")
    drafts = []
    for place in ("coast", "shore"):
        draft = Draft("a", f"Word from the {place}, number a: it was announced to sign it, and nothing else was said.")
        draft.pledge("sign it", ARDEN, "sign")
        draft.pledges[:] = [replace(pledge, actor=unknown) for pledge in draft.pledges]
        drafts.append(draft)
    keep(store, *drafts)
    assert groups(store) == [["a", "a"]]


def test_money_paid_and_money_sent_is_one_promise(store: Store) -> None:
    keep(
        store,
        promise(
            "a",
            "send Osk 40 million marks in flood relief by 30 April",
            lemma="send",
            objects=(OSK.id,),
            due="2032-04-30",
            due_kind="by",
        ),
        promise("b", "pay 40 million marks in flood relief", lemma="pay"),
    )
    assert groups(store) == [["a", "b"]]


def test_what_is_refused_is_not_what_is_promised(store: Store) -> None:
    keep(store, promise("a", "accept a peace that others dictate", lemma="accept"),
         promise("b", "not accept a peace that others dictate", lemma="accept"))  # fmt: skip
    assert groups(store) == [["a"], ["b"]]


def test_amounts_that_differ_are_two_pledges_of_one_report(store: Store) -> None:
    draft = promise("a", "send 40 tractors to the farmers of Osk", lemma="send")
    draft.text += " Later it was announced to send 900 tractors to the farmers of Osk."
    draft.pledge("send 900 tractors to the farmers of Osk", ARDEN, "send")
    keep(store, draft)
    assert len(groups(store)) == 2


def test_the_same_few_words_in_reports_of_one_story_are_one_pledge(store: Store) -> None:
    drafts = [promise(ref, "continued backing", lemma="backing") for ref in ("a", "b")]
    keep(store, *drafts)
    assert groups(store) == [["a", "b"]]


def test_acts_of_one_report_that_share_a_light_verb_are_two(store: Store) -> None:
    draft = promise("a", "stand up for what", lemma="stand")
    draft.text += " Later it was announced to stand up to the bakers."
    draft.pledge("stand up to the bakers", ARDEN, "stand")
    keep(store, draft)
    assert len(groups(store)) == 2
