"""Utterances: which statements render one act of speaking, and in which wordings; refrains over several stories."""

from __future__ import annotations

from communique.link.utterance.decide import Refrains, Utterances
from communique.link.utterance.rows import refrain_rows, utterance_rows

__all__ = ["Refrains", "Utterances", "refrain_rows", "utterance_rows"]
