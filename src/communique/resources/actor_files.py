"""A user's own actors: one YAML file that adds to the tables, or says more about what they hold.

The file is a list. Every entry has `name` and `kind` (state, person, place, outlet, or a kind of organisation such as
body, government, ministry, firm, alliance, armed group). It may have:

    aliases   other names
    country   the alpha-3 code of the state it belongs to
    code      states: three letters (XAA to XZZ are free for private use)
    demonyms  states: adjectives and names of inhabitants
    capital   states; `metonyms` other places that stand for it
    gender    persons: female or male (f, m)
    offices   persons: [{title, country, from, to, body, posted}]; from and to are ISO dates or prefixes
    members   organisations: codes of states
    domains   outlets: web domains; `outlet` its kind (government, agency, paper, broadcaster, aggregator)
    latitude, longitude   places

What a user states is verified: it may bound a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from communique.errors import UsageError
from communique.model.ids import actor_id
from communique.resources import roles
from communique.resources.entries import Body, Entry, Gender, Office, Outlet, Person, Place, State, body_kind, fold

Row: TypeAlias = dict[str, Any]

KEYS = frozenset({
    "name", "kind", "aliases", "country", "code", "demonyms", "capital", "metonyms", "gender", "offices", "members",
    "domains", "outlet", "latitude", "longitude", "wikidata",
})  # fmt: skip
_OFFICE_KEYS = frozenset({"title", "country", "from", "to", "body", "posted"})
_GENDERS: dict[str, Gender] = {"female": "f", "f": "f", "male": "m", "m": "m"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


KINDS = frozenset({
    "state", "person", "place", "outlet", "body", "firm", "government", "international organisation", "ministry",
    "armed group", "alliance", "agency", "party", "think tank", "armed forces", "parliament", "central bank",
    "non-governmental organisation", "court", "religious body",
})  # fmt: skip
"""What an entry may be; the kinds of organisation are those of `actors/bodies.csv`."""


OWN = "the user's own actors"
"""Source of what a user's file states, wherever the file lies."""


class _Loader(yaml.CSafeLoader):
    """YAML whose dates stay words, so that a wrong one is told with its place and not by the parser."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in held if tag != "tag:yaml.org,2002:timestamp"]
    for first, held in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path, *, known: Iterable[Entry] = ()) -> tuple[list[Entry], list[Office]]:
    """The entries and office spells of a user's file.

    An entry that means one of `known` (same kind, name and country; a state also by its code) keeps that one's id and
    adds to its names. Raises UsageError with the place of the first thing that cannot be read.
    """
    table = list(known)
    states = {entry.code: entry for entry in table if isinstance(entry, State)}
    people = {(fold(entry.name), entry.country): entry for entry in table if isinstance(entry, Person)}
    entries: list[Entry] = []
    offices: list[Office] = []
    rows = check(path)
    codes = {fold(row["name"]): row["code"] for row in rows if row["kind"] == "state"}
    codes |= {fold(state.name): state.code for state in states.values() if fold(state.name) not in codes}
    for row in rows:
        if row["kind"] == "state":
            entries.append(_state(row, states.get(row["code"])))
        elif row["kind"] == "person":
            person = _person(row, people.get((fold(row["name"]), row.get("country"))))
            entries.append(person)
            offices += [_office(cell, person, codes) for cell in row.get("offices", ())]
        else:
            entries.append(_thing(row))
    return entries, offices


def check(path: Path) -> list[Row]:
    """The rows of a user's file, every key, date and gender of them checked.

    Raises UsageError that names the file, the entry and what is wrong with it.
    """
    try:
        raw = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - a CSafeLoader
    except OSError as exc:
        raise UsageError(f"{path}: cannot be read ({exc.strerror})") from exc
    except (yaml.YAMLError, UnicodeDecodeError) as exc:
        raise UsageError(f"{path}: is not YAML in UTF-8 ({exc})") from exc
    if not isinstance(raw, list):
        raise UsageError(f"{path}: must be a list of actors, each with name and kind")
    for place, row in enumerate(raw, 1):
        wrong = _wrong(row)
        if wrong:
            name = row.get("name", "") if isinstance(row, dict) else ""
            raise UsageError(f"{path}: entry {place} {name}: {wrong}")
    _no_twins(raw, path)
    return raw


def _no_twins(rows: list[Row], path: Path) -> None:
    """Refuse one actor told twice: the second entry would silently win."""
    seen: dict[tuple[str, str, str], int] = {}
    for place, row in enumerate(rows, 1):
        key = (fold(row["name"]), row["kind"], row.get("country", ""))
        if key in seen:
            raise UsageError(f"{path}: entry {place} {row['name']}: is entry {seen[key]} again; join the two")
        seen[key] = place


def unknown_country(rows: list[Row], known: Iterable[str]) -> str | None:
    """The first country code that neither the tables nor the file's states have, as a message; None if all are known."""
    codes = {*known, *(row["code"] for row in rows if row["kind"] == "state")}
    for place, row in enumerate(rows, 1):
        spells = (cell.get(key) for cell in row.get("offices", ()) for key in ("country", "posted"))
        for code in (row.get("country"), *row.get("members", ()), *spells):
            if code is not None and code not in codes:
                return (
                    f"entry {place} {row['name']}: {code} is no alpha-3 code of a state; add the state or mend the code"
                )
    return None


