"""Whose it is that a figure measures: the actors named with it, else the subject of the verb that it is the object of.

Nobody is named where the link is longer: the speaker of the sentence and the subject of a far clause are wrong more
often than not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.phrase import first_of
from communique.figure.tables import lemmas
from communique.parse import span_of
from communique.resources import cues

if TYPE_CHECKING:
    from communique.actor import Cast

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative"})
_WITHIN = frozenset({"compound", "nummod", "amod", "nmod", "quantmod", "npadvmod", "appos"})
_LEADING = frozenset({"poss", "compound", "amod", "nmod", "npadvmod"})
_SHARED = frozenset({"xcomp", "conj", "pcomp"})
_STEPS = 4


def owners(thing: Token, figure: Tokens, last: int, cast: Cast) -> tuple[str, ...]:
    """Ids of the actors named within the measured phrase, else those of the subject whose object it is.

    `last` is the index of the phrase's last token.
    """
    if thing.pos_ in {"VERB", "AUX"}:
        subject = _subject(thing)
        own = _ids(subject, cast) if subject is not None and not figure.start <= subject.i < figure.end else []
        return _once([*own, *_named(thing.doc[thing.i : max(figure.start, thing.i + 1)], cast)])
    found = _named(thing.doc[_first(thing) : last + 1], cast)
    if found:
        return _once(found)
    subject = _agent(thing)
    return _once(_ids(subject, cast)) if subject is not None else ()


def named(owner: Token, cast: Cast) -> tuple[str, ...]:
    """Ids of the actor that a noun or pronoun is."""
    return _once(_ids(owner, cast))


def _first(thing: Token) -> int:
    """Index of the first token of the phrase's own modifiers; what stands before them belongs to another phrase."""
    return min([thing.i, *(child.left_edge.i for child in thing.lefts if child.dep_ in _LEADING)])


def _once(ids: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _named(tokens: Tokens, cast: Cast) -> list[str]:
    mentions = cast.within(span_of(tokens))
    ids = [id_ for mention in mentions for id_ in (mention.members or ((mention.actor,) if mention.actor else ()))]
    return [id_ for id_ in ids if not _nobody(id_, cast)]


def _nobody(id_: str, cast: Cast) -> bool:
    """Whether an actor is no more than the counted noun itself: "19 states", "troops"."""
    actor = cast.actor(id_)
    return actor is not None and actor.anonymous


def _ids(token: Token, cast: Cast) -> list[str]:
    party = cast.party(token)
    return [id_ for id_ in party.ids if not _nobody(id_, cast)] if party is not None else []


def _agent(token: Token) -> Token | None:
    """The subject of the verb whose object the phrase is, or is part of by "of"; None if the link is longer."""
    current = first_of(token)
    for _ in range(_STEPS):
        head = current.head
        if head.i == current.i:
            return None
        if head.pos_ in {"VERB", "AUX"}:
            lemma = head.lemma_.lower()
            if current.dep_ not in _OBJECTS or lemma in cues.load().verbs or lemma in lemmas("against"):
                return None
            return _subject(head)
        if current.dep_ not in _WITHIN and not (
            (current.dep_ == "prep" and current.lower_ == "of") or (current.dep_ == "pobj" and head.lower_ == "of")
        ):
            return None
        current = first_of(head)
    return None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the verb it is joined to or completes."""
    for _ in range(_STEPS):
        found = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
        if found is not None:
            return found
        shared = verb.dep_ in _SHARED or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
        if not shared or verb.head.pos_ not in {"VERB", "AUX"}:
            return None
        verb = verb.head
    return None
