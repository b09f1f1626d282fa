"""What a sentence answers, how many that is, where that is; and what stories tell by their sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from communique.link.disagreement.amounts import amounts, range_of
from communique.link.disagreement.sites import sites, where_of
from communique.link.disagreement.verdict import Answer
from communique.model import Actor, EventMention
from communique.model.ids import question_id
from communique.model.interval import Interval
from communique.resources.questions import load
from communique.store import Store
from made import ARDEN, BELOW, Draft, keep

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "questions.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("about", "sentence", "value"), [(about, *case) for about, cases in CASES.items() for case in cases]
)
def test_what_a_sentence_answers(about: str, sentence: str, value: str | None) -> None:
    answers = []
    for question in load().questions:
        for frame in question.frames if question.about == about else ():
            match = frame.pattern.search(sentence)
            if match and not load().negated.search(sentence[: match.end()]):
                given = frame.value or match["answer"]
                answers += [given] if question.compare != "site" or where_of(given) else []
    assert answers[:1] == ([value] if value else [])


def answer(value: str, meant: object = None) -> Answer:
    return Answer("a", "a", "a", value, (0, 1), None, meant)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("35 minutes", "35 minutes", "agree"),
        ("an hour", "60 minutes", "agree"),
        ("half an hour", "thirty minutes", "agree"),
        ("35 minutes", "some 45 minutes", "conflict"),
        ("50 minutes", "almost an hour", "cannot tell"),
        ("two and a half hours", "90 minutes", "conflict"),
        ("about 12,000", "more than 40,000", "conflict"),
        ("tens of thousands", "more than 40,000", "cannot tell"),
        ("thousands", "9,000", "cannot tell"),
        ("hundreds of thousands", "about 12,000", "conflict"),
        ("three envoys", "four envoys", "conflict"),
        ("some envoys", "four envoys", "cannot tell"),
    ],
)
def test_how_many(a: str, b: str, verdict: str) -> None:
    assert amounts(answer(a), answer(b)) == amounts(answer(b), answer(a)) == verdict


def test_no_number_is_no_range() -> None:
    assert range_of("a crowd") is None
    assert range_of("an hour and a half") == (90, 90)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Lorn", "Gavle", "conflict"),
        ("the Hall of Tides in Lorn", "the lakeside resort of Gavle", "conflict"),
        ("Harbour Square", "the parliament building in Lorn", "conflict"),
        ("the Hall of Tides in Lorn", "Lorn", "agree"),
        ("Harbour Square", "Lorn", "cannot tell"),
        ("the Hall of Tides", "the Hall of Tides in Lorn", "agree"),
        ("Paris", "France", "cannot tell"),
    ],
)
def test_where(a: str, b: str, verdict: str) -> None:
    left, right = answer(a, where_of(a)), answer(b, where_of(b))
    assert sites(left, right) == sites(right, left) == verdict


HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"


FISHER = Actor("Q9007", "fisher of Osk", "person", None, "Q9007")
GULL = Actor("Q9008", "The Gull", "outlet", None, "Q9008")


def story(ref: str, *sentences: str, event: bool = False) -> Draft:
    draft = Draft(ref, f"{HEAD}\n" + "\n".join(f"{said} {ref.upper()} has it." for said in sentences), title=HEAD)
    for actor in (ARDEN, BELOW):
        for nth in range(draft.text.count(actor.name)):
            draft.mention(actor.name, actor, nth=nth)
    if event:
        draft.event("spoke to Jon Below by video", "CONSULT", ARDEN, BELOW, asked=(("medium", "video"),))
    return draft


def found(store: Store) -> dict[str, tuple[str, dict[str, str]]]:
    [row] = store.rows("stories")
    return {d["about"]: (d["verdict"], {v["ref"]: v["value"] for v in d["values"]}) for d in row["disagreements"]}


def test_a_report_that_tells_the_talk_in_passing_answers_by_its_sentence(store: Store) -> None:
    keep(
        store,
        story("a", "Mira Arden spoke to Jon Below by video on herring.", event=True),
        story("b", "Mira Arden and Jon Below settled nothing in a phone call."),
        story("c", "“I like a phone call,” Mira Arden said of Jon Below."),
        story("d", "She likes a phone call."),
    )
    assert found(store)["medium"] == ("conflict", {"a": "video", "b": "phone"})


def test_a_talk_between_others_answers_nothing(store: Store) -> None:
    other = story(
        "b", "Mira Arden quarrels with Jon Below. A fisher of Osk told The Gull by phone that Mira Arden was right."
    )
    other.mention("fisher of Osk", FISHER)
    other.mention("The Gull", GULL)
    keep(store, story("a", "Mira Arden spoke to Jon Below by video on herring.", event=True), other)
    assert "medium" not in found(store)


def test_a_stretch_of_another_time_answers_nothing(store: Store) -> None:
    other = story("b", "In a phone call last year Mira Arden and Jon Below had agreed, which nobody now remembers.")
    other.time("last year", "2030")
    first = story("a", "Mira Arden spoke to Jon Below by video on 2031-05-03.", event=True)
    first.events.clear()
    first.event("spoke to Jon Below by video on 2031-05-03", "CONSULT", ARDEN, BELOW, asked=(("medium", "video"),),
                time=first.time("2031-05-03", "2031-05-03"))  # fmt: skip
    keep(store, first, other)
    assert "medium" not in found(store)


@pytest.mark.parametrize(("town", "verdict"), [("", "conflict"), ("In Lorn, ", "conflict"), ("In Gavle, ", None)])
def test_crowds_of_two_towns_are_not_compared(store: Store, town: str, verdict: str | None) -> None:
    keep(
        store,
        story("a", "Fishers protested. In Lorn, supporters gathered in Harbour Square."),
        story("b", f"Fishers protested. {town}supporters gathered in Market Street."),
    )
    assert found(store).get("place", (None,))[0] == verdict


def test_each_persons_place_is_asked_apart(store: Store) -> None:
    keep(
        store,
        story("a", "Mira Arden spoke to Jon Below by video on herring.", "Mira Arden spoke from her office in Lorn.", event=True),
        story("b", "Speaking from her house on Lake Orn, Mira Arden was calm.", "Jon Below spoke from his yacht off Gavle."),
    )  # fmt: skip
    assert found(store)["spoke from: Mira Arden"][1] == {"a": "her office in Lorn", "b": "her house on Lake Orn"}
    assert "spoke from: Jon Below" not in found(store)


def test_two_persons_of_one_name_are_asked_about_apart(store: Store) -> None:
    namesake = Actor("Q9010", "Mira Arden", "person", None, "Q9010")
    reports = [
        story("a", "Mira Arden spoke to Jon Below by video on herring.", "Mira Arden spoke from her office in Lorn.", event=True),
        story("b", "Speaking from her house on Lake Orn, Mira Arden was calm.", "Mira Arden spoke from his yacht off Gavle."),
    ]  # fmt: skip
    reports[0].text += "\nMira Arden spoke from his office in Varn. A has it."
    reports[0].mention("Mira Arden", namesake, nth=2)
    reports[1].mentions = [row for row in reports[1].mentions if row.span != reports[1].span("Mira Arden", 1)]
    reports[1].mention("Mira Arden", namesake, nth=1)
    keep(store, *reports)
    rows = [row for row in store.rows("disagreements") if row["about"] == "spoke from: Mira Arden"]
    [told] = store.rows("stories")
    assert {row["id"] for row in rows} == {question_id(told["id"], f"spoke from: {i}") for i in (ARDEN.id, namesake.id)}


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("the Norwegian side", "Mira Arden", "conflict"),
        ("the Norwegian side", "Norway", "agree"),
        ("the Danish side", "Norway", None),  # Danes took no part
        ("Arden", "Norway", "conflict"),
    ],
)
def test_at_whose_wish(store: Store, a: str, b: str, verdict: str | None) -> None:
    drafts = []
    for ref, whose in (("a", a), ("b", b)):
        own = " ".join(f"{ref}{number}" for number in range(200))
        draft = story(ref, f"Mira Arden spoke to Nils Vik by phone, at the request of {whose}, on herring.", own)
        vik = Actor("Q9013", "Nils Vik", "person", "NOR", "Q9013")
        draft.event("spoke to Nils Vik by phone", "CONSULT", ARDEN, vik)
        drafts.append(draft)
    keep(store, *drafts)
    assert found(store).get("initiator", (None,))[0] == verdict


def test_how_many_were_sent_home(store: Store) -> None:
    drafts = []
    for ref, number in (("a", "three"), ("b", "four")):
        draft = story(ref, f"Mira Arden expelled {number} envoys of Jon Below on 2031-05-03.")
        time = draft.time("2031-05-03", "2031-05-03")
        event = draft.event("expelled", "SANCTION", ARDEN, BELOW, mode="expel", time=time)
        draft.events[0] = _aimed_at(event, draft, f"{number} envoys")
        drafts.append(draft)
    keep(store, *drafts)
    assert found(store)["how many envoys"] == ("conflict", {"a": "three envoys", "b": "four envoys"})


def _aimed_at(event: EventMention, draft: Draft, words: str) -> EventMention:
    return replace(event, target=(replace(event.target[0], spans=(draft.span(words),)),))


def test_days_of_different_acts_are_not_compared(store: Store) -> None:
    first, second = story("a", "Mira Arden spoke to Jon Below by video on 2031-05-03."), story("b", "Mira Arden blamed Jon Below on 2031-05-04.")  # fmt: skip
    first.event("spoke to Jon Below", "CONSULT", ARDEN, BELOW, time=first.time("2031-05-03", "2031-05-03"))
    second.event("blamed Jon Below", "ACCUSE", ARDEN, BELOW, time=second.time("2031-05-04", "2031-05-04"))
    keep(store, first, second)
    assert "date" not in found(store)


def test_a_stretch_with_an_open_side_is_no_day(store: Store) -> None:
    first, second = (story(ref, "Mira Arden spoke to Jon Below by video on 2031-05-03.") for ref in "ab")
    since = replace(first.time("2031-05-03", "2031-05-03"), interval=Interval("2031-05-03", None, "resolved"))
    first.times[-1] = since
    first.event("spoke to Jon Below", "CONSULT", ARDEN, BELOW, time=since)
    second.event("spoke to Jon Below", "CONSULT", ARDEN, BELOW, time=second.time("2031-05-03", "2031-05-03"))
    keep(store, first, second)
    assert "date" not in found(store)


def test_the_day_of_a_stamp_is_no_day_of_the_act(store: Store) -> None:
    drafts = [
        story("a", "LORN | Sat 2031-05-03 7:47 pm BST Mira Arden spoke to Jon Below."),
        story("b", "OSK | Sun 2031-05-04 7:47 pm BST Mira Arden spoke to Jon Below."),
    ]
    for draft, day in zip(drafts, ("2031-05-03", "2031-05-04"), strict=True):
        draft.event("spoke to Jon Below", "CONSULT", ARDEN, BELOW, time=draft.time(day, day))
    keep(store, *drafts)
    assert "date" not in found(store)
