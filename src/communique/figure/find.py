"""Figures of one report: quantities of the text grammar with counted nouns, measures, periods and claimants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.figure.correct import in_note, taken_back
from communique.figure.lend import quantities
from communique.figure.measure import Measure, described, measure
from communique.figure.single import Quantity
from communique.figure.tables import load
from communique.figure.trend import Trend, trends
from communique.figure.when import dated, period
from communique.model import DENIED, Figure, Report, Span, Statement, row_id
from communique.parse import offset_of, span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_figures(parse: Parse, cast: Cast, times: Times, statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """All figures of the report's analysed blocks, in text order: numbers, then bare rises and falls."""
    found: dict[str, Figure] = {}
    for _, doc in parse.docs:
        offset, text = offset_of(doc), doc.text
        listed = quantities(doc, _dated(times, offset, len(text)))
        spans = [(offset + q.start, offset + q.end) for q in listed]
        last: Figure | None = None
        for quantity in listed:
            figure = _figure(doc, quantity, _Around(parse.report, cast, times, spans))
            figure = _carried(figure, last, text, offset)
            last = found.setdefault(figure.id, figure)
        for trend in trends(doc, [(q.start, q.end) for q in listed]):
            figure = _trend(parse.report.id, trend, cast, times)
            found.setdefault(figure.id, figure)
    claimed = (_claimed(figure, statements) for figure in found.values())
    return tuple(sorted(claimed, key=lambda figure: (figure.span, figure.id)))


