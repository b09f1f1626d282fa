"""How the report stands to an event: what the clause says, who tells it, and whether it is background."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Token

from communique.event.dating import When
from communique.model import Interval, Modality, Statement
from communique.parse import Parse

_CLAIMS = re.compile(r"\b(?:alleg|claim|accus|blam|suspect)", re.IGNORECASE)
BACKGROUND_DAYS = 30
"""An event that ended longer than this before the report is background. News reports call what is older by its
month."""
_BEFORE = frozenset({"before", "prior", "earlier", "previously"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def standing(
    told: Modality, head: Token, parse: Parse, *, when: When, published: Interval, statement: Statement | None
) -> Modality:
    """The modality of a mention: the clause's own unless a statement denies or claims it, or its date is long past."""
    if told != "asserted":
        return told
    if statement is not None:
        if statement.polarity == "denied":
            return "denied"
        if any(_CLAIMS.search(parse.text(span)) for span in statement.cue):
            return "alleged"
        if statement.attitude == "wish":
            return "hypothetical"
    return "past" if _background(head, parse, when, published) else "asserted"


def _background(head: Token, parse: Parse, when: When, published: Interval) -> bool:
    """Whether the event is clearly older than the report.

    Its date ended long before, it names a year and the tense agrees, or it is set before another event.
    """
    if _before_another(head) or _ever_since(head) or (head.dep_ == "pobj" and head.head.head.lemma_ == "anniversary"):
        return True
    if when.time is None or when.date.end is None:
        return False
    if published.start is not None:
        return date.fromisoformat(when.date.end) < date.fromisoformat(published.start) - timedelta(BACKGROUND_DAYS)
    return bool(_YEAR.search(parse.text(when.time.span))) and head.tag_ in {"VBD", "VBN", "NN", "NNS"}


def _ever_since(head: Token) -> bool:
    """Whether a perfect tells what went on over a long time: "during which it has supported ...", "has met since 2010"."""
    if not any(child.dep_ == "aux" and child.lower_ in {"has", "have", "’ve", "'ve"} for child in head.children):
        return False
    return any(
        child.lower_ in {"since", "during", "over", "throughout"} and child.dep_ == "prep" for child in head.children
    )


def _before_another(head: Token) -> bool:
    """Whether a pluperfect is set before another event: "prior to the war they had signed ..."."""
    auxiliaries = {child.lower_ for child in head.children if child.dep_ == "aux"}
    return "had" in auxiliaries and head.tag_ == "VBN" and any(child.lower_ in _BEFORE for child in head.children)
