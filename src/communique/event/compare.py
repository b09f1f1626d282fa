"""Whether two mentions tell one event: a score with its reasons, from what they tell, never from titles or wordings."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from communique.event.codes import ACCORD, APOLOGY, DEPLOYED, HOSTED, PRAISE, TO_COOPERATE, TO_MEET, VISIT
from communique.model import EventMention, Interval, Party, contains, meet

Roll = Callable[[str], str | None]

FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"CONSULT"}),
    frozenset({"AGREE", "SUPPORT", "COOPERATE"}),
    frozenset({"AID", "COOPERATE"}),
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"ACCUSE", "REJECT", "REQUEST"}),
    frozenset({"THREATEN", "SANCTION"}),
    frozenset({"SANCTION", "COERCE"}),
    frozenset({"PROTEST"}),
    frozenset({"MOBILIZE", "ASSAULT"}),
    frozenset({"COERCE", "ASSAULT"}),
)
"""Types that reports take for one another when they tell the same act."""
SYMMETRIC = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Types whose two sides may be swapped between tellings: meetings, accords, joint acts."""
ONE_SIDED = frozenset({"PROTEST", "ASSAULT", "MOBILIZE"})
"""Types that reports often tell with one side only."""

START = -3.0
WEIGHTS: dict[str, float] = {
    "same type": 1.0, "same family": 0.0, "same code": 1.0, "same mode": 0.3, "other mode": -0.5,
    "praise and accord": -2.5,
    "both sides equal": 2.5, "both sides equal by state": 1.6, "one side equal": 0.4, "one side equal by state": 0.0,
    "same day": 1.5, "dates meet": 0.7, "a day apart": -0.5, "date unknown": -0.4,
    "same name": 1.5, "troops sent to the war": 2.5, "same place": 0.6, "other place": -1.0, "other modality": -0.5,
    "same report": 1.5, "taken up": 1.5, "invitation taken up": 1.5, "other medium": -2.5, "one visit": 1.5,
    "one over a long while": -1.5,
}  # fmt: skip
"""Log-odds of each reason, rounded to what the coded records of one event bear out; START is that of no reason at
all."""
TAKEN_UP = "taken up"
"""How the rule of an accord's mention ends that points back to it: "signed *the* agreement"."""
TERM = "term"
"""The rule of one promise among the terms of an accord: each is an act of its own."""
FURTHER = "further"
"""How the rule of an accord's mention ends that is told as one more: "they also agreed to ..."."""
ACCEPTED = frozenset({"acceptance", "unsaid"})
"""The rules of the acceptance of an invitation told before: "which she accepted", "the invitation was accepted"."""
THRESHOLD = 0.5
"""Score from which two mentions count as one event."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score from 0 to 1 and the reasons that made it, each a key of `WEIGHTS`, or the veto that made it 0."""

    score: float
    reasons: tuple[str, ...]


def same_event(
    a: EventMention,
    b: EventMention,
    *,
    roll: Roll | None = None,
    people: Collection[str] = (),
    one_report: bool = False,
) -> tuple[float, tuple[str, ...]]:
    """Score in 0..1 that two mentions tell one event, with the reasons.

    `roll` takes an actor id to the state that the actor acts for (a president to the state), None for actors that act
    for themselves; `people` are the ids that are persons. In `one_report` meetings of one pair count as one unless
    something tells them apart. Symmetric: `same_event(a, b) == same_event(b, a)`. Vetoes: other type family, no common
    actor, dates that exclude each other by more than a day, one denied and the other not, one past and the other still
    to come, one the count of many such acts, one told as done again a day later.
    """
    found = compare(a, b, roll=roll, people=people, one_report=one_report)
    return found.score, found.reasons


def compare(
    a: EventMention,
    b: EventMention,
    *,
    roll: Roll | None = None,
    people: Collection[str] = (),
    one_report: bool = False,
) -> Comparison:
    """`same_event` as a value."""
    reasons: list[str] = []
    for step in (
        _types(a, b),
        _actors(a, b, roll),
        _dates(a.date, b.date),
        _again(a, b),
        _places(a, b),
        _answers(a, b),
        _modality(a, b),
        _within(a, b, roll, people) if one_report else [],
    ):
        for reason in step:
            if reason not in WEIGHTS:
                return Comparison(0.0, (reason,))
            reasons.append(reason)
    odds = START + sum(WEIGHTS[reason] for reason in reasons)
    return Comparison(round(1 / (1 + math.exp(-odds)), 3), tuple(reasons))


def _types(a: EventMention, b: EventMention) -> list[str]:
    if _threats(a, b):
        return ["same type", "same mode"] if a.mode == b.mode else ["same type", "other mode"]
    acts = ["praise and accord"] if _praises(a) != _praises(b) else []
    if a.type == b.type:
        modes = [] if a.mode is None or b.mode is None else ["same mode" if a.mode == b.mode else "other mode"]
        codes = ["same code"] if a.cameo is not None and a.cameo == b.cameo else []
        return ["same type", *codes, *modes, *acts]
    if any(a.type in family and b.type in family for family in FAMILIES):
        return ["same family", *acts]
    return ["other type"]


