"""Papers that speak for their authors: whose statement "the statement" is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Party
from communique.parse import span_of
from communique.statement.draft import tokens_of
from communique.statement.speaker import GIVING, of_verb

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.resources.cues import Cues

_ANY = frozenset({"document", "text"})
"""Nouns that take up a paper of any name; "the paper" is mostly a newspaper."""
_BY = frozenset({"by", "from", "of", "between", "with"})


@dataclass(frozen=True)
class Documents:
    """The papers that a report names, with their authors where it says who they are."""

    parse: Parse
    cast: Cast
    cues: Cues

    def authors(self, token: Token) -> Party | None:
        """Who the paper named by this noun speaks for: said beside it, else where the same paper was named before."""
        own = self._beside(token)
        if own is not None:
            return own
        at = bisect_left(self._places, span_of(token)[0])
        for place, lemma, party, _joint in reversed(self._introduced[:at]):
            del place
            if lemma == token.lemma_ or token.lemma_ in _ANY:
                return party
        return None

    def joint(self, token: Token) -> bool:
        """Whether the paper is one of several authors: called joint here, or where it was named before."""
        if _called_joint(token):
            return True
        party = self.authors(token)
        return party is not None and len(party.members) > 1

    @cached_property
    def _introduced(self) -> list[tuple[int, str, Party, bool]]:
        found = []
        for token in self._nouns():
            party = self._beside(token)
            if party is not None:
                found.append((span_of(token)[0], token.lemma_, party, _called_joint(token)))
        return found

    @cached_property
    def _places(self) -> list[int]:
        return [place for place, *_ in self._introduced]

    def _nouns(self) -> Iterator[Token]:
        for _, doc in self.parse.docs:
            yield from (token for token in tokens_of(doc, self.cues.document_lemmas) if token.pos_ == "NOUN")

    def _beside(self, token: Token) -> Party | None:
        """The authors that the noun's own phrase or clause names."""
        for candidate in _owners(token):
            party = self.cast.party(candidate)
            if party is not None and party.ids:
                return party
        if token.dep_ not in {"dobj", "pobj"} or _definite(token):
            return None
        verb = token.head if token.dep_ == "dobj" else token.head.head
        if token.dep_ == "dobj" and verb.lemma_ not in GIVING:
            return None
        subject = of_verb(verb) if verb.pos_ == "VERB" else None
        party = self.cast.party(subject) if subject is not None and subject is not token else None
        return party if party is not None and party.ids else None


def _owners(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield child
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _BY:
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "acl":
            yield from (
                c for agent in child.children if agent.lower_ == "by" for c in agent.children if c.dep_ == "pobj"
            )


def _called_joint(token: Token) -> bool:
    return any(child.lower_ == "joint" for child in token.children)


def _definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in token.children)
