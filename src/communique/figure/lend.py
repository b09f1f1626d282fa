"""Quantities of a parsed text with their units: counted nouns, and units lent from a neighbour."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from communique.figure.age import is_age
from communique.figure.count import counted, is_name
from communique.figure.mask import Mask
from communique.figure.purpose import holder
from communique.figure.quantity import scan
from communique.figure.single import Quantity, rate_after
from communique.figure.tables import AGE, PERSON, load
from communique.model import Span

MAX_LOAN = 90
"""Characters over which a bare number may take the unit of the one before it."""


def quantities(doc: Doc, masked: tuple[Span, ...]) -> list[Quantity]:
    """Quantities of a parsed text, with counted nouns as units where no other unit is given."""
    text = doc.text
    listed: list[Quantity] = []
    for quantity in scan(text, Mask(text, masked)):
        if _at_one_point(text, quantity):
            continue
        done = quantity if quantity.unit is not None else _counted(doc, quantity)
        if done is not None and not _ago(text, done):
            listed.append(done)
    return _paired(text, _compound(text, _held(doc, _lent(text, listed))))


def _at_one_point(text: str, quantity: Quantity) -> bool:
    """Whether "one" picks out a time or a point that is no unit here: "at one point", "one time"."""
    counts = quantity.unit is not None and quantity.unit.kind == "count"
    return counts and not quantity.bound and text[slice(*quantity.number)].lower() == "one"


@cache
def _compounds() -> dict[tuple[str, str], float]:
    return {(large, small): float(parts) for large, small, parts in load().raw["compounds"]}


def _compound(text: str, listed: list[Quantity]) -> list[Quantity]:
    """Amounts told in two units put together: "five feet two inches", "three dollars and fifty cents"."""
    done: list[Quantity] = []
    for here in listed:
        last = done[-1] if done else None
        if last is not None and last.unit and here.unit and last.value is not None and here.value is not None:
            parts = _compounds().get((last.unit.name, here.unit.name))
            if parts and here.value < parts and text[last.end : here.start].strip() in {"", "and", ","}:
                done[-1] = replace(
                    last,
                    value=last.value + here.value / parts,
                    end=here.end,
                    number=(last.number[0], here.number[1]),
                    core=here.end,
                )
                continue
        done.append(here)
    return done


_AND_ALSO = re.compile(r"(?:,\s*(?:and|but)?|\s+(?:and|but))\s*", re.IGNORECASE)


def _paired(text: str, listed: list[Quantity]) -> list[Quantity]:
    """Two bounds on one thing made a range: "more than 20 and less than 30"."""
    done: list[Quantity] = []
    for here in listed:
        last = done[-1] if done else None
        if (
            last is not None
            and {last.bound, here.bound} == {"<", ">"}
            and not last.link
            and _AND_ALSO.fullmatch(text[last.end : here.start])
        ):
            low, high = (last, here) if last.bound == ">" else (here, last)
            if (
                low.low is not None
                and high.high is not None
                and low.low < high.high
                and (last.unit is None or last.unit == here.unit)
            ):
                done[-1] = replace(
                    here,
                    start=last.start,
                    number=(last.number[0], here.number[1]),
                    value=None,
                    low=low.low,
                    high=high.high,
                    bound="",
                    link="between",
                )
                continue
        done.append(here)
    return done


_NEXT = re.compile(r"-?,?\s*(?:,|or|and|,\s*(?:or|and))\s*(?:[$€£]|an?\s)?")
_BACK = re.compile(
    r"(?:^|[\s(,])(?:(?:up|down)\s+from|compared\s+(?:with|to)|versus|against|while|including|than|to|at|from|and|with)\s+(?:\w+\s+){0,5}$"
)


def _lent(text: str, listed: list[Quantity]) -> list[Quantity]:
    """Units lent to bare numbers within a sentence.

    By the next one of a list ("eight or nine euros"), or by the last one said ("5 million cars, up from 4 million").
    """
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


HELD = 300
"""Characters over which one who "has 40" may have what the one before has: of a list of results one names the unit."""


def _held(doc: Doc, listed: list[Quantity]) -> list[Quantity]:
    """Units lent by what others have or win: "Ames has 370 delegates, Orlan has 129. Reyes will win at least 56."."""
    done: list[Quantity] = []
    lender: Quantity | None = None
    for here in listed:
        tokens = doc.char_span(*here.body, alignment_mode="expand")
        held = tokens is not None and (here.unit is None or here.unit.kind == "noun") and holder(tokens) is not None
        found = here
        if held and here.unit is None and lender is not None and _takes(doc.text, lender, here):
            found = replace(here, unit=lender.unit, per=lender.per)
        if held and found.unit is not None:
            lender = found
        done.append(found)
    return done


_LIST_END = re.compile(r"\s*(?:$|[.,;:)]|\s(?:and|but|while|so|in|from|on|after|to)\b)")


def _takes(text: str, lender: Quantity, here: Quantity) -> bool:
    """Whether a bare number stands near the one before it, and nothing that could be counted follows it."""
    near = here.start - lender.end <= HELD and not here.fraction
    return near and _LIST_END.match(text, here.end) is not None


def _may_lend(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a bare number takes the unit of the quantity before it in the sentence."""
    between = text[before.end : quantity.start]
    if re.search(r"[.;?!]\s|\n|\b(?:which|that|who)\b", between):
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
        who = tokens.end < len(doc) and doc[tokens.end].lower_ == "who"
        unit = AGE if is_age(tokens.root, quantity) else PERSON if who else None
        return replace(quantity, unit=unit)
    end = noun.head.idx + len(noun.head)
    rate = rate_after(doc.text, end)
    if rate:
        return replace(quantity, unit=noun.unit, per=rate[1], end=rate[0], core=end)
    return replace(quantity, unit=noun.unit, end=end, core=end)


_WINDOW = re.compile(r"\b(?:the|these|those)\s+(?:last|past|next|previous|coming)\s+$", re.IGNORECASE)


_THEN = re.compile(r"\s(?:ago|later|earlier)\b")


def _ago(text: str, quantity: Quantity) -> bool:
    """Whether a span of time only tells when: "five years ago", "two days later", "in the past ten years"."""
    if quantity.unit is None or quantity.unit.kind != "duration":
        return False
    return _THEN.match(text, quantity.end) is not None or bool(_WINDOW.search(text[: quantity.start][-24:]))
