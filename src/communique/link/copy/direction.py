"""Who took from whom: signs in the two texts and their dates, each with its reason.

Strong signs decide; where they gainsay each other the direction is unknown. Weak signs count only where no strong one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.link.copy.features import CopyNode
from communique.resources import actor_tables

_CREDIT = (
    r"full (?:article|story|report)|originally (?:published|appeared)|first (?:published|appeared)|reporting by|"
    r"(?:with|from) (?:reporting|agenc|wire)|source:|via |courtesy of"
)
_LEAD = re.compile(r"\(\s*(?:(\d)(?:st|nd|rd|th)\s+)?(?:LEAD|LD)\s*\)|\b(?:UPDATE|WRAPUP)\s+(\d)\b", re.IGNORECASE)
_CREDIT_LINE = 200
"""Longest line in code points in which a credit is looked for: in a paragraph the same words may be the report's own."""

HEAD = 200
"""Code points at a text's head in which a wire marks its version."""

WHOLE = 0.9
PART = 0.6
"""A report of which at least WHOLE stands in another, of which at most PART stands in it, has been cut from it."""

Sign = tuple[str, str]
"""(side, reason): `of` if the first report took from the second, `to` if the second took from the first."""


def direction(a: CopyNode, b: CopyNode) -> tuple[str, list[str]]:
    """`of` if a took from b, `to` if b took from a, else `unknown`; and every sign that was found."""
    if a.same_ref == b.same_ref and a.outlet == b.outlet:
        return "unknown", ["versions of one report"]
    strong = [*_credit(a, b), *_versions(a, b), *_time(a, b)]
    weak = [*_cut(a, b), *_trimmed(a, b)]
    sides = {side for side, _ in strong or weak}
    reasons = [reason for _, reason in [*strong, *weak]]
    return (sides.pop() if len(sides) == 1 else "unknown"), reasons


def _credit(a: CopyNode, b: CopyNode) -> Iterator[Sign]:
    """One names the other's outlet, or an agency, or says that its words come from elsewhere."""
    for taker, other, side in ((a, b, "of"), (b, a, "to")):
        if other.outlet and other.outlet != taker.outlet and _names(taker.text, other.outlet):
            yield side, f"{taker.ref} names {other.outlet}"
        elif (credit := _credited(taker)) and not _credited(other):
            yield side, f"{taker.ref} says that its words come from elsewhere: {credit!r}"


def _names(text: str, outlet: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text, re.IGNORECASE) is not None


def _credited(node: CopyNode) -> str | None:
    """The words of a credit line; an agency that signs its own text credits nobody."""
    for start, end, role in node.blocks:
        if role in {"boilerplate", "byline", "dateline"} or end - start < _CREDIT_LINE:
            for match in _credit_words().finditer(node.text, start, end):
                if match.group().strip("()").casefold() != (node.outlet or "").casefold():
                    return match.group().strip()
    return None


@cache
def _credit_words() -> re.Pattern[str]:
    """What credits another: stock wording, or a wire's sign in parentheses."""
    signs = "|".join(re.escape(sign) for outlet in actor_tables.outlets() for sign in outlet.signs)
    return re.compile(rf"{_CREDIT}|\((?:{signs})\)", re.IGNORECASE)


def _versions(a: CopyNode, b: CopyNode) -> Iterator[Sign]:
    """A wire counts its versions: "(LEAD)", "(2nd LD)", "UPDATE 2"; the higher took from the lower."""
    if a.outlet != b.outlet:
        return
    one, other = _version(a), _version(b)
    if one != other:
        taker, side = (a, "of") if one > other else (b, "to")
        yield side, f"{taker.ref} is marked as a later version"


def _version(node: CopyNode) -> int:
    match = _LEAD.search(f"{node.title or ''}\n{node.text[:HEAD]}")
    return int(match.group(1) or match.group(2) or 1) if match else 0


def _time(a: CopyNode, b: CopyNode) -> Iterator[Sign]:
    if a.published.end and b.published.start and a.published.end < b.published.start:
        yield "to", f"{a.ref} was published first"
    elif b.published.end and a.published.start and b.published.end < a.published.start:
        yield "of", f"{b.ref} was published first"


def _cut(a: CopyNode, b: CopyNode) -> Iterator[Sign]:
    """One stands whole in the other, which goes on."""
    of_a, of_b = round(a.taken(b), 3), round(b.taken(a), 3)
    for taker, own, theirs, side in ((a, of_a, of_b, "of"), (b, of_b, of_a, "to")):
        if own >= WHOLE and theirs <= PART:
            yield side, f"{taker.ref} stands whole in the other ({own:.2f} against {theirs:.2f})"


def _trimmed(a: CopyNode, b: CopyNode) -> Iterator[Sign]:
    """One quotes a part of what the other quotes whole, and nowhere the other way round."""
    shorter = (_parts(a, b), _parts(b, a))
    if shorter[0] and not shorter[1]:
        yield "of", f"{a.ref} quotes less of {shorter[0]} quotations"
    elif shorter[1] and not shorter[0]:
        yield "to", f"{b.ref} quotes less of {shorter[1]} quotations"


def _parts(a: CopyNode, b: CopyNode) -> int:
    """Quotations of `a` that are a proper part of one of `b`."""
    whole = [f" {' '.join(words)} " for words in b.quotations]
    own = [f" {' '.join(words)} " for words in a.quotations]
    return sum(any(words in other and words != other for other in whole) for words in own)
