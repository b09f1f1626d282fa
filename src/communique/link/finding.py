"""What is found on answers to one question: the verdict, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Span
from communique.model.figure import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its reasons.

    `fallen` are the answers that no longer stand, by report and characters; `corrections` the ref and id of each report by
    which they fell, with the characters that say so where they are known.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    fallen: frozenset[tuple[str, Span]] = frozenset()
    corrections: tuple[tuple[str, str, Span | None], ...] = ()
