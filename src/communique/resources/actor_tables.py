"""Reading the compiled actor tables of `resources/actors/` into entries."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import cast

from communique.model.ids import actor_id
from communique.resources.entries import Body, Gender, Office, Outlet, Person, Place, State, body_kind, fold


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the package."""
    text = (files("communique.resources") / "actors" / name).read_text(encoding="utf-8")
    reader = csv.reader(text.splitlines())
    header = next(reader)
    # csv.DictReader does the same at twice the cost.
    return [dict(zip(header, row, strict=True)) for row in reader]


def parts(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(text.split("|")) if text else ()


def states() -> list[State]:
    """The states of states.csv."""
    return [
        State(
            id=row["qid"] or row["id"], name=row["name"], code=row["id"], alpha2=row["alpha2"], qid=row["qid"] or None,
            aliases=parts(row["aliases"]), adjectives=parts(row["adjectives"]), people=parts(row["people"]),
            capital=row["capital"], metonyms=parts(row["metonyms"]), kind=row["kind"], source=row["source"],
            verified=row["verified"] == "yes",
        )
        for row in rows("states.csv")
    ]  # fmt: skip


def bodies() -> list[Body]:
    """The organisations of bodies.csv."""
    return [
        Body(
            id=actor_id(row["name"], body_kind(row["kind"]), row["country"] or None), name=row["name"],
            kind=row["kind"], country=row["country"] or None, aliases=parts(row["aliases"]), group=row["group"],
            members=parts(row["members"]), source=row["source"], verified=row["verified"] == "yes",
        )
        for row in rows("bodies.csv")
    ]  # fmt: skip


def outlets() -> list[Outlet]:
    """The outlets of outlets.csv."""
    return [
        Outlet(
            id=actor_id(row["name"], "outlet", row["country"] or None), name=row["name"], kind=row["kind"],
            country=row["country"] or None, aliases=parts(row["aliases"]), domains=parts(row["domains"]),
            languages=parts(row["language"]), signs=parts(row["signs"]), source=row["source"], verified=row["verified"] == "yes",
        )
        for row in rows("outlets.csv")
    ]  # fmt: skip


def places() -> list[Place]:
    """The places of places.csv."""
    return [
        Place(
            id=actor_id(row["name"], "place", row["country"] or None), name=row["name"], kind=row["kind"],
            country=row["country"] or None, aliases=parts(row["aliases"]), latitude=float(row["latitude"]),
            longitude=float(row["longitude"]), population=int(row["population"] or 0), source=row["source"],
            verified=row["verified"] == "yes",
        )
        for row in rows("places.csv")
    ]  # fmt: skip


def people_and_offices() -> tuple[list[Person], list[Office]]:
    """Everyone who holds an office in offices.csv or offices_bysa.csv, and the spells.

    A person is one by QID, else by name and country: two namesakes without a QID in one country are one.
    """
    told = {(row["country"], row["name"]): row for row in rows("people.csv")}
    offices: list[Office] = []
    people: dict[str, Person] = {}
    for row in rows("offices.csv") + rows("offices_bysa.csv"):
        country = row["country"] or None
        person = row["qid"] or actor_id(row["person"], "person", country)
        offices.append(_office(row, person, country))
        if person not in people:
            aliases = parts(told[row["country"], row["person"]]["aliases"]) if _told(told, row) else ()
            gender = cast("Gender | None", row["gender"] or None)
            people[person] = Person(person, row["person"], country, row["qid"] or None, gender, aliases)
    return list(people.values()), offices


def _told(told: dict[tuple[str, str], dict[str, str]], row: dict[str, str]) -> bool:
    return (row["country"], row["person"]) in told


def _office(row: dict[str, str], person: str, country: str | None) -> Office:
    return Office(
        person, row["person"], row["title"], row["raw"], country, row["body"] or None, row["posted"] or None,
        row["from"] or None, row["to"] or None, row["as_of"], row["source"], row["licence"], row["verified"] == "yes",
        row["verified"] == "attested", "stated" if row["to"] else "open",
    )  # fmt: skip


@cache
def given_names() -> dict[str, Gender]:
    """Folded given name -> gender, of given_names.csv; read when first asked for."""
    return {fold(row["name"]): cast("Gender", row["gender"]) for row in rows("given_names.csv")}
