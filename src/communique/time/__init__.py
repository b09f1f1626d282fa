"""Stage 4: time expressions as intervals of days, and the report's own date."""

from __future__ import annotations

from communique.time.find import find_times
from communique.time.recipe import resolve
from communique.time.times import Times

__all__ = ["Times", "find_times", "resolve"]
