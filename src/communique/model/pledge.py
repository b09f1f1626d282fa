"""Pledges: announced future acts of actors who can act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.actor import Party
from communique.model.span import Span

DueKind: TypeAlias = Literal["on", "by", "not before", "vague"]
Firmness: TypeAlias = Literal["will", "plans to", "hopes to", "threatens to", "if"]
StatusName: TypeAlias = Literal["open", "due", "overdue", "reported done", "reported dropped", "contested"]

STATUS_WORDS = {"overdue": "date passed, nothing read"}
"""What a reader is told of a status whose name would accuse: that nothing was read does not say that nothing was done."""


def status_words(status: str, reasons: Sequence[str] = ()) -> str:
    """A status as readers are told it, with its reasons: "date passed, reported not done"."""
    if not reasons:
        return STATUS_WORDS.get(status, status)
    return ", ".join([STATUS_WORDS.get(status, status).removesuffix(", nothing read"), *reasons])


@dataclass(frozen=True, slots=True)
class PledgeMention:
    """One telling of a pledge. `act` is the promised act in the report's words; `lemma` its head verb's lemma.

    `due` is an ISO prefix at its precision, or the first and last of its days (`a/b`); None if vague or not given.
    `objects` are ids of actors the act concerns.
    """

    id: str
    span: Span
    actor: Party
    act: str
    lemma: str
    condition: str | None = None
    due: str | None = None
    due_kind: DueKind | None = None
    firmness: Firmness = "will"
    objects: tuple[str, ...] = ()
    time: str | None = None
    statement: str | None = None
    rule: str = ""
    pledge: str | None = None


@dataclass(frozen=True, slots=True)
class Pledge:
    """The promise itself, with all its tellings."""

    id: str
    actor: str | None
    actor_name: str | None
    act: str
    condition: str | None
    due: str | None
    due_kind: DueKind | None
    mentions: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PledgeStatus:
    """What came of a pledge on a day (`as_of`, YYYY-MM-DD), with the ids of the rows that say so."""

    status: StatusName
    as_of: str
    evidence: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """What reports say beside the calendar: "reported not done"."""

    @property
    def words(self) -> str:
        """The status as readers are told it."""
        return status_words(self.status, self.reasons)
