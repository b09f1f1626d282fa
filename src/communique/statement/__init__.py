"""Stage 5: who said what, in which words, through which channel."""

from __future__ import annotations

from communique.statement.find import find_statements

__all__ = ["find_statements"]
