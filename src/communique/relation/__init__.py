"""Stage 10: the dated series of events between two actors, summed by a printed formula.

    cooperation = sum of the PLOVER intensities above zero of the period's events
    conflict    = sum of those below zero, as a positive number
    net         = cooperation - conflict

Only asserted events count, each once however often told, on the month of their date; events whose month is not known make a
period of their own, `undated`. A leader or ministry counts for its country.
"""

from __future__ import annotations

from communique.relation.series import FORMULA, relation_rows

__all__ = ["FORMULA", "relation_rows"]
