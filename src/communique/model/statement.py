"""Statements, and what ties them across reports: utterances and refrains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.actor import Party
from communique.model.interval import Interval
from communique.model.span import Span

StatementKind: TypeAlias = Literal["direct", "mixed", "indirect"]
ViaKind: TypeAlias = Literal["transcript", "readout", "video", "broadcast", "joint statement", "interview", "media"]
PRIMARY: tuple[ViaKind, ...] = ("transcript", "video", "broadcast", "joint statement", "readout")
"""Channels that give the words themselves, nearest to the speaker first; media and interviews are not among them."""
Change: TypeAlias = Literal[
    "verbatim", "trimmed", "marked", "reworded", "reordered", "number", "negation", "paraphrase"
]
Cause: TypeAlias = Literal["translation possible", "shortened", "substituted", "number", "negation", "unknown"]


@dataclass(frozen=True, slots=True)
class Via:
    """A channel that a statement came through: the words that name it, who keeps it, and its kind."""

    spans: tuple[Span, ...]
    actor: str | None
    kind: ViaKind


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source is reported to have said, thought or announced.

    `kind` follows from quotation marks: direct if all words of the content stand inside them, mixed if some, else
    indirect. `speaker` is None where no source is given. `parent` is the id of the statement that reports this one.
    `via` runs nearest first. `score` is the model's, 1.0 for rules; `rule` names what found it, `speaker_rule` what tied
    the speaker.
    """

    id: str
    kind: StatementKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: Party | None
    addressee: Party | None = None
    parent: str | None = None
    via: tuple[Via, ...] = ()
    polarity: Literal["said", "denied", "not said"] = "said"
    attitude: Literal["speech", "thought", "wish"] = "speech"
    layer: Literal["title", "body"] = "body"
    date: Interval = Interval()
    time: str | None = None
    score: float = 1.0
    rule: str = ""
    utterance: str | None = None


@dataclass(frozen=True, slots=True)
class WordingPair:
    """Two renderings of one utterance and how they differ; `altered` means quotation marks around different words."""

    a: str
    b: str
    change: Change
    altered: bool
    cause: Cause
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """Statements of one or more reports that render the same act of speaking."""

    id: str
    speaker: str | None
    date: Interval
    story: str | None
    statements: tuple[str, ...]
    pairs: tuple[WordingPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Refrain:
    """A line that one side repeats on several occasions. `words` is the shortest rendering's text."""

    id: str
    speaker: str
    words: str
    statements: tuple[str, ...]
    stories: tuple[str, ...]
