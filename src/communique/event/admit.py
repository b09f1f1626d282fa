"""Whether an act belongs in the record: enough of it is known, and it is one of foreign affairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.event.codes import CURB
from communique.event.coding import Coded
from communique.event.compare import ONE_SIDED, SYMMETRIC
from communique.event.match import Match
from communique.event.roles import anchored
from communique.event.scope import SENTENCES, VERBAL, abroad, domestic, insiders, of_media, private, unresolved
from communique.event.sense import armed
from communique.event.sides import countries, ids, kinds
from communique.model import Party

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse


def whole(coded: Coded, match: Match, cast: Cast) -> bool:
    """Whether enough of an event is known to be one: both sides, or one for the types that are told so.

    One-sided rows of other types are mostly wrong (docs/limits/events.md). A source alone does where the object says what
    was done ("lifted the curfew").
    """
    source = {id_ for party in coded.source for id_ in party.ids or (party.name or "",)}
    told = bool(coded.source) and match.rule == "verb+object" and coded.code.type in _TOLD_BY_OBJECT
    if coded.code.type == "PROTEST" and not coded.target and kinds(coded.source, cast) == {"person"}:
        return False  # "the senator holds a rally"
    joint = len(source) > 1 and coded.code.type in SYMMETRIC and match.entry.both
    return bool((coded.source and coded.target) or coded.code.type in ONE_SIDED or joint or told)


_TOLD_BY_OBJECT = frozenset({"RETREAT", "SANCTION", "COERCE", "AID", "REJECT"})
"""Types of acts whose object completes them, though nobody is named to whom they are done."""


def in_scope(coded: Coded, parse: Parse, cast: Cast, by: Party | None = None) -> bool:
    """Whether both sides of a meeting or of praise, and other words, can be of foreign affairs; `by` is the report's state."""
    foreign = by is not None and bool(countries(coded.target, cast) - countries((by,), cast))
    words = coded.code.type in VERBAL - {"CONSULT"} and not foreign
    if words and insiders(coded.code.type, coded.source, coded.target, cast, parse):
        return False
    sides = (coded.source, coded.target)
    pointing = sides if coded.code.type in VERBAL else (coded.source,) if coded.code.type == "AID" else ()
    if len(parse.sentences) >= SENTENCES and any(unresolved(side, parse) for side in pointing):
        return False
    if (
        len(parse.sentences) >= SENTENCES
        and coded.code.type in _ADDRESSED
        and coded.target
        and not anchored(coded.target)
    ):
        return False  # "called on all parties"
    if coded.code.type == "CONSULT" and any(private(side, cast, parse) for side in sides):
        return False
    if coded.code.cameo == CURB and kinds(coded.target, cast) == {"group"} and not abroad(coded.target, cast, parse):
        return False  # "barred children from the network"
    tied = any(ids(party) for party in coded.target)
    if coded.code.type in _TO_STATES and private(coded.target, cast, parse) and not tied:
        return False
    if coded.code.type in _TO_MEDIA and (of_media(coded.target, parse) or kinds(coded.target, cast) == {"outlet"}):
        return False
    return coded.code.type not in {"CONSULT", "SUPPORT", "COOPERATE"} or all(
        abroad(side, cast, parse) for side in sides if side
    )


def at_home(coded: Coded, match: Match, parse: Parse, cast: Cast, country: str | None, *, dated: bool) -> bool:
    """Whether an act is one of home affairs that is not recorded.

    That is words, money, and violence in words only; in a report of home affairs all but dated violence and protest, and
    arrests: the rest is background.
    """
    if not domestic(coded.source, coded.target, cast, parse, country):
        return False
    if coded.code.type in VERBAL or (coded.code.type == "ASSAULT" and not armed(match)):
        return True
    if country is None:
        return False
    if coded.modality != "asserted" or not coded.source:
        return True
    if coded.code.type == "PROTEST":
        return not dated
    return (
        coded.code.type not in {"ASSAULT", "COERCE"} or not coded.target or (coded.code.type == "ASSAULT" and not dated)
    )


_TO_STATES = frozenset({"AGREE", "REQUEST"})
"""Types of words that are no event where they go to people on business of their own."""
_ADDRESSED = frozenset({"REQUEST", "SUPPORT", "AGREE", "ACCUSE", "REJECT"})
"""Types of words that tell little without the side they go to."""
_TO_MEDIA = frozenset({"CONSULT", "AGREE", "ACCUSE"})
"""Types of words that are no event where they go to reporters."""
