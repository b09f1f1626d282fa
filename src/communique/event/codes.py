"""The CAMEO codes that rules ask for by name."""

from __future__ import annotations

SUMMONED = "114"
"""A formal complaint: a note handed over, an envoy called in."""
ON_DEEDS = frozenset({"051", "111", "112"})
"""Praise and blame, whose reason is another act."""
