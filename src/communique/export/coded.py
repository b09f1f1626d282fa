"""Actors and places in the codes of others: CAMEO for actors, FIPS and degrees for places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.resources import codes
from communique.resources.entries import fold
from communique.resources.gazetteer import Body, Gazetteer, Place, State

_UNITED_STATES = "USA"
_POINTS = frozenset({"capital", "city", "landmark", "residence", "site"})
"""Kinds of place that GDELT's types 3 and 4 (city or landmark) stand for."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An actor in CAMEO; what it lacks is empty."""

    name: str = ""
    country: str = ""
    group: str = ""
    role: str = ""

    @property
    def code(self) -> str:
        """The parts one after the other, an organisation's role first, as GDELT writes them (RUSGOV, IGOUNO)."""
        return "".join((self.role, self.group) if not self.country else (self.country, self.group, self.role))


@dataclass(frozen=True, slots=True)
class Located:
    """A place by GDELT's geography; None and empty where it is not known."""

    type: int | None = None
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


def coded(actor: Mapping[str, Any], day: str | None, known: Gazetteer) -> Coded:
    """CAMEO codes of a row of `actors`; offices count where they are held on `day`, or at any time if it is None."""
    country = codes.countries().get(actor["country"] or "")
    entry = known.entries.get(actor["id"])
    named = entry.name if isinstance(entry, Body) else actor["name"]
    return Coded(
        name=actor["name"].upper(),
        country=country.cameo if country else actor["country"] or "",
        group=codes.groups().get(named, ""),
        role=_role(actor, entry, day),
    )


def _role(actor: Mapping[str, Any], entry: object, day: str | None) -> str:
    roles = codes.types()
    if isinstance(entry, Body) and ("body", entry.kind) in roles:
        return roles["body", entry.kind]
    if actor["kind"] == "person":
        held = [office["title"] for office in actor["offices"] if office["country"] and _held(office, day)]
        return next((code for title in held if (code := roles.get(("office", title), "GOV"))), "")
    return roles.get(("actor", actor["kind"]), "")


def _held(office: Mapping[str, Any], day: str | None) -> bool:
    if day is None:
        return True
    start, end = office["from"], office["to"]
    return (start is None or start <= day) and (end is None or day[: len(end)] <= end)


def located(name: str | None, known: Gazetteer) -> Located:
    """Where a place is, by the gazetteer; of a country, its capital's degrees. Unknown names stay unknown."""
    for entry in known.named(name) if name else ():
        if isinstance(entry, State):
            return Located(1, _fips(entry.country), *_degrees(entry, known))
        if isinstance(entry, Place) and entry.kind in _POINTS:
            return Located(_point(entry.country), _fips(entry.country), entry.latitude, entry.longitude)
    for state in known.capitals.get(fold(name), ()) if name else ():
        if fold(state.capital) == fold(name or ""):
            return Located(_point(state.country), _fips(state.country))
    return Located()


def _point(country: str | None) -> int:
    """GDELT's type of a city or landmark."""
    return 3 if country == _UNITED_STATES else 4


def _fips(country: str | None) -> str:
    found = codes.countries().get(country or "")
    return found.fips if found else ""


def _degrees(state: State, known: Gazetteer) -> tuple[float | None, float | None]:
    """Of a state's capital."""
    for entry in known.named(state.capital):
        if isinstance(entry, Place) and entry.country == state.code:
            return entry.latitude, entry.longitude
    return None, None
