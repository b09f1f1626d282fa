"""Role nouns of news text: which office a title means, who leads a state, which nouns are persons or groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from communique.resources.entries import Gender, fold


@dataclass(frozen=True, slots=True)
class Roles:
    """`roles.yaml`, indexed.

    `titles` maps a folded wording to the normalised office, `titles_in` the same for one country by (wording, alpha-3).
    `unique` are the offices that one person at a time holds. `persons` maps a singular person noun to the gender it
    tells (or None), `plurals` a plural to its singular. `groups` are plural nouns for people who act together, `pairs`
    phrases for two actors named before. `honorifics` maps "mr" to its gender or None.
    """

    titles: dict[str, str]
    titles_in: dict[tuple[str, str], str]
    unique: frozenset[str]
    persons: dict[str, Gender | None]
    plurals: dict[str, str]
    groups: frozenset[str]
    pairs: tuple[str, ...]
    honorifics: dict[str, Gender | None]
    modifiers: frozenset[str]
    former: frozenset[str]
    leaders: dict[str, tuple[str, ...]]

    def office(self, wording: str, country: str | None = None) -> str | None:
        """The normalised office of a title ("defense minister", "secretary of state" with USA), None if it is none."""
        key = fold(wording)
        here = self.titles_in.get((key, country)) if country else None
        return here or self.titles.get(key)

    def leader_titles(self, country: str | None) -> tuple[str, ...]:
        """The offices that "the leader of" this country means, first to last."""
        return self.leaders.get(country or "", self.leaders[""])


@cache
def load() -> Roles:
    """The role nouns of `resources/actors/roles.yaml`."""
    path = files("communique.resources") / "actors" / "roles.yaml"
    raw = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    titles = {fold(office): office for office in raw["titles"]}
    titles_in: dict[tuple[str, str], str] = {}
    for office, row in raw["titles"].items():
        for name in row.get("names", ()):
            titles.setdefault(fold(name), office)
        for country, names in row.get("names_in", {}).items():
            titles_in.update({(fold(name), country): office for name in names})
    honorifics: dict[str, Gender | None] = dict.fromkeys(raw["honorifics"]["any"])
    honorifics |= dict.fromkeys(raw["honorifics"]["m"], "m") | dict.fromkeys(raw["honorifics"]["f"], "f")
    return Roles(
        titles=titles,
        titles_in=titles_in,
        unique=frozenset(office for office, row in raw["titles"].items() if row["one"]),
        persons={row["name"]: row.get("gender") for row in raw["roles"]},
        plurals={row["plural"]: row["name"] for row in raw["roles"]},
        groups=frozenset(raw["groups"]),
        pairs=tuple(raw["pairs"]),
        honorifics=honorifics,
        modifiers=frozenset(raw["modifiers"]),
        former=frozenset(raw["former"]),
        leaders=_leaders(raw["leader_order"]),
    )


def _leaders(order: dict[str, dict[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    found = {"": tuple(order["default"])}
    found |= {country: tuple(order["parliamentary"]) for country in order["parliamentary_states"]}
    return found | {country: tuple(titles) for country, titles in order["by_country"].items()}
