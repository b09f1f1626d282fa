"""What titles tell of who bears them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.actor import find_actors
from communique.parse import Parse
from communique.resources import gazetteer


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("President Karl Weiss of Norway met the king.", "NOR"),
        ("Foreign Minister Karl Weiss of the Republic of Chile spoke.", "CHL"),
        ("President Karl Weiss of the party spoke.", None),
    ],
)
def test_a_state_behind_a_titled_name_is_whom_it_is_of(
    text: str, country: str | None, parsed: Callable[..., Parse]
) -> None:
    cast = find_actors(parsed(text), gazetteer.load(None))
    assert [actor.country for actor in cast.actors if actor.name == "Karl Weiss"] == [country]


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("He thanked President of the Kyrgyz Republic Tolgonbek Jusupaev. Jusupaev left.", "Tolgonbek Jusupaev", 2),
        ("She spoke with Emir Omar bin Said of Kuwait. The Chancellor and Emir agreed.", "Omar bin Said", 2),
    ],
)
def test_a_title_before_or_without_a_name_means_its_bearer(
    text: str, name: str, times: int, parsed: Callable[..., Parse]
) -> None:
    cast = find_actors(parsed(text), gazetteer.load(None))
    bearer = next(actor.id for actor in cast.actors if actor.name == name)
    assert sum(mention.actor == bearer and mention.kind == "name" for mention in cast.mentions) == times


def test_an_office_in_full_is_not_another_of_its_noun(parsed: Callable[..., Parse]) -> None:
    text = "Assistant Secretary for African Affairs Karl Weiss spoke. Ann Lee met with the {} on Sunday."
    for office, means in (("Executive Secretary", False), ("Assistant Secretary", True)):
        parse = parsed(text.format(office))
        at = parse.report.text.index(f"the {office}")
        mention = next(m for m in find_actors(parse, gazetteer.load(None)).mentions if m.span[0] == at)
        assert (mention.name == "Karl Weiss") is means


def test_whom_a_speaker_calls_by_title_is_not_the_speaker(parsed: Callable[..., Parse]) -> None:
    parse = parsed("President of Norway Karl Weiss: Mr Prime Minister, colleagues, I would like to welcome you.")
    at = parse.report.text.index("Mr Prime")
    assert [m.name for m in find_actors(parse, gazetteer.load(None)).mentions if m.span[0] == at] in ([None], [])
