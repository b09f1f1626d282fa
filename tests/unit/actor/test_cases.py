"""The case table of who is meant, and what holds for every cast."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.actor import Cast, find_actors, settle
from communique.model import Interval
from communique.model.interval import of_prefix
from communique.parse import Parse
from communique.resources import gazetteer

TABLE = Path(__file__).resolve().parents[2] / "cases" / "actors.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
Make = Callable[..., Parse]


def cast_of(parse: Parse, on: str | None = None) -> Cast:
    tables = gazetteer.load()
    return settle(parse, find_actors(parse, tables), tables, of_prefix(str(on)) if on else Interval())


def place_of(text: str, words: str) -> tuple[int, int]:
    wanted, _, number = words.partition("#")
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
    return found[int(number or 1) - 1]


def meaning(cast: Cast, span: tuple[int, int]) -> Any:
    held = [m for m in cast.mentions if m.span == span]
    best = max(held, key=lambda m: (bool(m.actor or m.members), m.rule == "place"), default=None)
    if best is None:
        return None
    if best.rule == "place":
        return "place"
    if best.members:
        return sorted(actor.name for id_ in best.members if (actor := cast.actor(id_)))
    actor = cast.actor(best.actor) if best.actor else None
    return actor.name if actor else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_case(case: dict[str, Any], parsed: Make) -> None:
    parse = parsed(case["text"])
    cast = cast_of(parse, case.get("day"))
    for words, name in case["means"].items():
        wanted = sorted(name) if isinstance(name, list) else name
        assert meaning(cast, place_of(parse.report.text, words)) == wanted, words


WORDS = st.sampled_from(
    ["Putin", "Xi", "Kenya's", "Beijing", "said", "the", "two", "leaders", "he", "its", "“", "”", '"', ".", ",", "and"]
    + ["Revik", "president", "of", "foreign", "ministry", "they", "who", "-", "U.S.-led", "Ms"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=25))
def test_whatever_the_text_mentions_are_words_and_actors_known(parsed: Make, words: list[str]) -> None:
    parse = parsed(" ".join(words))
    cast = cast_of(parse, "2024-05-16")
    assert cast == cast_of(parse, "2024-05-16")
    assert list(cast.mentions) == sorted(cast.mentions, key=lambda m: m.span)
    for mention in cast.mentions:
        assert parse.text(mention.span).strip()
        assert all(cast.actor(id_) for id_ in (mention.actor, *mention.members) if id_)


def test_ids_are_the_same_in_another_report(parsed: Make) -> None:
    one = cast_of(parsed("Zelmira Quonset met Vladimir Putin."))
    two = cast_of(parsed("On Monday Vladimir Putin wrote to Zelmira Quonset."))
    assert {a.id for a in one.actors} == {a.id for a in two.actors}


def head(parse: Parse, word: str) -> Any:
    return next(token for s in parse.sentences for token in s.tokens if token.text == word)


def test_parties_of_a_pair(parsed: Make) -> None:
    parse = parsed("Egypt and Sudan signed a treaty.")
    cast = cast_of(parse)
    party = cast.party(head(parse, "Egypt"))
    assert party is not None
    assert party.name == "Egypt and Sudan"
    assert len(party.members) == 2
    assert [p.name for p in cast.parties(head(parse, "Egypt"))] == ["Egypt", "Sudan"]


def test_party_of_a_relative_pronoun(parsed: Make) -> None:
    parse = parsed("Gazprom, which sells gas, lost money.")
    party = cast_of(parse).party(head(parse, "which"))
    assert party is not None
    assert party.name == "Gazprom"
    assert party.how[-1].startswith("relative")


@pytest.mark.parametrize(("verb", "name"), [("have", None), ("has", "Norway")])
def test_a_plural_verb_after_which_skips_the_name_within_the_phrase(parsed: Make, verb: str, name: str | None) -> None:
    text = f"China's attempts to settle its dispute with Norway, which {verb} mostly run aground, won few friends."
    parse = parsed(text)
    party = cast_of(parse).party(head(parse, "which"))
    assert (party.name if party else None) == name


def test_party_behind_a_number(parsed: Make) -> None:
    parse = parsed("Dozens of Kenyan officials resigned.")
    cast = cast_of(parse)
    party = cast.party(head(parse, "Dozens"))
    actor = cast.actor(party.actor) if party and party.actor else None
    assert actor is not None
    assert (actor.kind, actor.country, actor.anonymous) == ("group", "KEN", True)


def test_country_of_officials_from_somewhere(parsed: Make) -> None:
    parse = parsed("Officials from Kenya did not comment.")
    cast = cast_of(parse)
    party = cast.party(head(parse, "Officials"))
    actor = cast.actor(party.actor) if party and party.actor else None
    assert actor is not None
    assert actor.country == "KEN"


def test_unresolved_words_are_a_party_without_an_actor(parsed: Make) -> None:
    parse = parsed("The storm destroyed houses.")
    party = cast_of(parse).party(head(parse, "storm"))
    assert party is not None
    assert party.actor is None
    assert party.name is None
    assert party.ids == ()


def test_at_takes_the_smallest_that_holds(parsed: Make) -> None:
    parse = parsed("Kenya's foreign ministry denied it.")
    found = cast_of(parse).at((0, 5))
    assert found is not None
    assert found.name == "Kenya"


def test_country_of_an_unknown_person_comes_from_the_title(parsed: Make) -> None:
    cast = cast_of(parsed("Kenyan President Zelmira Quonset resigned."))
    assert next(a for a in cast.actors if a.name == "Zelmira Quonset").country == "KEN"


def test_pieces_of_a_headline_in_title_case_are_nobody(parsed: Make) -> None:
    body = "Anton Revik and Helena Orsk met in Oslo on Monday. Talmir Steel cheered. Both want to end the quarrel."
    parse = parsed(f"First Lorries Roll Through Talmir as Revik and Orsk Look for Peace\n\n{body}")
    assert sorted(a.name for a in cast_of(parse).actors) == ["Anton Revik", "Helena Orsk", "Talmir Steel"]