def _threats(a: EventMention, b: EventMention) -> bool:
    """Whether one mention tells a threat and the other names what is threatened: "the threatened tariffs"."""
    return a.type != b.type and all(e.type == "THREATEN" or e.modality == "threatened" for e in (a, b))


def _praises(event: EventMention) -> bool:
    """Whether a SUPPORT is words of one side about the other, not something that both do."""
    return event.type == "SUPPORT" and (event.cameo or "")[:3] in {PRAISE, "052", APOLOGY}


def _actors(a: EventMention, b: EventMention, roll: Roll | None) -> list[str]:
    mutual = a.type in SYMMETRIC and not (_praises(a) and _praises(b))
    one_day = a.date.day is not None and a.date.day == b.date.day
    whole = one_day or not (a.date.known and b.date.known)
    exact = _sides(_ids(a, None), _ids(b, None), symmetric=mutual, whole=whole)
    rolled = _sides(_ids(a, roll), _ids(b, roll), symmetric=mutual, whole=whole) if roll else exact
    if exact == 2:
        return ["both sides equal"]
    if rolled == 2:
        return ["both sides equal by state"]
    if exact == 1 or rolled == 1:
        return ["one side equal" if exact == 1 else "one side equal by state"]
    return ["no common actor"]


def _ids(event: EventMention, roll: Roll | None) -> tuple[frozenset[str], frozenset[str]]:
    return _of(event.source, roll), _of(event.target, roll)


def _of(parties: tuple[Party, ...], roll: Roll | None) -> frozenset[str]:
    return frozenset((roll(id_) if roll else None) or id_ for party in parties for id_ in party.ids)


_Sides = tuple[frozenset[str], frozenset[str]]


def _sides(a: _Sides, b: _Sides, *, symmetric: bool, whole: bool) -> int:
    """How many sides share an actor; in symmetric types also crosswise.

    Of acts of which both mentions tell one side alone that side is the `whole`, unless they are of a stretch of days, in
    which there may be many.
    """
    straight = bool(a[0] & b[0]) + bool(a[1] & b[1])
    crossed = bool(a[0] & b[1]) + bool(a[1] & b[0]) if symmetric else 0
    if whole and not (a[0] and a[1]) and not (b[0] and b[1]):
        return 2 if max(straight, crossed) == 1 else 0
    return max(straight, crossed)


def _dates(a: Interval, b: Interval) -> list[str]:
    if not a.known or not b.known:
        return ["date unknown"]
    if a.day is not None and a.day == b.day:
        return ["same day"]
    if meet(a, b) is not None:
        return ["dates meet"]
    return ["a day apart"] if _gap(a, b) == 1 else ["dates exclude each other"]


def _again(a: EventMention, b: EventMention) -> list[str]:
    """What tells that an act a day after another is not the same: it alone is told as done again."""
    first, second = sorted((a, b), key=lambda event: event.date.start or "")
    apart = _dates(first.date, second.date) == ["a day apart"]
    return ["done again a day later"] if apart and anew(second) and not anew(first) else []


def anew(event: EventMention) -> bool:
    """Whether an act is told as one that has been done before."""
    return told_again((answer.question, answer.value) for answer in event.attributes)


def told_again(answers: Iterable[tuple[str, str]]) -> bool:
    """Whether answers (question, value) tell an act as one that has been done before: "again", "their *second* call"."""
    return any(question == "again" or (question == "ordinal" and value != "first") for question, value in answers)


def _gap(a: Interval, b: Interval) -> int:
    """Days between two intervals that do not meet."""
    first, second = (a, b) if (a.end or "9999") < (b.start or "0000") else (b, a)
    if first.end is None or second.start is None:
        return 0
    return (date.fromisoformat(second.start) - date.fromisoformat(first.end)).days


def _places(a: EventMention, b: EventMention) -> list[str]:
    if a.place is None or b.place is None:
        return []
    return ["same place" if a.place == b.place else "other place"]


def name(event: EventMention) -> str | None:
    """What the text calls the act in quotation marks: a "no limits" partnership."""
    found = next((answer.value for answer in event.attributes if answer.question == "name"), None)
    return " ".join(found.casefold().replace("-", " ").split()) if found else None


def _answers(a: EventMention, b: EventMention) -> list[str]:
    counted = [any(answer.question == "how many times" for answer in event.attributes) for event in (a, b)]
    if counted[0] != counted[1]:
        return ["one tells of many"]
    if name(a) is not None and name(a) == name(b):
        return ["same name"]
    return ["troops sent to the war"] if sent_to_war(a, b) else []


def sent_to_war(a: EventMention, b: EventMention) -> bool:
    """Whether one mention tells on a day that troops were sent and the other a war by its name: whose, the sides tell."""
    sent = next((e for e in (a, b) if deploys(e)), None)
    return sent is not None and WAR in {name(a), name(b)}


