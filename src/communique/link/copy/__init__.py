"""Copies: which report takes words from which, and the families that follow."""

from __future__ import annotations

from communique.link.copy.decide import Copies, copy_row, degree_means, degree_of

__all__ = ["Copies", "copy_row", "degree_means", "degree_of"]
