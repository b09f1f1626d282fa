"""A story as its questions see it, and the rows that its answers make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.link.disagreement.verdict import Answer, Matched, decide
from communique.link.independence import family_of
from communique.link.sides import as_one, party_ids
from communique.store import Store
from communique.store.judgements import same_actors
from communique.store.rows import Row


@dataclass(frozen=True)
class Asked:
    """The story's reports by id, its event mentions and statements (none that is judged wrong), and its actors by id.

    `one` takes an actor's id to that of the actor with which people judged it the same. `replaced` are reports that a
    later version replaces.
    """

    story: Row
    reports: Mapping[str, Row]
    mentions: Sequence[Row]
    statements: Sequence[Row]
    actors: Mapping[str, Row]
    one: Mapping[str, str]
    replaced: frozenset[str]

    def answer(
        self, report: str, value: str, span: Sequence[int], *, row: str | None = None, meant: object = None
    ) -> Answer:
        """An answer of a report: the value, the characters that give it, the row it stands in."""
        told = self.reports[report]
        return Answer(told["ref"], report, family_of(told), value, (span[0], span[1]), row, meant)

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
    replaced = frozenset(row["supersedes"] for row in reports.values() if row["supersedes"])
    return Asked(story, reports, mentions, statements, actors, one, replaced)


def by_event(asked: Asked) -> list[list[Row]]:
    """The story's event mentions, those of one event together."""
    groups: dict[str, list[Row]] = {}
    for row in asked.mentions:
        groups.setdefault(row["event"] or row["id"], []).append(row)
    return [groups[event] for event in sorted(groups)]


def told(
    asked: Asked, about: str, answers: Iterable[Answer], match: Callable[[Answer, Answer], Matched]
) -> Iterable[Row]:
    """The row of a question that at least two reports answer; of each report its first answer counts."""
    first: dict[str, Answer] = {}
    for answer in answers:
        first.setdefault(answer.report, answer)
    if len(first) > 1:
        yield row_of(about, decide(list(first.values()), match, asked.replaced), first.values())


def row_of(about: str, verdict: str, answers: Iterable[Answer]) -> Row:
    """The row of a disagreement, its values in the order of their reports."""
    ordered = sorted(answers, key=lambda answer: (answer.ref, answer.span, answer.row or ""))
    values = [{"ref": a.ref, "value": a.value, "span": list(a.span), "row": a.row, "family": a.family} for a in ordered]
    return {"about": about, "verdict": verdict, "values": values}
