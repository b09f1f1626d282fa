"""Asking the record: one filter language, listings as lines with evidence, `show`, `why`, `diff`, search."""

from __future__ import annotations

from communique.query.actors import actor_ids
from communique.query.explain import Explanation, diff, show, why
from communique.query.filters import Filter
from communique.query.lines import Evidence, Line
from communique.query.listing import LISTINGS, listing
from communique.query.search import search

__all__ = [
    "LISTINGS",
    "Evidence",
    "Explanation",
    "Filter",
    "Line",
    "actor_ids",
    "diff",
    "listing",
    "search",
    "show",
    "why",
]
