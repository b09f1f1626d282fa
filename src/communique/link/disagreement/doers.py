"""Who did an act, and who suffered it, where two reports plainly tell one act of different countries' people.

Such tellings are no one event for the event stage, since their sides differ, so they are looked for here: acts of one kind, told
in the same words but for the names. Words of states ("condemned"), sanctions and aid are left out: each of many may do them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from communique.link.disagreement.asked import Asked, told
from communique.link.disagreement.verdict import Answer, Matched
from communique.link.setting import Setting, setting
from communique.link.sides import party_ids
from communique.link.where import places
from communique.link.wording import overlap, stems
from communique.model.interval import Interval, meet
from communique.resources import gazetteer
from communique.resources.entries import fold
from communique.store import Store
from communique.store.rows import Row

DONE_ONCE = {"who did it": frozenset({"ASSAULT", "COERCE"}), "to whom": frozenset({"ASSAULT", "COERCE", "EXPEL"})}
"""Kinds of act that of a story's sides one does, and that one suffers. States impose sanctions in rows, but expel each
its own."""

ALIKE = 0.5
"""Least share of weighted words that two tellings have in common, beside the names, where a day or a side tells them alike."""

PLAIN = 0.8
"""The same where neither does: "carried out the attack"."""

LEAST = 4.0
"""Least weight of these words: "attack" alone tells no act."""

_NOT_ALONE = frozenset({"territory", "historical"})
"""Kinds of state whose people may go by another state's name."""

_OTHER = {"source": "target", "target": "source"}


@dataclass(frozen=True)
class Telling:
    """A telling of an act, the party that is asked for in it, and the countries of both sides.

    `near` are the countries of everybody whom its report names.
    """

    row: Row
    kind: str
    text: str
    span: tuple[int, int]
    asked: frozenset[str]
    other: frozenset[str]
    near: frozenset[str]

    @cached_property
    def words(self) -> dict[str, float]:
        """Its weighted stems without the words for its sides, numbers and names."""
        start, end = self.row["span"]
        words = self.text[start:end]
        for party in [*self.row["source"], *self.row["target"]]:
            for first, last in party["spans"]:
                kept = [word for word in self.text[first:last].split() if word.islower()]
                if start <= first and last <= end:
                    words = words.replace(self.text[first:last], " ".join(kept))
        return stems(" ".join(word for word in words.split() if not word[0].isupper() and not word[0].isdigit()))

    @cached_property
    def setting(self) -> Setting:
        """What its sentence says of where it was."""
        return setting(self.text, self.span)

    def knows(self, countries: frozenset[str]) -> bool:
        """Whether its report names anybody of some countries, or the country, its people or its capital."""
        return bool(countries & self.near) or any(_called(country).search(self.text) for country in countries)

    @cached_property
    def when(self) -> Interval:
        """Its days."""
        return Interval(self.row["date"], self.row["date_end"], "resolved")


@cache
def _called(country: str) -> re.Pattern[str]:
    """The words for a country."""
    state = gazetteer.load().state(country)
    names = (state.name, *state.aliases, *state.adjectives, *state.people, state.capital) if state else (country,)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names) if name)})\b")


def doers(store: Store, asked: Asked) -> Iterable[Row]:
    """Rows on who did an act, and on who suffered it; only conflicts are told."""
    countries = {
        row["id"]: row["country"]
        for row in store.rows_in("actors", "id", {actor for report in asked.reports.values() for actor in report["actors"]})
    }  # fmt: skip
    for role, about in (("source", "who did it"), ("target", "to whom")):
        found: dict[str, list[Telling]] = {}
        for telling in _tellings(asked, role, DONE_ONCE[about], countries):
            found.setdefault(telling.kind, []).append(telling)
        for kind, tellings in sorted(found.items()):
            for act in _acts(tellings):
                yield from _told(asked, f"{about}: {kind.lower()}", act)


