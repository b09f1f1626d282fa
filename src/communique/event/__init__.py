"""Stage 7: who did what to whom, PLOVER-coded."""

from __future__ import annotations

from communique.event.compare import same_event
from communique.event.find import find_events
from communique.event.pair import code_event, code_relation

__all__ = ["code_event", "code_relation", "find_events", "same_event"]
