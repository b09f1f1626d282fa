"""A story as its questions see it, and the rows that its answers make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.figure.correct import taken_back
from communique.link.disagreement.verdict import Answer, Matched, decide
from communique.link.finding import Finding
from communique.link.independence import family_of
from communique.link.sides import as_one, party_ids
from communique.link.utterance.tokens import render
from communique.model import Span
from communique.model.ids import question_id
from communique.store import Store
from communique.store.judgements import same_actors
from communique.store.rows import Row


@dataclass(frozen=True)
class Asked:
    """The story's reports by id, its event mentions and statements (none that is judged wrong), and its actors by id.

    `one` takes an actor's id to that of the actor with which people judged it the same. `replaced` takes a report that a
    later version replaces to that version's ref and id.
    """

    story: Row
    reports: Mapping[str, Row]
    mentions: Sequence[Row]
    statements: Sequence[Row]
    actors: Mapping[str, Row]
    one: Mapping[str, str]
    replaced: Mapping[str, tuple[str, str]]

    def answer(
        self,
        report: str,
        value: str,
        span: Sequence[int],
        *,
        row: str | None = None,
        meant: object = None,
        spans: Sequence[Sequence[int]] = (),
    ) -> Answer:
        """An answer of a report: the value, the characters that give it, the row it stands in; `spans` where it has parts."""
        told = self.reports[report]
        parts = tuple((part[0], part[1]) for part in spans or [span])
        return Answer(told["ref"], report, family_of(told), value, (span[0], span[1]), row, meant, parts)

    def text(self, row: Row, span: Sequence[int]) -> str:
        """The characters of a row's report."""
        return str(self.reports[row["report"]]["text"][span[0] : span[1]])

    def name(self, actor: str) -> str:
        """An actor's name."""
        return str(self.actors[actor]["name"]) if actor in self.actors else actor

    def side(self, actor: str) -> str:
        """What an actor stands for: its country, else itself."""
        return str((self.actors[actor]["country"] if actor in self.actors else None) or actor)

    def person(self, actor: str) -> bool:
        """Whether an actor is a person known by name."""
        row = self.actors.get(actor)
        return row is not None and row["kind"] == "person" and not row["anonymous"]


def asked_of(store: Store, story: Row, hidden: Collection[str]) -> Asked:
    """A story without the rows in `hidden`."""
    reports = {row["id"]: row for row in store.rows("reports", "story = ?", (story["id"],))}
    mentions, statements = (
        sorted(
            (row for row in as_one(store, store.rows_in(table, "report", reports), *who) if row["id"] not in hidden),
            key=lambda row: (row["ref"], row[column], row["id"]),
        )
        for table, column, who in (
            ("event_mentions", "span", ("source", "target")),
            ("statements", "content", ("speaker",)),
        )
    )
    one = same_actors(store)
    ids = {actor for row in mentions for actor in party_ids([*row["source"], *row["target"]])}
    ids |= {actor for row in statements for actor in party_ids([row["speaker"]])}
    ids |= set(story["actors"])
    actors = {row["id"]: row for row in store.rows_in("actors", "id", ids)}
    replaced = {row["supersedes"]: (row["ref"], id_) for id_, row in sorted(reports.items()) if row["supersedes"]}
    return Asked(story, reports, mentions, statements, actors, one, replaced)


def by_event(asked: Asked) -> list[tuple[str, list[Row]]]:
    """The story's event mentions by event; a mention that is no event's stands alone, under its own id."""
    groups: dict[str, list[Row]] = {}
    for row in asked.mentions:
        groups.setdefault(row["event"] or row["id"], []).append(row)
    return sorted(groups.items())


def hull(spans: Iterable[Sequence[int]]) -> Span:
    """From the first of the characters at some spans to the last."""
    listed = list(spans)
    return min(span[0] for span in listed), max(span[1] for span in listed)


def told(
    asked: Asked,
    about: str,
    answers: Iterable[Answer],
    match: Callable[[Answer, Answer], Matched],
    *,
    of: str | None = None,
    key: str | None = None,
) -> Iterable[Row]:
    """The row of a question that at least two reports answer; of each report its first answer counts.

    A number that a note of correction takes back is no answer.
    """
    first: dict[str, Answer] = {}
    for answer in answers:
        if not (
            about != "date" and _counts(answer) and taken_back(asked.reports[answer.report]["text"], answer.span[0])
        ):
            first.setdefault(answer.report, answer)
    if len(first) > 1:
        yield row_of(asked, about, decide(list(first.values()), match, asked.replaced), first.values(), of=of, key=key)


def _counts(answer: Answer) -> bool:
    return any(word.number for word in render(answer.value).words)


def row_of(
    asked: Asked,
    about: str,
    found: Finding,
    answers: Iterable[Answer],
    *,
    of: str | None = None,
    key: str | None = None,
) -> Row:
    """The row of a disagreement, its values in the order of their reports.

    `of` is the event, utterance or comparison that is asked about, else the story. `key` is the question in full where
    `about` shows it cut, or by a name that two may bear.
    """
    return {
        "id": _id(asked.story["id"], of, key or about),
        "story": asked.story["id"],
        "of": of or asked.story["id"],
        "about": about,
        "verdict": found.verdict,
        "values": in_order(_value(answer, found) for answer in answers),
        "reasons": list(found.reasons),
        "corrections": by_which(found),
    }


def _id(story: str, of: str | None, question: str) -> str:
    """The id of a question: a story asks its own of an event that others tell of too."""
    kind = kind_of(question)
    if of is None:
        return question_id(story, question)
    return question_id(of, kind) if kind in _ONE else question_id(of, question, story)


_ONE = frozenset({"figure", "wording"})
"""Kinds of question that a comparison or an utterance, which are of one story, is asked once, whatever it is called."""


def kind_of(about: str) -> str:
    """The kind of a question that is asked once of what it is asked about, else the question itself."""
    kind = about.partition(": ")[0]
    return kind if kind in _ONE else about


def _value(answer: Answer, found: Finding) -> Row:
    return {
        "ref": answer.ref,
        "value": answer.value,
        "span": list(answer.span),
        "spans": [list(span) for span in answer.spans],
        "row": answer.row,
        "family": answer.family,
        "report": answer.report,
        "fell": answer.at in found.fallen,
    }


def in_order(values: Iterable[Row]) -> list[Row]:
    """Values by report, then as they stand in its text."""
    return sorted(values, key=lambda value: (value["ref"], value["report"], value["span"], value["row"] or ""))


def by_which(found: Finding) -> list[Row]:
    """The reports by which values fell, of this story or another."""
    return [
        {"ref": ref, "report": report, "span": list(span) if span else None} for ref, report, span in found.corrections
    ]
