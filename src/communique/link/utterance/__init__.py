"""Statements that render one act of speaking, and the lines that one side repeats on several occasions."""

from __future__ import annotations

from communique.link.utterance.day import redate as redate_utterances
from communique.link.utterance.decide import THRESHOLD, Refrains, Utterances
from communique.link.utterance.features import StatementNode
from communique.link.utterance.rows import refrain_rows, utterance_rows, wording_pair

__all__ = [
    "THRESHOLD",
    "Refrains",
    "StatementNode",
    "Utterances",
    "redate_utterances",
    "refrain_rows",
    "utterance_rows",
    "wording_pair",
]
