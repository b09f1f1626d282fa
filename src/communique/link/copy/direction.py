"""Who took from whom: signs in the two texts and their dates, each with its reason.

Strong signs decide; where they gainsay each other the direction is unknown. Weak signs count only where no strong one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import permutations

from communique.link.copy.credit import Voice, voice
from communique.link.copy.features import CopyNode

_LEAD = re.compile(r"\(\s*(?:(\d)(?:st|nd|rd|th)\s+)?(?:LEAD|LD)\s*\)|\b(?:UPDATE|WRAPUP)\s+(\d)\b", re.IGNORECASE)
HEAD = 200
"""Code points at a text's head in which a wire marks its version."""

WHOLE = 0.9
PART = 0.6
"""A report of which at least WHOLE stands in another, of which at most PART stands in it, has been cut from it."""

Sign = tuple[str, str]
"""(side, reason): `of` if the first report took from the second, `to` if the second took from the first, THIRD if a third party
comes before both: then neither who came first nor who is shorter says that one took from the other."""
THIRD = "third"


def direction(a: CopyNode, b: CopyNode) -> tuple[str, list[str]]:
    """`of` if a took from b, `to` if b took from a, else `unknown`; and every sign that was found."""
    if a.same_ref == b.same_ref and a.outlet == b.outlet:
        return "unknown", ["versions of one report"]
    voices = voice(a), voice(b)
    taken = list(_credit(*voices))
    strong = [*taken, *_versions(a, b), *_time(a, b)]
    weak = [*_dateline(*voices), *_cut(a, b), *_trimmed(a, b)]
    reasons = [reason for _, reason in [*strong, *weak]]
    if THIRD in {side for side, _ in taken}:
        strong, weak = [*taken, *_versions(a, b)], []
    sides = {side for side, _ in strong if side != THIRD} or {side for side, _ in weak}
    return (sides.pop() if len(sides) == 1 else "unknown"), reasons


def credited(a: CopyNode, b: CopyNode) -> bool:
    """Whether one of two reports names the other's outlet as that of its words."""
    return any(taker.tells(other) or any(credit.outlet in other.own for credit in taker.credits)
               for taker, other in permutations((voice(a), voice(b))))  # fmt: skip


def _credit(a: Voice, b: Voice) -> Iterator[Sign]:
    """One credits the other's outlet, or says that its words come from elsewhere while the other may be where."""
    for taker, other, side in ((a, b, "of"), (b, a, "to")):
        ref = taker.node.ref
        if named := next((credit for credit in taker.credits if credit.outlet in other.own), None):
            yield side, f"{ref} credits {other.own[named.outlet]}: {named.words!r}"
        elif told := taker.tells(other):
            yield side, f"{ref} has it from the other: {told!r}"
        elif source := taker.source:
            alone = not (other.own or other.source or other.elsewhere)
            yield (side if alone else THIRD), f"{ref} says that its words come from elsewhere: {source!r}"
        elif taker.elsewhere and not (other.source or other.elsewhere):
            yield side, f"{ref} says that its words come from elsewhere: {taker.elsewhere!r}"


def _dateline(a: Voice, b: Voice) -> Iterator[Sign]:
    """One bears an agency's dateline or sign, which the other has dropped."""
    for giver, other, side in ((a, b, "to"), (b, a, "of")):
        if giver.signed and not other.signed and not other.credits:
            yield side, f"{giver.node.ref} is signed by an agency: {giver.signed!r}"


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
    """One came first: by the time of day where both state it, else by the day."""
    moments = _moments(a, b)
    if moments is not None:
        sides = [("to", a.ref)] if moments[0] < moments[1] else [("of", b.ref)] if moments[1] < moments[0] else []
    elif a.published.end and b.published.start and a.published.end < b.published.start:
        sides = [("to", a.ref)]
    elif b.published.end and a.published.start and b.published.end < a.published.start:
        sides = [("of", b.ref)]
    else:
        sides = []
    yield from ((side, f"{ref} was published first") for side, ref in sides)


def _moments(a: CopyNode, b: CopyNode) -> tuple[datetime, datetime] | None:
    """When the two were published, if both state it on clocks that can be compared: with an offset, or one outlet's."""
    if not (a.published_at and b.published_at):
        return None
    one, other = datetime.fromisoformat(a.published_at), datetime.fromisoformat(b.published_at)
    known = one.tzinfo is not None and other.tzinfo is not None
    same = one.tzinfo is None and other.tzinfo is None and a.outlet is not None and a.outlet == b.outlet
    return (one, other) if known or same else None


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
