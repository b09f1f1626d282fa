"""What a statement brings to the question whether it renders the same act of speaking as another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from communique.link.quoted import quoted_of
from communique.link.sides import as_one, countries, party_ids
from communique.link.wording import Wording
from communique.link.words import words
from communique.model import Span, overlaps
from communique.model.interval import Interval, meet
from communique.model.statement import PRIMARY
from communique.parse.quotes import pieces_inside_marks
from communique.resources import cues, wordings
from communique.resources.entries import fold
from communique.resources.romanised import same_name
from communique.store import Store
from communique.store.rows import Row

LATELY = 7
"""Days before a report within which it tells what was said without naming a day: it dates what it recalls."""

_OFFICIAL = frozenset({"person", "state", "government", "body"})


@dataclass(frozen=True)
class StatementNode:
    """A statement with its words and the sides that speak.

    `speakers` are actor ids (`person` if all of them are persons known by name); `sides` the country of each (else its id):
    a leader, its ministry and its capital speak for one side, a joint statement for several. `names` are the full names of
    the persons among them, without initials in the middle, which stand in `sides` too: a report that does not know a
    person's country, or prints his initial, has another actor for him than one that does. `initialled` are the names with
    initials; `hearers` are the full names of the persons spoken to. `spans` are the content's. `official` says that its
    speakers can speak for a side: states, governments, their bodies, persons; no firm, no outlet. `via` is the kind of the
    nearest channel, empty if none is told; a report that the speaker's own office puts out is a readout, told
    `firsthand`. `standing` says that it is told as what was said before or over time ("has long opposed"), on no day that
    is known. `told` are the days on which it was said if nothing says so otherwise: up to a week before its report came out.
    `since` is the last day up to then on which it tells something to have happened.
    """

    id: str
    report: str
    ref: str
    story: str | None
    speakers: frozenset[str]
    person: bool
    sides: frozenset[str]
    kind: str
    attitude: str
    polarity: str
    wording: Wording
    date: Interval
    spans: tuple[Span, ...] = ()
    official: bool = True
    via: str = ""
    firsthand: bool = False
    names: frozenset[str] = frozenset()
    initialled: frozenset[str] = frozenset()
    hearers: frozenset[str] = frozenset()
    standing: bool = False
    rejects: bool = False
    told: Interval = Interval()
    since: str | None = None

    @cached_property
    def stems(self) -> dict[str, float]:
        """Content stems with weights."""
        return self.wording.stems

    def same_speaker(self, other: StatementNode) -> bool:
        """Whether one actor speaks in both, or a person of one full name whom nothing tells apart.

        Countries do, initials ("Jon A. Below", "Jon B. Below"), and the tables, which know two persons of one name.
        """
        if not self.speakers.isdisjoint(other.speakers):
            return True
        if not any(same_name(one, two) for one in self.names for two in other.names):
            return False
        both = (self, other)
        told = [[node.sides - node.names - node.speakers for node in both], [node.initialled for node in both]]
        told.append([frozenset(speaker for speaker in node.speakers if speaker.startswith("Q")) for node in both])
        return not any(one and two and one.isdisjoint(two) for one, two in told)

    def another_talk(self, other: StatementNode) -> bool:
        """Whether those who talk with each other differ: each names two persons or more, and one whom the other does not."""
        ours, theirs = self.names | self.hearers, other.names | other.hearers
        return min(len(ours), len(theirs)) > 1 and _names_more(ours, theirs) and _names_more(theirs, ours)

    def another_day(self, other: StatementNode) -> bool:
        """Whether their days exclude each other: of one that names none, and of no standing view, those before its report.

        They do also if one tells of a day that had not come when the other was told.
        """
        if self._precedes(other) or other._precedes(self):
            return True
        one, two = (node.date if node.date.known or node.standing else node.told for node in (self, other))
        return (self.date.known or other.date.known) and meet(one, two) is None

    def _precedes(self, other: StatementNode) -> bool:
        last = self.date.end if self.date.known else self.told.end
        return bool(last and other.since and last < other.since)

    def within(self, other: StatementNode) -> bool:
        """Whether all its characters are among the other's, which has more; of rows of the same the greater id is within."""
        if self.report != other.report:
            return False
        held = all(any(low <= start and end <= high for low, high in other.spans) for start, end in self.spans)
        return held and (_length(other), self.id) > (_length(self), other.id)

    def same_words(self, other: StatementNode) -> bool:
        """Whether both rows stand on the same characters: one telling found twice, not two tellings."""
        return self.report == other.report and any(overlaps(a, b) for a in self.spans for b in other.spans)


