"""Stage 10: the dated series of events between two actors, summed by a printed formula.

    cooperation = sum of the PLOVER intensities above zero of the period's events
    conflict    = sum of those below zero, as a positive number
    net         = cooperation - conflict

Only asserted events count, each once however often told, on the month and on the quarter of their date; events whose month is
not known count for their quarter, and those whose quarter is not known make a period of their own, `undated`. A leader or
ministry counts for its country. `change` marks the months, and their quarters, from which the level of
the monthly net is another.
"""

from __future__ import annotations

from communique.relation.change import Shift, shifts
from communique.relation.series import FORMULA, mark_shifts, place_row, places, quarter, relation_rows, sums

__all__ = [
    "FORMULA",
    "Shift",
    "mark_shifts",
    "place_row",
    "places",
    "quarter",
    "relation_rows",
    "shifts",
    "sums",
]
