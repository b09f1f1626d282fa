"""Stage 1: bytes to a frozen report with blocks, or a refusal with its reason."""

from __future__ import annotations

from communique.read.clutter import Clutter
from communique.read.learn import learn
from communique.read.report import READ, make_report
from communique.read.sources import documents

__all__ = ["READ", "Clutter", "documents", "learn", "make_report"]
