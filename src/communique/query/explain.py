"""`show` (a row whole, with its evidence), `why` (what made it) and `diff` (two wordings side by side)."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, TypeAlias

from communique.errors import UsageError
from communique.model import Span
from communique.query import dating, grounds
from communique.query.ids import find
from communique.query.lines import Line
from communique.query.listing import lines, reports_of
from communique.resources.contract import tables
from communique.store import Store
from communique.store.judgements import of_row
from communique.store.links import edges_of, told
from communique.store.rows import Row, order_of

MENTIONS = 10
"""Mentions that are shown as an actor's evidence."""

_GROUPED = {
    "stories": "story",
    "events": "event",
    "utterances": "utterance",
    "pledges": "pledge",
    "refrains": "refrain",
    "comparisons": "comparison",
}
_GROUNDS = {
    "reports": dating.of_report,
    "times": dating.of_time,
    "mentions": grounds.of_place,
    "actors": grounds.of_actor,
    "disagreements": grounds.of_disagreement,
    "figures": grounds.of_figure,
    "event_mentions": grounds.of_mention,
    "events": grounds.of_event,
    "pledge_mentions": grounds.of_telling,
    "pledges": grounds.of_pledge,
    "copies": grounds.of_copy,
    "utterances": dating.of_utterance,
}
_WORDS = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


Link: TypeAlias = tuple[str, str, float, tuple[str, ...]]
"""Two members of a group, how alike they are, and why."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What made a row: `made` names its rule, score and chain; `links` the edges behind a group, with reasons.

    A story's links are between refs, with the id behind it where the story has several versions of one report.
    """

    id: str
    table: str
    made: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def holding(self) -> tuple[Link, ...]:
        """The links that hold the group together: the strongest that reach every member, and the weakest of all."""
        group = {node: node for a, b, *_ in self.links for node in (a, b)}
        held: list[Link] = []
        for link in sorted(self.links, key=lambda link: (-link[2], link[:2])):
            a, b = group[link[0]], group[link[1]]
            if a != b:
                held.append(link)
                group = {node: a if of == b else of for node, of in group.items()}
        weakest = min(self.links, key=lambda link: link[2], default=None)
        return (*held, weakest) if weakest is not None and weakest not in held else tuple(held)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two wordings as runs of (`same`, `only a`, `only b`) and their words; `glued` run for run: no blank before it."""

    a: Line
    b: Line
    runs: tuple[tuple[str, str], ...]
    glued: tuple[bool, ...] = ()


def show(store: Store, id_: str) -> Line:
    """The row with that id, with all its evidence."""
    table, row = find(store, id_)
    return lines(store, table, [(row, _where(store, table, row))])[0]


def _where(store: Store, table: str, row: Row) -> list[tuple[str, Span]]:
    if table == "reports":
        return [(row["id"], span) for span in row["published_evidence"]]
    if "report" in row:
        spans = row["content"] if table == "statements" else row["spans"] if table == "copies" else [row["span"]]
        return [(row["report"], span) for span in spans]
    members = {"events": "event_mentions", "pledges": "pledge_mentions", "utterances": "statements"}
    members |= {"refrains": "statements", "comparisons": "figures"}
    if table == "stories":
        told = reports_of(store, [value["row"] for value in row["date_evidence"]])
        return [(told[value["row"]], value["span"]) for value in row["date_evidence"] if value["row"] in told]
    if table == "disagreements":
        return [(value["report"], span) for value in row["values"] for span in value["spans"]]
    if table == "actors":
        named = store.rows("mentions", "actor = ?", (row["id"],))
        return [(m["report"], m["span"]) for m in sorted(named, key=order_of(tables()["mentions"]))[:MENTIONS]]
    if table in members:
        column = {"events": "mentions", "pledges": "mentions", "comparisons": "figures"}.get(table, "statements")
        rows = sorted(store.rows_in(members[table], "id", row[column]), key=lambda r: (r["ref"], r["id"]))
        return [at for member in rows for at in _where(store, members[table], member)]
    return []


def why(store: Store, id_: str) -> Explanation:
    """What made a row: the rule, the model's score, the chain that led to its actors, the edges of its group."""
    table, row = find(store, id_)
    made = [f"{key}: {row[key]}" for key in ("rule", "score", "published_basis", "date_basis", "basis") if row.get(key)]
    if table == "statements":
        made += _reported(store, row)
    made += [f"{column}: {' <- '.join(party['how'])}" for column, party in _parties(row) if party.get("how")]
    made += [f"because: {reason}" for reason in row.get("reasons", ())]
    made += [f"time: {line}" for line in dating.of_id(store, row.get("time"))]
    if table in _GROUNDS:
        made += _GROUNDS[table](store, row)
    for _, party in _parties(row):
        if party.get("actor") and grounds.BY_OFFICE & set(party.get("how") or ()):
            made += grounds.offices(store, party["actor"])
    kind = _GROUPED.get(table)
    nodes = _nodes(row) if kind else []
    if table == "stories":
        nodes = [r["id"] for r in store.rows("reports", "story = ?", (row["id"],), order="ref")]
    said = of_row(store, {row["id"], *nodes} if "id" in row else nodes)
    if table == "copies":
        said += [one for one in of_row(store, (row["report"],)) if row["of_report"] in {*one["a"], *one["b"]}]
    made += [_judged(judgement) for judgement in said]
    called = _called(store, row["id"]) if table == "stories" else {node: node for node in nodes}
    read = told(store, kind or "", nodes)
    links = {
        tuple(sorted((called[node], called[other]))): (
            score,
            (*reasons, *_read(read.get((min(node, other), max(node, other))))),
        )
        for node in nodes
        for other, score, reasons in edges_of(store, kind or "", node)
        if other in nodes
    }
    return Explanation(
        row.get("id") or id_, table, tuple(made), tuple((a, b, *rest) for (a, b), rest in sorted(links.items()))
    )


