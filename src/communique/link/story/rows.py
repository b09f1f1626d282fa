"""Rows of stories: date with evidence, title, actors, and how many outlets, families and origins stand behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.link import keep
from communique.link.independence import independence
from communique.link.story.features import StoryNode, nodes
from communique.model.interval import Interval, meet
from communique.store import Store
from communique.store.rows import Row

ACTORS = 12
"""Actors named in a story's row, most widely mentioned first."""


_REPORT = ("id", "ref", "title", "text", "outlet", "family", "actors")


def story_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `stories` for groups of report ids; disagreements and places are left to a later step."""
    found = keep.load(store, "story", [report for members in groups.values() for report in members], nodes)
    rows = []
    for id_, members in sorted(groups.items()):
        reports = {row["id"]: row for row in store.rows_in("reports", "id", members, only=_REPORT)}
        told = [found[report] for report in sorted(members) if report in found]
        day = story_date([node.happened for node in told])
        rows.append(
            {
                "id": id_,
                "title": _title(told, list(reports.values())),
                "date": day.start,
                "date_end": day.end,
                "date_evidence": _evidence(told, store),
                "actors": _actors(reports.values(), store),
                "place": None,
                "reports": sorted({row["ref"] for row in reports.values()}),
                **independence(list(reports.values()), store),
                "disagreements": [],
                "reasons": [],
            }
        )
    return rows


def story_date(happened: Iterable[Interval]) -> Interval:
    """The days that all dated members allow; if none, the days that most allow, the earliest of equals."""
    known = sorted((i for i in happened if i.known), key=lambda i: (i.days or 9999, i.start or "", i.end or ""))
    best: tuple[int, Interval] = (0, Interval())
    for seed in known:
        day, count = seed, 0
        for other in known:
            shared = meet(day, other)
            if shared is not None:
                day, count = shared, count + 1
        if count > best[0]:
            best = (count, day)
    return Interval(best[1].start, best[1].end, "story") if best[0] else Interval()


def places(store: Store, disagreements: Mapping[str, Sequence[Row]]) -> dict[str, str | None]:
    """Where the acts that date each story took place, if all that tell a place tell the same and no answer differs."""
    found = {}
    for story in store.rows_in("stories", "id", disagreements, only=("id", "date_evidence")):
        dating = [value["row"] for value in story["date_evidence"]]
        told = {row["place"] for row in store.rows_in("event_mentions", "id", dating, only=("place",)) if row["place"]}
        differ = any(row["about"] == "place" and row["verdict"] == "conflict" for row in disagreements[story["id"]])
        found[story["id"]] = told.pop() if len(told) == 1 and not differ else None
    return found


def _title(told: Sequence[StoryNode], reports: Sequence[Row]) -> str:
    titles = sorted(node.title for node in told if node.title)
    if titles:
        return min(titles, key=lambda title: (len(title) > 120, -_centrality(title, titles), title))
    texts = sorted((row["ref"], row["text"]) for row in reports)
    return next((_first_words(node.body) for node in sorted(told, key=lambda n: n.ref)), texts[0][0] if texts else "")


def _centrality(title: str, titles: Sequence[str]) -> int:
    words = Counter(word for other in titles for word in set(other.casefold().split()))
    return sum(words[word] for word in set(title.casefold().split()))


def _first_words(body: str, most: int = 90) -> str:
    sentence = body.strip().split("\n")[0]
    return sentence if len(sentence) <= most else sentence[:most].rsplit(" ", 1)[0] + " …"


def _actors(reports: Iterable[Row], store: Store) -> list[str]:
    """The actors with a name that most reports tell of, of those told of alike by most mentions."""
    counts: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for row in reports:
        counts.update(row["actors"])
        asked = "SELECT actor, COUNT(*) AS n FROM mentions WHERE report = ? AND actor IS NOT NULL GROUP BY actor"
        mentions.update({found["actor"]: found["n"] for found in store.query(asked, (row["id"],))})
    known = store.rows_in("actors", "id", counts, only=("id", "anonymous"))
    nameless = {row["id"] for row in known if row["anonymous"]}
    return sorted(counts.keys() - nameless, key=lambda actor: (-counts[actor], -mentions[actor], actor))[:ACTORS]


def _evidence(told: Sequence[StoryNode], store: Store) -> list[dict[str, Any]]:
    texts = {
        row["id"]: row["text"]
        for row in store.rows_in("reports", "id", [node.id for node in told], only=("id", "text"))
    }
    return [
        {
            "ref": node.ref,
            "value": texts[node.id][node.evidence[0] : node.evidence[1]],
            "span": list(node.evidence),
            "row": node.row,
        }
        for node in sorted(told, key=lambda n: n.ref)
        if node.evidence
    ]
