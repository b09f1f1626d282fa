"""Whom a query means: names of the record, of the tables, and of the reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.errors import NotFound
from communique.model import Actor
from communique.query import actor_ids
from communique.record import Record
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, OFFICIAL, TELLAND, Draft, keep


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Mira Arden", {ARDEN.id}),
        ("mira arden", {ARDEN.id}),
        ("Below", {BELOW.id}),
        ("Arden", {ARDEN.id}),
        (ARDEN.id, {ARDEN.id}),
        ("Morvia", {MORVIA.id, ARDEN.id, "Q1006"}),
        ("Republic of Morvia", {MORVIA.id, ARDEN.id, "Q1006"}),
        ("XMO", {MORVIA.id, ARDEN.id, "Q1006"}),
        ("xte", {TELLAND.id, BELOW.id, OFFICIAL.id}),
    ],
)
def test_actors_by_name_alias_code_or_id(record: Record, query: str, meant: set[str]) -> None:
    assert actor_ids(record.store, query) == meant


def test_a_code_finds_actors_whose_state_is_never_named() -> None:
    with Store.open(":memory:") as store:
        draft = Draft("a", "Jon Below fishes.")
        draft.mention("Jon Below", BELOW)
        keep(store, draft)
        assert actor_ids(store, "XTE") == {BELOW.id}


def test_a_capital_stands_for_its_state() -> None:
    beijing = Actor("Q148", "China", "state", "CHN", "Q148")
    with Store.open(":memory:") as store:
        draft = Draft("a", "China answered.")
        draft.mention("China", beijing)
        keep(store, draft)
        assert actor_ids(store, "Beijing") == {"Q148"}
        with pytest.raises(NotFound):
            actor_ids(store, "Tokyo")


def test_an_unknown_actor_is_told_with_those_that_come_close(record: Record) -> None:
    with pytest.raises(NotFound, match="no actor 'Ard'.*close: Mira Arden"):
        record.events(actor="Ard")
    with pytest.raises(NotFound, match="communique actors"):
        record.events(actor="Atlantis")


TURKIYE = Actor("Q43", "Türkiye", "state", "TUR", "Q43")
ERDOGAN = Actor("Q39259", "Recep Tayyip Erdoğan", "person", "TUR", "Q39259")
AMERICA = Actor("Q30", "United States", "state", "USA", "Q30")
STEEL = Actor("x00000000000000aa", "Adjusting Imports of Steel", "body")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as store:
        draft = Draft(
            "a", "Türkiye answered. Recep Tayyip Erdoğan met the Osk Reeve. Adjusting Imports of Steel. US. Jon Below"
        )
        for name, actor in (
            ("Türkiye", TURKIYE), ("Recep Tayyip Erdoğan", ERDOGAN), ("the Osk Reeve", ARDEN), ("US", AMERICA),
            ("Adjusting Imports of Steel", STEEL), ("Jon Below", BELOW),
        ):  # fmt: skip
            draft.mention(name, actor)
        keep(store, draft)
        yield store


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Turkey", {TURKIYE.id, ERDOGAN.id}),
        ("turkiye", {TURKIYE.id, ERDOGAN.id}),
        ("Turkish", {TURKIYE.id, ERDOGAN.id}),
        ("TR", {TURKIYE.id, ERDOGAN.id}),
        ("Q43", {TURKIYE.id, ERDOGAN.id}),
        ("Erdogan", {ERDOGAN.id}),
        ("US", {AMERICA.id}),
        ("us", {AMERICA.id}),
        ("U.S.", {AMERICA.id}),
        ("America", {AMERICA.id}),
        ("the Osk reeve", {ARDEN.id}),
    ],
)
def test_actors_by_every_name_of_the_tables_and_of_the_reports(store: Store, query: str, meant: set[str]) -> None:
    assert actor_ids(store, query) == meant


def test_names_that_come_close_are_near_in_spelling_states_first(store: Store) -> None:
    with pytest.raises(NotFound, match=r"no actor 'Turky' in the record; close: Türkiye$"):
        actor_ids(store, "Turky")
    with pytest.raises(NotFound, match=r"close: Jon Below$"):
        actor_ids(store, "Bellow")
    for query in ("UK", "*", '"', "St"):
        with pytest.raises(NotFound, match="communique actors"):
            actor_ids(store, query)
