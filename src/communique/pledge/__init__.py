"""Stage 8: commitments with due date and condition."""

from __future__ import annotations

from communique.pledge.find import find_pledges

__all__ = ["find_pledges"]
