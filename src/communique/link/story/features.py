"""What a report brings to the question which story it covers: its words, its actors, the day of its happening."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from communique.event.compare import told_again
from communique.link import packed
from communique.link.copy.features import CopyNode
from communique.link.glance import Buckets, buckets
from communique.link.meaning import DIMENSIONS, embed_lead
from communique.link.sequel import follows
from communique.link.sides import as_one, countries, party_ids
from communique.link.words import Packed, vector, weight, words
from communique.model import Span
from communique.model.interval import Interval
from communique.model.report import ANALYSED, Role
from communique.store import Store
from communique.store.rows import Row
from communique.time import resolve
from communique.time.lexicon import days

LEAD = 700
"""Code points of analysed text, after the title, in which a report tells its happening."""

LEAD_ACTORS = 8
"""Actors first named in a report that count as its own; later ones are background."""

MEANING = 900
"""Code points of title and body whose meaning is compared; about the 128 word pieces that the model takes."""

MEASURED = 400
"""Code points of a report in which a figure may measure its happening."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount in its unit, and the words of what it measures that weigh something."""

    value: float
    about: frozenset[str]


@dataclass(frozen=True)
class StoryNode:
    """A report as a candidate for a story.

    `happened` is the interval of its own happening, with `evidence` the span that says so and `row` the row it stands in;
    `told` is whether the report tells that day, rather than bear it as its own date ("Posted 3 May").
    Where it is open, `behind` are the days that its lead names all the same: those of earlier happenings. `weekday` (1 is
    Monday) is that of the happening's day, or the one that the lead names where no date places it. `figures` are the
    amounts above one of its first sentences. `company` are the sides (countries, else actors) of the first meeting, call or
    accord that the lead tells; `people` who met there; `meets` whether it is a meeting or call, `met` whether that is what the
    happening's day dates, `anew` whether the lead tells what it dates as done again, or days after another of its kind.
    `outlet` is who published it, if known, and `named` are the actors that its title names.
    """

    id: str
    ref: str
    title: str | None
    body: str
    actors: frozenset[str]
    happened: Interval
    told: bool
    behind: frozenset[str]
    weekday: int | None
    place: str | None
    evidence: Span | None
    row: str | None
    published: Interval
    same_ref: str
    figures: tuple[Measured, ...] = ()
    company: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    meets: bool = False
    met: bool = False
    outlet: str | None = None
    named: frozenset[str] = frozenset()
    anew: bool = False

    @cached_property
    def series(self) -> tuple[str, ...]:
        """The words of the title but for numbers, months and weekdays: one for all days of a series."""
        return tuple(word for word in _WORD.findall((self.title or "").casefold()) if word not in days())

    @property
    def vector(self) -> Mapping[str, float]:
        """Weighted words of title and body."""
        return vector(self.body, self.title)

    @cached_property
    def packed(self) -> Packed:
        """The same, as it is compared."""
        return Packed.of(self.vector)

    @cached_property
    def glanced(self) -> tuple[Buckets, NDArray[np.float64]]:
        """The same, as it is compared at a glance."""
        return buckets(self.packed.words), self.packed.values

    @property
    def lead(self) -> str:
        """Title and first sentences, whose meaning is compared."""
        return f"{self.title}. {self.body}"[:MEANING] if self.title else self.body[:MEANING]

    @cached_property
    def meaning(self) -> NDArray[np.float32]:
        """Sentence vector of the title and the lead; made only when asked, it costs more than all other features."""
        return embed_lead(self.lead)

    def pack(self) -> bytes:
        """Words and meaning, as the record keeps them."""
        return b"".join(part.tobytes() for part in (self.packed.words, self.packed.values, self.meaning))

    def unpack(self, data: bytes) -> None:
        """Take words and meaning from the record."""
        count = (len(data) - 4 * DIMENSIONS) // 16
        values = np.frombuffer(data, np.float64, count, 8 * count)
        self.__dict__["packed"] = Packed(np.frombuffer(data, np.uint64, count), values)
        self.__dict__["meaning"] = np.frombuffer(data, np.float32, DIMENSIONS, 16 * count)

    @cached_property
    def sequel(self) -> bool:
        """Whether the title or the first sentences say that something like it happened before."""
        return follows(self.body, self.title)

    @property
    def form(self) -> CopyNode:
        """The title and the body, to tell whether another report fills their form anew."""
        title, text = f"{self.title or ''}\n", f"{self.title or ''}\n{self.body}"
        blocks: tuple[tuple[int, int, Role], ...] = ((0, len(title), "title"), (len(title), len(text), "body"))
        return CopyNode(self.id, self.ref, self.title, self.outlet, self.published, text, blocks, self.same_ref)

    @property
    def day(self) -> Interval:
        """The happening's interval, else the report's own date."""
        return self.happened if self.happened.known else self.published


