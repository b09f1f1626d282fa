"""Whom a query means: the record's own names, then the tables it was read with, then the words that reports use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rapidfuzz.distance import OSA

from communique.errors import NotFound
from communique.resources.entries import State, fold
from communique.resources.gazetteer import Gazetteer
from communique.store import Store, user_files
from communique.store.judgements import same_actors
from communique.store.rows import Row

CODE = 3
"""Letters of the longest ISO code: what is no longer may be a code or an acronym, in capitals or not."""
CLOSE = 0.3
"""Greatest share of letters in which a name that comes close may differ: one in four or five, none of three."""
HINTS = 5
"""Names that come close which are told."""


def actor_ids(store: Store, query: str) -> frozenset[str]:
    """Ids meant by a name, alias, ISO code, id, adjective, capital or surname; for a state also all its own actors.

    Case, accents and hyphens do not matter. Raises NotFound, naming close ones, if the record knows no such actor.
    """
    rows = store.rows("actors", order="id")
    known = user_files.gazetteer_of(store)
    found = next((rows for rows in _found(store, rows, known, query) if rows), None)
    if found is None:
        close = _close(rows, known, query)
        hint = f"; close: {', '.join(close)}" if close else "; `communique actors` lists those it knows"
        raise NotFound(f"no actor {query!r} in the record{hint}")
    countries = {row["country"] for row in found if row["kind"] == "state" and row["country"]}
    ids = {row["id"] for row in [*found, *(row for row in rows if row["country"] in countries)]}
    same = same_actors(store)
    meant = {same.get(id_, id_) for id_ in ids}
    return frozenset(ids | {id_ for id_, least in same.items() if least in meant})


def _found(store: Store, rows: list[Row], known: Gazetteer, query: str) -> Iterator[list[Row]]:
    """The actors meant in each way of naming them, the surest way first."""
    words = {fold(query)} | ({fold(query.upper())} if len(query) <= CODE else set())
    entries = [entry for word in words for entry in known.names.get(word, ())]
    entries += [entry for entry in (known.entries.get(query),) if entry is not None]
    ids = {query, *(entry.id for entry in entries)}
    states = {entry.code for entry in entries if isinstance(entry, State)}
    named = [row for row in rows if row["id"] in ids or not words.isdisjoint(_names(row))]
    yield named + [row for row in _of_states(rows, states) if row not in named]
    surnamed = {entry.id for word in words for entry in known.surnames.get(word, ())}
    yield [row for row in rows if row["kind"] == "person" and (row["id"] in surnamed or _surname(row) in words)]
    codes = {known.states[word].code for word in words if word in known.states}
    yield _of_states(rows, {word for word in words if len(word) == CODE} | codes)
    people = (*(known.demonyms.get(word, ()) for word in words), *(known.capitals.get(word, ()) for word in words))
    yield _of_states(rows, {state.code for states in people for state in states})
    yield _mentioned(store, rows, words)


def _names(row: Row) -> set[str]:
    names: Iterable[str | None] = [row["name"], row["wikidata"], *row["aliases"]]
    if row["kind"] == "state":
        names = [*names, row["country"]]
    return {fold(name) for name in names if name}


def _surname(row: Row) -> str:
    return fold(row["name"]).rpartition(" ")[2]


def _of_states(rows: Iterable[Row], codes: Collection[str]) -> list[Row]:
    """The states of these codes; of those the record never names, their actors."""
    of = [row for row in rows if row["country"] in codes]
    named = {row["country"] for row in of if row["kind"] == "state"}
    return [row for row in of if row["kind"] == "state" or row["country"] not in named]


def _mentioned(store: Store, rows: Iterable[Row], words: Collection[str]) -> list[Row]:
    """The actors that reports call so."""
    match = " OR ".join('"{}"'.format(word.replace('"', " ")) for word in sorted(words) if any(map(str.isalnum, word)))
    if not match:
        return []
    texts = {
        row["id"]: row["text"] for row in store.rows_in("reports", "id", store.holding(match), only=("id", "text"))
    }
    named = [row for row in store.rows_in("mentions", "report", texts) if row["kind"] == "name"]
    ids = {row["actor"] for row in named if fold(texts[row["report"]][slice(*row["span"])]) in words}
    return [row for row in rows if row["id"] in ids]


def _close(rows: Iterable[Row], known: Gazetteer, query: str) -> list[str]:
    """Names that come close, states first, then by how many letters differ."""
    wanted = fold(query)
    ranked = []
    for row in rows:
        if row["anonymous"]:
            continue
        state = known.states.get(row["country"] or "") if row["kind"] == "state" else None
        names = _names(row) | ({fold(name) for name in (state.name, *state.aliases)} if state else set())
        apart = min(_apart(wanted, name) for name in names)
        if apart <= CLOSE:
            ranked.append((row["kind"] != "state", round(apart, 3), row["name"]))
    return list(dict.fromkeys(name for *_, name in sorted(ranked)))[:HINTS]


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """The names of those known that come close, the nearest first."""
    ranked = sorted((round(_apart(fold(wanted), fold(name)), 3), name) for name in known)
    return [name for apart, name in ranked if apart <= CLOSE][:HINTS]


def _apart(wanted: str, name: str) -> float:
    """The share of letters in which a name, or the nearest of its words, differs; nothing if it begins so."""
    begins = len(wanted) >= CODE and any(word.startswith(wanted) for word in name.split(" "))
    return 0.0 if begins else min(OSA.normalized_distance(wanted, part) for part in (name, *name.split(" ")))
