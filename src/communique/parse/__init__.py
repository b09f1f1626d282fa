"""Stage 2: the one linguistic parse. Sentences, quotation regions, negation and hedge scopes."""

from __future__ import annotations

from communique.parse.document import Parse, Sentence, offset_of, parse, span_of, subtree_span
from communique.parse.pipeline import Pipeline, load
from communique.parse.quotes import Quotation, quotations
from communique.parse.scope import hedged, infinitive, negated, reality

__all__ = [
    "Parse",
    "Pipeline",
    "Quotation",
    "Sentence",
    "hedged",
    "infinitive",
    "load",
    "negated",
    "offset_of",
    "parse",
    "quotations",
    "reality",
    "span_of",
    "subtree_span",
]
