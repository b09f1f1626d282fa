"""What actors, times, figures, events and pledges rest on: rules, rows of the tables, anchors, and the words that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from communique.query.filters import Filter
from communique.query.status import pledge_statuses
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


def quoted(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words of spans, in quotation marks."""
    return "“" + " … ".join(text[start:end] for start, end in spans) + "”"


def party(text: str, who: dict[str, Any]) -> str:
    """The words that name a party, and whom they name."""
    return f"{quoted(text, who['spans'])} = {who['name'] or ', '.join(who['members']) or 'nobody known'}"


def of_figure(store: Store, row: Row) -> list[str]:
    """The words of a figure, of what it measures and when, and who claims it."""
    text = _text(store, row)
    told = [f"words: {quoted(text, [row['span']])}", f"about: {_near(text, row)}"]
    told.append(f"period: {row['period'] or 'none given'}")
    if row["claimed_by"] is None:
        return [*told, "claimed_by: the report itself"]
    return [*told, f"claimed_by: {party(text, row['claimed_by'])}", *_statement(store, row, text)]


def _near(text: str, row: Row) -> str:
    """What a figure measures, with where those words stand nearest to it; they may stand apart in the report."""
    about, (start, end) = row["about"], row["span"]
    if not about:
        return "nothing found"
    before, after = text.rfind(about, 0, end), text.find(about, start)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return f"{about} (words apart)"
    at = min(found, key=lambda at: abs(at - start))
    return f"“{about}” at {at}-{at + len(about)}"


def of_mention(store: Store, row: Row) -> list[str]:
    """The words that code one telling of an event, its sides as they are named, and the statement that tells it."""
    text = _text(store, row)
    told = [f"trigger: {quoted(text, [row['trigger']])} = {row['cameo']}, {row['modality']}"]
    told += [f"{side}: {party(text, who)}" for side in ("source", "target") for who in row[side]]
    return [*told, *_statement(store, row, text)]


def of_event(store: Store, row: Row) -> list[str]:
    """The tellings of an event, each with its rule and the words that code it."""
    told = []
    for telling in sorted(store.rows_in("event_mentions", "id", row["mentions"]), key=lambda r: (r["ref"], r["span"])):
        words = quoted(_text(store, telling), [telling["trigger"]])
        told.append(f"told in {telling['ref']}: {words} by rule {telling['rule']} ({telling['id']})")
    return told


def of_telling(store: Store, row: Row) -> list[str]:
    """The words of one telling of a pledge: who promises what, and in which statement."""
    text = _text(store, row)
    told = [f"words: {quoted(text, [row['span']])}", f"party: {party(text, row['party'])}", f"act: {row['act']}"]
    told += [f"condition: {row['condition']}"] if row["condition"] else []
    return [*told, *_statement(store, row, text)]


def of_pledge(store: Store, row: Row) -> list[str]:
    """The tellings of a pledge, each with its rule, and its status today with the words that say so."""
    told = []
    for telling in sorted(store.rows_in("pledge_mentions", "id", row["mentions"]), key=lambda r: (r["ref"], r["span"])):
        words = quoted(_text(store, telling), [telling["span"]])
        told.append(f"told in {telling['ref']}: {words} by rule {telling['rule']} ({telling['id']})")
    day = Filter().day()
    status = pledge_statuses(store, [row], day)[row["id"]]
    due = f"due {row['due_kind'] or ''} {row['due']}".replace("  ", " ") if row["due"] else "no due date"
    return [*told, f"status: {status.status} on {day}, {due}", *(_place(store, at) for at in status.evidence)]


def _place(store: Store, at: str) -> str:
    """A place of evidence, `REPORT:START-END`, in the words that stand there."""
    report, _, span = at.partition(":")
    start, end = (int(part) for part in span.split("-"))
    row = store.rows("reports", "id = ?", (report,))[0]
    return f"status evidence: {row['ref']}: {quoted(row['text'], [(start, end)])}"


def _statement(store: Store, row: Row, text: str) -> list[str]:
    """The statement that a row stands in, with its cue."""
    return [
        f"inside: statement {told['id']}, {'cue ' + quoted(text, told['cue']) if told['cue'] else 'no cue'}"
        for told in store.rows("statements", "id = ?", (row["statement"] or "",))
    ]


def _text(store: Store, row: Row) -> str:
    return str(store.rows("reports", "id = ?", (row["report"],))[0]["text"])
