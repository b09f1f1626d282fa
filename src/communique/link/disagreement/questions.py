"""The questions asked of a story's reports, and each report's answer with the characters that give it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.link.disagreement.verdict import Answer, Matched, decide, places, sets, words
from communique.link.sides import party_ids
from communique.link.story.features import StoryNode, nodes
from communique.link.utterance.tokens import render
from communique.link.wording import Wording
from communique.model.interval import Interval, meet, prefix_of
from communique.parse.quotes import pieces_inside_marks
from communique.store import Store
from communique.store.judgements import wrong
from communique.store.rows import Row

SAME_SENTENCE = 6
"""Words of a quoted sentence that two reports must have alike to be one sentence, whoever is said to have said it."""

SHOWN = 60
"""Code points of a quotation in what a disagreement is about."""


@dataclass(frozen=True)
class Asked:
    """The story's reports by id, its event mentions and statements (none that is judged wrong), and its actors by id."""

    reports: Mapping[str, Row]
    mentions: Sequence[Row]
    statements: Sequence[Row]
    actors: Mapping[str, Row]
    replaced: frozenset[str]

    def answer(self, row: Row, value: str, span: Sequence[int], meant: object = None) -> Answer:
        """An answer of the report in which a row stands."""
        report = self.reports[row["report"]]
        family = report["family"] or report["id"]
        return Answer(report["ref"], report["id"], family, value, (span[0], span[1]), row["id"], meant)

    def text(self, row: Row, span: Sequence[int]) -> str:
        """The characters of a row's report."""
        return str(self.reports[row["report"]]["text"][span[0] : span[1]])


def disagreements(store: Store, stories: Collection[str]) -> dict[str, list[Row]]:
    """Disagreements (and agreements) of each story, conflicts first, then by what they are about."""
    hidden = wrong(store)
    found = {}
    for story in sorted(stories):
        asked = _asked_of(store, story, hidden)
        rows = [
            *_attributes(asked),
            *_participants(asked),
            *_dates(asked, nodes(store, asked.reports)),
            *_figures(store, story, asked),
            *_wordings(store, story, asked),
            *_speakers(asked),
        ]
        found[story] = sorted(rows, key=lambda row: (row["verdict"] != "conflict", row["about"]))
    return found


def _asked_of(store: Store, story: str, hidden: Collection[str]) -> Asked:
    reports = {row["id"]: row for row in store.rows("reports", "story = ?", (story,))}
    mentions, statements = (
        sorted(
            (row for row in store.rows_in(table, "report", reports) if row["id"] not in hidden),
            key=lambda row: (row["ref"], row[column], row["id"]),
        )
        for table, column in (("event_mentions", "span"), ("statements", "content"))
    )
    ids = {actor for row in mentions for actor in party_ids([*row["source"], *row["target"]])}
    ids |= {actor for row in statements for actor in party_ids([row["speaker"]])}
    actors = {row["id"]: row for row in store.rows_in("actors", "id", ids)}
    replaced = frozenset(row["supersedes"] for row in reports.values() if row["supersedes"])
    return Asked(reports, mentions, statements, actors, replaced)


def _told(
    asked: Asked, about: str, answers: Iterable[Answer], match: Callable[[Answer, Answer], Matched]
) -> Iterable[Row]:
    """The row of a question that at least two reports answer; of each report its first answer counts.

    That the versions of one report agree with each other is nothing to tell.
    """
    first: dict[str, Answer] = {}
    for answer in answers:
        first.setdefault(answer.report, answer)
    if len(first) > 1:
        verdict = decide(list(first.values()), match, asked.replaced)
        if verdict != "agree" or len({answer.ref for answer in first.values()}) > 1:
            yield _row(about, verdict, first.values())


def _by_event(asked: Asked) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in asked.mentions:
        groups.setdefault(row["event"] or row["id"], []).append(row)
    return [groups[event] for event in sorted(groups)]


def _attributes(asked: Asked) -> Iterable[Row]:
    """Questions on one event (medium, duration ...) and its place, answered by the mentions of that event."""
    for mentions in _by_event(asked):
        answers: dict[str, list[Answer]] = {}
        for mention in mentions:
            for attribute in mention["attributes"]:
                answer = asked.answer(mention, attribute["value"], attribute["span"])
                answers.setdefault(attribute["question"], []).append(answer)
        for question, given in sorted(answers.items()):
            yield from _told(asked, question, given, words)
        located = [m for m in mentions if m["place"]]
        yield from _told(
            asked, "place", [asked.answer(m, m["place"], m["place_span"] or m["span"]) for m in located], places
        )


def _participants(asked: Asked) -> Iterable[Row]:
    """Which persons of a country took part in an event: reports that name none, or only the state, are not asked.

    Only differences are told: that reports of a call name the same two callers is no news.
    """
    for mentions in _by_event(asked):
        by_country: dict[str, list[Answer]] = {}
        for mention in mentions:
            named: dict[str, dict[str, Sequence[int]]] = {}
            for party in [*mention["source"], *mention["target"]]:
                for actor in party_ids([party]):
                    row = asked.actors.get(actor)
                    if row and row["kind"] == "person" and row["country"] and not row["anonymous"] and party["span"]:
                        named.setdefault(row["country"], {}).setdefault(actor, party["span"])
            for country, persons in named.items():
                who = " and ".join(asked.actors[actor]["name"] for actor in sorted(persons))
                span = min((at[0], at[1]) for at in persons.values())
                by_country.setdefault(country, []).append(asked.answer(mention, who, span, frozenset(persons)))
        for country, answers in sorted(by_country.items()):
            told = _told(asked, f"participants: {country}", answers, sets)
            yield from (row for row in told if row["verdict"] != "agree")


