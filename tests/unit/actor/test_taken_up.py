"""Who is meant by a short name, a title without a name, or a plural: whom the report named before, or nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.actor import find_actors
from communique.parse import Parse
from communique.resources import gazetteer

Make = Callable[..., Parse]
MET = "President Karl Weiss of Norway met President Ana Ruiz of Chile on Monday. "


def means(text: str, words: str, parsed: Make) -> list[str | None]:
    """The names of the actors that the last mention with these words means."""
    parse = parsed(text)
    cast = find_actors(parse, gazetteer.load(None))
    mention = next((m for m in reversed(cast.mentions) if parse.text(m.span) == words), None)
    ids = () if mention is None else mention.members or (mention.actor,)
    return [actor.name if (actor := cast.actor(id_ or "")) is not None else None for id_ in ids]


CASES = [
    ("The Security Council met. On Monday the Council demanded a truce.", "Council", ["UN Security Council"]),
    ("President Karl Weiss of Norway said that his country would send ships.", "his country", ["Norway"]),
    (
        ("Mr. Karl Weiss, Minister of Foreign Affairs and Trade of Norway, and Ana Ruiz, Minister of Foreign Affairs of "
        "Chile, met. She thanked the Norwegian Minister."),
        "the Norwegian Minister",
        ["Karl Weiss"],
    ),
    (
        ("Weiss summons Chilean envoy\n\nThe talks went on. They were long. Nobody left. "
        "Minister Karl Weiss called in Chile's ambassador, Ana Ruiz."),
        "Chilean envoy",
        ["Ana Ruiz"],
    ),
    ("President Claudia Sheinbaum's Foreign Ministry sent a note.", "Foreign Ministry",
     ["Mexican Foreign Ministry"]),
    (
        "Prime Minister Takaichi Sanae of Japan met the envoys. Nobody spoke. Takaichi condemned Kenya.",
        "Takaichi",
        ["Sanae Takaichi"],
    ),
    ("Norway lifted sanctions on the airline Orvia.", "Orvia", ["Orvia"]),
    ("Prime Minister Dato' Seri Omar Dell spoke. The Prime Minister left.", "The Prime Minister", ["Omar Dell"]),
    (
        ("Visiting Norwegian Foreign Minister Karl Weiss, who met President Juan Ruiz of Chile, hailed the pact. "
        "He left on Monday."),
        "He",
        ["Karl Weiss"],
    ),
    (
        "The Authority of Heads of State of the West African Union met in Abuja. In their final statement the leaders blamed Chile.",
        "the leaders",
        ["Authority of Heads of State"],
    ),
    (
        MET + "The two leaders signed a pact. Prime Minister Omar Said of Oman called. The leaders agreed to meet.",
        "The leaders",
        ["Karl Weiss", "Ana Ruiz"],
    ),
    ("Emmanuel Macron met Friedrich Merz in Geneva.\n\nKenya was watching. The two countries lifted bans.", "The two countries", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), CASES, ids=[row[1] for row in CASES])
def test_means(text: str, words: str, names: list[str], parsed: Make) -> None:
    assert means(text, words, parsed) == names


def test_whose_plan_two_accept_is_none_of_them(parsed: Make) -> None:
    text = (
        "Prime Minister Karl Weiss of Norway spoke with the Prime Minister of Chile, Anna Limova, and the Prime Minister "
        "of Peru, Juan Ruiz. Both leaders accepted the Prime Minister's plan."
    )
    assert means(text, "Both leaders", parsed) == ["Anna Limova", "Juan Ruiz"]


@pytest.mark.parametrize(("between", "names"), [(1, ["Karl Weiss"]), (4, [None])])
def test_a_title_is_nobodys_who_is_named_far_behind(between: int, names: list[str | None], parsed: Make) -> None:
    rain = "It rained on the hills all day. " * between
    assert (
        means(
            f"The Special Envoy went to Oslo. {rain}The UN Special Envoy, Karl Weiss, was in Lima.",
            "The Special Envoy",
            parsed,
        )
        == names
    )
