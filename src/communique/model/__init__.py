"""The values of the record: frozen, slotted, without I/O.

Everything that a stage finds is one of these. A value that points into a report does so by `Span`: half-open code-point
offsets into that report's frozen text. Fields that only linking can fill (`event`, `utterance`, `story` ...) are None
in a `Reading` and filled in the record.
"""

from __future__ import annotations

from communique.model.actor import Actor, Mention, MentionKind, Office, Party
from communique.model.event import Attribute, Event, EventMention, Modality
from communique.model.figure import DENIED, Comparison, Figure
from communique.model.ids import actor_id, report_id, row_id, text_hash
from communique.model.interval import Interval, meet, precision
from communique.model.pledge import Pledge, PledgeMention, PledgeStatus
from communique.model.reading import Reading
from communique.model.relation import Relation
from communique.model.report import Block, Report, Role
from communique.model.span import Span, contains, cover, overlap, overlaps
from communique.model.statement import Refrain, Statement, Utterance, Via, WordingPair
from communique.model.story import Copy, Disagreement, Story, StoryValue
from communique.model.time import Ground, Time

__all__ = [
    "DENIED",
    "Actor",
    "Attribute",
    "Block",
    "Comparison",
    "Copy",
    "Disagreement",
    "Event",
    "EventMention",
    "Figure",
    "Ground",
    "Interval",
    "Mention",
    "MentionKind",
    "Modality",
    "Office",
    "Party",
    "Pledge",
    "PledgeMention",
    "PledgeStatus",
    "Reading",
    "Refrain",
    "Relation",
    "Report",
    "Role",
    "Span",
    "Statement",
    "Story",
    "StoryValue",
    "Time",
    "Utterance",
    "Via",
    "WordingPair",
    "actor_id",
    "contains",
    "cover",
    "meet",
    "overlap",
    "overlaps",
    "precision",
    "report_id",
    "row_id",
    "text_hash",
]
