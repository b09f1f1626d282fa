"""For whom the parties of an act stand: the states behind them, and what kinds of actors they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.model import Party, Span, overlaps
from communique.parse import span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc

    from communique.actor import Cast

Parties = tuple[Party, ...]
"""Who does an act, or to whom it is done."""

ANCHORED = "unnamed, of"
"""Step in a party's `how` before the ids of the actor that an unnamed body belongs to."""

OWN = "people of"
"""Step before it where the body is that actor's own, not only in its country, or a thing in its country was struck."""


COMPANY = "company"
"""Step of a party that only came with another: "Karl Weiss, joined by Orla Dunne, met with ..."."""


def for_owners(parties: Parties, words: Callable[[Span], str]) -> Parties:
    """The parties, unnamed people with the actors whose they are as members: "two Omani diplomats" stand for Oman."""
    return tuple(
        replace(party, name=" ".join(words(party.spans[0]).split()), members=ids(party))
        if OWN in party.how and not party.ids
        else party
        for party in parties
    )


def state(id_: str, cast: Cast) -> str:
    """The country of an actor, else its id: a president, a ministry and the state are one side."""
    actor = cast.actor(id_)
    return (actor.country if actor is not None else None) or id_


def states(parties: Iterable[Party], cast: Cast) -> frozenset[str]:
    """The sides of some parties, those of unnamed bodies and of a traveller's company left out."""
    return frozenset(state(id_, cast) for party in parties if COMPANY not in party.how for id_ in party.ids)


def ids(party: Party) -> tuple[str, ...]:
    """Ids of the actors that a party is, else of those that an unnamed body is tied to."""
    return party.ids or (party.how[party.how.index(ANCHORED) + 1 :] if ANCHORED in party.how else ())


def actors(parties: Iterable[Party]) -> list[str]:
    """Ids of the actors that some parties are, party by party."""
    return [id_ for party in parties for id_ in party.ids]


def in_compound(party: Party, doc: Doc) -> bool:
    """Whether a name is part of a word with a hyphen: "a pro-Omani group", "the Oman-backed militia"."""
    text, begin = doc.text, span_of(doc[:])[0]
    return any("-" in {text[a - begin - 1 : a - begin], text[b - begin : b - begin + 1]} for a, b in party.spans)


def countries(parties: Iterable[Party], cast: Cast) -> frozenset[str]:
    """The countries of some parties, as far as known."""
    actors = [cast.actor(id_) for party in parties for id_ in ids(party)]
    return frozenset(actor.country for actor in actors if actor is not None and actor.country)


def names(parties: Iterable[Party], cast: Cast) -> frozenset[str]:
    """The names of the actors that some parties are."""
    known = [cast.actor(id_) for id_ in actors(parties)]
    return frozenset(actor.name for actor in known if actor is not None)


def foreign(source: Parties, target: Parties, cast: Cast, *, together: bool = False) -> Parties:
    """The targets but for the source's own side, where any other is left: "Putin hailed Russia's and China's ties".

    Of what both do `together` only the own state is left out: a leader may meet people of several sides, the own among them.
    """
    own = states(source, cast)
    mine = (party for party in target if party.ids and states([party], cast) <= own)
    if together and len(own) > 1:
        return target
    left_out = [party for party in mine if not together or kinds([party], cast) == {"state"}]
    return tuple(party for party in target if party not in left_out) or target


def without(parties: Parties, others: Parties, cast: Cast) -> Parties:
    """The parties, those that stand for several states without the states of some others.

    "Omani and Qatari soldiers traded fire, killing a Qatari officer", "Oman urged both sides to wait".
    """
    left_out = {state(id_, cast) for party in others for id_ in ids(party)}
    found = []
    for party in parties:
        members = tuple(id_ for id_ in party.members if state(id_, cast) not in left_out)
        found.append(replace(party, members=members) if members and len(members) < len(party.members) else party)
    return tuple(found)


def kinds(parties: Iterable[Party], cast: Cast) -> frozenset[str]:
    """The kinds of the actors among some parties; "unnamed" stands for parties that are nobody known."""
    found: set[str] = set()
    for party in parties:
        actors = [cast.actor(id_) for id_ in party.ids]
        found |= {actor.kind for actor in actors if actor is not None} or {"unnamed"}
    return frozenset(found)


def apart(source: Parties, target: Parties) -> Parties:
    """The targets that are not the sources or their own people: no shared words, no shared actor."""
    doers = {i for p in source for i in p.ids}
    spans = [s for p in source for s in p.spans]
    return tuple(p for p in target if not _own(p, doers) and not any(overlaps(a, b) for a in p.spans for b in spans))


def _own(party: Party, own: set[str]) -> bool:
    tied = ids(party)
    return bool(tied) and set(tied) <= own
