"""The gazetteer's names as token runs, so that a report is matched with one look-up per token.

Matching keeps case: "US" is a state and "us" is not, "Turkey" acts and "turkey" is eaten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from communique.model.actor import ActorKind
from communique.resources.entries import fold, unaccented
from communique.resources.gazetteer import Body, Entry, Gazetteer, Outlet, Person, Place, State

Sort = Literal["state", "adjective", "people", "capital", "body", "person", "outlet", "place"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of the tables: whose (`id`, canonical `name`, `kind`), and as what (`sort`).

    A capital or place is named by itself; `state` holds the state that a capital stands for.
    """

    id: str
    name: str
    kind: ActorKind
    sort: Sort
    country: str | None
    entry: Entry


LEADING = frozenset({"president", "prime minister", "chancellor", "supreme leader", "foreign minister", "monarch"})
WELL_KNOWN = LEADING | {"secretary-general", "foreign policy chief"}
"""Titles, of a state or an organisation, whose holders a report may name by their surname alone, and without their accents."""

Index = Mapping[str, tuple[tuple[tuple[str, ...], Listed], ...]]

_ORDER: tuple[Sort, ...] = ("state", "adjective", "people", "capital", "body", "person", "outlet", "place")
# spaCy's English tokens, as far as names need them: hyphens between letters and the possessive stand alone, full stops
# stay.
_PIECE = re.compile(
    r"[’']s\b|[’'](?=\s|$)|[-–](?=[^\W\d])|[(),&/]|(?:(?!(?<=\w)[-–](?=[^\W\d])|[’']s\b|[’'](?:\s|$)|[(),/])\S)+"
)
_built: list[tuple[Gazetteer, Index]] = []


def index(gazetteer: Gazetteer) -> Index:
    """First token -> the runs that begin with it, longest first; built once per gazetteer."""
    for known, built in _built:
        if known is gazetteer:
            return built
    found: dict[str, dict[tuple[str, ...], Listed]] = {}
    for name, listed in sorted(_names(gazetteer), key=lambda pair: _ORDER.index(pair[1].sort)):
        text = name.removeprefix("the ").replace("'", "’")
        plain = text.replace(" ", "").isalpha()
        for form in {text, text.replace("’", "'")}:
            run = tuple(form.split() if plain else _PIECE.findall(form))
            if run:
                found.setdefault(run[0], {}).setdefault(run, listed)
    built = {first: tuple(sorted(runs.items(), key=lambda pair: -len(pair[0]))) for first, runs in found.items()}
    _built.append((gazetteer, built))
    return built


def _names(gazetteer: Gazetteer) -> Iterator[tuple[str, Listed]]:
    for entry in gazetteer.entries.values():
        match entry:
            case State():
                yield from _state(entry, gazetteer)
            case Person():
                listed = Listed(entry.id, entry.name, "person", "person", entry.country, entry)
                names = [name for name in (entry.name, *entry.aliases) if " " in name]
                if any(office.title in WELL_KNOWN for office in gazetteer.by_person.get(entry.id, ())):
                    names += [unaccented(name) for name in names]
                yield from ((name, listed) for name in names)
            case Body():
                listed = Listed(entry.id, entry.name, entry.actor_kind, "body", entry.country, entry)
                yield from ((name, listed) for name in (entry.name, *entry.aliases))
            case Outlet():
                listed = Listed(entry.id, entry.name, "outlet", "outlet", entry.country, entry)
                yield from ((name, listed) for name in (entry.name, *entry.aliases))
            case Place():
                listed = Listed(entry.id, entry.name, "state", "place", entry.country, entry)
                yield from ((name, listed) for name in (entry.name, *entry.aliases))


def _state(state: State, gazetteer: Gazetteer) -> Iterator[tuple[str, Listed]]:
    def listed(sort: Sort, name: str = state.name) -> Listed:
        return Listed(state.id, name, "state", sort, state.code, state)

    yield from ((name, listed("state")) for name in (state.name, *state.aliases))
    for names, sort in ((state.adjectives, "adjective"), (state.people, "people")):
        for name in names:
            if sole(gazetteer.demonyms.get(fold(name), ()), state):
                yield name, listed("adjective" if sort == "adjective" else "people")
    for name in (state.capital, *state.metonyms):
        if name and sole(gazetteer.capitals.get(fold(name), ()), state):
            yield name, listed("capital", name)


def sole(states: tuple[State, ...], state: State) -> bool:
    """Whether a shared word ("Korean", "Washington") means this state: the only one, or the only full member."""
    if len(states) <= 1:
        return True
    members = [other for other in states if other.kind == "member"]
    return len(members) == 1 and members[0] is state
