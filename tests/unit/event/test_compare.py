"""Whether two mentions tell one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.event.compare import THRESHOLD, same_event
from communique.link.event.decide import THRESHOLD as LINKED
from communique.link.event.decide import Events
from communique.link.event.features import EventNode
from communique.model import Attribute, EventMention, Interval, Party

STATES = {"president-a": "A", "president-b": "B"}


def party(actor: str) -> Party:
    return Party(((0, 1),), actor, actor)


def day(text: str) -> Interval:
    return Interval(text, text, "resolved")


BASE = EventMention(
    id="1", span=(0, 9), type="CONSULT", mode="phone", cameo="041", source=(party("president-a"),),
    target=(party("president-b"),), trigger=(0, 4), date=day("2031-03-04"),
)  # fmt: skip


def roll(actor: str) -> str | None:
    return STATES.get(actor)


@pytest.mark.parametrize(
    "other",
    [
        BASE,
        replace(BASE, source=BASE.target, target=BASE.source),
        replace(BASE, source=(party("A"),), target=(party("B"),), cameo="040", mode=None),
        replace(BASE, date=Interval("2031-03-01", "2031-03-31", "resolved")),
        replace(BASE, date=Interval()),
    ],
    ids=["itself", "swapped", "by state", "month", "undated"],
)
def test_same(other: EventMention) -> None:
    score, reasons = same_event(BASE, other, roll=roll)
    assert score >= THRESHOLD, reasons
    assert (score, reasons) == same_event(other, BASE, roll=roll)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(BASE, type="ASSAULT", mode=None, cameo="190"), "other type"),
        (replace(BASE, source=(party("C"),), target=(party("D"),)), "no common actor"),
        (replace(BASE, date=day("2031-04-04")), "dates exclude each other"),
        (replace(BASE, modality="denied"), "one is denied"),
        (replace(BASE, attributes=(Attribute("how many times", "40 times", (0, 4)),)), "one tells of many"),
    ],
)
def test_not_same(other: EventMention, reason: str) -> None:
    score, reasons = same_event(BASE, other, roll=roll)
    assert score == 0
    assert reasons == (reason,)


AGAIN = (Attribute("again", "again", (0, 4)),)


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ((), (), True),
        ((), AGAIN, False),
        (AGAIN, (), True),
        (AGAIN, AGAIN, True),
        ((), (Attribute("ordinal", "second", (0, 4)),), False),
        ((Attribute("ordinal", "first", (0, 4)),), (), True),
    ],
)
def test_an_act_done_again_is_not_that_of_the_day_before(
    first: tuple[Attribute, ...], second: tuple[Attribute, ...], *, one: bool
) -> None:
    early, late = replace(BASE, attributes=first), replace(BASE, attributes=second, date=day("2031-03-05"))
    assert (same_event(late, early, roll=roll)[0] >= THRESHOLD) is one
    assert same_event(early, replace(late, date=early.date), roll=roll)[0] >= THRESHOLD


def test_one_report_tells_of_two_days_as_two_acts() -> None:
    late = replace(BASE, date=day("2031-03-05"))
    assert same_event(BASE, late, roll=roll)[0] >= THRESHOLD
    assert same_event(BASE, late, roll=roll, one_report=True) == (0, ("told of two days",))


def test_attacks_are_not_swapped() -> None:
    attack = replace(BASE, type="ASSAULT", mode=None, cameo="190")
    back = replace(attack, source=attack.target, target=attack.source)
    assert same_event(attack, back, roll=roll)[0] < THRESHOLD


def test_two_attacks_by_one_side_on_nobody_known_are_not_enough() -> None:
    attack = replace(BASE, type="ASSAULT", mode=None, cameo="190", target=(), date=Interval("2031-03-01", "2031-03-31"))
    assert same_event(attack, attack, roll=roll)[1].count("both sides equal") == 0
    assert same_event(attack, attack, roll=roll)[0] < LINKED


def test_one_common_actor_and_no_date_is_not_enough() -> None:
    other = replace(BASE, target=(party("C"),), date=Interval())
    assert same_event(BASE, other, roll=roll)[0] < THRESHOLD


def test_what_is_past_is_not_what_is_planned() -> None:
    past, planned = replace(BASE, modality="past", date=Interval()), replace(BASE, modality="planned", date=Interval())
    assert same_event(past, planned, roll=roll) == (0, ("one is past, one not yet",))


def test_praise_is_no_accord() -> None:
    praise = replace(BASE, type="SUPPORT", mode=None, cameo="051")
    accord = replace(praise, cameo="057")
    assert same_event(praise, accord, roll=roll)[0] < THRESHOLD <= same_event(accord, accord, roll=roll)[0]


def test_a_common_name_ties_accords() -> None:
    named = replace(
        BASE,
        type="SUPPORT",
        mode=None,
        cameo="050",
        date=Interval(),
        attributes=(Attribute("name", "no limits", (0, 4)),),
    )
    other = replace(named, type="COOPERATE", cameo="060", attributes=(Attribute("name", "No-limits", (0, 4)),))
    assert "same name" in same_event(named, other, roll=roll)[1]


def test_a_threat_is_what_is_threatened() -> None:
    spoken = replace(BASE, type="THREATEN", mode="restrict", cameo="1312")
    named = replace(BASE, type="COERCE", mode="restrict", cameo="163", modality="threatened", date=Interval())
    assert same_event(spoken, named, roll=roll)[0] >= THRESHOLD
    assert same_event(spoken, replace(named, modality="asserted"), roll=roll)[1] == ("other type",)


def test_undated_meetings_of_one_report_are_one_unless_held_otherwise() -> None:
    spoke = replace(BASE, date=Interval())
    discussed = replace(spoke, mode=None, cameo="040")
    assert same_event(spoke, discussed, roll=roll)[0] < LINKED
    assert same_event(spoke, discussed, roll=roll, one_report=True)[0] >= LINKED
    phone, person = (Attribute("medium", value, (0, 4)) for value in ("phone", "in person"))
    held = replace(spoke, attributes=(phone,)), replace(discussed, attributes=(person,))
    assert same_event(*held, roll=roll, one_report=True)[0] < THRESHOLD
    planned = replace(discussed, modality="planned")
    assert "same report" not in same_event(spoke, planned, roll=roll, one_report=True)[1]


def test_praise_goes_one_way_and_is_no_accord() -> None:
    thanked = replace(BASE, type="SUPPORT", mode=None, cameo="051")
    answered = replace(thanked, source=thanked.target, target=thanked.source)
    agreed = replace(BASE, type="AGREE", mode=None, cameo="031")
    assert same_event(thanked, thanked, roll=roll)[0] >= LINKED
    assert same_event(thanked, answered, roll=roll)[1] == ("no common actor",)
    assert same_event(thanked, agreed, roll=roll)[0] < THRESHOLD


def test_one_report_tells_of_blame_and_of_a_demand_as_two_acts() -> None:
    blamed = replace(BASE, type="ACCUSE", mode=None, cameo="111")
    asked = replace(BASE, type="REQUEST", mode=None, cameo="020")
    assert same_event(blamed, asked, roll=roll)[0] >= THRESHOLD
    assert same_event(blamed, asked, roll=roll, one_report=True)[1] == ("told as two acts",)


def test_what_a_report_tells_as_to_come_is_not_what_it_tells_as_done() -> None:
    planned = replace(BASE, modality="planned", date=Interval())
    assert same_event(BASE, planned, roll=roll)[0] >= LINKED
    assert same_event(BASE, planned, roll=roll, one_report=True)[1] == ("one is still to come",)
    for date in (Interval("2031-03-04", "2031-03-04", "inferred"), BASE.date):
        later = replace(planned, date=date)
        assert same_event(BASE, later, roll=roll, one_report=True)[1] == ("one is still to come",)
    assert same_event(BASE, replace(planned, date=BASE.date), roll=roll)[0] >= LINKED


@pytest.mark.parametrize(("other", "linked"), [("2031-03-05", True), ("2031-03-20", False), (None, True)])
def test_undated_acts_told_of_weeks_apart_are_two(other: str | None, linked: bool) -> None:
    undated = replace(BASE, date=Interval())
    sides = frozenset({"A"}), frozenset({"B"})
    a, b = (
        EventNode(id_, id_, "story", undated, *sides, STATES, told) for id_, told in (("a", "2031-03-04"), ("b", other))
    )
    assert (Events().compare(a, b).score >= LINKED) == linked


def test_two_guests_of_one_host_are_met_twice_in_one_report() -> None:
    other = replace(BASE, target=(party("president-c"),))
    states = {**STATES, "president-c": "B"}
    assert same_event(BASE, other, roll=states.get, one_report=True) == (0, ("with somebody else",))
    more = replace(BASE, target=(party("president-b"), party("president-c")))
    assert same_event(BASE, more, roll=states.get, one_report=True)[0] >= THRESHOLD


def test_a_visit_to_a_state_is_one_with_the_talks_with_its_president() -> None:
    visit = replace(BASE, mode="visit", cameo="042", target=(party("B"),))
    talks = replace(BASE, mode=None, cameo="040")
    states = {**STATES, "B": "B"}
    assert same_event(visit, talks, roll=states.get, one_report=True)[0] >= LINKED
    elsewhere = replace(visit, target=(party("C"),))
    assert same_event(elsewhere, talks, roll={**states, "C": "C"}.get, one_report=True)[1] == ("with somebody else",)


def test_an_invitation_is_no_accord_of_the_same_day() -> None:
    accord = replace(BASE, type="AGREE", mode=None, cameo="030")
    assert same_event(accord, replace(accord, cameo="036"), roll=roll, one_report=True)[1] == ("told as two acts",)


def test_what_a_report_plans_for_other_days_is_not_what_it_tells() -> None:
    planned = replace(BASE, modality="planned", date=Interval("2031-01-01", "2031-12-31", "resolved"))
    assert same_event(BASE, planned, roll=roll, one_report=True)[1] == ("one is still to come",)


def test_signing_the_agreement_is_what_the_report_has_just_told() -> None:
    agreed = replace(
        BASE, type="AGREE", mode=None, cameo="030", source=(party("A"),), target=(party("B"),), trigger=(9, 14)
    )
    signed = replace(BASE, type="SUPPORT", mode=None, cameo="057", trigger=(50, 60), rule="verb+object")
    back = replace(signed, rule="verb+object, taken up")
    assert same_event(agreed, signed, roll=roll, one_report=True)[0] < LINKED
    assert same_event(agreed, back, roll=roll, one_report=True)[0] >= LINKED
    assert same_event(back, agreed, roll=roll, one_report=True) == same_event(agreed, back, roll=roll, one_report=True)
    assert same_event(agreed, replace(back, trigger=(0, 3)), roll=roll, one_report=True)[0] < LINKED
    assert same_event(agreed, signed, roll=roll, one_report=True)[1] == ("told as two acts",)


def test_an_accord_told_as_one_more_is_another() -> None:
    agreed = replace(BASE, type="AGREE", mode=None, cameo="030", rule="speech")
    also = replace(agreed, trigger=(50, 60), rule="speech, further")
    assert same_event(agreed, replace(also, rule="speech"), roll=roll, one_report=True)[0] >= LINKED
    assert same_event(agreed, also, roll=roll, one_report=True)[1] == ("told as two acts",)
    assert same_event(agreed, replace(also, trigger=(0, 1)), roll=roll, one_report=True)[0] >= LINKED


def test_the_arrival_that_a_welcome_tells_is_the_same_visit() -> None:
    welcome = replace(BASE, mode="visit", cameo="043", span=(0, 90), place="Orm Palace")
    arrival = replace(
        welcome, cameo="042", source=welcome.target, target=(party("A"),), span=(40, 60), trigger=(40, 47), place="Orm"
    )
    sides = {**STATES, "A": "A"}.get
    assert same_event(welcome, arrival, roll=sides, one_report=True)[0] >= LINKED
    assert same_event(arrival, welcome, roll=sides, one_report=True)[0] >= LINKED
    assert same_event(welcome, replace(arrival, trigger=(95, 99)), roll=sides, one_report=True)[0] < LINKED


def test_troops_sent_to_whom_a_war_is_fought_with_are_the_war() -> None:
    war = replace(
        BASE, type="ASSAULT", mode=None, cameo="190", date=Interval("2031-01-01", "2031-12-31", "stated"),
        attributes=(Attribute("name", "war", (0, 3)),),
    )  # fmt: skip
    sent = replace(BASE, type="MOBILIZE", mode="troops", cameo="154")
    assert same_event(war, sent, roll=roll)[0] >= LINKED
    assert same_event(replace(war, date=Interval()), sent, roll=roll)[0] >= LINKED
    assert same_event(war, replace(sent, date=Interval()), roll=roll)[0] < THRESHOLD
    assert same_event(replace(war, attributes=()), sent, roll=roll)[0] < LINKED


def test_what_is_told_without_a_day_is_not_what_went_on_for_years() -> None:
    sanctions = replace(BASE, type="COERCE", mode="restrict", cameo="163", date=Interval())
    before = replace(sanctions, date=Interval("2029-01-01", "2031-03-01", "stated"), trigger=(50, 60))
    assert same_event(sanctions, replace(before, date=day("2031-03-04")), roll=roll, one_report=True)[0] >= LINKED
    assert same_event(sanctions, before, roll=roll, one_report=True)[0] < LINKED


def test_a_meeting_with_somebody_else_is_no_visit_of_others() -> None:
    called = replace(BASE, mode=None, cameo="040", date=Interval())
    visit = replace(called, source=(party("C"),), target=(party("A"),), trigger=(50, 60))
    sides = {**STATES, "A": "A", "C": "B"}.get
    assert same_event(called, visit, roll=sides, people=("president-a", "president-b", "C"), one_report=True)[1] == (
        "with somebody else",
    )


def test_two_ministers_meeting_are_not_their_presidents() -> None:
    met = replace(BASE, type="CONSULT", mode=None, cameo="040", source=(party("A"),), target=(party("B"),))
    others = replace(met, source=(party("C"),), target=(party("D"),), trigger=(50, 60))
    sides = {"A": "X", "C": "X", "B": "Y", "D": "Y"}.get
    assert same_event(met, others, roll=sides, one_report=True)[0] >= LINKED
    told = same_event(met, others, roll=sides, people="ABCD", one_report=True)
    assert told[1] == ("with somebody else",)


def test_an_invitation_and_its_acceptance_are_one() -> None:
    invited = replace(BASE, type="AGREE", mode=None, cameo="036", rule="verb")
    accepted = replace(
        invited, cameo="030", source=invited.target, target=invited.source, trigger=(50, 60), rule="unsaid"
    )
    assert same_event(invited, accepted, roll=roll, one_report=True)[0] >= LINKED
    both = replace(accepted, source=(*BASE.source, *BASE.target), target=(*BASE.source, *BASE.target))
    assert same_event(invited, both, roll=roll, one_report=True)[1] == ("told as two acts",)
