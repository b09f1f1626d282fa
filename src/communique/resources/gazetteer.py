"""Who is who: states, people and their offices in time, organisations, outlets and places, and how they are named.

The tables lie in `resources/actors/`; its README says where each comes from and how far it reaches. A user's own file
(`load(path)`) adds to them. A name outside the tables still becomes an actor elsewhere; nothing here invents one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from communique.resources import actor_tables, roles, spells
from communique.resources.entries import Body, Entry, Gender, Office, Outlet, Person, Place, State, fold
from communique.resources.vocabulary import wordlist

__all__ = ["Body", "Entry", "Gazetteer", "Office", "Outlet", "Person", "Place", "State", "gender", "load"]

K = TypeVar("K")
V = TypeVar("V")

_KINDS: tuple[type[Entry], ...] = (State, Body, Person, Outlet, Place)
# Name order is surname first, also in English-language news.
_SURNAME_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "KHM"})
_PARTICLES = wordlist("names", "particles")
_SUFFIXES = wordlist("names", "suffixes") | wordlist("names", "regnal")


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The tables with their indexes. All keys are folded (`entries.fold`).

    `names` maps a name or alias to its entries: states, bodies, people, outlets, places, in this order, the larger
    place first. `demonyms` maps an adjective or people's name to its states, `capitals` a capital or metonym to its
    states, `surnames` a surname to its people, `domains` a web domain to its outlet, `states` a code to its state,
    `entries` an id to its entry, `by_person` a person's id and `by_office` an office and its country or body to spells.
    """

    entries: dict[str, Entry]
    states: dict[str, State]
    names: dict[str, tuple[Entry, ...]]
    demonyms: dict[str, tuple[State, ...]]
    capitals: dict[str, tuple[State, ...]]
    surnames: dict[str, tuple[Person, ...]]
    domains: dict[str, Outlet]
    by_person: dict[str, tuple[Office, ...]]
    by_office: dict[tuple[str, str], tuple[Office, ...]]

    def named(self, text: str) -> tuple[Entry, ...]:
        """The entries of this name or alias; a word in capitals is also tried as a common spelling."""
        found = self.names.get(fold(text), ())
        return found or (self.names.get(fold(text.title()), ()) if text.isupper() and len(text) > 3 else ())

    def state(self, query: str) -> State | None:
        """The state of an alpha-3 or alpha-2 code, id or name; None if there is none."""
        found = self.states.get(query) or self.entries.get(query)
        if isinstance(found, State):
            return found
        return next((entry for entry in self.named(query) if isinstance(entry, State)), None)

    def office_on(
        self, title: str, country: str, start: str | None, end: str | None, *, posted: str | None = None
    ) -> tuple[Office, ...]:
        """The spells of an office that overlap the days from `start` to `end` (ISO prefixes; None is open), by start.

        `title` is a normalised office or any wording of it, `country` a state (code, id or name) or an organisation's
        name. More than one row means that the interval holds a handover, or that several hold the office. `posted`
        keeps the ambassadors sent to one state.
        """
        state = self.state(country)
        key = state.code if state else self._body_name(country)
        office = roles.load().office(title, state.code if state else None) or title
        found = self.by_office.get((office, key), ())
        target = self.state(posted) if posted else None
        return tuple(
            row for row in found if spells.overlaps(row, start, end) and (target is None or row.posted == target.code)
        )

    def leader_on(self, country: str, start: str | None, end: str | None) -> tuple[Office, ...]:
        """Who "the leader of" the country is in these days: the holders of the first leading office that is held."""
        state = self.state(country)
        for title in roles.load().leader_titles(state.code if state else None):
            found = self.office_on(title, country, start, end)
            if found:
                return found
        return ()

    def resolve(self, query: str) -> str | None:
        """The id that a name, alias, ISO code or id means; None if nothing or if two of a kind share the name.

        A capital means its state, a surname its only bearer.
        """
        if query in self.entries:
            return query
        if query in self.states:
            return self.states[query].id
        found: tuple[Entry, ...] = self.named(query) or self.surnames.get(fold(query), ())
        if found and isinstance(found[0], Place):
            found = self.capitals.get(fold(query), found)
        best = [entry for entry in found if type(entry) is type(found[0])]
        return best[0].id if len(best) == 1 else None

    def gender(self, given_name: str) -> Gender | None:
        """The gender that a given name tells, None where it is not known or not clear."""
        return gender(given_name)

    def reach(self) -> str:
        """The last day or month for which any verified office speaks."""
        return max((row.as_of for rows in self.by_person.values() for row in rows if row.verified), default="")

    def summary(self) -> str:
        """One line: how many of what, and how far the offices reach."""
        counts = {kind: sum(type(entry) is kind for entry in self.entries.values()) for kind in _KINDS}
        parts = [f"{counts[kind]:,} {word}" for kind, word in zip(_KINDS, _WORDS, strict=True)]
        offices = sum(len(rows) for rows in self.by_person.values())
        return f"{', '.join(parts)}; {offices:,} office spells to {self.reach()}"

    def _body_name(self, query: str) -> str:
        bodies = [entry for entry in self.named(query) if isinstance(entry, Body)]
        return fold(bodies[0].name) if bodies else fold(query)