def deploys(event: EventMention) -> bool:
    """Whether troops were sent to somebody, on days that are told."""
    return event.cameo == DEPLOYED and event.date.known and bool(event.target)


WAR = "war"
"""What an invasion or a war is called."""


def _within(a: EventMention, b: EventMention, roll: Roll | None, people: Collection[str]) -> list[str]:
    """What two mentions of one report are to each other.

    What is planned is not what has been done. Two meetings, one of them without a day, may be one
    ("spoke by phone", "discussed ...").
    """
    undated = not (a.date.known and b.date.known)
    if _dates(a.date, b.date) == ["a day apart"]:
        return ["told of two days"]
    if (a.modality == "planned") != (b.modality == "planned") and {"asserted", "past"} & {a.modality, b.modality}:
        return ["one is still to come"]
    if TERM in {a.rule, b.rule} or (a.type != b.type and {a.type, b.type} <= _WORDS):
        return ["told as two acts"]
    later = max(a, b, key=lambda e: e.trigger)
    if {a.type, b.type} == {"AGREE", "SUPPORT"} and ACCORD in {a.cameo, b.cameo}:
        return ["taken up" if later.rule.endswith(TAKEN_UP) else "told as two acts"]
    if a.type == b.type == "AGREE" and _accepts(a, b):
        return ["invitation taken up"]
    if a.type == b.type == "AGREE" and ((a.cameo == TO_MEET) != (b.cameo == TO_MEET) or later.rule.endswith(FURTHER)):
        return ["told as two acts"]
    if {a.cameo, b.cameo} == {HOSTED, VISIT} and _arrival(*sorted((a, b), key=lambda e: e.cameo == VISIT)):
        return ["one visit"]
    if _praises(a) and _praises(b) and _ids(a, None)[0] != _ids(b, None)[0]:
        return ["told of somebody else"]
    if a.type == b.type == "CONSULT" and (_others(a, b, roll) or _all_others(a, b, people)):
        return ["with somebody else"]
    long = undated and any((e.date.days or 0) > _LONG for e in (a, b)) and {a.modality, b.modality} <= _DONE
    if long and (name(a) is None or name(a) != name(b)):
        return ["one over a long while"]
    if a.type != "CONSULT" or b.type != "CONSULT" or not undated or a.modality != b.modality:
        return []
    if frozenset.union(*_ids(a, roll)) != frozenset.union(*_ids(b, roll)):
        return []
    media = [{answer.value for answer in e.attributes if answer.question == "medium"} for e in (a, b)]
    apart = all(media) and ("in person" in media[0]) != ("in person" in media[1])
    return ["other medium"] if apart else ["same report"]


def _arrival(welcome: EventMention, visit: EventMention) -> bool:
    """Whether a welcome tells the journey whose end it is: "welcomed the president, who had landed before dawn"."""
    return contains(welcome.span, visit.trigger) and (
        _dates(welcome.date, visit.date) in (["same day"], ["date unknown"])
    )


def _accepts(a: EventMention, b: EventMention) -> bool:
    """Whether an invitation is followed by its acceptance: one thing that two agree on."""
    first, later = sorted((a, b), key=lambda e: e.trigger)
    back = _ids(first, None) == _ids(later, None)[::-1]
    return back and first.cameo == TO_MEET and later.cameo == TO_COOPERATE and later.rule in ACCEPTED


def _others(a: EventMention, b: EventMention, roll: Roll | None) -> bool:
    """Whether each of two meetings has people, acting for states, who are not in the other: two guests of one host.

    A visit to a state and talks with one who acts for it have nobody else.
    """
    met = [frozenset().union(*_ids(event, None)) for event in (a, b)]
    alone = (met[0] - met[1], met[1] - met[0])
    if roll is None or not met[0] & met[1]:
        return False
    acted_for = [{roll(id_) for id_ in ids} - {None} for ids in alone]
    return all(acted_for) and not (VISIT in {a.cameo, b.cameo} and acted_for[0] & acted_for[1])


def _all_others(a: EventMention, b: EventMention, people: Collection[str]) -> bool:
    """Whether two meetings are between persons of whom none is in both: two ministers met, and their presidents."""
    met = [frozenset().union(*_ids(event, None)) for event in (a, b)]
    return not met[0] & met[1] and all(met_ & frozenset(people) for met_ in met)


_LONG = 31
"""Most days of a date that what is told without one may be of."""
_DONE = frozenset({"asserted", "past"})
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST"})
"""Words of conflict: two reports may take one for another, but one report that tells two tells of two."""


def _modality(a: EventMention, b: EventMention) -> list[str]:
    if a.modality == b.modality or _threats(a, b):
        return []
    told = {a.modality, b.modality}
    if "denied" in told:
        return ["one is denied"]
    if "past" in told and told & {"planned", "hypothetical", "threatened"}:
        return ["one is past, one not yet"]
    return ["other modality"] if {a.modality, b.modality} & {"planned", "hypothetical", "threatened"} else []
