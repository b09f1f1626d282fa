"""Events: who did what to whom, PLOVER-coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.actor import Party
from communique.model.interval import Interval
from communique.model.span import Span

Modality: TypeAlias = Literal["asserted", "planned", "threatened", "alleged", "denied", "hypothetical", "past"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An answer to a data-driven question about an event: medium, duration, initiator, number of participants ..."""

    question: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """One report's telling of an event.

    `span` covers the clause that tells it. `type` is one of PLOVER's 16, `mode` its mode, `cameo` the CAMEO code.
    `source` and `target` are the parties (empty if not given). `modality` `past` marks what is only
    counted, or told as before another act. `statement` is the statement that tells it, None where the report tells it itself.
    """

    id: str
    span: Span
    type: str
    mode: str | None
    cameo: str | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    trigger: Span
    date: Interval = Interval()
    time: str | None = None
    place: str | None = None
    place_span: Span | None = None
    modality: Modality = "asserted"
    attributes: tuple[Attribute, ...] = ()
    statement: str | None = None
    score: float = 1.0
    rule: str = ""
    event: str | None = None

    @property
    def timed(self) -> bool:
        """Whether a day is known or a time is told."""
        return self.date.known or self.time is not None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in the world, however often told. `quad` is 1-4, `intensity` PLOVER's score.

    `places` are those that its tellings name; `place` is None where they exclude each other.
    """

    id: str
    type: str
    mode: str | None
    quad: int | None
    intensity: float | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: Interval
    place: str | None
    mentions: tuple[str, ...]
    families: int
    story: str | None
    modality: Modality = "asserted"
    reasons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
