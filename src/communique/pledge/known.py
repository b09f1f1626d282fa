"""What earlier stages know of a report, as the pledge rules ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Statement
from communique.parse import span_of
from communique.pledge.lexicon import Lexicon

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier stages found, and the words of the rules."""

    parse: Parse
    cast: Cast
    times: Times
    statements: tuple[Statement, ...]
    words: Lexicon

    def statement(self, act: Token) -> Statement | None:
        """The smallest statement whose content holds the act."""
        start, end = span_of(act)
        holding = [s for s in self.statements if any(a <= start and end <= b for a, b in s.content)]
        return min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id), default=None)
