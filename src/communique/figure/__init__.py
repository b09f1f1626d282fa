"""Stage 6: numbers with unit, bounds, what they measure, period and claimant."""

from __future__ import annotations

from communique.figure.compare import comparable
from communique.figure.find import find_figures

__all__ = ["comparable", "find_figures"]
