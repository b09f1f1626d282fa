"""The order in which links are brought up to date after reports came, changed or went."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from communique.judge import Settled
from communique.link import keep
from communique.link.copy import Copies, copy_row
from communique.link.disagreement import disagreements
from communique.link.disagreement import write as write_disagreements
from communique.link.engine import Change, Kind, N, update
from communique.link.event import Events, event_rows
from communique.link.figure import Figures, comparison_rows
from communique.link.pledge import Pledges, pledge_rows
from communique.link.redate import redate
from communique.link.relations import relate, relate_all
from communique.link.story import Stories, places, story_rows
from communique.link.utterance import Refrains, Utterances, redate_utterances, refrain_rows, utterance_rows
from communique.model.interval import Interval
from communique.store import Store, links
from communique.store.judgements import judge_all, same_actors
from communique.store.readings import Moved, naming, row_ids
from communique.store.rows import Row

GROUPED = (
    "copies", "stories", "disagreements", "utterances", "refrains", "comparisons", "events", "pledges", "relations",
    "judgements",
)  # fmt: skip
"""Tables whose rows linking makes."""

UNMOVED = Moved({}, states=False)


def link(store: Store, reports: Collection[str], rows: Mapping[str, Collection[str]], moved: Moved = UNMOVED) -> None:
    """Bring every link up to date after `reports` and their `rows` (ids by table) came, changed or went, or were judged.

    `moved` says which actors stand otherwise than before.
    """
    same = same_actors(store)
    judged, rejudged = judge_all(store)  # 0
    now = same_actors(store)
    regrouped = {actor for actor in {*same, *now} if same.get(actor, actor) != now.get(actor, actor)}
    if regrouped:
        store.kept.clear()  # who stands for whom goes into nodes that the judgement does not touch
    # A country goes by another name, or an actor that stands for others has moved.
    renamed = moved.states or bool(regrouped) or not moved.was.keys().isdisjoint({*same, *same.values()})
    reports = {*reports, *rejudged, *naming(store, regrouped)}
    if not reports:
        return
    families = _copies(store, reports, judged)  # 1
    # A story counts the families behind it and asks whose side an actor is on, so where these changed it is touched too.
    refiled = families.moved | set(reports) | naming(store, moved.was)
    stories, redated = _stories(store, refiled, judged)  # 2
    told = refiled | stories.moved | redated
    touched = row_ids(store, told)
    touched = {table: ids | set(rows.get(table, ())) for table, ids in touched.items()}
    _groups(
        store, Utterances(), touched["statements"], "utterances", utterance_rows, column="utterance", judged=judged
    )  # 3
    _groups(store, Refrains(), touched["statements"], "refrains", refrain_rows, judged=Settled(wrong=judged.wrong))
    figures = _groups(
        store, Figures(), touched["figures"], "comparisons", comparison_rows, column="comparison", judged=judged
    )  # 4
    events, stood = _events(store, touched["event_mentions"], judged)  # 5
    _groups(store, Pledges(), touched["pledge_mentions"], "pledges", pledge_rows, column="pledge", judged=judged)  # 6
    told |= _telling(store, "event_mentions", events.nodes) | _telling(store, "figures", figures.nodes)
    changed = {*stories.groups, *_stories_of(store, told)}
    redate_utterances(store, changed)
    _disagreements(store, changed, stories.gone)  # 7
    if renamed:  # 8
        relate_all(store)
    else:
        relate(store, stood, store.rows_in("events", "id", events.groups), moved.was)


def _copies(store: Store, reports: Collection[str], judged: Settled) -> Change:
    """Reports that are judged different are no copies either; the same happening may be told in words of one's own."""
    kind = Copies(judged.wrong)
    different = {pair: verdict for pair, verdict in judged.pairs.items() if verdict == "different"}
    change = update(store, kind, reports, verdicts=different)
    store.set("reports", "family", {node: name for name, nodes in change.groups.items() for node in nodes})
    store.delete_in("copies", "report", reports)
    store.delete_in("copies", "of_report", reports)
    pairs = links.edges(store, kind.name, reports).keys() - different.keys()
    nodes = keep.load(store, kind.name, {node for pair in pairs for node in pair}, kind.load)
    store.put("copies", [copy_row(nodes[a], nodes[b]) for a, b in sorted(pairs)])
    return change


def _stories(store: Store, reports: Collection[str], judged: Settled) -> tuple[Change, set[str]]:
    change = update(store, Stories(), reports, verdicts=judged.pairs)
    store.delete_in("stories", "id", change.gone)
    stories = {node: name for name, nodes in change.groups.items() for node in nodes}
    store.set("reports", "story", dict.fromkeys(reports) | stories)
    rows = story_rows(store, change.groups)
    store.put("stories", rows)
    days = {row["id"]: Interval(row["date"], row["date_end"], "story") for row in rows}
    return change, redate(store, change.groups, days)


def _groups(
    store: Store,
    kind: Kind[N],
    touched: Collection[str],
    table: str,
    rows: Callable[[Store, Mapping[str, Sequence[str]]], list[Row]],
    *,
    judged: Settled,
    column: str | None = None,
) -> Change:
    """Update one kind and the table of its groups; `column` of its nodes' own table takes the group's id."""
    change = update(store, kind, touched, verdicts=judged.pairs, wrong=judged.wrong)
    _write(store, change, touched, table, rows, column=column)
    return change


def _events(store: Store, touched: Collection[str], judged: Settled) -> tuple[Change, list[Row]]:
    """Update events; also gives the rows that the changed ones had before."""
    change = update(store, Events(), touched, verdicts=judged.pairs, wrong=judged.wrong)
    stood = store.rows_in("events", "id", {*change.gone, *change.groups})
    _write(store, change, touched, "events", event_rows, column="event")
    return change, stood


def _write(
    store: Store,
    change: Change,
    touched: Collection[str],
    table: str,
    rows: Callable[[Store, Mapping[str, Sequence[str]]], list[Row]],
    *,
    column: str | None,
) -> None:
    store.delete_in(table, "id", {*change.gone, *change.groups})
    made = rows(store, change.groups)
    store.put(table, made)
    if column:
        standing = {row["id"] for row in made}
        values = {n: g if g in standing else None for g, nodes in change.groups.items() for n in nodes}
        store.set(_NODES[table], column, dict.fromkeys(touched) | values)


_NODES = {
    "utterances": "statements",
    "comparisons": "figures",
    "events": "event_mentions",
    "pledges": "pledge_mentions",
}


def _stories_of(store: Store, reports: Collection[str]) -> set[str]:
    return {row["story"] for row in store.rows_in("reports", "id", reports, only=("story",)) if row["story"]}


def _telling(store: Store, table: str, rows: Collection[str]) -> set[str]:
    """The reports of some rows."""
    return {row["report"] for row in store.rows_in(table, "id", rows, only=("report",))}


def _disagreements(store: Store, stories: Collection[str], gone: Collection[str]) -> None:
    found = disagreements(store, stories)
    write_disagreements(store, found, gone)
    store.set("stories", "place", places(store, found))
