"""On which day the happening of a story was, by each report that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from communique.link import keep
from communique.link.disagreement.asked import Asked, told
from communique.link.disagreement.verdict import Answer, Matched
from communique.link.sides import party_ids
from communique.link.story.features import StoryNode, nodes
from communique.model.interval import Interval, meet, shown
from communique.store import Store
from communique.store.rows import Row
from communique.time.stamp import stamped

EARLY = 1000
"""Code points at a report's head in which the day of its happening is looked for; acts told later are background."""

Act: TypeAlias = tuple[str, tuple[str, ...]] | None
"""What a day dates: the type of an act and its sides; None where no act is known."""


def dates(store: Store, asked: Asked) -> Iterable[Row]:
    """The days told of one act: that which most reports date.

    A report may be about another act (a denial, a resignation a day later), so days are compared only where they date acts
    of one type by the same sides; days of which the act is not known are told only where they agree. A part of a day
    ("in the afternoon") is no answer: it is counted from another day; nor is a stretch with an open side ("since March"), nor
    the day of a stamp.
    """
    times = store.rows_in("times", "report", asked.reports)
    days = {
        row["id"]: row
        for row in times
        if row["type"] == "DATE"
        and row["relation"] == "on"
        and row["start"]
        and row["end"]
        and not stamped(asked.reports[row["report"]]["text"], (row["span"][0], row["span"][1]))
    }
    found: dict[Act, list[Answer]] = {}
    for mention in asked.mentions:
        if mention["modality"] == "asserted" and mention["span"][0] < EARLY and mention["time"] in days:
            found.setdefault(_act(asked, mention), []).append(_of_act(asked, mention, days[mention["time"]]))
    for _, node in sorted(keep.load(store, "story", asked.reports, nodes).items(), key=lambda item: item[1].ref):
        if own := _own(asked, node, days):
            found.setdefault(own[0], []).append(own[1])
    found = {act: _telling(answers) for act, answers in found.items()}
    act = max(found, key=lambda act: (len({answer.ref for answer in found[act]}), act is not None, act), default=None)
    rows = told(asked, "date", found.get(act, ()), _match)
    yield from (row for row in rows if act is not None or row["verdict"] == "agree")


LONGEST = 31
"""Days of the longest stretch that tells when: that a day lies in "this year" is no agreement on it."""


def _telling(answers: Sequence[Answer]) -> list[Answer]:
    """The answers that are no longer than a month or exclude another one: "in 2031" beside 4 May 2032."""
    return [one for one in answers if _short(one) or any(_match(one, other) == "conflict" for other in answers)]


def _short(answer: Answer) -> bool:
    days = answer.meant.days if isinstance(answer.meant, Interval) else None
    return days is not None and days <= LONGEST


def _match(a: Answer, b: Answer) -> Matched:
    apart = isinstance(a.meant, Interval) and isinstance(b.meant, Interval) and meet(a.meant, b.meant) is None
    return "conflict" if apart else "agree"


def _act(asked: Asked, mention: Row) -> Act:
    """The act of an event, or of a mention that is no event's: of the event's first mention, whatever the others say."""
    first = next((m for m in asked.mentions if m["event"] == mention["event"] is not None), mention)
    sides = {asked.side(actor) for actor in party_ids([*first["source"], *first["target"]])}
    return first["type"], tuple(sorted(sides))


def _of_act(asked: Asked, mention: Row, time: Row) -> Answer:
    when = Interval(time["start"], time["end"], "resolved")
    return asked.answer(mention["report"], shown(when.start, when.end), time["span"], row=mention["id"], meant=when)


def _own(asked: Asked, node: StoryNode, days: Mapping[str, Row]) -> tuple[Act, Answer] | None:
    """The day of a report's own happening, with the act among whose words it stands."""
    if node.happened.days is None or node.evidence is None:
        return None
    start, end = node.evidence
    if not any(row["report"] == node.id and row["span"] == [start, end] for row in days.values()):
        return None
    answer = asked.answer(
        node.id, shown(node.happened.start, node.happened.end), node.evidence, row=node.row, meant=node.happened
    )
    holding = (m for m in asked.mentions if m["report"] == node.id and m["span"][0] <= start and end <= m["span"][1])
    mention = next((m for m in holding if m["modality"] == "asserted"), None)
    return (_act(asked, mention) if mention else None), answer