_WORDS = ("states", "bodies", "people", "outlets", "places")


@cache
def load(extra: Path | None = None) -> Gazetteer:
    """The gazetteer of the package, with a user's own actors (YAML, see `actor_files`) where a path is given.

    Raises UsageError where the user's file cannot be read.
    """
    tables = actor_tables
    people, offices = tables.people_and_offices()
    entries: list[Entry] = [*tables.states(), *tables.bodies(), *tables.outlets(), *tables.places(), *people]
    if extra is not None:
        from communique.resources import actor_files

        added, spells_added = actor_files.read(extra, known=entries)
        ids = {entry.id for entry in added}
        entries = [entry for entry in entries if entry.id not in ids] + added
        offices += spells_added
    return index(entries, offices)


def index(entries: Iterable[Entry], offices: Iterable[Office]) -> Gazetteer:
    """A gazetteer over these entries and spells; of one name, entries of a kind keep the order in which they come."""
    by_kind: dict[type[Entry], list[Entry]] = {kind: [] for kind in _KINDS}
    for entry in entries:
        by_kind[type(entry)].append(entry)
    ordered = [entry for kind in _KINDS for entry in by_kind[kind]]
    states = [entry for entry in by_kind[State] if isinstance(entry, State)]
    closed = spells.close(offices, roles.load().unique)
    closed.sort(key=lambda row: (row.start or "", row.name))
    return Gazetteer(
        entries={entry.id: entry for entry in reversed(ordered)},
        states={state.code: state for state in states} | {state.alpha2: state for state in states if state.alpha2},
        names=_group((fold(name), entry) for entry in ordered for name in (entry.name, *entry.aliases)),
        demonyms=_group((fold(name), state) for state in states for name in (*state.adjectives, *state.people)),
        capitals=_group((fold(name), state) for state in states for name in (state.capital, *state.metonyms) if name),
        surnames=_group(
            (name, entry) for entry in by_kind[Person] if isinstance(entry, Person) for name in surnames(entry)
        ),
        domains={domain: entry for entry in by_kind[Outlet] if isinstance(entry, Outlet) for domain in entry.domains},
        by_person=_group((row.person, row) for row in closed),
        by_office=_group(((row.title, fold(row.body) if row.body else row.country or ""), row) for row in closed),
    )


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Each key's values in order of first sight, each once."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        values = found.get(key)
        if values is None:
            found[key] = [value]
        elif values[-1] is not value and all(value is not other for other in values):
            values.append(value)
    return {key: tuple(values) for key, values in found.items()}


def surnames(person: Person) -> Iterator[str]:
    """The folded forms in which news gives a surname: "von der leyen" and "leyen"; the first word where it leads.

    An alias of one word is one: "lula".
    """
    yield from _surname(person.name, person.country)
    for alias in person.aliases:
        yield from _surname(alias, person.country)


def _surname(name: str, country: str | None) -> Iterator[str]:
    words = fold(name).split(" ")
    if country in _SURNAME_FIRST:
        yield words[0]
        return
    if words[-1] in _SUFFIXES:
        words.pop()
    start = len(words) - 1
    yield words[-1]
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
        yield " ".join(words[start:])


def gender(given_name: str) -> Gender | None:
    """The gender that a given name tells by `given_names.csv`, None where it is not known or not clear."""
    names = actor_tables.given_names()
    key = fold(given_name)
    return names.get(key) or names.get(key.split(" ")[0])
