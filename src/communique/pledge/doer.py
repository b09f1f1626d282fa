"""Who is to act: the subject of the act, the one who speaks of "I" or "we", or the one who announces a passive act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Actor, Party, Statement
from communique.parse import span_of
from communique.pledge.candidates import Candidate
from communique.pledge.lexicon import Lexicon

if TYPE_CHECKING:
    from communique.actor import Cast

FIRST = frozenset({"i", "we", "us", "our", "my"})
_PLURAL = frozenset({"we", "us", "our"})
_PERSONS = FIRST | {"he", "she", "they", "both", "their", "his", "her"}
_COUNTRY = frozenset({"country", "nation"})
_BODIES = frozenset({"state", "government", "body", "firm"})


def doer(candidate: Candidate, told: Statement | None, cast: Cast, words: Lexicon) -> Party | None:
    """The party that is to act; None if nobody who can act is named.

    "We" said by one who holds a public office is that state, where the report names the state: a minister's "we plan to
    sign" binds the government and outlives the minister. "I" is the speaker, whoever he is.
    """
    subject = candidate.subject
    if candidate.rule == "passive" and subject is None:
        return _announcer(told, cast)
    if subject is None:
        return None
    party = cast.party(subject)
    if candidate.rule == "passive":
        return party if party is not None and party.ids else None
    if subject.lower_ in FIRST and told is not None and told.speaker is not None and (party is None or not party.ids):
        return _behalf(told.speaker, cast) if subject.lower_ in _PLURAL else told.speaker
    if party is not None and party.ids:
        return _behalf(party, cast) if subject.lower_ in _PLURAL else party
    if subject.lower_ in _PERSONS:
        return party
    if (own := _own_country(subject, told, cast)) is not None:
        return own
    return party if party is not None and subject.lemma_.lower() in words.agents else None


def _behalf(speaker: Party, cast: Cast) -> Party:
    """The state that a single office-holder speaks for; any other speaker is himself."""
    actor = cast.actor(speaker.actor) if speaker.actor else None
    if actor is None or actor.kind != "person" or not actor.country or not _official(actor):
        return speaker
    state = _state(actor.country, cast)
    if state is None:
        return speaker
    return Party(speaker.spans, state.id, state.name, how=(*speaker.how, f"speaks for {state.name}"))


def _own_country(subject: Token, told: Statement | None, cast: Cast) -> Party | None:
    """The speaker's state where he speaks of "the country" or "our nation"."""
    if subject.lemma_.lower() not in _COUNTRY or told is None or told.speaker is None or not told.speaker.actor:
        return None
    if not any(child.lower_ in {"the", "our", "his", "her"} for child in subject.lefts) or subject.n_lefts > 1:
        return None
    actor = cast.actor(told.speaker.actor)
    state = _state(actor.country, cast) if actor is not None and actor.country else None
    spans = (span_of(subject.doc[subject.left_edge.i : subject.i + 1]),)
    return Party(spans, state.id, state.name, how=("the speaker's country",)) if state is not None else None


def _state(country: str, cast: Cast) -> Actor | None:
    return next((actor for actor in cast.actors if actor.kind == "state" and actor.country == country), None)


def _official(actor: Actor) -> bool:
    return any(office.country == actor.country for office in actor.offices)


def _announcer(told: Statement | None, cast: Cast) -> Party | None:
    """Who announces an act told without its actor: a state, body or firm, or one who speaks for a state."""
    if told is None or told.speaker is None or told.attitude != "speech":
        return None
    behalf = _behalf(told.speaker, cast)
    actors = [cast.actor(id_) for id_ in behalf.ids]
    return behalf if actors and all(a is not None and a.kind in _BODIES for a in actors) else None