def _tellings(asked: Asked, role: str, kinds: frozenset[str], countries: dict[str, str | None]) -> Iterator[Telling]:
    """The tellings of each report that names one country's people, and no other's, for a kind of act."""
    for row in asked.mentions:
        kind = (row["mode"] or "").upper() if row["type"] == "SANCTION" else row["type"]
        parties = [party for party in row[role] if party["span"]]
        if row["modality"] != "asserted" or kind not in kinds or len(parties) != 1:
            continue
        sides, other = (_sides(asked, row, side) for side in (role, _OTHER[role]))
        if len(sides) != 1:
            continue
        report = asked.reports[row["report"]]
        near = sides | {country for actor in report["actors"] if (country := countries.get(actor))}
        span = (parties[0]["span"][0], parties[0]["span"][1])
        yield Telling(row, kind, report["text"], span, sides, other, near)


def _sides(asked: Asked, row: Row, side: str) -> frozenset[str]:
    """The countries behind the parties of one side, empty if one of them has none that is known."""
    found = [_country(asked, row, party) for party in row[side]]
    return frozenset(country for country in found if country) if all(found) else frozenset()


def _country(asked: Asked, row: Row, party: Row) -> str | None:
    """The country of whom a party names, by the tables; else by the one people's name in its words: "two Danish tourists".

    A territory may go by its state's name, and a state of the past by that of today: they are no country here.
    """
    known = {asked.actors[actor]["country"] for actor in party_ids([party]) if actor in asked.actors}
    if known <= {None}:
        words = asked.text(row, party["span"]).split() if party["span"] else ()
        named = [gazetteer.load().demonyms.get(fold(word), ()) for word in words if word[0].isupper()]
        known = {state.code for state in named[0]} if len(named) == 1 else set()
    if len(known) != 1:
        return None
    code = str(*known)
    state = gazetteer.load().state(code)
    return None if state and state.kind in _NOT_ALONE else code


def _told(asked: Asked, about: str, act: list[Telling]) -> Iterable[Row]:
    """The row of an act on which tellings differ, with those that tell it alike."""
    by_row = {telling.row["id"]: telling for telling in act}

    def match(a: Answer, b: Answer) -> Matched:
        one, other = by_row[str(a.row)], by_row[str(b.row)]
        if differ(one, other):
            return "conflict"
        return "agree" if one.asked == other.asked else "cannot tell"

    answers = [asked.answer(t.row["report"], t.text[t.span[0] : t.span[1]], t.span, row=t.row["id"]) for t in act]
    yield from (row for row in told(asked, about, answers, match) if row["verdict"] in {"conflict", "superseded"})


def _acts(tellings: list[Telling]) -> Iterator[list[Telling]]:
    """Tellings of one act each, for acts on which two reports differ."""
    left = [t for t in tellings if any(differ(t, other) for other in tellings)]
    while left:
        act = [left[0]]
        for one in act:
            act += [
                t for t in tellings if t not in act and (differ(t, one) or (t.asked == one.asked and one_act(t, one)))
            ]
        left = [t for t in left if t not in act]
        yield [t for t in tellings if t in act]


def differ(a: Telling, b: Telling) -> bool:
    """Whether tellings of one act in two reports name people of two countries, and neither report knows those of the other."""
    if a.row["report"] == b.row["report"]:
        return False
    return not a.asked & b.asked and one_act(a, b) and not (b.knows(a.asked) or a.knows(b.asked))


def one_act(a: Telling, b: Telling) -> bool:
    """Whether two tellings are of one act, whoever did it or suffered it, by the other side, day, place and words."""
    if a.other and b.other and not a.other & b.other:
        return False
    dated = a.when.known and b.when.known
    if dated and meet(a.when, b.when) is None:
        return False
    weight, share = overlap(a.words, b.words)
    alike = weight >= LEAST and share >= (ALIKE if dated or a.other & b.other else PLAIN)
    return alike and not _elsewhere(a, b)


def _elsewhere(a: Telling, b: Telling) -> bool:
    if a.row["place"] and b.row["place"] and places(a.row["place"], b.row["place"]) == "conflict":
        return True
    return bool(a.setting.elsewhere(b.setting, both=True))
