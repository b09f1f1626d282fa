"""How the report stands to an event: what the clause says, who tells it, and whether it is background."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.day.when import When
from communique.model import Interval, Modality, Statement
from communique.parse import Parse

if TYPE_CHECKING:
    from communique.time import Times

_CLAIMS = re.compile(r"\b(?:alleg|claim|accus|blam|suspect)", re.IGNORECASE)
_BEFORE = frozenset({"before", "prior", "earlier", "previously"})


def standing(
    told: Modality, head: Token, parse: Parse, times: Times, *, when: When, statement: Statement | None
) -> Modality:
    """The modality of a mention: the clause's own unless a statement denies or claims it, or it is told as background."""
    if told == "asserted" and (_to_come(head) or _after(when.date, times.published)):
        return "planned"
    if told != "asserted":
        return told
    if statement is not None:
        if statement.polarity == "denied":
            return "denied"
        if any(_CLAIMS.search(parse.text(span)) for span in statement.cue):
            return "alleged"
        if statement.attitude == "wish":
            return "hypothetical"
    return "past" if _background(head) else "asserted"


def _background(head: Token) -> bool:
    """Whether the event is told as what was before another, or as what an anniversary marks."""
    return _before_another(head) or (head.dep_ == "pobj" and head.head.head.lemma_ == "anniversary")


def _to_come(head: Token) -> bool:
    """Whether a present tense tells what is to come: "when they meet on Monday", "before she leaves"."""
    words = {child.lower_ for child in head.children if child.dep_ in {"mark", "advmod"} and child.i < head.i}
    return head.tag_ in {"VBP", "VBZ"} and head.dep_ == "advcl" and bool(words & _UNTIL)


_UNTIL = frozenset({"when", "before", "after", "until", "once"})


def _after(when: Interval, published: Interval) -> bool:
    """Whether an act's days all come after the report's own date."""
    return when.start is not None and published.end is not None and when.start > published.end


def _before_another(head: Token) -> bool:
    """Whether a pluperfect is set before another event: "prior to the war they had signed ..."."""
    auxiliaries = {child.lower_ for child in head.children if child.dep_ == "aux"}
    return "had" in auxiliaries and head.tag_ == "VBN" and any(child.lower_ in _BEFORE for child in head.children)