def _dated(times: Times, offset: int, length: int) -> tuple[Span, ...]:
    """Spans of dates and clock times within one parsed block, in the block's own offsets."""
    return tuple(
        (time.span[0] - offset, time.span[1] - offset)
        for time in times.within((offset, offset + length))
        if time.type in {"DATE", "TIME"}
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a figure: its report, what earlier stages found there, the spans of the block's figures."""

    report: Report
    cast: Cast
    times: Times
    figures: list[Span]


def _figure(doc: Doc, quantity: Quantity, around: _Around) -> Figure:
    offset = offset_of(doc)
    span = (offset + quantity.start, offset + quantity.end)
    unit, code = unit_of(quantity)
    body = doc.char_span(*quantity.body, alignment_mode="expand")
    number = doc.char_span(*quantity.number, alignment_mode="expand")
    signs = load().prefixes
    while body is not None and body.start and doc[body.start - 1].text in signs:
        body = doc[body.start - 1 : body.end]
    found = (
        Measure(None)
        if body is None or number is None
        else measure(
            body, number.end, quantity.unit, around.cast, span=quantity.link == "from", share=quantity.fraction
        )
    )
    time = dated(body, found.thing, around.times, around.figures) if body is not None else None
    if found.implied and (unit is None or (quantity.unit is not None and quantity.unit.kind == "noun")):
        unit, code = found.implied.name, found.implied.code
    righted = quantity.link == "from" and in_note(around.report.text, span[0])  # "corrected from 25 to 23"
    moving = quantity.link == "from" and (found.direction is not None or righted)
    return Figure(
        id=row_id(around.report.id, "figures", [span]),
        span=span,
        value=quantity.value if moving or quantity.link != "from" else None,
        low=None if righted else quantity.low,
        high=None if righted else quantity.high,
        change=found.direction or quantity.bound or "=",  # type: ignore[arg-type]
        unit=unit,
        unit_code=code,
        about=found.about,
        measured_of=found.of,
        period=period(time),
        time=time.id if time else None,
        rule=_rule(around.report.text, span[0], quantity),
    )


def _rule(text: str, start: int, quantity: Quantity) -> str:
    """`number`, with how a range is put, or `number:not` where the report denies it: "2 million, and not 4 million"."""
    wrong = quantity.link != "from" and taken_back(text, start)
    return DENIED if wrong else f"number{':' + quantity.link if quantity.link else ''}"


_JOINT = re.compile(r" (who|that) ")


def _of_group(figure: Figure, last: Figure | None, text: str, offset: int) -> Figure | None:
    """A share of the group that the share before it in the sentence names: "40% of voters agree, and 33% would go"."""
    clause = re.match(r"those (?:who|that) ", figure.about or "")
    joint = _JOINT.search(last.about or "") if last is not None else None
    if clause is None or joint is None or last is None or last.span[1] > figure.span[0]:
        return None
    if re.search(r"[.;?!]\s|\n", text[last.span[1] - offset : figure.span[0] - offset]) or not (
        _part(last) and _part(figure)
    ):
        return None
    group = (last.about or "")[: joint.start()]
    return replace(figure, about=f"{group} {joint[1]} {(figure.about or '')[clause.end() :]}")


def _part(figure: Figure) -> bool:
    """Whether a figure is a share of a whole: a percentage or a fraction."""
    amount = figure.value if figure.value is not None else figure.high
    return figure.unit == "percent" or (amount is not None and 0 < amount < 1)


_CONVERTED = re.compile(r"\s?\((?:or\s)?")
"""Between an amount and the same in another unit: "5 miles (8 km)"."""
_COMPARED = re.compile(r"[^.;!?\n]*\bcompared\s+(?:with|to)\s+(?:[\w'’]+\s+){0,3}")


def _carried(figure: Figure, last: Figure | None, text: str, offset: int) -> Figure:
    """A figure set beside the one before it measures the same: "140 lorries, compared with about 300 in May"."""
    if (named := _of_group(figure, last, text, offset)) is not None:
        return named
    if last is None or last.about is None or last.span[1] > figure.span[0]:
        return figure
    between = text[last.span[1] - offset : figure.span[0] - offset]
    if _CONVERTED.fullmatch(between) and text[figure.span[1] - offset : figure.span[1] - offset + 1] == ")":
        return replace(figure, about=last.about, measured_of=last.measured_of, period=last.period, time=last.time)
    if last.unit != figure.unit:
        return figure
    if figure.about is not None and not figure.about.startswith("compared"):
        return _same_act(figure, last, between)
    return replace(figure, about=last.about) if _COMPARED.fullmatch(f"{between} ") else figure


def _same_act(figure: Figure, last: Figure, between: str) -> Figure:
    """A share compared with another group's does what that one does: "26% of farmers, compared with 11% of millers"."""
    joint = _JOINT.search(last.about or "")
    if joint is None or _JOINT.search(figure.about or "") or not (_part(figure) and _part(last)):
        return figure
    compared = _COMPARED.fullmatch(f"{between} ") is not None
    return replace(figure, about=f"{figure.about}{(last.about or '')[joint.start() :]}") if compared else figure


def _trend(report: str, trend: Trend, cast: Cast, times: Times) -> Figure:
    span = span_of(trend.word)
    about, owners = described(trend.thing, cast)
    stretch, first = spell(trend.word, times)
    return Figure(
        id=row_id(report, "figures", [span], "trend"),
        span=span,
        value=None,
        change=trend.change,
        about=about,
        measured_of=owners,
        period=stretch,
        time=first,
        rule="trend:verb" if trend.word.tag_.startswith("VB") else "trend:noun",
    )


def spell(word: Token, times: Times) -> tuple[str | None, str | None]:
    """The period of a rise or fall and the id of its first time; two joined times make `first/second`."""
    time = times.of(word)
    if time is None:
        return None, None
    holder = next(
        (
            c
            for c in word.children
            if span_of(c)[0] <= time.span[0] < span_of(word.doc[c.left_edge.i : c.right_edge.i + 1])[1]
        ),
        None,
    )
    if holder is not None:
        reach = span_of(word.doc[holder.left_edge.i : holder.right_edge.i + 1])
        listed = [t for t in times.within(reach) if t.type == "DATE"]
        if len(listed) == 2 and period(listed[0]) and period(listed[1]):
            return f"{period(listed[0])}/{period(listed[1])}", time.id
    return period(time), time.id


def _claimed(figure: Figure, statements: tuple[Statement, ...]) -> Figure:
    """The figure with the smallest statement that holds it, and that statement's speaker as its claimant."""
    holding = [s for s in statements if any(a <= figure.span[0] and figure.span[1] <= b for a, b in s.content)]
    if not holding:
        return figure
    inner = min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id))
    return replace(figure, claimed_by=inner.speaker, statement=inner.id)


def unit_of(quantity: Quantity) -> tuple[str | None, str | None]:
    """English name and code of a quantity's unit, with its rate; a rate of money has no code."""
    unit, per = quantity.unit, quantity.per
    if unit is None:
        return (f"per {per.name}", None) if per else (None, None)
    if per is None:
        return unit.name, unit.code
    coded = unit.kind != "money" and unit.code and per.code
    return f"{unit.name} per {per.name}", f"{unit.code}/{per.code}" if coded else None
