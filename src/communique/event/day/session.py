"""The day of a session, for what is said and decided there, and of a summit for who met on its sidelines.

"The Security Council on Monday extended the mandate. The representative of Varo thanked ...": a body sat on a day, so what it
and those who speak before it then do, told plainly, is of that day (basis `inferred`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.clause import arguments
from communique.event.day.meeting import DAYS
from communique.event.day.occasion import RUN
from communique.event.definite import definite
from communique.event.place import called
from communique.event.sides import ids
from communique.event.tables import participants
from communique.event.telling import elsewhen, main
from communique.model import EventMention, Party, Span, Time

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse

_LEAD = 2
"""Sentences, from the first of the body, that may tell of the session."""
_DONE = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE", "REJECT", "SANCTION", "THREATEN"})
"""Types of what is said or decided in a session."""


@dataclass(frozen=True, slots=True)
class Session:
    """The body that sat, the sentence that tells so, the day, and the town if told."""

    body: Token
    index: int
    time: Time
    place: tuple[str, Span] | None


def with_session(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions, those of the session that the report is about with its day."""
    session = _session(account)
    if session is None:
        return list(events)
    delegates, last, told = _delegates(account.parse, account.cast), session.index, []
    day = replace(session.time.interval, basis="inferred")
    for event in events:
        sentence, head = account.sentence(event), account.head(event)
        undated = not event.timed and event.modality == "asserted" and sentence is not None
        if sentence is None or not undated or sentence.index < session.index:
            told.append(event)
        elif _beside(head):
            named = event
            if session.place is not None and event.place_span is None:
                named = replace(event, place=session.place[0], place_span=session.place[1])
            told.append(replace(named, date=day, time=session.time.id))
        elif (
            event.type in _DONE
            and sentence.index - last <= RUN
            and (event.statement is None or any(account.teller(event) in ids(p) for p in event.source))
            and main(head)
            and not elsewhen(head)
            and any(_sits(party, session, delegates, account.parse) for party in event.source)
        ):
            last = sentence.index
            told.append(replace(event, date=day, time=session.time.id))
        else:
            told.append(event)
    return told


def _session(account: Account) -> Session | None:
    """The session that the lead tells: of a body that did something on a day, or was spoken before."""
    for sentence in account.body(_LEAD):
        for verb in sentence.tokens:
            time = account.times.of(verb) if verb.tag_ == "VBD" and main(verb) else None
            if time is None or time.interval.days is None or time.interval.days > DAYS:
                continue
            found = arguments(verb)
            bodies = (*found.subject, *found.preps.get("before", ()))
            body = next((n for n in bodies if n.lemma_.lower() in participants("assemblies") and definite(n)), None)
            if body is not None:
                towns = (noun for noun in found.preps.get("in", ()) if noun.ent_type_ == "GPE")
                town = next(towns, None)
                return Session(body, sentence.index, time, called(town, account.cast) if town is not None else None)
    return None


def _delegates(parse: Parse, cast: Cast) -> frozenset[str]:
    """Who is somewhere called a delegate: "the representative of Varo", "Ambassador Karl Weiss"."""
    return frozenset(
        m.actor
        for m in cast.mentions
        if m.actor is not None and any(word in participants("delegates") for word in parse.text(m.span).lower().split())
    )


def _sits(party: Party, session: Session, delegates: frozenset[str], parse: Parse) -> bool:
    """Whether a party is the body that sat, those who met in it, or a delegate."""
    words = parse.tokens(party.spans[0]) if party.spans else None
    root = words.root if words is not None else None
    if any(id_ in delegates for id_ in party.ids) or root is None:
        return root is not None
    if root.lemma_.lower() in participants("delegates"):
        return True
    bare = all(child.dep_ in {"det", "punct"} for child in root.children)
    sitting = root.lemma_ == session.body.lemma_ or (
        root.lemma_.lower() in participants("sitting") and root.tag_[-1:] == "S"
    )
    return sitting and bare and definite(root)


def _beside(head: Token) -> bool:
    """Whether an act is told as one at the edge of the session, which no name tells apart from another: "on the sidelines"."""
    edges = (
        n for p in head.children if p.lower_ == "on" for n in p.children if n.lemma_.lower() in participants("edges")
    )
    return any(all(word.pos_ != "PROPN" for word in edge.subtree) for edge in edges)
