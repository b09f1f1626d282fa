"""Which figures are compared: of one story and unit."""

from __future__ import annotations

from communique.link.figure.features import FigureNode


def keys(node: FigureNode) -> set[str]:
    """One key: story and unit (code, else name)."""
    unit = node.figure.unit_code or node.figure.unit
    return {f"{node.story}|{unit}"} if node.story and unit else set()