_REPORT = (
    "id",
    "ref",
    "url",
    "title",
    "text",
    "blocks",
    "language",
    "published_alone",
    "published_basis",
    "published_evidence",
    "outlet",
)
_EVENT = ("id", "report", "span", "type", "source", "target", "time", "modality", "place", "attributes")
_MENTION = ("report", "span", "actor")
_TIME = ("id", "report", "span", "type", "value", "start", "end", "relation", "recipe")
_FIGURE = ("report", "span", "value", "about")
"""What a node is made of."""


def nodes(store: Store, ids: Collection[str]) -> dict[str, StoryNode]:
    """Nodes of reports by id; reports that are not analysed are left out."""
    rows = {row["id"]: row for row in store.rows_in("reports", "id", ids, only=_REPORT) if row["language"] == "en"}
    told = as_one(store, store.rows_in("event_mentions", "report", rows, only=_EVENT), "source", "target")
    events = _by_report(_with_sides(store, told))
    times = _by_report(_alone(store.rows_in("times", "report", rows, only=_TIME), rows))
    figures = _by_report(store.rows_in("figures", "report", rows, only=_FIGURE))
    mentions = _by_report(as_one(store, store.rows_in("mentions", "report", rows, only=_MENTION), "actor"))
    found = {
        id_: _node(row, *(rows_of.get(id_, []) for rows_of in (events, times, mentions, figures)))
        for id_, row in rows.items()
    }
    packed.restore(store, "story", found)
    return found


def _alone(times: Sequence[Row], reports: Mapping[str, Row]) -> list[Row]:
    """Times as each report alone resolves them: what a story has narrowed must not decide the story."""
    alone = []
    for time in times:
        if time["recipe"]:
            start, end = reports[time["report"]]["published_alone"]
            value, interval = resolve(time["recipe"], Interval(start, end, "inferred"))
            time = {**time, "value": value, "start": interval.start, "end": interval.end}  # noqa: PLW2901
        alone.append(time)
    return alone


def _by_report(rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["report"], []).append(row)
    return grouped


def _with_sides(store: Store, events: Sequence[Row]) -> list[Row]:
    """Events with the sides of their parties."""
    parties = [party_ids([*event["source"], *event["target"]]) for event in events]
    side = countries(store, {actor for actors in parties for actor in actors})
    return [
        {**event, "sides": frozenset(side.get(actor, actor) for actor in actors)}
        for event, actors in zip(events, parties, strict=True)
    ]


def _node(row: Row, events: list[Row], times: list[Row], mentions: list[Row], figures: list[Row]) -> StoryNode:
    blocks = [b for b in row["blocks"] if b["role"] in ANALYSED]
    title = next((row["text"][b["span"][0] : b["span"][1]] for b in blocks if b["role"] == "title"), row["title"])
    body = [b["span"] for b in blocks if b["role"] != "title"]
    titles = [b["span"] for b in blocks if b["role"] == "title"]
    start, end = row["published_alone"]
    published = Interval(start, end, row["published_basis"])
    happened, evidence, source = happening(body, events, times, published)
    dating = next((event for event in events if event["id"] == source), None)
    meeting = _meeting(body, events)
    people = party_ids([*meeting["source"], *meeting["target"]]) if meeting is not None else ()
    return StoryNode(
        row["id"],
        row["ref"],
        title,
        "\n".join(row["text"][s:e] for s, e in body),
        _lead_actors(mentions),
        happened,
        evidence is not None and not _overlaps(evidence, row["published_evidence"]),
        frozenset() if happened.known else _days_named(body, times),
        date.fromisoformat(happened.day).isoweekday() if happened.day else _weekday(body, times),
        dating["place"] if dating is not None else None,
        evidence,
        source,
        published,
        row["url"] or row["ref"],
        _measured(figures),
        meeting["sides"] if meeting is not None else frozenset(),
        frozenset(people) - (meeting["sides"] if meeting is not None else frozenset()),
        meeting is not None and meeting["type"] == "CONSULT",
        dating is not None and dating["type"] == "CONSULT",
        row["outlet"],
        frozenset(m["actor"] for m in mentions if m["actor"] and _overlaps(m["span"], titles)),
        dating is not None and _anew(dating, body, events, times),
    )


def _anew(dating: Row, body: Sequence[Span], events: Sequence[Row], times: Sequence[Row]) -> bool:
    """Whether the lead tells its happening as done again, or beside another of its kind so many days before."""
    counted = {time["id"] for time in times if time["type"] == "DURATION" and time["relation"] == "after"}
    alike = [e for e in events if e["type"] == dating["type"] and e["span"][0] < _lead_end(body)]
    own = (
        told_again((a["question"], a["value"]) for a in e["attributes"]) for e in alike if e["time"] == dating["time"]
    )
    return any(own) or any(e["time"] in counted and len(e["sides"] & dating["sides"]) > 1 for e in alike)


