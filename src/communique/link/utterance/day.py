"""When an utterance was made: as its tellings say, else as its story and the reports that tell it allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from communique.link import keep
from communique.link.sides import as_one, countries, party_ids
from communique.link.utterance.features import StatementNode, nodes
from communique.model.interval import Interval, meet
from communique.store import Store
from communique.store.rows import Row

TALK = "CONSULT"
"""The type of acts at which those who take part speak with each other."""


def redate(store: Store, stories: Collection[str]) -> None:
    """Date the utterances of some stories anew: another report may have moved a story's day."""
    store.put("utterances", dated(store, store.rows_in("utterances", "story", stories)))


def dated(store: Store, rows: Iterable[Row]) -> list[Row]:
    """Utterance rows with their days."""
    rows = list(rows)
    told = keep.load(store, "utterance", [i for row in rows for i in row["statements"]], nodes)
    reports = {
        row["id"]: Interval(row["published"], row["published_end"], "inferred")
        for row in store.rows_in(
            "reports", "id", {node.report for node in told.values()}, only=("id", "published", "published_end")
        )
    }
    stories = {row["id"]: row for row in store.rows_in("stories", "id", {row["story"] for row in rows if row["story"]})}
    talks = _talks(store, stories.values())
    found = []
    for row in rows:
        tellings = [told[i] for i in row["statements"] if i in told]
        day = _own(tellings)
        if not day.known and not all(node.standing for node in tellings):
            day = _allowed(tellings, reports, stories.get(row["story"]), talks)
        found.append({**row, "date": day.start, "date_end": day.end, "date_basis": day.basis})
    return found


def _own(tellings: Sequence[StatementNode]) -> Interval:
    """The days that the tellings name themselves."""
    day = Interval()
    for node in tellings:
        day = meet(day, node.date) or day
    return day


def _allowed(
    tellings: Sequence[StatementNode],
    reports: Mapping[str, Interval],
    story: Row | None,
    talks: Mapping[str, frozenset[str]],
) -> Interval:
    """From the day of the story's happening to the first report that tells the utterance.

    A paper of the speaker's own office gives the words of its day. Where no report has a day, who took part in the talk that
    the story tells of spoke there.
    """
    paper = next((reports[n.report] for n in sorted(tellings, key=lambda n: n.id) if n.firsthand), Interval())
    out = min((end for node in tellings if (end := reports[node.report].end)), default=None)
    if story is None or story["date"] is None or (out is not None and out < story["date"]):
        return paper if paper.day and paper.day == out else Interval(None, out, "inferred" if out else "unknown")
    if out is None and any(node.sides & talks[story["id"]] for node in tellings):
        return Interval(story["date"], story["date_end"], "story")
    return Interval(story["date"], out, "story")


def _talks(store: Store, stories: Collection[Row]) -> dict[str, frozenset[str]]:
    """The sides that take part in the talk that dates each story; none where something else does."""
    dating = {value["row"]: story["id"] for story in stories for value in story["date_evidence"]}
    events = as_one(
        store,
        store.rows_in("event_mentions", "id", dating, only=("id", "type", "source", "target")),
        "source",
        "target",
    )
    parties = {
        event["id"]: party_ids([*event["source"], *event["target"]]) for event in events if event["type"] == TALK
    }
    side = countries(store, {actor for actors in parties.values() for actor in actors})
    found: dict[str, frozenset[str]] = {story["id"]: frozenset() for story in stories}
    for event, actors in parties.items():
        found[dating[event]] |= {side.get(actor, actor) for actor in actors}
    return found
