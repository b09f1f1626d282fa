"""Figures: which ones measure the same thing, and whether they agree."""

from __future__ import annotations

from communique.link.figure.decide import Figures
from communique.link.figure.rows import comparison_rows, ruling

__all__ = ["Figures", "comparison_rows", "ruling"]