def _meeting(body: Sequence[Span], events: Sequence[Row]) -> Row | None:
    """The first meeting or call of the lead that names two sides, else the first accord between two."""
    edge = _lead_end(body)
    told = [e for e in events if e["modality"] == "asserted" and e["span"][0] < edge and len(e["sides"]) > 1]
    told.sort(key=lambda event: event["span"])
    joint = (event for event in told if event["type"] in _JOINT and event["source"] == event["target"])
    return next((event for event in told if event["type"] == "CONSULT"), None) or next(joint, None)


_JOINT = frozenset({"AGREE", "SUPPORT", "COOPERATE"})


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _measured(figures: Sequence[Row]) -> tuple[Measured, ...]:
    """Amounts above one: "one" and what is less count or measure too much to tell two reports apart."""
    told = [row for row in figures if row["span"][0] < MEASURED and (row["value"] or 0) > 1]
    return tuple(
        Measured(row["value"], frozenset(word for word in words(row["about"] or "") if weight(word)))
        for row in sorted(told, key=lambda row: row["span"])
    )


def _lead_actors(mentions: Sequence[Row]) -> frozenset[str]:
    ordered = sorted(mentions, key=lambda m: m["span"])
    seen: dict[str, None] = {}
    for mention in ordered:
        if mention["actor"]:
            seen.setdefault(mention["actor"])
    return frozenset(list(seen)[:LEAD_ACTORS])


def happening(
    body: Sequence[Span], events: Sequence[Row], times: Sequence[Row], published: Interval
) -> tuple[Interval, Span | None, str | None]:
    """Day of a report's own happening: that of the first asserted, dated event in its lead, else of the lead's first date.

    Days after the report's own date are announcements, days more than NEWS before it are background. Returns the interval,
    the characters that date it, and the row's id; an unknown interval if the lead has neither, or if it tells its first
    event of a day that cannot be placed ("on Wednesday"): a day named behind it is then background.
    """
    edge = _lead_end(body)
    dated = {time["id"]: time for time in times}
    unplaced = [time["span"][0] for time in times if _in_lead(body, time) and _open(time)]
    for event in sorted(events, key=lambda e: e["span"]):
        time = dated.get(event["time"])
        if event["span"][0] >= edge or event["modality"] != "asserted" or time is None:
            continue
        if _open(time) or any(start < time["span"][0] for start in unplaced):
            return Interval(), None, None
        if _news(time, published):
            span = time["span"]
            return Interval(time["start"], time["end"], "resolved"), (span[0], span[1]), event["id"]
    for time in sorted(times, key=lambda t: t["span"]):
        in_lead = _in_lead(body, time)
        if in_lead and _open(time):
            break
        if in_lead and time["type"] == "DATE" and time["relation"] == "on" and _news(time, published):
            return Interval(time["start"], time["end"], "resolved"), (time["span"][0], time["span"][1]), time["id"]
    return Interval(), None, None


def _lead_end(body: Sequence[Span]) -> int:
    left = LEAD
    for start, end in body:
        if end - start >= left:
            return start + left
        left -= end - start
    return body[-1][1] if body else 0


NEWS = 10
"""Days after which a happening is no longer what a report is about."""


def _days_named(body: Sequence[Span], times: Sequence[Row]) -> frozenset[str]:
    """Days that the lead names beside a day of its own that cannot be placed."""
    lead = [time for time in times if _in_lead(body, time)]
    if not any(_open(time) for time in lead):
        return frozenset()
    return frozenset(time["start"] for time in lead if time["start"] and time["start"] == time["end"])


WEEKDAY = re.compile(r"wd:(\d):past")
"""How a time's recipe says that it is the last weekday of some name before the report."""


def _weekday(body: Sequence[Span], times: Sequence[Row]) -> int | None:
    """The first weekday that the lead counts back to."""
    lead = (time for time in sorted(times, key=lambda t: t["span"]) if _in_lead(body, time))
    return next((int(found[1]) for time in lead if (found := WEEKDAY.match(time["recipe"]))), None)


def _in_lead(body: Sequence[Span], time: Row) -> bool:
    return bool(body) and body[0][0] <= time["span"][0] < _lead_end(body)


def _open(time: Row) -> bool:
    """Whether a time is a day counted from a date of the report that is not known."""
    weekday = time["recipe"].startswith(("wd:", "U:D:"))
    return weekday and time["type"] == "DATE" and (time["start"] is None or time["end"] is None)


def _news(time: Row, published: Interval) -> bool:
    """Whether a time may date a report's own happening: a week or finer, not vague, and not too far from the report's day."""
    days = Interval(time["start"], time["end"]).days
    if days is None or days > 7 or time["value"] in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}:
        return False
    if published.end is not None and time["start"] > published.end:
        return False
    return published.start is None or _days(time["end"], published.start) <= NEWS


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
