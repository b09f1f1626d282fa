"""Whether an act belongs in a record of foreign affairs: words between people of one country do not.

Party politics fills many reports with praise, blame and demands among politicians of one country. Judged row by row, 19
of 51 such rows were right, against 36 of 49 between countries (docs/limits/events.md). Deeds (arrests, protests,
violence, sanctions) are kept wherever they happen.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from communique.event.sides import countries, kinds
from communique.model import Party

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse

VERBAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
})  # fmt: skip
"""Types that are mostly words."""
MENTIONS = 8
"""Fewest mentions of actors with a known country that tell a report's own country."""
SHARE = 0.8
"""Least share of them that one country has, if the report is about its home affairs."""


@cache
def _roles() -> frozenset[str]:
    text = (files("communique.resources") / "plover" / "participants.yaml").read_text("utf-8")
    return frozenset(yaml.load(text, yaml.CSafeLoader)["home_roles"].casefold().split())


def home(cast: Cast) -> str | None:
    """The country whose home affairs a report tells, None if it tells of several or is too short to say."""
    actors = (cast.actor(mention.actor) for mention in cast.mentions if mention.actor)
    counts = Counter(actor.country for actor in actors if actor is not None and actor.country)
    told = sum(counts.values())
    if told < MENTIONS:
        return None
    country, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return country if count >= SHARE * told else None


def domestic(
    source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast, parse: Parse, at_home: str | None
) -> bool:
    """Whether both sides are people or bodies of one country, as far as the text tells.

    Two known countries, or a state as a party, make an act foreign; an unknown side counts as of `at_home`, or where
    it is named by a home role ("senators", "voters").
    """
    everyone = (*source, *target)
    if "state" in kinds(everyone, cast):
        return False
    known = [countries(side, cast) for side in (source, target)]
    whole = known[0] | known[1] | ({at_home} if at_home else set())
    if len(whole) > 1:
        return False
    if (known[0] and known[1]) or at_home:
        return True
    return any(_role(party, parse) for party in everyone)


def _role(party: Party, parse: Parse) -> bool:
    words = " ".join([*(parse.text(span) for span in party.spans), party.name or ""])
    return any(word.strip(".,’'s") in _roles() or word in _roles() for word in words.casefold().split())
