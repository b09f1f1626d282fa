"""Whom a part of a name means: never somebody of the other gender or office, and whatever else the report tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from communique.actor import Cast, find_actors, settle
from communique.model import Interval
from communique.parse import Parse
from communique.resources import gazetteer

WOMEN, MEN = ["Marta", "Helena", "Ingrid", "Paula"], ["Anton", "Stefan", "Pavel", "Martin"]
SURNAMES = ["Revik", "Solenz", "Haldar", "Brezan"]
TITLES = ["President", "Foreign Minister", "Defence Minister", "Senator", "Governor"]
OTHERS = [
    "Luka Orla spoke in parliament.", "The gulls left the harbour.", "Kenya closed the port.", "Zelmira Orsk met Luka Orla.",
    "Gazprom lost money.",
]  # fmt: skip
QUIET = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
Make = Callable[..., Parse]


def cast_of(parsed: Make, text: str) -> Cast:
    parse, tables = parsed(text), gazetteer.load()
    return settle(parse, find_actors(parse, tables), tables, Interval())


def people(cast: Cast) -> set[str]:
    """Names of the persons found; that the parse sees a name at all is not what is held here."""
    return {actor.name for actor in cast.actors if actor.kind == "person"}


def meant(cast: Cast, text: str, words: str) -> str | None:
    """Whom the last such words mean."""
    start = text.rindex(words)
    mention = next((m for m in cast.mentions if m.span == (start, start + len(words))), None)
    return mention.name if mention else None


@QUIET
@given(
    st.sampled_from(WOMEN),
    st.sampled_from(MEN),
    st.sampled_from(SURNAMES),
    st.booleans(),
    st.sampled_from(["Mr", "Ms", "Mrs"]),
)
def test_an_honorific_never_means_the_other_gender(
    parsed: Any, woman: str, man: str, surname: str, woman_first: bool, honorific: str
) -> None:
    first, second = (woman, man) if woman_first else (man, woman)
    text = f"{first} {surname} met {second} {surname} in Velgrad. {honorific} {surname} said no more."
    cast = cast_of(parsed, text)
    assume(people(cast) >= {f"{woman} {surname}", f"{man} {surname}"})
    assert meant(cast, text, surname) == f"{man if honorific == 'Mr' else woman} {surname}"


@QUIET
@given(
    st.sampled_from(WOMEN), st.sampled_from(MEN), st.sampled_from(SURNAMES),
    st.lists(st.sampled_from(TITLES), min_size=2, max_size=2, unique=True), st.booleans(),
)  # fmt: skip
def test_a_title_before_a_surname_never_means_the_bearer_of_another(
    parsed: Any, woman: str, man: str, surname: str, titles: list[str], again: bool
) -> None:
    text = f"{titles[0]} {woman} {surname} met {titles[1]} {man} {surname}. {titles[not again]} {surname} said no more."
    cast = cast_of(parsed, text)
    assume(people(cast) >= {f"{woman} {surname}", f"{man} {surname}"})
    assert meant(cast, text, surname) == f"{woman if again else man} {surname}"


@QUIET
@given(st.sampled_from(WOMEN + MEN), st.permutations(SURNAMES))
def test_a_first_name_with_another_surname_is_another_person(parsed: Any, first: str, surnames: list[str]) -> None:
    one, other = surnames[:2]
    text = f"{first} {one} spoke. Then {first} {other} spoke."
    cast = cast_of(parsed, text)
    assert people(cast) == {f"{first} {one}", f"{first} {other}"}


@QUIET
@given(
    st.sampled_from(WOMEN + MEN), st.sampled_from(SURNAMES),
    st.lists(st.sampled_from(OTHERS), max_size=2), st.lists(st.sampled_from(OTHERS), max_size=2),
)  # fmt: skip
def test_what_is_told_of_others_changes_no_name(
    parsed: Any, first: str, surname: str, before: list[str], between: list[str]
) -> None:
    text = " ".join([*before, f"{first} {surname} spoke on Monday.", *between, f"{surname} said no more."])
    cast = cast_of(parsed, text)
    alone = cast_of(parsed, f"{first} {surname} spoke on Monday. {surname} said no more.")
    assert meant(cast, text, surname) == f"{first} {surname}"
    assert {actor.id for actor in alone.actors} <= {actor.id for actor in cast.actors}
