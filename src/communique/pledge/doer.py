"""Who is to act: the subject of the act, the one who speaks of "I" or "we", or the one who announces a passive act."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.model import Actor, Interval, Party, Statement
from communique.model.interval import meet, of_prefix
from communique.parse import span_of
from communique.pledge.candidates import Candidate
from communique.pledge.known import Known

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.model.actor import Office

FIRST = frozenset({"i", "we", "us", "our", "my"})
_PLURAL = frozenset({"we", "us", "our"})
_PERSONS = FIRST | {"he", "she", "they", "both", "their", "his", "her"}
_SAME = frozenset({"he", "she", "they", "his", "her", "their"})
_COUNTRY = frozenset({"country", "nation"})
_BODIES = frozenset({"state", "government", "body", "firm"})


def doer(candidate: Candidate, told: Statement | None, known: Known) -> Party | None:
    """The party that is to act; None if nobody who can act is named.

    "We" said by one who holds a public office is that state, where the report names the state: a minister's "we plan to
    sign" binds the government and outlives the minister. "I" is the speaker, whoever he is. A party that the cast does
    not know keeps the words that tell it as its name.
    """
    subject, cast = candidate.subject, known.cast
    if candidate.rule == "passive" and subject is None:
        return _announcer(told, known)
    if subject is None:
        return None
    party = cast.party(subject)
    if candidate.rule == "passive":
        return party if party is not None and party.ids else None
    if subject.lower_ in FIRST and told is not None and told.speaker is not None and (party is None or not party.ids):
        return behalf(told.speaker, known) if subject.lower_ in _PLURAL else told.speaker
    if party is not None and party.ids:
        return behalf(party, known) if subject.lower_ in _PLURAL else party
    if subject.lower_ in _PERSONS:
        return _meant(subject, party, told)
    if (own := _own_country(subject, told, cast)) is not None:
        return own
    if party is None or subject.lemma_.lower() not in known.words.agents:
        return None
    return party if not party.spans else replace(party, name=_words(party, subject, known))


def _meant(pronoun: Token, party: Party | None, told: Statement | None) -> Party | None:
    """Who an unresolved pronoun is: in reported speech the speaker; else nobody is known, and "they" may be things."""
    speaker = told.speaker if told is not None and told.kind == "indirect" else None
    if speaker is not None and speaker.spans and pronoun.lower_ in _SAME:
        return speaker
    return None if pronoun.lower_ in {"they", "their"} else party


def _words(party: Party, subject: Token, known: Known) -> str | None:
    """The words that tell a party, without the article before them."""
    text = known.parse.report.text
    start, end = party.spans[0]
    whole = re.compile(r"(?:-\w+)*").match(text, end)  # the tokenizer cuts "directors-general"
    end = max(whole.end() if whole else end, _of_what(subject, end))
    words = " ".join(text[start:end].split())
    return re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE) or None


OF_WHAT = 14
"""Longest phrase that still names an office, in tokens: "directors-general for space and technical co-operation"."""


def _of_what(subject: Token, end: int) -> int:
    """Where the phrase ends that tells of what somebody is the head, if it holds no clause: "of the port", "for space"."""
    rest = subject.doc[subject.i + 1 : subject.right_edge.i + 1]
    plain = all(token.pos_ != "VERB" and (not token.is_punct or token.text == "-") for token in rest)
    return max(end, span_of(subject.right_edge)[1]) if plain and len(rest) <= OF_WHAT else end


def behalf(speaker: Party, known: Known) -> Party:
    """The state that a single office-holder speaks for; any other speaker is himself."""
    actor = known.cast.actor(speaker.actor) if speaker.actor else None
    if actor is None or actor.kind != "person" or not actor.country or not _official(actor, known.times.published):
        return speaker
    state = _state(actor.country, known.cast)
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


def _official(actor: Actor, published: Interval) -> bool:
    """Whether a person holds an office of the own state, on the report's own date where that is known."""
    return any(office.country == actor.country and _holds(office, published) for office in actor.offices)


def _holds(office: Office, published: Interval) -> bool:
    start = of_prefix(office.start).start if office.start else None
    end = of_prefix(office.end).end if office.end else None
    return not published.known or meet(Interval(start, end, "stated"), published) is not None


def _announcer(told: Statement | None, known: Known) -> Party | None:
    """Who announces an act told without its actor: a state, body or firm, or one who speaks for a state."""
    if told is None or told.speaker is None or told.attitude != "speech":
        return None
    announcer = behalf(told.speaker, known)
    actors = [known.cast.actor(id_) for id_ in announcer.ids]
    return announcer if actors and all(a is not None and a.kind in _BODIES for a in actors) else None
