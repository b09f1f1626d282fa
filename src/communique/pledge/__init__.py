"""Stage 8: commitments with due date and condition; what came of them on a day."""

from __future__ import annotations

from communique.pledge.due import due_date, edge_of
from communique.pledge.find import find_pledges
from communique.pledge.status import Later, status

__all__ = ["Later", "due_date", "edge_of", "find_pledges", "status"]
