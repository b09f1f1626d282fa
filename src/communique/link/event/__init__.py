"""Events: which mentions tell one thing in the world."""

from __future__ import annotations

from communique.link.event.decide import Events
from communique.link.event.rows import event_rows

__all__ = ["Events", "event_rows"]
