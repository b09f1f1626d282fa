"""Who speaks in a paper told of again: "They issued a joint statement. The statement condemned ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.clause import arguments
from communique.event.definite import definite
from communique.event.roles import anchored, sources
from communique.event.sides import Parties
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


PAPERS = wordlist("plover/wording", "common_papers")
"""Papers that several sides give together."""
_ISSUING = wordlist("plover/wording", "issuing")


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that a report tells of, where it names them, with their authors, in text order."""

    told: Sequence[tuple[int, Parties]] = ()

    def authors(self, nouns: Sequence[Token]) -> Parties:
        """Whose the paper is that a definite noun takes up: the one told last before it."""
        taken = [n for n in nouns if n.lemma_.lower() in PAPERS and definite(n)]
        if len(nouns) != 1 or not taken:
            return ()
        before = [by for position, by in self.told if position < span_of(taken[0])[0]]
        return before[-1] if before else ()


def papers(parse: Parse, cast: Cast) -> Papers:
    """The papers that somebody signed, issued or spoke in: "in a joint statement, they pledged ..."."""
    told: list[tuple[int, Parties]] = []
    for sentence in parse.sentences:
        if not any(token.lemma_.lower() in PAPERS for token in sentence.tokens):
            continue
        for verb in sentence.tokens:
            if verb.pos_ != "VERB":
                continue
            found = arguments(verb)
            objects = found.object if verb.lemma_ in _ISSUING else []
            for noun in (*objects, *found.preps.get("in", ())):
                if noun.lemma_.lower() in PAPERS:
                    by = sources(found, cast, spoken=True)
                    told.append((span_of(noun)[0], by if anchored(by) else ()))
    return Papers(sorted(told, key=lambda paper: paper[0]))