def _wrong(row: object) -> str | None:
    """What is wrong with one entry, None if nothing is."""
    if not isinstance(row, dict) or not row.get("name") or not row.get("kind"):
        return "needs name and kind"
    unknown = sorted(set(row) - KEYS)
    if unknown:
        return f"unknown key {unknown[0]}; known are {', '.join(sorted(KEYS))}"
    if row["kind"] not in KINDS:
        return f"unknown kind {row['kind']}; known are {', '.join(sorted(KINDS))}"
    for key in ("aliases", "demonyms", "metonyms", "members", "domains", "offices"):
        if not isinstance(row.get(key, []), list):
            return f"{key} must be a list"
    if row["kind"] == "state" and not re.fullmatch("[A-Z]{3}", str(row.get("code", ""))):
        return "a state needs a code of three capital letters"
    if row.get("gender", "f") not in _GENDERS:
        return "gender is female or male; leave it out where it is not known"
    return next((wrong for cell in row.get("offices", ()) if (wrong := _wrong_office(cell))), None)


def _wrong_office(cell: object) -> str | None:
    if not isinstance(cell, dict) or not cell.get("title") or set(cell) - _OFFICE_KEYS:
        return f"an office needs a title and may have {', '.join(sorted(_OFFICE_KEYS - {'title'}))}"
    dates = [str(cell[key]) for key in ("from", "to") if cell.get(key) is not None]
    bad = [date for date in dates if not _DATE.fullmatch(date)]
    if bad:
        return f"{bad[0]} is no date (2018, 2018-05 or 2018-05-07)"
    if len(dates) == 2 and dates[0] > dates[1] and not dates[0].startswith(dates[1]):
        return f"an office ends ({dates[1]}) before it starts ({dates[0]})"
    return None


def _strings(row: Row, key: str) -> tuple[str, ...]:
    return tuple(str(value) for value in row.get(key, ()))


def _state(row: Row, known: State | None) -> State:
    base = known or State(row.get("wikidata") or row["code"], row["name"], row["code"], kind="user")
    names = (row["name"], *_strings(row, "aliases"), *base.aliases)
    demonyms = _strings(row, "demonyms")
    return replace(
        base,
        aliases=_once(name for name in names if name != base.name),
        adjectives=_once((*base.adjectives, *demonyms)),
        people=_once((*base.people, *demonyms)),
        capital=row.get("capital") or base.capital,
        metonyms=_once((*base.metonyms, *_strings(row, "metonyms"))),
        source=OWN,
        verified=True,
    )


def _person(row: Row, known: Person | None) -> Person:
    country = row.get("country")
    qid = row.get("wikidata")
    base = known or Person(qid or actor_id(row["name"], "person", country), row["name"], country, qid)
    gender = _GENDERS[row["gender"]] if "gender" in row else base.gender
    return replace(base, gender=gender, aliases=_once((*base.aliases, *_strings(row, "aliases"))))


def _office(cell: Row, person: Person, codes: dict[str, str]) -> Office:
    country = cell.get("country")
    title, body, posted = _title(str(cell["title"]), country, codes)
    end = str(cell["to"]) if cell.get("to") is not None else None
    return Office(
        person=person.id, name=person.name, title=title, raw=str(cell["title"]), country=country,
        body=cell.get("body") or body, posted=cell.get("posted") or posted,
        start=str(cell["from"]) if cell.get("from") is not None else None, end=end, as_of=end or "",
        source=OWN, licence="the user's own", verified=True, ended="stated" if end else "open",
    )  # fmt: skip


def _title(raw: str, country: str | None, codes: dict[str, str]) -> tuple[str, str | None, str | None]:
    """The normalised title of a wording, the body after "of the …", the state after "to …"."""
    nouns = roles.load()
    whole = nouns.office(raw, country)
    if whole:
        return whole, None, None
    head, _, where = raw.partition(" to ")
    if where and fold(where) in codes:
        return nouns.office(head, country) or head, None, codes[fold(where)]
    head, _, where = raw.partition(" of ")
    if where and nouns.office(head, country):
        return nouns.office(head, country) or head, where.removeprefix("the "), None
    return raw.casefold(), None, None


def _thing(row: Row) -> Entry:
    country, kind, name = row.get("country"), row["kind"], row["name"]
    aliases = _strings(row, "aliases")
    if kind == "place":
        at = (row.get("latitude"), row.get("longitude"))
        return Place(actor_id(name, kind, country), name, "place", country, aliases, *at, 0, OWN, True)
    if kind == "outlet":
        outlet, domains = row.get("outlet", "paper"), _strings(row, "domains")
        return Outlet(actor_id(name, kind, country), name, outlet, country, aliases, domains, (), OWN, True)
    members = _strings(row, "members")
    key = row.get("wikidata") or actor_id(name, body_kind(kind), country)
    return Body(key, name, kind, country, aliases, "", members, OWN, True)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
