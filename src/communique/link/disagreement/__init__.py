"""On what the reports of a story differ: attributes of its events, days, places, participants, figures, speakers, wordings.

A question is asked of each report once. Neither side is chosen. Questions that only one report answers are no disagreement
and are left out.
"""

from __future__ import annotations

from communique.link.disagreement.questions import disagreements
from communique.link.disagreement.rows import write

__all__ = ["disagreements", "write"]