def _names_more(names: frozenset[str], others: frozenset[str]) -> bool:
    return any(not any(same_name(name, other) for other in others) for name in names)


def _length(node: StatementNode) -> int:
    return sum(end - start for start, end in node.spans)


_STATEMENT = ("id", "report", "ref", "kind", "content", "cue", "speaker", "addressee", "via", "polarity", "attitude", "date",
              "date_end", "date_basis")  # fmt: skip
_REPORT = ("id", "story", "text", "title", "outlet", "published_alone", "blocks")
_TIME = ("report", "span", "relation", "start")
_ACTOR = ("id", "kind", "name", "country", "anonymous")
"""What a node is made of."""


def nodes(store: Store, ids: Collection[str]) -> dict[str, StatementNode]:
    """Nodes of statements by id; of those without a known speaker only quotations, which are known by their words."""
    rows = as_one(store, store.rows_in("statements", "id", ids, only=_STATEMENT), "speaker", "addressee")
    reports = {row["id"]: row for row in store.rows_in("reports", "id", {row["report"] for row in rows}, only=_REPORT)}
    said = {row["id"]: party_ids([row["speaker"]]) for row in rows}
    wanted = {actor for speakers in said.values() for actor in speakers}
    wanted |= {actor for row in rows for actor in party_ids([row["addressee"]])}
    actors = {row["id"]: row for row in store.rows_in("actors", "id", wanted, only=_ACTOR)}
    own = _own_papers(store, reports.values())
    for report in reports.values():
        report["days"], report["quoted"] = [], quoted_of(report)
    for time in store.rows_in("times", "report", reports, only=_TIME):
        if time["relation"] == "on" and time["start"]:
            reports[time["report"]]["days"].append(time)
    found = {}
    for row in rows:
        node = _node(row, said[row["id"]], reports[row["report"]], actors, own)
        if node is not None:
            found[node.id] = node
    return found


