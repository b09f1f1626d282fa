"""Events: which mentions tell one thing in the world, and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from typing import Any

import pytest

from communique.ingest import remove
from communique.link.engine import Component, Likeness
from communique.link.event import Events
from communique.link.event.features import nodes
from communique.model import Actor
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, OSK, TELLAND, Draft, keep


def told(ref: str, kind: str = "CONSULT", source: Actor = ARDEN, target: Actor = BELOW, *, day: str | None = "2031-05-03",
         outlet: str | None = None, **more: Any) -> Draft:  # fmt: skip
    words = {"CONSULT": "spoke", "SANCTION": "imposed tariffs", "ACCUSE": "blamed them"}.get(kind, "acted")
    draft = Draft(
        ref,
        f"In report {ref}, {source.name} {words} toward {target.name} on {day or 'some day'}, as {ref} tells.",
        outlet=outlet,
    )
    draft.actors += [ARDEN, BELOW, MORVIA, TELLAND]
    draft.event(words, kind, source, target, time=draft.time(day, day) if day else None, **more)
    return draft


def groups(store: Store) -> list[list[str]]:
    refs = {row["id"]: row["ref"] for row in store.rows("event_mentions")}
    return sorted(sorted(refs[i] for i in row["mentions"]) for row in store.rows("events"))


def test_two_tellings_of_one_event(store: Store) -> None:
    keep(
        store,
        told("a", mode="phone", place="Osk", cameo="041"),
        told("b", source=BELOW, target=ARDEN, cameo="041", outlet="The Gull"),
    )
    [row] = store.rows("events")
    assert (row["type"], row["mode"], row["quad"]) == ("CONSULT", "phone", 1)
    assert (row["date"], row["date_end"], row["precision"]) == ("2031-05-03", "2031-05-03", "day")
    assert row["place"] == "Osk"
    assert set(row["source"]) == set(row["target"]) == {ARDEN.id, BELOW.id}
    assert row["intensity"] > 0
    assert {mention["event"] for mention in store.rows("event_mentions")} == {row["id"]}


def test_a_leader_acts_for_her_state(store: Store) -> None:
    keep(
        store,
        told("a", "SANCTION", mode="tariff", cameo="163"),
        told("b", "SANCTION", MORVIA, TELLAND, mode="tariff", cameo="163"),
    )
    assert groups(store) == [["a", "b"]]


def test_who_met_are_the_people_where_another_mention_names_their_states(store: Store) -> None:
    keep(
        store, told("a", mode="phone", cameo="041"), told("b", source=MORVIA, target=TELLAND, mode="phone", cameo="041")
    )
    [row] = store.rows("events")
    assert (row["source"], row["target"]) == ([ARDEN.id], [BELOW.id])


@pytest.mark.parametrize(
    "other",
    [
        told("b", "SANCTION"),
        told("b", target=OSK, source=OSK),
        told("b", day="2031-05-20"),
        told("b", modality="denied"),
    ],
    ids=["type", "actors", "day", "denied"],
)
def test_what_is_another_event(store: Store, other: Draft) -> None:
    keep(store, told("a"), other)
    assert groups(store) == [["a"], ["b"]]


def test_the_most_real_modality_counts(store: Store) -> None:
    keep(store, told("a", modality="alleged"), told("b"))
    assert [row["modality"] for row in store.rows("events")] == ["asserted"]


def test_families_are_counted_once(store: Store) -> None:
    tale = "The two of them spoke toward each other for a long hour about trawlers and herring and the weather of the strait."
    drafts = []
    for ref in ("a", "b"):
        draft = Draft(ref, f"{tale}\nOn 2031-05-03 Mira Arden spoke and Jon Below answered.", outlet=f"Outlet {ref}")
        draft.actors += [ARDEN, BELOW]
        draft.event("Mira Arden spoke", "CONSULT", ARDEN, BELOW, time=draft.time("2031-05-03", "2031-05-03"))
        drafts.append(draft)
    keep(store, *drafts)
    [row] = store.rows("events")
    assert (len(row["mentions"]), row["families"]) == (2, 1)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_events_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = (
        told("a", cameo="041"),
        told("b", cameo="041", day=None),
        told("c", cameo="041"),
        told("d", "ACCUSE", cameo="112"),
    )
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        assert groups(store) == [["a", "b", "c"], ["d"]]
        remove(store, "d")
        assert groups(store) == [["a", "b", "c"]]


# relations follow


def test_relations_are_summed_from_the_events(store: Store) -> None:
    drafts = [told("a"), told("b", "SANCTION", day="2031-06-07"), told("c", "ACCUSE", modality="alleged")]
    for draft in drafts:
        draft.mention(draft.text.split(", ")[1].split(" spoke")[0].split(" imposed")[0].split(" blamed")[0], ARDEN)
        draft.actors += [MORVIA, TELLAND]
    keep(store, *drafts)
    rows = store.rows("relations", order="period")
    assert [(row["a"], row["b"], row["period"]) for row in rows] == [
        (MORVIA.id, TELLAND.id, "2031-05"),
        (MORVIA.id, TELLAND.id, "2031-06"),
        (MORVIA.id, TELLAND.id, "2031-Q2"),
    ]
    assert rows[0]["cooperation"] > 0 == rows[0]["conflict"]
    assert rows[1]["conflict"] > 0 == rows[1]["cooperation"]
    remove(store, "b")
    assert [row["period"] for row in store.rows("relations", order="period")] == ["2031-05", "2031-Q2"]


def test_a_telling_of_another_story_joins_an_event_that_some_of_its_own_tell_without_a_day(store: Store) -> None:
    days = {"a": "2031-05-03", "b": None, "c": None, "d": "2031-05-03"}
    keep(store, *(told(ref, day=day, cameo="041") for ref, day in days.items()))
    nodes_ = nodes(store, [row["id"] for row in store.rows("event_mentions")])
    refs = {row["id"]: row["ref"] for row in store.rows("event_mentions")}
    apart = {id_: replace(node, story="other" if refs[id_] == "d" else "one") for id_, node in nodes_.items()}

    def score(a: str, b: str) -> Likeness:
        return Events().compare(apart[a], apart[b])

    edges = {(a, b) for a, b in combinations(sorted(apart), 2) if score(a, b).score >= Events.floor}
    assert len(Events().decide(Component(apart, edges, score))) == 1
