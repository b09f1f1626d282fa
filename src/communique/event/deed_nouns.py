"""Deeds that a noun tells in full: "the release of nine sailors by Oman", "expulsions of envoys and the recall of another"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.event.clause import arguments, noun_arguments
from communique.event.codes import SANCTIONS
from communique.event.lexicon import Entry, Lexicon
from communique.event.match import Match
from communique.event.modality import listed
from communique.event.naming import named_act

_DEEDS = frozenset({"08", "15", "16", "17", "18", "19"})
"""CAMEO roots of deeds."""
_TO_WHOM = frozenset({"of", "from", "against", "on"})


def match_deed(noun: Token, lexicon: Lexicon) -> Match | None:
    """The deed of a noun with its doer, told with "by", and whom it was done to; or sanctions that somebody "is under"."""
    entry = named_act(noun, lexicon)
    if entry is not None and entry.code == SANCTIONS and noun.head.lower_ == "under" and noun.head.head.lemma_ == "be":
        found = noun_arguments(noun)
        found.subject = found.subject or [child for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"}]
        found.preps["on"] = arguments(noun.head.head).subject
        return Match(entry, noun, (noun,), found, found, "nominal")
    if (
        entry is None
        or entry.alone
        or entry.code[:2] not in _DEEDS
        or not any(child.lower_ == "by" for child in noun.children)
    ):
        return None
    found = noun_arguments(noun)
    whom = [slot for slot in entry.target if slot in _TO_WHOM and found.preps.get(slot)]
    return Match(entry, noun, (noun,), found, found, "nominal") if found.subject and whom else None


def matched_in_line(match: Match, lexicon: Lexicon) -> Iterator[Match]:
    """The further deeds in line with one announced: "announced the expulsion of two envoys and the recall of a third"."""
    if match.rule != "light verb" or match.head.lemma_ not in listed("proclaiming"):
        return
    for noun in match.words[-1].subtree:  # the parser may hang it on what the first was done to
        entry: Entry | None = named_act(noun, lexicon) if noun.dep_ == "conj" and noun.pos_ == "NOUN" else None
        if entry is not None and entry.code[:2] in _DEEDS:
            yield Match(entry, match.head, (match.head, noun), match.verb, noun_arguments(noun), match.rule)
