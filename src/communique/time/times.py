"""The time expressions of one report, and which of them dates which act."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from communique.model import Ground, Interval, Span, Time, contains
from communique.parse import Parse
from communique.resources.calendar import Happening
from communique.time.attach import belongs, dating_spans

UNKNOWN = Interval()
"""No day known."""


@dataclass(frozen=True)
class Times:
    """What the time stage found: the expressions in text order and the report's own date.

    `published` is the day the report came out, from metadata if stated, else an interval from this report alone, with
    the rules that narrowed it, strongest first; the happenings told have their own times. `known` are the words that name
    one public happening of the calendar.
    """

    parse: Parse
    times: tuple[Time, ...] = ()
    published: Interval = UNKNOWN
    published_by: tuple[Ground, ...] = ()
    known: tuple[tuple[Span, Happening], ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [time.span[0] for time in self.times]

    def at(self, span: Span) -> Time | None:
        """The first time expression that shares a code point with the span."""
        return next(iter(self.within(span)), None)

    def within(self, span: Span) -> tuple[Time, ...]:
        """All time expressions that share a code point with the span, in text order."""
        first = bisect.bisect_left(self._starts, span[0])
        while first > 0 and self.times[first - 1].span[1] > span[0]:
            first -= 1
        last = bisect.bisect_left(self._starts, span[1])
        return tuple(time for time in self.times[first:last] if time.span[1] > span[0])

    def known_at(self, span: Span) -> Happening | None:
        """The public happening that the words at a span name, if they name one."""
        return next((happening for words, happening in self.known if contains(words, span)), None)

    def of(self, token: Token, *, outside: Sequence[Span] = ()) -> Time | None:
        """The time that dates the act of a verb or noun, None if nothing in its clause does.

        Its own modifiers first, then those of the clause that states the same act; never across a quotation's edge.
        Durations and sets date nothing, but "days before the vote" does if nothing else. Times within the spans of
        `outside` are passed over.
        """
        for governor, span in dating_spans(token, self.parse):
            told = [t for t in self.within(span) if not any(contains(other, t.span) for other in outside)]
            own = [time for time in told if self._belongs(time, governor)]
            found = next((t for t in own if t.type == "DURATION" and t.anchor and t.interval.known), None)
            found = found or next((t for t in own if t.type in {"DATE", "TIME"}), None)
            found = found or next((t for t in own if t.type == "DURATION" and t.anchor), None)
            if found:
                return found
        return None

    def _belongs(self, time: Time, governor: Token) -> bool:
        words = self.parse.tokens(time.span)
        return words is not None and belongs(words.root, governor)