def _read(odds: float | None) -> list[str]:
    """What reading two reports side by side told."""
    return [] if odds is None else [f"read side by side: log-odds {odds:+.1f} of one happening"]


def _called(store: Store, story: str) -> dict[str, str]:
    """How each report of a story is called: by its ref; by its id too where the story has several versions of it."""
    rows = store.rows("reports", "story = ?", (story,))
    uses = Counter(row["ref"] for row in rows)
    return {row["id"]: row["ref"] if uses[row["ref"]] == 1 else f"{row['ref']} ({row['id']})" for row in rows}


def _reported(store: Store, row: Row) -> list[str]:
    """The words that make a statement one: its cue, its speaker, its channels, and the statement that reports it."""
    text = store.rows("reports", "id = ?", (row["report"],))[0]["text"]
    told = [f"cue: {grounds.quoted(text, row['cue'])}"] if row["cue"] else ["no cue"]
    told += [f"{key}: {grounds.party(text, row[key])}" for key in ("speaker", "addressee") if row[key]]
    told += [f"via {via['kind']}: {grounds.quoted(text, via['spans'])}" for via in row["via"]]
    return [*told, f"inside: {row['parent']}"] if row["parent"] else told


def _judged(row: Row) -> str:
    by = f" by {row['by']}" if row["by"] else ""
    note = f": {row['note']}" if row["note"] else ""
    others = f" {', '.join(row['against'])}" if row["against"] else ""
    return f"judged {row['verdict']}{by} on {row['at'][:10]} ({row['id']}, {row['state']}{others}){note}"


def _nodes(row: Row) -> list[str]:
    return list(row.get("mentions") or row.get("statements") or row.get("figures") or ())


def _parties(row: Row) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for column in ("speaker", "addressee", "source", "target", "claimed_by", "party"):
        value = row.get(column)
        found += [
            (column, party) for party in (value if isinstance(value, list) else [value]) if isinstance(party, dict)
        ]
    return found


def diff(store: Store, a: str, b: str) -> Diff:
    """The wordings of two statements (or two reports) side by side. Raises UsageError for other rows."""
    left, right = show(store, a), show(store, b)
    texts = [_compared(line) for line in (left, right)]
    words = [list(_WORDS.finditer(text)) for text in texts]
    folded = [[word[0].casefold() for word in side] for side in words]
    runs: list[tuple[str, str]] = []
    glued: list[bool] = []
    matcher = difflib.SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        sides = (("same", 0, i1, i2),) if tag == "equal" else (("only a", 0, i1, i2), ("only b", 1, j1, j2))
        for kind, side, first, last in sides:
            if first < last:
                start, end = words[side][first].start(), words[side][last - 1].end()
                runs.append((kind, texts[side][start:end]))
                glued.append(start > 0 and not texts[side][start - 1].isspace())
    return Diff(left, right, tuple(runs), tuple(glued))


def _compared(line: Line) -> str:
    """The words of a line that `diff` compares, on one line."""
    if line.table not in {"statements", "reports"}:
        raise UsageError(f"{line['id']} is of {line.table}: `diff` takes two statements or two reports")
    return " ".join((line["text"] if line.table == "reports" else " ".join(e.text for e in line.evidence)).split())
