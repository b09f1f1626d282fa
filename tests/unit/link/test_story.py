"""Stories: which reports cover one happening, on which day, and what stands behind them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from communique.ingest import judge, relink, remove, write
from communique.link import near
from communique.link.independence import count_outlets, independence
from communique.link.story import Stories, candidates, places
from communique.link.story.features import Measured, StoryNode, happening, nodes
from communique.link.story.rows import story_date
from communique.model import Actor, Attribute, Ground, Interval, Via
from communique.query.judgement import entries
from communique.store import Store
from made import ARDEN, BELOW, MINISTRY, Draft, keep
from toy import state


def call(ref: str, day: str, value: str, *, outlet: str | None = None, tail: str = "") -> Draft:
    """A report of a telephone call about herring quotas on some day."""
    text = (
        f"Arden and Below haggle over herring quotas\n"
        f"Mira Arden and Jon Below spoke by telephone on {day} about herring quotas in the Osk strait. "
        f"The quotas have divided the two neighbours since trawlers came to the strait. {tail}"
    )
    draft = Draft(ref, text, title="Arden and Below haggle over herring quotas", outlet=outlet)
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    draft.event("spoke by telephone", "CONSULT", ARDEN, BELOW, time=draft.time(day, value))
    return draft


def flood(ref: str, day: str = "4 May 2031", value: str = "2031-05-04") -> Draft:
    draft = Draft(ref, f"Floods drove thousands from their houses on {day} when dams broke above the capital of Osk.")
    draft.time(day, value)
    return draft


def stories(store: Store) -> list[list[str]]:
    return sorted(row["reports"] for row in store.rows("stories"))


def test_reports_of_one_happening_are_one_story(store: Store) -> None:
    keep(
        store,
        call("a", "3 May 2031", "2031-05-03"),
        call("b", "Saturday", "2031-05-03", tail="They will meet."),
        flood("c"),
    )
    assert stories(store) == [["a", "b"], ["c"]]
    [row] = store.rows("stories", "json_array_length(reports) = 2")
    assert (row["date"], row["date_end"]) == ("2031-05-03", "2031-05-03")
    assert row["title"] == "Arden and Below haggle over herring quotas"
    assert [(value["ref"], value["value"]) for value in row["date_evidence"]] == [
        ("a", "3 May 2031"),
        ("b", "Saturday"),
    ]
    assert row["actors"] == [ARDEN.id, BELOW.id]


@pytest.mark.parametrize(("other", "place"), [(None, "Osk"), ("Osk", "Osk"), ("Veld", None)])
def test_a_story_took_place_where_all_say_who_say_it(store: Store, other: str | None, place: str | None) -> None:
    told = [call("a", "3 May 2031", "2031-05-03"), call("b", "Saturday", "2031-05-03")]
    for draft, where in zip(told, ("Osk", other), strict=True):
        draft.events[0] = replace(draft.events[0], place=where)
    keep(store, *told)
    [row] = store.rows("stories")
    assert row["place"] == place
    differ = [{"about": "place", "verdict": "conflict"}]
    assert places(store, {row["id"]: differ}) == {row["id"]: None}


def test_a_look_alike_weeks_later_is_another_story(store: Store) -> None:
    keep(store, call("a", "3 May 2031", "2031-05-03"), call("b", "31 May 2031", "2031-05-31"))
    assert stories(store) == [["a"], ["b"]]


def test_who_names_an_earlier_day_behind_its_own_tells_of_another_happening() -> None:
    """ "On Wednesday" cannot be placed; the day that stands behind it is that of the call."""
    body = "They opened the strait on Wednesday, as promised in their call on 3 May 2031."
    times = [
        {"id": "t0", "span": [23, 35], "type": "DATE", "relation": "on", "value": None, "start": "2031-05-01", "end": None,
         "recipe": "wd:3:past"},
        {"id": "t1", "span": [65, 75], "type": "DATE", "relation": "on", "value": "2031-05-03", "start": "2031-05-03",
         "end": "2031-05-03", "recipe": ""},
    ]  # fmt: skip
    assert happening([(0, len(body))], [], times, Interval("2031-05-01", None)) == (Interval(), None, None)


def node(ref: str, day: str | None, **more: Any) -> StoryNode:
    interval = Interval(day, day, "resolved") if day else Interval()
    given = {"title": "Arden and Below talk", "body": "Arden and Below talked of herring in the strait.", "actors": frozenset({"A", "B"}),
             "told": interval.known, "behind": frozenset(), "weekday": 6 if day else None, "place": None, "published": Interval()}  # fmt: skip
    return StoryNode(id=ref, ref=ref, happened=interval, evidence=None, row=None, same_ref=ref, **{**given, **more})


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"behind": frozenset({"2031-05-03"}), "day": None}, "one names the other's day as an earlier one x 0.75"),
        ({"day": None}, "the day of one alone is known x 0.95"),
        ({"day": "2031-05-09"}, "happened 6 days apart x 0.8"),
        ({"day": "2031-05-09", "told": False}, "happened or were published 6 days apart x 0.95"),
        ({"day": None, "weekday": 7}, "happened on another weekday x 0.9"),
        ({"day": None, "weekday": 3}, "happened on another weekday x 0.75"),
        ({"day": None, "title": "Arden and Below hold second call"}, "one follows another of its kind x 0.9"),
        ({"day": "2031-05-04", "place": "Osk"}, "other place x 0.85"),
        ({"day": None, "actors": frozenset({"C", "D"})}, "no lead actor in common x 0.9"),
        ({"day": "2031-05-03", "company": frozenset({"Q1", "Q3"})}, "others met x 0.45"),
        ({"day": "2031-05-04", "people": frozenset({"Q7", "Q9"})}, "others met x 0.45"),
        ({"day": "2031-05-05", "met": True}, "met 2 days apart x 0.45"),
        ({"day": "2031-05-04", "anew": True}, "done again on a later day: a look-alike"),
        ({"day": None, "weekday": 7, "anew": True}, "done again on a later weekday x 0.45"),
    ],
)
def test_what_tells_a_look_alike(more: dict[str, Any], reason: str) -> None:
    a = node("a", "2031-05-03", place="Veld", company=frozenset({"Q1", "Q2"}), people=frozenset({"Q7", "Q8"}), met=True)
    b = node("b", more.pop("day"), **more)
    found, plain = Stories().compare(a, b), Stories().compare(a, node("c", "2031-05-03"))
    assert reason in found.reasons
    assert found.score < plain.score
    assert Stories().compare(b, a) == found


@pytest.mark.parametrize(
    ("of_a", "of_b", "reason"),
    [
        (
            {"meets": True, "told": False},
            {"meets": True, "told": False, "title": "Call with Below"},
            "met 6 days apart x 0.45",
        ),
        ({"title": "Rates of 3 May 2031"}, {"title": "Rates of 9 May 2031"}, "one outlet's title on other days x 0.45"),
        ({"named": frozenset({"A"})}, {"named": frozenset({"B"})}, "titles of one outlet that name others x 0.8"),
    ],
)
def test_what_tells_two_reports_of_one_outlet_apart(of_a: dict[str, Any], of_b: dict[str, Any], reason: str) -> None:
    def compared(*outlets: str | None) -> tuple[str, ...]:
        days = ("2031-05-03", "2031-05-09")
        a, b = (node(ref, day, **{"outlet": outlet, "title": ref, **more}) for ref, day, outlet, more in
                zip("ab", days, outlets, (of_a, of_b), strict=True))  # fmt: skip
        return Stories().compare(a, b).reasons

    assert reason in compared("The Gull", "The Gull")
    assert reason not in compared("The Gull", "The Tern")
    assert reason not in compared(None, None)


def test_two_leads_in_other_words_meet_by_meaning(store: Store) -> None:
    texts = {
        "a": "An earthquake struck before dawn, killing dozens.",
        "b": "A tremor shook houses to pieces and took scores of lives, rescuers said.",
        "c": "Senators voted down a plan to pay for barriers.",
    }
    found = {ref: node(ref, None, title=None, body=body) for ref, body in texts.items()}
    assert not found["a"].vector.keys() & found["b"].vector.keys()
    near.keep(store, "story", {number: candidates.near(found[ref]) for number, ref in enumerate("bc")})
    assert near.met(store, "story", {"a": candidates.near(found["a"])}) == {"a": {0}}


@pytest.mark.parametrize(("one", "other"), [("12", "123"), ("123", "124"), ("12", "")])
def test_one_meeting_may_be_told_with_other_guests(one: str, other: str) -> None:
    a, b = (node(ref, "2031-05-03", company=frozenset(sides)) for ref, sides in (("a", one), ("b", other)))
    assert Stories().compare(a, b).reasons[-1] == "same day + 0.03"


def test_the_company_is_that_of_the_first_meeting(store: Store) -> None:
    keep(store, call("a", "3 May 2031", "2031-05-03"))
    [found] = nodes(store, [row["id"] for row in store.rows("reports")]).values()
    assert len(found.company) == 2


def test_a_retelling_weeks_later_is_not_forbidden() -> None:
    """What was published in June may tell of May; what happened in June is another happening."""
    a = node("a", "2031-05-03")
    assert Stories().compare(a, node("b", "2031-06-03")).never
    later = Stories().compare(a, node("b", "2031-06-03", told=False))
    assert (later.never, later.reasons[-1]) == (False, "happened or were published 31 days apart x 0.8")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ((853_000, "weekly claims"), (712_000, "jobless claims last week"), True),
        ((853_000, "weekly claims"), (850_000, "claims"), False),
        ((853_000, "weekly claims"), (853_000, "applications"), False),
        ((853_000, "weekly claims"), (12, "herring quotas"), False),
    ],
)
def test_another_figure_of_one_thing_tells_a_look_alike(
    one: tuple[float, str], other: tuple[float, str], *, differ: bool
) -> None:
    a, b = (
        node(ref, None, figures=(Measured(value, frozenset(about.split())),))
        for ref, (value, about) in (("a", one), ("b", other))
    )
    assert ("other figures of one thing x 0.8" in Stories().compare(a, b).reasons) is differ


def test_what_a_report_measures_at_its_beginning(store: Store) -> None:
    draft = Draft(
        "a", "Claims rose to 853,000. One clerk was hired. " + "The office is old. " * 30 + "It has 12 rooms."
    )
    draft.figure("853,000", 853_000, about="claims")
    draft.figure("One", 1, about="clerk")
    draft.figure("12", 12, about="rooms")
    keep(store, draft)
    [found] = nodes(store, [row["id"] for row in store.rows("reports")]).values()
    assert found.figures == (Measured(853_000, frozenset({"claim"})),)


def test_one_weekday_speaks_for_one_happening() -> None:
    a, b, plain = node("a", None, weekday=3), node("b", None, weekday=3), node("c", None)
    assert Stories().compare(a, b).reasons[-1] == "same weekday + 0.03"
    assert Stories().compare(a, b).score == pytest.approx(min(1.0, Stories().compare(a, plain).score + 0.03))


def test_what_a_report_bears_as_its_own_date_is_not_told(store: Store) -> None:
    stamped, told = call("a", "3 May 2031", "2031-05-03"), call("b", "3 May 2031", "2031-05-03")
    own = replace(stamped.reading(), published_by=(Ground("stamp", (stamped.span("3 May 2031"),)),))
    write(store, [own, told.reading()])
    found = nodes(store, [row["id"] for row in store.rows("reports")])
    assert {node.ref: (node.told, node.weekday) for node in found.values()} == {"a": (False, 6), "b": (True, 6)}


def test_the_weekday_of_a_day_that_cannot_be_placed(store: Store) -> None:
    draft = Draft("a", "They opened the strait on Wednesday, after talks that had begun on Friday.")
    draft.time("Wednesday", None, recipe="wd:3:past")
    draft.time("Friday", None, recipe="wd:5:past")
    keep(store, draft)
    [found] = nodes(store, [row["id"] for row in store.rows("reports")]).values()
    assert (found.weekday, found.happened) == (3, Interval())


def test_meaning_is_not_asked_of_strangers() -> None:
    a, b = node("a", None), node("b", None, title="Bread", body="Bakers bake fewer loaves.", actors=frozenset())
    assert not any("meaning" in reason for reason in Stories().compare(a, b).reasons)


def test_a_call_two_days_later_is_another_story(store: Store) -> None:
    days = {"a": 3, "b": 4, "c": 6}
    keep(store, *(call(ref, f"{day} May 2031", f"2031-05-0{day}") for ref, day in days.items()))
    assert stories(store) == [["a", "b"], ["c"]]


@pytest.mark.parametrize("again", ["again", "second", "after"])
def test_a_call_a_day_later_that_is_told_as_another_is_another_story(store: Store, again: str) -> None:
    first, other = call("a", "3 May 2031", "2031-05-03"), call("b", "4 May 2031", "2031-05-04", outlet="The Gull")
    later = call("c", "4 May 2031", "2031-05-04", tail=f"It was their call {again} a day.")
    if again == "after":
        count = replace(later.time("a day"), type="DURATION", relation="after")
        later.times[-1] = count
        later.event("their call", "CONSULT", ARDEN, BELOW, time=count)
    else:
        answer = Attribute("ordinal" if again == "second" else again, again, later.span(again))
        later.events[0] = replace(later.events[0], attributes=(answer,))
    keep(store, first, other)
    assert stories(store) == [["a", "b"]]
    keep(store, later)
    assert stories(store) == [["a"], ["b", "c"]]


def test_short_reports_of_one_form_on_other_days_are_other_stories() -> None:
    told = (
        "Governor Edwin Marsh gave a speech in the town of {} on {} before some two thousand people. “{},” Marsh said."
    )
    speeches = [
        ("Ternsay", "Saturday", "The catch was poor this year"),
        ("Skuaholm", "Sunday", "No school of ours will close"),
    ]
    a, b = (node(ref, day, body=told.format(*what), title="Marsh speaks", weekday=weekday)
            for ref, day, weekday, what in zip("ab", ("2031-05-03", "2031-05-04"), (6, 7), speeches, strict=True))  # fmt: skip
    assert Stories().compare(a, b).reasons[-1] == "one form with other names or numbers x 0.45"
    assert Stories().compare(a, replace(b, happened=a.happened)).score > Stories().compare(a, b).score
    assert Stories().compare(a, replace(b, body=a.body)).score > Stories().compare(a, b).score


def test_accords_with_others_are_other_stories(store: Store) -> None:
    quay = Actor("Q9003", "Ada Quay", "person", "XZO", "Q9003")
    for ref, other in (("a", BELOW), ("b", BELOW), ("c", quay)):
        draft = Draft(ref, f"Mira Arden and {other.name} agreed on herring quotas in the Osk strait on 3 May 2031.")
        draft.mention("Mira Arden", ARDEN)
        draft.mention(other.name, other)
        draft.event("agreed", "AGREE", ARDEN, other, time=draft.time("3 May 2031", "2031-05-03"))
        both = (*draft.events[0].source, *draft.events[0].target)
        draft.events[0] = replace(draft.events[0], source=both, target=both)
        keep(store, draft)
    assert stories(store) == [["a", "b"], ["c"]]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_stories_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = (
        call("a", "3 May 2031", "2031-05-03"),
        call("b", "3 May 2031", "2031-05-03", tail="Later they dined."),
        call("c", "31 May 2031", "2031-05-31"),
        flood("d"),
    )
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        assert stories(store) == [["a", "b"], ["c"], ["d"]]
        remove(store, "a")
        assert stories(store) == [["b"], ["c"], ["d"]]


def test_what_is_not_analysed_is_of_no_story(store: Store) -> None:
    keep(store, replace(call("a", "3 May 2031", "2031-05-03"), language="de", events=[], times=[], mentions=[]))
    assert store.rows("reports")[0]["story"] is None
    assert stories(store) == []


def test_actors_judged_the_same_are_one_to_stories(store: Store) -> None:
    """The least id stands for all: it also goes into reports that name none of the two actors judged last."""
    twins = [replace(ARDEN, id=id_, name=name, wikidata=None) for id_, name in (("x1", "M. Ardenn"), ("Q0", "Ardent"))]
    drafts = [call("a", "3 May 2031", "2031-05-03"), Draft("b", "M. Ardenn sang."), Draft("c", "Ardent sang.")]
    for draft, twin in zip(drafts[1:], twins, strict=True):
        draft.mention(twin.name, twin)
    keep(store, *drafts)
    for at, pair in enumerate(((ARDEN.id, "x1"), ("x1", "Q0"))):
        judge(store, entries(store, "same", pair, at=f"2031-06-01T00:00:0{at}"))
    found = {node.ref: node.actors for node in nodes(store, [row["id"] for row in store.rows("reports")]).values()}
    assert found == {"a": {"Q0", BELOW.id}, "b": {"Q0"}, "c": {"Q0"}}
    kept = state(store)
    relink(store)
    assert state(store) == kept


# its day

Asked = tuple[list[Any], list[Any], list[Any], Interval]


def rows(body: str, *dated: tuple[str, str], event: str | None = None, on: str | None = None, **more: Any) -> Asked:
    times = [
        {"id": f"t{n}", "span": [body.index(words), body.index(words) + len(words)], "type": "DATE", "relation": "on",
         "value": start, "start": start, "end": start, "recipe": ""}
        for n, (words, start) in enumerate(dated)
    ]  # fmt: skip
    events = []
    if event:
        events = [
            {"id": "e", "span": [body.index(event), len(body)], "modality": "asserted", "time": f"t{len(dated) - 1}"}
        ]
        events[0] |= more
    return [(0, len(body))], events, times, Interval(on, on)


BODY = "Since 1 May the strait had been shut. On Monday the two ministers opened it again."


def test_the_first_dated_event_dates_the_happening() -> None:
    found = happening(*rows(BODY, ("1 May", "2031-05-01"), ("Monday", "2031-05-05"), event="the two ministers opened"))
    assert found == (Interval("2031-05-05", "2031-05-05", "resolved"), (41, 47), "e")


def test_an_event_that_is_only_planned_does_not() -> None:
    found = happening(
        *rows(BODY, ("1 May", "2031-05-01"), ("Monday", "2031-05-05"), event="the two", modality="planned")
    )
    assert found[0].day == "2031-05-01"
    assert found[2] == "t0"


def test_without_an_event_the_leads_first_date_does() -> None:
    assert happening(*rows(BODY, ("Monday", "2031-05-05")))[0].day == "2031-05-05"


def test_nothing_dates_it() -> None:
    assert happening(*rows(BODY)) == (Interval(), None, None)
    assert happening([], [], [], Interval()) == (Interval(), None, None)


def test_days_after_the_report_are_announcements_and_days_long_before_are_background() -> None:
    for on in ("2031-05-04", "2031-06-05"):
        assert happening(*rows(BODY, ("Monday", "2031-05-05"), event="the two ministers", on=on))[0] == Interval()
    assert happening(*rows(BODY, ("Monday", "2031-05-05"), event="the two ministers", on="2031-05-06"))[0].known


def test_a_date_far_down_dates_nothing() -> None:
    body = "Long ago and far away. " * 40 + "It ended on 9 May."
    assert happening(*rows(body, ("9 May", "2031-05-09")))[0] == Interval()


def test_a_year_is_too_coarse() -> None:
    body, events, times, published = rows(BODY, ("Monday", "2031-01-01"))
    times[0]["end"] = "2031-12-31"
    assert happening(body, events, times, published)[0] == Interval()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], (None, None)),
        ([("2031-05-03", "2031-05-03"), (None, None)], ("2031-05-03", "2031-05-03")),
        ([("2031-05-01", "2031-05-31"), ("2031-05-03", "2031-05-04")], ("2031-05-03", "2031-05-04")),
        ([("2031-05-01", "2031-05-05"), ("2031-05-04", "2031-05-08")], ("2031-05-04", "2031-05-05")),
        ([("2031-05-03",) * 2, ("2031-05-04",) * 2, ("2031-05-04",) * 2], ("2031-05-04", "2031-05-04")),
        ([("2031-05-04",) * 2, ("2031-05-03",) * 2], ("2031-05-03", "2031-05-03")),
        ([("2031-05-03", None)], ("2031-05-03", None)),
    ],
)
def test_story_date(told: list[tuple[str | None, str | None]], expected: tuple[str | None, str | None]) -> None:
    for order in permutations(told):
        found = story_date([Interval(start, end) for start, end in order])
        assert (found.start, found.end) == expected
        assert found.basis == ("story" if found.known else "unknown")


# what stands behind it


def test_outlets_families_and_origins(store: Store) -> None:
    first = call("a", "3 May 2031", "2031-05-03", outlet="The Gull")
    copy = call("b", "3 May 2031", "2031-05-03", outlet="The Heron")
    other = Draft(
        "c", "Herring quotas were on the table when Arden rang Below. “We want our herring”, the ministry wrote."
    )
    via = Via((other.span("the ministry"),), MINISTRY.id, "readout")
    other.actors.append(MINISTRY)
    other.statement("“We want our herring”", ARDEN, via=(via,))
    keep(store, first, copy, other)
    reports = store.rows("reports")
    assert independence(reports, store) == {"outlets": 3, "outlets_unknown": 1, "families": 2, "origins": 2}
    known = independence([r for r in reports if r["ref"] != "c"], store)
    assert known == {"outlets": 2, "outlets_unknown": 0, "families": 1, "origins": 1}


def test_two_names_of_one_outlet_are_one_and_what_has_no_outlet_is_counted_apart() -> None:
    assert count_outlets([("AP", "a"), ("Associated Press", "b"), ("The Gull", "c"), ("the gull", "d")]) == (2, 0)
    assert count_outlets([("The Gull", "a"), (None, "b"), (None, "c"), (None, "c")]) == (1, 2)
    articles = ["Reuters", "The Reuters", "The Hindu", "Hindu", "Times", "The Times", "AP", "The Associated Press"]
    assert count_outlets(zip(articles, "abcdefgh", strict=True)) == (4, 0)


def test_a_family_that_grows_elsewhere_is_counted_anew() -> None:
    """A report of another story may join two families of this one; the story's count must follow."""
    one = "Pilots found the lost barge Petrel near the cape of Osk on 3 May 2031 and towed her to the quay of the harbour."
    two = "The owner of the lost barge Petrel thanked the pilots of Osk on 3 May 2031 with forty barrels of salted herring."
    drafts = [Draft("a", one), Draft("b", two)]
    for draft in drafts:
        draft.mention("Osk", ARDEN)
        draft.time("3 May 2031", "2031-05-03")
    bridge = Draft("c", f"Looking back on 1 July 2031. {one} {two}")
    bridge.time("1 July 2031", "2031-07-01")
    counts = []
    for order in permutations([*drafts, bridge]):
        with Store.open(":memory:") as store:
            for draft in order:
                keep(store, draft)
            counts.append(sorted((row["reports"], row["families"]) for row in store.rows("stories")))
    assert counts == [[(["a", "b"], 1), (["c"], 1)]] * 6
