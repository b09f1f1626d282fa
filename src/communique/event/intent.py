"""What is promised or threatened by saying what one will do: in a joint paper, or for one's own state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.coding import Coded
from communique.event.match import Match
from communique.event.modality import listed
from communique.event.paper import PAPERS
from communique.event.sides import countries, kinds, states
from communique.event.speech import reframed
from communique.event.urging import BAD
from communique.model import Span, Statement, overlaps
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


def intended(coded: Coded, match: Match, parse: Parse, cast: Cast, statements: Sequence[Statement]) -> Coded | None:
    """The promise that several give in their own words or paper to do together what they intend.

    "Oman and Qatar intend to deepen their ties, the statement said."
    """
    first = match.head
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    mutual = coded.source == coded.target and coded.code.type in {"SUPPORT", "COOPERATE"}
    if (
        coded.modality != "planned"
        or not mutual
        or first.dep_ != "xcomp"
        or first.head.lemma_ not in listed("intending")
    ):
        return None
    told = statement_at(span_of(first.head), statements)
    if told is None or told.speaker is None or told.polarity != "said":
        return None
    paper = any(parse.text(span).split()[-1].lower() in PAPERS for span in told.speaker.spans)
    code = tables.load().code(reframed(coded.code.cameo, coded.modality))
    if code is None or not (paper or states([told.speaker], cast) & states(coded.source, cast)):
        return None
    return replace(coded, code=code, modality="asserted")


def announced(coded: Coded, match: Match, statement: Statement | None, cast: Cast) -> Coded | None:
    """The promise of saying what one's own state will give, the threat of what it would do if ...

    "The minister of Varo said Varo will send aid", "... would close the border if the ban is not lifted".
    """
    head, verb = match.head, match.head.head
    will = any(child.dep_ == "aux" and child.lower_ in {"will", "would"} for child in head.children)
    told = head.dep_ == "ccomp" and verb.lemma_.lower() in lexicons.load().announcing
    of_types = {"planned": _GIVEN, "hypothetical": BAD}.get(coded.modality, frozenset())  # a threat has its condition
    if not (will and told) or coded.code.type not in of_types:
        return None
    if statement is None or statement.speaker is None or statement.polarity != "said" or not coded.target:
        return None
    own = countries([statement.speaker], cast)
    if not own or own != countries(coded.source, cast) or kinds(coded.source, cast) != {"state"}:
        return None
    codes = lexicons.load().spoken_of["promise"]
    code = tables.load().code(codes.get(coded.code.type, codes[""]))
    return replace(coded, code=code, modality="asserted") if code is not None else None


_GIVEN = frozenset({"AID", "CONCEDE", "RETREAT"})
"""Types of what a state gives, which saying so promises."""


def statement_at(head: Span, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds the trigger's governing word; the verb of saying is outside its own."""
    holding = [s for s in statements if any(overlaps(head, content) for content in s.content)]
    return min(holding, key=lambda s: (sum(b - a for a, b in s.content), s.id), default=None)
