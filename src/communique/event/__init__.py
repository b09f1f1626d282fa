"""Stage 7: who did what to whom, PLOVER-coded."""

from __future__ import annotations

from communique.event.find import find_events

__all__ = ["find_events"]
