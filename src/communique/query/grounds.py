"""What mentions, actors, figures, events and pledges rest on: rules, rows of the tables, and the words that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from communique.query.dating import days, of_report, placed
from communique.query.filters import Filter
from communique.query.status import pledge_statuses
from communique.store import user_files

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
    return [*told, *_entry(store, row["id"])]


def _entry(store: Store, actor: str) -> list[str]:
    """The row of the tables that the record was read with, and the person's offices."""
    entry = user_files.gazetteer_of(store).entries.get(actor)
    if entry is None:
        return ["table: none; known by the name as printed"]
    source = getattr(entry, "source", "")
    memory = "" if getattr(entry, "verified", True) else ", verified: no"
    return [f"table: {entry.name}{f', by {source}' if source else ''}{memory}", *offices(store, actor)]


def offices(store: Store, actor: str) -> list[str]:
    """The office spells of a person, each with its source."""
    return [_spell(office) for office in user_files.gazetteer_of(store).by_person.get(actor, ())]


def _spell(office: Office) -> str:
    where = f" of {office.country}" if office.country else f" of {office.body}" if office.body else ""
    until = office.end or f"open as of {office.as_of}"
    sure = "" if office.verified else ", attested" if office.attested else ", verified: no"
    return f"table: {office.title}{where} from {office.start or '?'} to {until}, by {office.source}{sure}"


def of_copy(store: Store, row: Row) -> list[str]:
    """What its degree and direction mean, how much the two share, and whether they count as one family."""
    from communique.link.copy import degree_means

    taker, giver = (store.rows("reports", "id = ?", (row[column],))[0] for column in ("report", "of_report"))
    shared = sum(end - start for start, end in row["spans"])
    one = taker["family"] == giver["family"]
    return [
        f"{row['ref']} {'took words from' if row['direction'] == 'of' else 'shares words with'} {row['of']}",
        f"{row['degree']}: {degree_means(row['degree'])}",
        f"shared: {shared:,} of the {len(taker['text']):,} code points of {row['ref']}, in {len(row['spans'])} stretches",
        f"one family, {taker['family']}: they count once" if one else "two families: each counts",
    ]


def of_place(store: Store, row: Row) -> list[str]:
    """Who is mentioned, what the tables say of them, and where the report names them nearest before."""
    text = _text(store, row)
    told = [f"words: {placed(text, row['span'])} = {row['name'] or ', '.join(row['members']) or 'nobody known'}"]
    for actor in row["members"] or ([row["actor"]] if row["actor"] else []):
        named = store.rows("mentions", "report = ? AND actor = ? AND kind = 'name'", (row["report"], actor))
        spans = sorted(tuple(other["span"]) for other in named if other["span"] != row["span"])
        before = [span for span in spans if span[0] < row["span"][0]]
        if spans:
            told.append(f"named: {placed(text, before[-1] if before else spans[0])}")
        told += _entry(store, actor)
    if row["rule"] in BY_OFFICE:
        told += of_report(store, store.rows("reports", "id = ?", (row["report"],))[0])
    return told


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
    """The tellings of an event, each with its rule, the words that code it and those that date it."""
    told = []
    for telling in sorted(store.rows_in("event_mentions", "id", row["mentions"]), key=lambda r: (r["ref"], r["span"])):
        words = quoted(_text(store, telling), [telling["trigger"]])
        told.append(f"told in {telling['ref']}: {words} by rule {telling['rule']} ({telling['id']})")
        told += _dated(store, telling)
    return told


def _dated(store: Store, telling: Row) -> list[str]:
    """The days of one telling, and the words they are from; `inferred` where those date another act of its report."""
    if not telling["date"] and not telling["date_end"]:
        return []
    text = _text(store, telling)
    words = [f" from {placed(text, t['span'])}" for t in store.rows("times", "id = ?", (telling["time"] or "",))]
    if not words and telling["date_basis"] == "inferred":
        words = [" from another act of the report", *_counted(store, telling, text)]
    return [f"  date: {days(telling['date'], telling['date_end'])}, {telling['date_basis']}{''.join(words)}"]


def _counted(store: Store, telling: Row, text: str) -> list[str]:
    """The days that lie between the act and the one counted from: "five days" of "... five days after they signed it"."""
    lengths = [
        time for time in store.rows("times", "report = ?", (telling["report"],)) if _DAYS.match(time["value"] or "")
    ]
    start = telling["trigger"][0]
    before = [time["span"] for time in lengths if _AHEAD.fullmatch(text[time["span"][1] : start])]
    return [f", {placed(text, span)}" for span in before[-1:]]


_DAYS = re.compile(r"P\d+D$")
_AHEAD = re.compile(r"\s+(?:after|before)\b[^.!?\n]*")


def of_disagreement(store: Store, row: Row) -> list[str]:
    """Each report's answer with its characters, the row and the family behind it, and by which report one fell."""
    texts = {report["id"]: report["text"] for report in store.rows("reports", "story = ?", (row["story"],))}
    told = [f"question: {row['about']}", f"asked about: {row['of']}", f"verdict: {row['verdict']}"]
    for value in row["values"]:
        fell = ", fell" if value["fell"] else ""
        words = quoted(texts[value["report"]], value["spans"])
        told.append(f"answer of {value['ref']}: {value['value']}{fell}")
        told.append(f"  {value['span'][0]}-{value['span'][1]} {words}, row {value['row']}, family {value['family']}")
    for by in row["corrections"]:
        text = store.rows("reports", "id = ?", (by["report"],))[0]["text"]
        told.append(f"corrected in {by['ref']}{': ' + placed(text, by['span']) if by['span'] else ''}")
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
    return [*told, f"status: {status.words} on {day}, {due}", *(_place(store, at) for at in status.evidence)]


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
