"""Acts that a title only tells in short: the lead tells them with their parties and their day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.account import Account
from communique.event.codes import HOSTED, VISIT
from communique.event.compare import SYMMETRIC, same_event
from communique.event.sides import Parties, actors, countries, kinds, state
from communique.model import EventMention, Party, contains

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


def without_title(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions but the title's of what the lead tells in full: "Dunne condemns strikes", "Varo calls for a pact with Salvos".

    One that tells no more than the lead does, and that is one event with it, is kept.
    """
    parse, cast = account.parse, account.cast
    lead = [sentence.span for sentence in parse.sentences[:_LEAD]]
    if not lead or parse.text(lead[0]).strip() != (parse.report.title or "").strip():
        return list(events)
    told = [e for e in events if any(contains(span, e.trigger) for span in lead[1:])]
    return [
        event
        for event in events
        if not contains(lead[0], event.trigger)
        or not (_called_for(event, account.head(event), told) or _in_short(event, told, parse, cast))
    ]


def _called_for(title: EventMention, verb: Token, told: Iterable[EventMention]) -> bool:
    """Whether a title calls for what the lead says was agreed."""
    if title.type != "REQUEST" or not _for_ties(verb):
        return False
    sides = frozenset(actors(title.source)), frozenset(actors(title.target))
    agreed = (e for e in told if e.type in _AGREED and e.modality == "asserted")
    return any({sides, sides[::-1]} & {(frozenset(actors(e.source)), frozenset(actors(e.target)))} for e in agreed)


def _for_ties(verb: Token) -> bool:
    """Whether ties or an accord are what is called for."""
    words = lexicons.load()
    behind = (noun for word in verb.children if word.lower_ == "for" for noun in word.children if noun.dep_ == "pobj")
    return any((made, noun.lemma_.lower()) in words.objects for noun in behind for made in ("sign", "strengthen"))


def _in_short(title: EventMention, told: Iterable[EventMention], parse: Parse, cast: Cast) -> bool:
    """Whether a title tells an act of the lead by names that are nobody's yet: one event, though nothing shows it."""
    acts = [event for event in told if _tells(title, event, parse, cast)]
    likeness = (same_event(title, act, roll=lambda id_: state(id_, cast), one_report=True)[0] for act in acts)
    return bool(acts) and max(likeness) < _SURE


def _tells(title: EventMention, event: EventMention, parse: Parse, cast: Cast) -> bool:
    """Whether the sides and the kind of an act allow a title to tell it."""
    if (title.type, title.modality) != (event.type, event.modality) or not _alike(title.cameo, event.cameo):
        return False
    ways = [((title.source, event.source), (title.target, event.target))]
    if title.type in SYMMETRIC:
        ways.append(((title.source, event.target), (title.target, event.source)))
    return any(_one_act(way, parse, cast) for way in ways)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two codes are of one kind: an arrival is no meeting."""
    return (one or "")[:2] == (other or "")[:2] and ({one, other} <= _VISITS or not {one, other} & _VISITS)


def _one_act(sides: tuple[tuple[Parties, Parties], ...], parse: Parse, cast: Cast) -> bool:
    """Whether one side is the same in both tellings, and the other may be."""
    same = [
        bool(countries(title, cast) & countries(lead, cast))
        or any(_by_name(party, lead, parse, cast) for party in title)
        for title, lead in sides
    ]
    return any(same) and all(all(_may_be(party, lead, parse, cast) for party in title) for title, lead in sides)


def _may_be(party: Party, others: Parties, parse: Parse, cast: Cast) -> bool:
    """Whether a party of the title may be one of the lead's: of its country, or of none known, nobody with another name."""
    known = countries([party], cast)
    if known:
        return known <= countries(others, cast) or any(party.ids and not countries([party], cast) for party in others)
    if kinds([party], cast) == {"person"}:
        return _by_name(party, others, parse, cast)
    return bool(others) and kinds([party], cast) <= {"body", "group", "unnamed"}


def _by_name(party: Party, others: Parties, parse: Parse, cast: Cast) -> bool:
    """Whether a person of the title is called by the last name of somebody in the lead: "Dunne"."""
    last = parse.text(party.spans[-1]).split()[-1]
    person = kinds([party], cast) == {"person"}
    return person and any(last in parse.text(span).split() for other in others for span in other.spans)


_VISITS = frozenset({VISIT, HOSTED})
_SURE = 0.7
"""Likeness from which two mentions are linked whatever else is."""
_AGREED = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
_LEAD = 4
"""Sentences, the title first, in which the lead tells what the title only paraphrases."""
