"""What a report tells, as the stages that complete its events ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import sides
from communique.model import EventMention, Party, Time

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse, Sentence
    from communique.time import Times


@dataclass(frozen=True, slots=True)
class Account:
    """A report's parse, cast and times, the verb or noun of each event by its id, and the speaker of each statement."""

    parse: Parse
    cast: Cast
    times: Times
    heads: Mapping[str, Token]
    tellers: Mapping[str, str | None]

    def head(self, event: EventMention) -> Token:
        """The verb or noun that tells an event."""
        return self.heads[event.id]

    def teller(self, event: EventMention) -> str | None:
        """Whose statement tells an event; None where the report itself tells it or nobody is known."""
        return self.tellers.get(event.statement or "")

    def time(self, event: EventMention) -> Time | None:
        """The time expression that dates an event."""
        return next((time for time in self.times.times if time.id == event.time), None)

    def sentence(self, event: EventMention) -> Sentence | None:
        """The sentence that tells an event."""
        return self.parse.sentence_at(event.trigger[0])

    def number(self, event: EventMention) -> int:
        """The number of that sentence in the report, from 0."""
        sentence = self.sentence(event)
        return sentence.index if sentence is not None else 0

    def body(self, most: int | None = None) -> list[Sentence]:
        """The first sentences below title and headings, all if `most` is None."""
        return [sentence for sentence in self.parse.sentences if sentence.layer == "body"][:most]

    def states(self, parties: Iterable[Party]) -> frozenset[str]:
        """The sides of some parties."""
        return sides.states(parties, self.cast)
