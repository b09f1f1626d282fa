"""What an actor and a time rest on: the rules that tied the mentions, the rows of the tables, the anchor and its days."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from communique.resources import gazetteer

if TYPE_CHECKING:
    from communique.resources.entries import Office
    from communique.store import Store
    from communique.store.rows import Row

BY_OFFICE = frozenset({"office on date", "office held"})
"""Rules that read the tables of offices."""


def of_actor(store: Store, row: Row) -> list[str]:
    """How often each rule tied a mention to the actor, and what the shipped tables say of it."""
    counts = Counter(mention["rule"] for mention in store.rows("mentions", "actor = ?", (row["id"],)))
    told = [f"tied by {rule}: {count} mentions" for rule, count in sorted(counts.items(), key=lambda p: (-p[1], p[0]))]
    entry = gazetteer.load().entries.get(row["id"])
    if entry is None:
        return [*told, "table: none of the shipped tables; known by the name as printed or from a file of actors"]
    source = getattr(entry, "source", "")
    memory = "" if getattr(entry, "verified", True) else ", verified: no"
    told.append(f"table: {entry.name}{f', by {source}' if source else ''}{memory}")
    return [*told, *offices(row["id"])]


def offices(actor: str) -> list[str]:
    """The office spells of a person, each with its source."""
    return [_spell(office) for office in gazetteer.load().by_person.get(actor, ())]


def _spell(office: Office) -> str:
    where = f" of {office.country}" if office.country else f" of {office.body}" if office.body else ""
    until = office.end or f"open as of {office.as_of}"
    sure = "" if office.verified else ", attested" if office.attested else ", verified: no"
    return f"table: {office.title}{where} from {office.start or '?'} to {until}, by {office.source}{sure}"


def of_time(store: Store, row: Row) -> list[str]:
    """The words of a time, its value and days, how it was counted, and from what."""
    report = store.rows("reports", "id = ?", (row["report"],))[0]
    words = report["text"][row["span"][0] : row["span"][1]]
    told = [f"words: “{words}” = {row['value'] or 'no value'}"]
    told.append(f"days: {row['start'] or '?'} to {row['end'] or '?'} ({row['relation'] or 'on'})")
    if row["recipe"]:
        told.append(f"recipe: {row['recipe']}")
    return [*told, f"counted from: {_anchor(store, row, report)}"]


def _anchor(store: Store, row: Row, report: Row) -> str:
    """The anchor in words: another time, a happening's words, or the report's own date."""
    for other in store.rows("times", "id = ?", (row["anchor"] or "",)):
        return f"“{report['text'][other['span'][0] : other['span'][1]]}” ({other['id']})"
    if row["anchor"]:
        return str(row["anchor"])
    if row["basis"] == "stated":
        return "nothing: the words state it"
    return f"the report's own date, {report['published'] or '?'} to {report['published_end'] or '?'}"
