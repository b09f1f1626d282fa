"""Figures of one report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.model import Figure, Statement, row_id

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

_PERCENT = re.compile(r"(?<![\w.,-])(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)")


def find_figures(parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """All figures of the report's analysed blocks, in text order."""
    report = parse.report
    return tuple(
        Figure(
            id=row_id(report.id, "figures", [match.span()], "percent"),
            span=match.span(),
            value=float(match[1]),
            unit="percent",
            unit_code="%",
            rule="percent",
        )
        for block in report.analysed
        for match in _PERCENT.finditer(report.text, *block.span)
    )
