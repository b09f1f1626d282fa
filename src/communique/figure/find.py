"""Figures of one report: the text grammar's quantities with the parse's counted nouns, measures and claimants."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from communique.figure.count import counted, is_name
from communique.figure.mask import Mask
from communique.figure.quantity import Quantity, rate_after, scan
from communique.model import Figure, Span, Statement, row_id
from communique.parse.document import _OFFSET

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

MAX_LOAN = 90
"""Characters over which a bare number may take the unit of the one before it."""


def find_figures(parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """All figures of the report's analysed blocks, in text order."""
    found: list[Figure] = []
    for _, doc in parse.docs:
        offset = doc.user_data[_OFFSET]
        for quantity in quantities(doc, dated(times, offset, len(doc.text))):
            unit, code = unit_of(quantity)
            span = (offset + quantity.start, offset + quantity.end)
            found.append(
                Figure(
                    id=row_id(parse.report.id, "figures", [span]),
                    span=span,
                    value=quantity.value,
                    low=quantity.low,
                    high=quantity.high,
                    change=quantity.bound or "=",
                    unit=unit,
                    unit_code=code,
                    rule="number",
                )
            )
    return tuple(found)


def dated(times: Times, offset: int, length: int) -> tuple[Span, ...]:
    """Spans of dates and clock times within one parsed block, in the block's own offsets."""
    return tuple(
        (time.span[0] - offset, time.span[1] - offset)
        for time in times.within((offset, offset + length))
        if time.type in {"DATE", "TIME"}
    )


def quantities(doc: Doc, masked: tuple[Span, ...]) -> list[Quantity]:
    """Quantities of a parsed text, with counted nouns as units where no other unit is given."""
    text = doc.text
    listed: list[Quantity] = []
    for quantity in scan(text, Mask(text, masked)):
        done = quantity if quantity.unit is not None else _counted(doc, quantity)
        if done is not None and not _ago(text, done):
            listed.append(done)
    return _lent(text, listed)


_NEXT = re.compile(r"-?,?\s*(?:,|or|and|,\s*(?:or|and))\s*(?:[$€£]|an?\s)?")
_BACK = re.compile(
    r"(?:^|[\s(,])(?:(?:up|down)\s+from|compared\s+(?:with|to)|versus|against|while|including|than|to|at|from|and|with)\s+(?:\w+\s+){0,5}$"
)


def _lent(text: str, listed: list[Quantity]) -> list[Quantity]:
    """Units lent to bare numbers: by the next one of a list ("eight or nine euros"), or by the last one said
    ("3.9 million headsets, up from 2.4 million") of the same sentence."""
    done = list(listed)
    for index in range(len(done) - 2, -1, -1):
        here, following = done[index], done[index + 1]
        if here.unit is None and following.unit and _NEXT.fullmatch(text[here.end : following.start]):
            done[index] = replace(here, unit=following.unit, per=following.per)
    lender: Quantity | None = None
    for index, here in enumerate(done):
        if here.unit is None and here.digits and lender is not None and _may_lend(text, lender, here):
            done[index] = replace(here, unit=lender.unit, per=lender.per)
        elif here.unit is not None and here.unit.kind not in {"percent", "duration", "age"}:
            lender = here
    return done


def _may_lend(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a bare number takes the unit of the quantity before it in the sentence."""
    between = text[before.end : quantity.start]
    if re.search(r"[.;?!]\s|\n", between):
        return False
    return len(between) < MAX_LOAN and _BACK.search(between) is not None


def _counted(doc: Doc, quantity: Quantity) -> Quantity | None:
    tokens = doc.char_span(quantity.number[0], quantity.number[1], alignment_mode="expand")
    if tokens is None:
        return quantity
    noun = counted(doc, quantity, tokens.end)
    if is_name(doc, quantity, tokens.start - 1, noun):
        return None
    if noun is None:
        return quantity
    end = noun.head.idx + len(noun.head)
    rate = rate_after(doc.text, end)
    if rate:
        return replace(quantity, unit=noun.unit, per=rate[1], end=rate[0])
    return replace(quantity, unit=noun.unit, end=end)


def _ago(text: str, quantity: Quantity) -> bool:
    """Whether a span of time only tells when: "five years ago"."""
    return quantity.unit is not None and quantity.unit.kind == "duration" and text[quantity.end : quantity.end + 4] == " ago"


def unit_of(quantity: Quantity) -> tuple[str | None, str | None]:
    """English name and code of a quantity's unit, with its rate; a rate of money has no code."""
    unit, per = quantity.unit, quantity.per
    if unit is None and per is None:
        return None, None
    name = unit.name if unit else ""
    if per is None:
        return name, unit.code if unit else None
    coded = unit is not None and unit.kind != "money" and unit.code and per.code
    return f"{name} per {per.name}".strip(), f"{unit.code}/{per.code}" if unit is not None and coded else None
