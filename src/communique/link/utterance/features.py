"""What a statement brings to the question whether it renders the same act of speaking as another."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from communique.link.meaning import embed
from communique.link.wording import Wording
from communique.model.interval import Interval
from communique.parse.quotes import inside_marks
from communique.store import Store
from communique.store.rows import Row

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[“\"‘]?[A-Z])")


@dataclass(frozen=True)
class StatementNode:
    """A statement with its words and the side that speaks.

    `speakers` are actor ids (`person` if all of them are persons), `side` the country of the speaker (else its id): a
    leader, its ministry and its capital
    speak for one side. None if nobody is known to speak.
    """

    id: str
    report: str
    ref: str
    story: str | None
    speakers: frozenset[str]
    person: bool
    side: str | None
    kind: str
    attitude: str
    polarity: str
    wording: Wording
    date: Interval

    @cached_property
    def stems(self) -> dict[str, float]:
        """Content stems with weights."""
        return self.wording.stems

    @cached_property
    def sentences(self) -> tuple[Wording, ...]:
        """The sentences said: one report gives a whole speech where another gives one line of it."""
        return tuple(Wording(text, "") for text in _SENTENCE.split(self.wording.text) if text.strip())


def meaning(wording: Wording) -> NDArray[np.float32]:
    """Sentence vector of a wording."""
    return embed(wording.text)


def nodes(store: Store, ids: Collection[str]) -> dict[str, StatementNode]:
    """Nodes of statements by id; those without a known speaker are left out: nobody can be said to repeat himself."""
    rows = store.rows_in("statements", "id", ids)
    reports = {row["id"]: row for row in store.rows_in("reports", "id", {row["report"] for row in rows})}
    wanted = {actor for row in rows for actor in _speakers(row)}
    actors = {row["id"]: row for row in store.rows_in("actors", "id", wanted)}
    found = {}
    for row in rows:
        node = _node(row, reports[row["report"]], actors)
        if node is not None:
            found[node.id] = node
    return found


def _speakers(row: Row) -> list[str]:
    party = row["speaker"]
    return [] if not party else party["members"] or ([party["actor"]] if party["actor"] else [])


def _node(row: Row, report: Row, actors: Mapping[str, Row]) -> StatementNode | None:
    speakers = _speakers(row)
    if not speakers:
        return None
    sides = {actors[s]["country"] if s in actors and actors[s]["country"] else s for s in speakers}
    text = report["text"]
    words = " ".join(text[start:end] for start, end in row["content"])
    quoted = " ".join(inside_marks(text, (start, end)) for start, end in row["content"]).strip()
    return StatementNode(
        row["id"],
        row["report"],
        row["ref"],
        report["story"],
        frozenset(speakers),
        all(s in actors and actors[s]["kind"] == "person" for s in speakers),
        "+".join(sorted(sides)),
        row["kind"],
        row["attitude"],
        row["polarity"],
        Wording(words, quoted if row["kind"] != "indirect" else ""),
        Interval(row["date"], row["date_end"], row["date_basis"]),
    )
