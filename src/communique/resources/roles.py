"""Titles of news text: which office a wording means, who leads a state, which words only honour a name."""

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
    `unique` are the offices that one person at a time holds. `honorifics` maps "mr" to its gender or None.
    """

    titles: dict[str, str]
    titles_in: dict[tuple[str, str], str]
    unique: frozenset[str]
    honorifics: dict[str, Gender | None]
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
    """The titles of `resources/actors/roles.yaml`."""
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
        honorifics=honorifics,
        leaders=_leaders(raw["leader_order"]),
    )


def _leaders(order: dict[str, dict[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    found = {"": tuple(order["default"])}
    found |= {country: tuple(order["parliamentary"]) for country in order["parliamentary_states"]}
    return found | {country: tuple(titles) for country, titles in order["by_country"].items()}