def _dates(asked: Asked, told: Mapping[str, StoryNode]) -> Iterable[Row]:
    def match(a: Answer, b: Answer) -> Matched:
        apart = isinstance(a.meant, Interval) and isinstance(b.meant, Interval) and meet(a.meant, b.meant) is None
        return "conflict" if apart else "agree"

    answers = []
    for id_, node in sorted(told.items(), key=lambda item: item[1].ref):
        if node.happened.known and node.evidence:
            day = prefix_of(node.happened.start, node.happened.end) or f"{node.happened.start}..{node.happened.end}"
            report = asked.reports[id_]
            family = report["family"] or id_
            answers.append(Answer(node.ref, id_, family, day, node.evidence, node.row, node.happened))
    yield from _told(asked, "date", answers, match)


def _figures(store: Store, story: str, asked: Asked) -> Iterable[Row]:
    figures = {row["id"]: row for row in store.rows_in("figures", "report", asked.reports)}
    for comparison in store.rows("comparisons", "story = ?", (story,), order="about, id"):
        rows = [figures[i] for i in comparison["figures"] if i in figures]
        answers = [asked.answer(row, asked.text(row, row["span"]), row["span"]) for row in rows]
        yield _row(f"figure: {comparison['about']}", comparison["verdict"], answers)


def _wordings(store: Store, story: str, asked: Asked) -> Iterable[Row]:
    statements = {row["id"]: row for row in asked.statements}
    for utterance in store.rows("utterances", "story = ?", (story,), order="id"):
        altered = {end for pair in utterance["pairs"] if pair["altered"] for end in (pair["a"], pair["b"])}
        rows = [statements[i] for i in utterance["statements"] if i in altered and i in statements]
        answers = [
            asked.answer(row, " ".join(asked.text(row, span) for span in row["content"]), row["content"][0])
            for row in rows
        ]
        standing = {a.report for a in answers} - asked.replaced
        if answers:
            yield _row(
                "wording", "conflict" if len(standing) > 1 or not standing else _alone(answers, standing), answers
            )


def _alone(answers: Sequence[Answer], standing: Collection[str]) -> str:
    """Of wordings that only one standing report gives: told twice in it, or once by it and once by a replaced version."""
    return "conflict" if sum(answer.report in standing for answer in answers) > 1 else "superseded"


def _speakers(asked: Asked) -> Iterable[Row]:
    """Who said a sentence that several reports quote word for word."""

    def match(a: Answer, b: Answer) -> Matched:
        if sets(a, b) == "agree":
            return "agree"
        left, right = (_countries(asked, answer) for answer in (a, b))
        persons = all(_persons(asked, answer) for answer in (a, b))
        return "conflict" if persons or left.isdisjoint(right) else "cannot tell"

    quoted: dict[tuple[str, ...], list[Answer]] = {}
    shown: dict[tuple[str, ...], str] = {}
    for row in asked.statements:
        speakers = frozenset(party_ids([row["speaker"]]))
        if not speakers or not row["speaker"]["span"]:
            continue
        name = row["speaker"]["name"] or " and ".join(sorted(_name(asked, actor) for actor in speakers))
        for sentence in _sentences(asked, row):
            forms = render(sentence).forms
            if len(forms) >= SAME_SENTENCE:
                shown.setdefault(forms, sentence)
                quoted.setdefault(forms, []).append(asked.answer(row, name, row["speaker"]["span"], speakers))
    for forms, answers in sorted(quoted.items()):
        if len({answer.meant for answer in answers}) > 1:
            yield from _told(asked, f"speaker of “{_cut(shown[forms])}”", answers, match)


def _sentences(asked: Asked, row: Row) -> list[str]:
    text = asked.reports[row["report"]]["text"]
    pieces = [piece for start, end in row["content"] for piece in pieces_inside_marks(text, (start, end))]
    return [sentence for piece in pieces for sentence in Wording(piece).sentences]


def _countries(asked: Asked, answer: Answer) -> frozenset[Any]:
    meant = answer.meant if isinstance(answer.meant, frozenset) else frozenset()
    return frozenset(asked.actors[a]["country"] or a for a in meant if a in asked.actors)


def _persons(asked: Asked, answer: Answer) -> bool:
    meant = answer.meant if isinstance(answer.meant, frozenset) else frozenset()
    rows = [asked.actors[actor] for actor in meant if actor in asked.actors]
    return bool(rows) and all(row["kind"] == "person" and not row["anonymous"] for row in rows)


def _name(asked: Asked, actor: str) -> str:
    return str(asked.actors[actor]["name"]) if actor in asked.actors else actor


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"


def _row(about: str, verdict: str, answers: Iterable[Answer]) -> Row:
    ordered = sorted(answers, key=lambda answer: (answer.ref, answer.span, answer.row or ""))
    values = [{"ref": a.ref, "value": a.value, "span": list(a.span), "row": a.row, "family": a.family} for a in ordered]
    return {"about": about, "verdict": verdict, "values": values}
