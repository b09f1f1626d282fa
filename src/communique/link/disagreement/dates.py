"""On which day the happening of a story was, by each report that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.link.disagreement.asked import Asked, by_event, told
from communique.link.disagreement.verdict import Answer, Matched
from communique.link.story.features import StoryNode, nodes
from communique.model.interval import Interval, meet, prefix_of
from communique.store import Store
from communique.store.rows import Row


def dates(store: Store, asked: Asked) -> Iterable[Row]:
    """The days told: of the act that most reports tell, where a report tells it, else of the report's own happening.

    A report may be about another act (a denial, a day later) and tell the story's only in passing: its own day is then
    no answer. A part of a day ("in the afternoon") is none either: it is counted from another day.
    """
    tellings = {row["report"]: row for row in reversed(_central(asked))}
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in _central(asked):
        spans.setdefault(row["report"], []).append((row["span"][0], row["span"][1]))
    times = {row["id"]: row for row in store.rows_in("times", "report", asked.reports)}
    answers = []
    for id_, node in sorted(nodes(store, asked.reports).items(), key=lambda item: item[1].ref):
        own = _own(node, spans.get(id_), times)
        answer = _of_act(asked, tellings.get(id_), times) or (_answer(asked, node) if own else None)
        if answer is not None:
            answers.append(answer)
    yield from told(asked, "date", answers, _match)


def _match(a: Answer, b: Answer) -> Matched:
    apart = isinstance(a.meant, Interval) and isinstance(b.meant, Interval) and meet(a.meant, b.meant) is None
    return "conflict" if apart else "agree"


def _central(asked: Asked) -> list[Row]:
    """The mentions of the act that most reports tell, of those that two at least tell and one dates; of equals the first by id."""
    groups = [[row for row in mentions if row["modality"] == "asserted"] for mentions in by_event(asked)]
    groups = [rows for rows in groups if len({row["ref"] for row in rows}) > 1 and any(row["date"] for row in rows)]
    return max(groups, key=lambda rows: len({row["ref"] for row in rows}), default=[])


def _of_act(asked: Asked, mention: Row | None, times: Mapping[str, Row]) -> Answer | None:
    time = times.get(mention["time"]) if mention else None
    if mention is None or time is None or time["type"] != "DATE" or time["relation"] != "on" or not time["start"]:
        return None
    when = Interval(time["start"], time["end"], "resolved")
    return asked.answer(mention["report"], _day(when), time["span"], row=mention["id"], meant=when)


def _own(node: StoryNode, acts: list[tuple[int, int]] | None, times: Mapping[str, Row]) -> bool:
    """Whether a report's own day dates the story's act: by a date among the act's words, or where it tells no such act."""
    if not node.happened.known or not node.evidence:
        return False
    start, end = node.evidence
    dated = any(row["report"] == node.id and tuple(row["span"]) == (start, end) for row in _days_of(times))
    return dated and (acts is None or any(first <= start and end <= last for first, last in acts))


def _days_of(times: Mapping[str, Row]) -> Iterable[Row]:
    return (row for row in times.values() if row["type"] == "DATE")


def _answer(asked: Asked, node: StoryNode) -> Answer | None:
    evidence = node.evidence
    return evidence and asked.answer(node.id, _day(node.happened), evidence, row=node.row, meant=node.happened)


def _day(when: Interval) -> str:
    return prefix_of(when.start, when.end) or f"{when.start}..{when.end}"