def _own_papers(store: Store, reports: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Sides whose office puts a report out, by report: the outlet is an office, and names a state or body of the report."""
    offices = wordings.load().offices
    outlets = {row["id"]: f" {fold(row['outlet'])} " for row in reports if row["outlet"]}
    outlets = {id_: outlet for id_, outlet in outlets.items() if not offices.isdisjoint(outlet.split())}
    named = [
        row for row in store.rows_in("mentions", "report", outlets, only=("report", "actor", "name")) if row["name"]
    ]
    sides = countries(store, {row["actor"] for row in named if row["actor"]})
    found: dict[str, set[str]] = {}
    for row in named:
        if row["actor"] in sides and f" {fold(row['name'])} " in outlets[row["report"]]:
            found.setdefault(row["report"], set()).add(sides[row["actor"]])
    return {report: frozenset(sides) for report, sides in found.items()}


def _channel(row: Row, report: Row, *, own: bool) -> str:
    """The kind of the nearest channel, else what the report itself is: by its title, or by who puts it out."""
    if row["via"]:
        return str(row["via"][0]["kind"])
    head = fold(report["title"] or "").partition(" ")[0]
    papers = [kind for kind in PRIMARY if cues.load().channels.get(head) == kind and kind in {"readout", "transcript"}]
    return papers[0] if papers else "readout" if own else ""


def _node(
    row: Row,
    speakers: Collection[str],
    report: Row,
    actors: Mapping[str, Row],
    own: Mapping[str, frozenset[str]],
) -> StatementNode | None:
    if not speakers and row["kind"] == "indirect":
        return None
    text = report["text"]
    named = [actors[s] for s in speakers if s in actors]
    names = _full_names(named)
    spans = tuple((start, end) for start, end in row["content"])
    sides = names | {actors[s]["country"] if s in actors and actors[s]["country"] else s for s in speakers}
    via = _channel(row, report, own=not sides.isdisjoint(own.get(row["report"], frozenset())))
    return StatementNode(
        id=row["id"],
        report=row["report"],
        ref=row["ref"],
        story=report["story"],
        speakers=frozenset(speakers),
        person=bool(speakers)
        and all(s in actors and actors[s]["kind"] == "person" and not actors[s]["anonymous"] for s in speakers),
        sides=sides,
        kind=row["kind"],
        attitude=row["attitude"],
        polarity=row["polarity"],
        wording=Wording(
            " ".join(text[start:end] for start, end in spans),
            tuple(piece for span in spans for piece in pieces_inside_marks(text, span, report["quoted"])),
        ),
        date=Interval(row["date"], row["date_end"], row["date_basis"]),
        spans=spans,
        official=all(actors[s]["kind"] in _OFFICIAL or actors[s]["anonymous"] for s in speakers if s in actors),
        via=via,
        firsthand=bool(via) and not row["via"],
        names=names,
        initialled=frozenset(fold(row["name"]) for row in named if _INITIAL.search(fold(row["name"]))),
        hearers=_full_names(actors[h] for h in party_ids([row["addressee"]]) if h in actors),
        standing=row["date"] is None and any(_perfect(text, start, end) for start, end in row["cue"]),
        rejects=row["polarity"] != "said" or any(_rejecting(text, start, end) for start, end in row["cue"]),
        told=_told(*report["published_alone"]),
        since=_since(spans, report),
    )


def _since(spans: Sequence[Span], report: Row) -> str | None:
    """The last day up to a report's own that a statement's words name, if they tell of nothing that is yet to come."""
    published, text = report["published_alone"][1], report["text"]
    said = {word for start, end in spans for word in fold(text[start:end]).split()}
    if not published or not wordings.load().prospects.isdisjoint(said):
        return None
    named = (
        day for day in report["days"] if any(start <= day["span"][0] and day["span"][1] <= end for start, end in spans)
    )
    return max((day["start"] for day in named if day["start"] <= published), default=None)


def _told(start: str | None, end: str | None) -> Interval:
    """From a week before a report came out to a day after, which it may be where it is read."""
    return Interval(_moved(start, -LATELY), _moved(end, 1), "inferred")


def _moved(day: str | None, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat() if day else None
    except OverflowError:  # the first week of all
        return None


_INITIAL = re.compile(r"(?<=\w\w)(?: [a-z]\.?)+ (?=\w\w)")
_PERFECT = re.compile(
    r"\b(?:has|have|had)\b(?:,[^,.;]{1,40},)?"
    r"(?:\s+(?:\w+ly|long|also|often|never|always|since|already|once|ever|not|twice|again))*\s+(?=[a-z])(?!to\b)"
)
_BEFORE = 60
"""Characters before a cue in which its auxiliary stands."""


def _perfect(text: str, start: int, end: int) -> bool:
    """Whether the words of a cue are a perfect: "has said", "had, over the years, made it clear"."""
    return any(match.end() >= start for match in _PERFECT.finditer(text, max(0, start - _BEFORE), end))


def _rejecting(text: str, start: int, end: int) -> bool:
    """Whether the words of a cue, the particle behind it among them, turn down what is told."""
    classes = wordings.load()
    told = tuple(words(text[start : end + _PARTICLE]))
    denying = classes.deniers | classes.stoppers | classes.rejections
    return not denying.isdisjoint(told) or not classes.particled.isdisjoint(pairwise(told))


_PARTICLE = 4
"""Characters behind a cue's verb in which its particle stands: "ruled out"."""


def _full_names(actors: Iterable[Row]) -> frozenset[str]:
    """The folded names of two words and more of the persons known by name, without initials in the middle."""
    persons = (row["name"] for row in actors if row["kind"] == "person" and not row["anonymous"])
    folded = (_INITIAL.sub(" ", fold(name)) for name in persons)
    return frozenset(name for name in folded if " " in name)
