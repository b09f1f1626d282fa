"""The page from the record: what a filter chooses, laid out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from communique.export.dossier.chart import Mark, chart
from communique.export.dossier.passage import Passage
from communique.export.dossier.shelf import Shelf
from communique.export.dossier.stories import reports, sides, told
from communique.export.dossier.views import Indexed, Month, Page, Related, Repeated, Told
from communique.export.phrases import counted, date_words, outlets, prefix_words, signed
from communique.link.independence import count_outlets
from communique.query import Filter, listing
from communique.store import Store
from communique.store.rows import Row

_TITLED = 3
"""Actors in the page's title."""

_SHOWN = (
    ("actor", "with actor {}"), ("with_", "and {}"), ("since", "since {}"), ("until", "until {}"),
    ("outlet", "told by {}"), ("story", "story {}"), ("conflict", "on which reports differ"), ("limit", "at most {}"),
)  # fmt: skip


def gather(store: Store, wanted: Filter, *, title: str | None = None) -> Page:
    """The page of the stories that `wanted` chooses, each with all that its reports say."""
    shelf = Shelf(store, wanted)
    stories = told(shelf)
    return Page(
        title or _title(shelf),
        date_words(*_span(shelf.stories), unknown=""),
        _shown(wanted),
        shelf.chosen.left_out,
        date_words(wanted.day(), wanted.day()),
        stories,
        reports(shelf, [row for row in shelf.reports.values() if row["story"] not in shelf.numbers]),
        tuple(_relations(shelf)),
        tuple(_refrains(shelf)),
        tuple(_index(shelf, stories)),
        version("communique"),
    )


def _title(shelf: Shelf) -> str:
    """The states and persons that most stories are about, and no more: the page makes no headline of its own."""
    counts: dict[str, int] = defaultdict(int)
    kinds = {row["id"]: row["kind"] for row in shelf.store.query("SELECT id, kind FROM actors")}
    for story in shelf.stories:
        for actor in story["actors"]:
            counts[actor] += kinds.get(actor) == "state"
    first = sorted((actor for actor in counts if counts[actor]), key=lambda actor: (-counts[actor], actor))[:_TITLED]
    listed = [shelf.names.get(actor, actor) for actor in first]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed) or "The record"


def _span(stories: Iterable[Row]) -> tuple[str | None, str | None]:
    days = sorted(day for row in stories if row["date"] and row["date_end"] for day in (row["date"], row["date_end"]))
    return (days[0], days[-1]) if days else (None, None)


def _shown(wanted: Filter) -> str:
    """The filter in words; empty if there is none."""
    said = [words.format(getattr(wanted, name)) for name, words in _SHOWN if getattr(wanted, name)]
    return ", ".join(said)


def _relations(shelf: Shelf) -> Iterable[Related]:
    """Relations that have an event on the page. Sums are the record's own: they count events of other stories too."""
    shown = {row["id"] for row in shelf.events}
    wanted = Filter(actor=shelf.wanted.actor, with_=shelf.wanted.with_)
    pairs: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for line in listing(shelf.store, "relations", wanted):
        if shown.intersection(line["events"]):
            pairs[line["a"], line["b"]].append(line.data)
    for (a, b), rows in sorted(pairs.items(), key=lambda item: (-sum(len(r["events"]) for r in item[1]), item[0])):
        yield _related(shelf, a, b, rows)


def _related(shelf: Shelf, a: str, b: str, rows: Iterable[Mapping[str, Any]]) -> Related:
    listed = list(rows)
    events = {row["id"]: row for row in shelf.store.rows_in("events", "id", [i for r in listed for i in r["events"]])}
    months, marks = [], []
    for row in listed:
        found = [events[id_] for id_ in row["events"] if id_ in events]
        labels = [(_label(shelf, event), event["id"] if event["id"] in shelf.taken else None) for event in found]
        months.append(
            Month(prefix_words(row["period"]), row["cooperation"], row["conflict"], row["net"], tuple(labels))
        )
        marks += [
            Mark(_drawn(event, row["period"]), float(event["intensity"] or 0), label, anchor and f"#{anchor}")
            for event, (label, anchor) in zip(found, labels, strict=True)
        ]
    return Related(shelf.names.get(a, a), shelf.names.get(b, b), tuple(months), chart(marks))


