"""People's judgements: an append-only log, and what it says of any two rows, whatever order its entries came in."""

from __future__ import annotations

from communique.judge.entry import Entry, Target, entry_of, line_of, read_log
from communique.judge.settle import Settled, settle

__all__ = ["Entry", "Settled", "Target", "entry_of", "line_of", "read_log", "settle"]
