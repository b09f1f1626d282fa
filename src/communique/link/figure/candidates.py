"""Which figures are compared: of one story and unit, or of one unit, period and owner in any story."""

from __future__ import annotations

from communique.figure.compare import countable
from communique.link.figure.features import FigureNode


def keys(node: FigureNode) -> set[str]:
    """Story and unit (code, else what is counted); and where it is known of whom and when, these with the unit."""
    figure = node.figure
    unit = figure.unit_code or figure.unit
    if not unit or node.denied or node.idle:
        return set()
    whose = {f"{unit}|{figure.period}|{owner}" for owner in figure.measured_of if figure.period}
    return whose | ({f"{node.story}|{figure.unit_code or countable(figure)}"} if node.story else set())