def _label(shelf: Shelf, event: Row) -> str:
    when = date_words(event["date"], event["date_end"])
    return f"{when}: {event['type'].lower()}, {sides(shelf, event)}, {signed(event['intensity'] or 0)}"


def _drawn(event: Row, period: str) -> str | None:
    """Where on the line of time: the day, the middle of a month known only as such, nowhere if undated."""
    if not period[:1].isdigit():
        return None
    return str(event["date"]) if event["date"] == event["date_end"] else f"{period}-15"


def _refrains(shelf: Shelf) -> Iterable[Repeated]:
    rows = {row["id"]: row for row in shelf.statements}
    for refrain in shelf.store.rows("refrains", order="speaker, id"):
        told_here = [rows[id_] for id_ in refrain["statements"] if id_ in rows]
        by_story = shelf.by_story(told_here)
        if not told_here:
            continue
        occasions = [
            (shelf.numbers[story], story, _tellings(shelf, by_story[story]))
            for story in shelf.numbers
            if story in by_story
        ]
        speaker = str(refrain["speaker"])
        yield Repeated(
            shelf.take(refrain["id"]),
            shelf.names.get(speaker, speaker),
            " ".join(refrain["words"].split()),
            tuple(occasions),
        )


def _tellings(shelf: Shelf, rows: Iterable[Row]) -> tuple[Passage, ...]:
    return tuple(passage for row in rows for passage in shelf.passages(row["report"], row["content"]))


def _index(shelf: Shelf, stories: Iterable[Told]) -> Iterable[Indexed]:
    """Actors of the page by name, named ones first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in shelf.store.query(
        "SELECT actor, report, count(*) AS n FROM mentions WHERE actor IS NOT NULL GROUP BY actor, report"
    ):
        story = shelf.reports[row["report"]]["story"] if row["report"] in shelf.reports else None
        if story in shelf.numbers:
            counts[row["actor"]][story] += row["n"]
    anchors = {story.id: story.number for story in stories}
    actors = {row["id"]: row for row in shelf.store.rows_in("actors", "id", counts)}
    found = [
        Indexed(
            actor["name"], _note(shelf, actor), actor["anonymous"], sum(counts[id_].values()),
            tuple((anchors[story], story, count) for story, count in sorted(counts[id_].items(), key=lambda i: anchors[i[0]])),
        )
        for id_, actor in actors.items()
    ]  # fmt: skip
    return sorted(found, key=lambda entry: (entry.anonymous, entry.name.casefold(), entry.note))


def _note(shelf: Shelf, actor: Row) -> str:
    """What kind of actor, with the offices that the record knows and the state it belongs to."""
    offices = "; ".join(dict.fromkeys(office["title"] for office in actor["offices"]))
    country = shelf.names.get(actor["country"] or "", actor["country"] or "")
    what = offices or actor["kind"]
    return what if not country or country == actor["name"] else f"{what}, {country}"


def summary(page: Page) -> str:
    """The counts at the head of the page."""
    known, unknown = count_outlets((report.outlet, report.ref) for report in page.reports)
    told = outlets({"outlets": known + unknown, "outlets_unknown": unknown})
    pledges = sum(len(story.pledges) for story in page.stories)
    return " · ".join([
        counted(len(page.stories), "story"), counted(len(page.reports), "report"), told,
        counted(sum(story.statements for story in page.stories), "statement"),
        counted(sum(story.measured for story in page.stories), "figure"),
        counted(pledges, "pledge"), counted(sum(len(story.events) for story in page.stories), "event"),
    ])  # fmt: skip
