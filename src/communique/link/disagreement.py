"""On what the reports of a story differ: attributes of its events, the day, places, figures, wordings.

A question is asked of each report once; a verdict is `conflict` if two reports give answers that exclude each other, else
`agree`. Neither side is chosen. Questions that only one report answers are no disagreement and are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from communique.link.story.features import StoryNode, nodes
from communique.model.interval import meet, prefix_of
from communique.store import Store
from communique.store.judgements import wrong
from communique.store.rows import Row

_Value = dict[str, Any]


def disagreements(store: Store, stories: Collection[str]) -> dict[str, list[Row]]:
    """Disagreements (and agreements) of each story, ordered by what they are about."""
    found = {}
    for story in sorted(stories):
        reports = {row["id"]: row for row in store.rows("reports", "story = ?", (story,))}
        asked = [
            *_attributes(store, reports),
            *_dates(nodes(store, reports)),
            *_figures(store, story, reports),
            *_wordings(store, story, reports),
        ]
        found[story] = sorted(asked, key=lambda row: (row["verdict"] != "conflict", row["about"]))
    return found


def _attributes(store: Store, reports: Mapping[str, Row]) -> Iterable[Row]:
    """Questions on one event (medium, duration ...) and its place, answered by the mentions of that event."""
    by_event: dict[str, list[Row]] = {}
    hidden = wrong(store)
    for row in store.rows_in("event_mentions", "report", reports):
        if row["id"] in hidden:
            continue
        by_event.setdefault(row["event"] or row["id"], []).append(row)
    for mentions in by_event.values():
        answers: dict[str, dict[str, _Value]] = {}
        for mention in sorted(mentions, key=lambda m: (m["ref"], m["span"])):
            for attribute in mention["attributes"]:
                value = _value(mention["ref"], attribute["value"], attribute["span"], mention["id"])
                answers.setdefault(attribute["question"], {}).setdefault(mention["report"], value)
            if mention["place"]:
                span = mention["place_span"] or mention["span"]
                value = _value(mention["ref"], mention["place"], span, mention["id"])
                answers.setdefault("place", {}).setdefault(mention["report"], value)
        for question, values in sorted(answers.items()):
            yield from _asked(question, list(values.values()))


def _asked(about: str, values: Sequence[_Value]) -> Iterable[Row]:
    if len({value["ref"] for value in values}) > 1:
        same = len({value["value"].casefold() for value in values}) == 1
        yield _row(about, "agree" if same else "conflict", values)


def _dates(told: Mapping[str, StoryNode]) -> Iterable[Row]:
    dated = [node for node in told.values() if node.happened.known and node.evidence]
    values = [
        _value(node.ref, prefix_of(node.happened.start, node.happened.end) or
               f"{node.happened.start}..{node.happened.end}", list(node.evidence or ()), node.row)
        for node in dated
    ]  # fmt: skip
    if len({value["ref"] for value in values}) > 1:
        apart = any(meet(a.happened, b.happened) is None for a in dated for b in dated)
        yield _row("date", "conflict" if apart else "agree", values)


def _figures(store: Store, story: str, reports: Mapping[str, Row]) -> Iterable[Row]:
    figures = {row["id"]: row for row in store.rows_in("figures", "report", reports)}
    for comparison in store.rows("comparisons", "story = ?", (story,), order="about, id"):
        values = [
            _value(row["ref"], reports[row["report"]]["text"][row["span"][0] : row["span"][1]], row["span"], row["id"])
            for row in (figures[i] for i in comparison["figures"] if i in figures)
        ]
        yield _row(f"figure: {comparison['about']}", comparison["verdict"], values)


def _wordings(store: Store, story: str, reports: Mapping[str, Row]) -> Iterable[Row]:
    statements = {row["id"]: row for row in store.rows_in("statements", "report", reports)}
    for utterance in store.rows("utterances", "story = ?", (story,), order="id"):
        altered = {end for pair in utterance["pairs"] if pair["altered"] for end in (pair["a"], pair["b"])}
        rows = [statements[i] for i in utterance["statements"] if i in altered and i in statements]
        if rows:
            values = [
                _value(row["ref"], " ".join(reports[row["report"]]["text"][s:e] for s, e in row["content"]),
                       row["content"][0], row["id"])
                for row in rows
            ]  # fmt: skip
            yield _row("wording", "conflict", values)


def _value(ref: str, value: str, span: Sequence[int], row: str | None) -> _Value:
    return {"ref": ref, "value": value, "span": list(span), "row": row}


def _row(about: str, verdict: str, values: Iterable[_Value]) -> Row:
    ordered = sorted(values, key=lambda value: (value["ref"], value["span"]))
    return {"about": about, "verdict": verdict, "values": ordered}
