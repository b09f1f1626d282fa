"""Comparisons: which figures of a story measure the same thing, and whether they agree."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from communique.link.figure import ruling
from communique.model import DENIED
from communique.store import Store
from made import ARDEN, Draft, keep

HEAD = "Storm sinks ferries off the coast of Osk, and lifeboats search the bay for missing sailors of the Petrel"

OWN = {
    "a": "\nAn engine driver in the hills heard of it on the wireless, stopped at the next halt and asked for news of a brother. "
    "Bakers gave bread away, schools shut, and a priest rang the only bell that had been left to the parish since spring.",
    "b": "\nWomen on the quay counted the boats that came back, and an innkeeper kept soup warm until the lamps burnt down. "
    "The harbour master wrote every name into his book by hand and read it out when the wind had dropped at daybreak.",
}
"""What a report adds of its own, so that it is no copy of the other's."""


def told(ref: str, words: str, value: float | None, *, about: str | None = "missing sailors", before: str = "", after: str = "",
         **more: Any) -> Draft:  # fmt: skip
    draft = Draft(
        ref,
        f"{HEAD}\nThe storm came on 3 May 2031. There were {before}{words}{after} by nightfall.{OWN.get(ref, '')}",
        title=HEAD,
        **more.pop("report", {}),
    )
    draft.mention("Osk", ARDEN)
    draft.time("3 May 2031", "2031-05-03")
    draft.figure(words, value, **{"unit": "person", "about": about, **more})
    return draft


def verdicts(store: Store) -> list[tuple[str, str]]:
    return [(row["about"], row["verdict"]) for row in store.rows("comparisons", order="about")]


def test_equal_figures_agree(store: Store) -> None:
    keep(store, told("a", "40 missing sailors", 40), told("b", "forty missing sailors", 40))
    assert verdicts(store) == [("missing sailors", "agree")]
    [row] = store.rows("comparisons")
    assert {figure["comparison"] for figure in store.rows("figures")} == {row["id"]}
    assert row["unit"] == "person"
    assert row["reasons"] == []


def test_versions_of_one_report_that_agree_are_no_comparison(store: Store) -> None:
    first = told("a", "40 missing sailors", 40, report={"stated": "2031-05-03"})
    second = told("a", "forty missing sailors", 40, report={"stated": "2031-05-04"})
    keep(store, first, second)
    assert verdicts(store) == []


def test_figures_that_exclude_each_other_conflict_with_a_reason(store: Store) -> None:
    keep(store, told("a", "40 missing sailors", 40), told("b", "60 missing sailors", 60))
    [row] = store.rows("comparisons")
    assert row["verdict"] == "conflict"
    assert any("40" in reason and "60" in reason for reason in row["reasons"])


def test_a_bound_holds_what_it_allows(store: Store) -> None:
    keep(store, told("a", "41 missing sailors", 41), told("b", "more than 40 missing sailors", 40, low=40, change=">"))
    assert verdicts(store) == [("missing sailors", "agree")]


def test_two_bounds_that_let_amounts_be_one_do_not_make_them_agree(store: Store) -> None:
    bounds = [told(ref, f"more than {n} missing sailors", n, low=n, change=">") for ref, n in (("a", 40), ("b", 41))]
    keep(store, *bounds)
    assert verdicts(store) == [("missing sailors", "cannot tell")]


def test_a_bare_bound_is_compared_too(store: Store) -> None:
    keep(
        store,
        told("a", "41 missing sailors", 41),
        told("b", "fewer than 30 missing sailors", None, high=30, change="<"),
    )
    assert verdicts(store) == [("missing sailors", "conflict")]


def test_a_later_version_supersedes(store: Store) -> None:
    first = told("a", "60 missing sailors", 60, report={"stated": "2031-05-03"})
    second = told("a", "40 missing sailors", 40, report={"stated": "2031-05-04"})
    other = told("b", "40 missing sailors", 40)
    keep(store, first, second, other)
    assert verdicts(store) == [("missing sailors", "superseded")]


@pytest.mark.parametrize(
    "other",
    [
        told("b", "60 barrels of herring", 60, about="herring", unit="barrel"),
        told("b", "60 rescued passengers", 60, about="rescued passengers"),
        told("b", "60 missing sailors", 60, period="2029"),
        told("b", "60 missing sailors", 60, about=None),
        told("b", "60 missing sailors", 60, about=None, low=60),
        told("b", "60 missing sailors", 60, unit=None),
    ],
    ids=["unit", "thing", "period", "nothing", "nothing but a bound", "no unit"],
)
def test_what_measures_something_else_is_not_compared(store: Store, other: Draft) -> None:
    keep(store, told("a", "40 missing sailors", 40, period="2031"), replace(other, ref="b"))
    assert verdicts(store) == []


def test_two_figures_of_one_report_are_not_compared(store: Store) -> None:
    draft = told("a", "40 missing sailors", 40)
    draft.text += " Later there were 60 missing sailors."
    draft.figures.clear()
    draft.times.clear()
    for words, value in (("40 missing sailors", 40), ("60 missing sailors", 60)):
        draft.figure(words, value, unit="person", about="missing sailors")
    keep(store, draft)
    assert verdicts(store) == []


def test_another_story_is_another_matter(store: Store) -> None:
    other = Draft(
        "b", "Bakers of Telland bake fewer loaves. There were 60 missing sailors in a tale told on 3 July 2031."
    )
    other.time("3 July 2031", "2031-07-03")
    other.figure("60 missing sailors", 60, unit="person", about="missing sailors")
    keep(store, told("a", "40 missing sailors", 40), other)
    assert verdicts(store) == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_comparisons_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = [told(ref, f"{number} missing sailors", number) for ref, number in (("a", 40), ("b", 40), ("c", 60))]
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        [row] = store.rows("comparisons")
        refs = {figure["id"]: figure["ref"] for figure in store.rows("figures")}
        assert [refs[i] for i in row["figures"]] == ["a", "b", "c"]
        assert row["verdict"] == "conflict"


def test_people_of_whom_nothing_is_said_are_not_compared_with_those_told(store: Store) -> None:
    keep(
        store,
        told("a", "40 people missing", 40, about="people missing"),
        told("b", "900 people", 900, about="people"),
    )
    assert verdicts(store) == []


def _corrected(about: str, **report: Any) -> Draft:
    text = "Bakers of Telland bake fewer loaves. Correction: trade came to 24 dollars in 2030, and not to 42 dollars."
    draft = Draft("z", text, **report)
    same = {"unit": "dollar", "about": about, "period": "2030", "measured_of": (ARDEN.id,)}
    draft.figure("24 dollars", 24, **same)
    draft.figure("42 dollars", 42, rule=DENIED, **same)
    return draft


def test_a_correction_in_another_story_takes_a_figure_back(store: Store) -> None:
    same: dict[str, Any] = {"unit": "dollar", "about": "trade", "period": "2030", "measured_of": (ARDEN.id,)}
    keep(store, told("a", "trade of 42 dollars", 42, **same), told("b", "trade of 24 dollars", 24, **same))
    assert verdicts(store) == [("trade", "conflict")]
    keep(store, _corrected("trade"))
    [row] = store.rows("comparisons")
    assert (row["verdict"], len(row["figures"])) == ("superseded", 3)
    assert "taken back in z" in row["reasons"]


def test_another_outlet_takes_nothing_back(store: Store) -> None:
    same: dict[str, Any] = {"unit": "dollar", "about": "trade", "period": "2030", "measured_of": (ARDEN.id,)}
    keep(
        store,
        told("a", "trade of 42 dollars", 42, report={"outlet": "Osk Post"}, **same),
        _corrected("trade", outlet="Telland Sun"),
    )
    assert verdicts(store) == [("trade", "conflict")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", " in the village of Lower Marsh"),
        ("", " in the past two days"),
        ("", " since Monday"),
        ("at least the needed ", ""),
    ],
    ids=["place", "stretch", "sum", "awaited"],
)
def test_an_amount_of_another_occasion_is_no_conflict(store: Store, before: str, after: str) -> None:
    keep(store, told("a", "40 missing sailors", 40), told("b", "60 missing sailors", 60, before=before, after=after))
    assert verdicts(store) == []


def test_a_place_that_both_heads_name_sets_nothing_apart(store: Store) -> None:
    keep(store, told("a", "40 missing sailors", 40), told("b", "60 missing sailors", 60, after=" in the port of Osk"))
    assert verdicts(store) == [("missing sailors", "conflict")]


@pytest.mark.parametrize(("words", "verdict"), [("in the harbour", ["conflict"]), ("on other business", [])])
def test_a_noun_alone_conflicts_only_where_something_else_is_told_alike(
    store: Store, words: str, verdict: list[str]
) -> None:
    drafts = [Draft(ref, f"{HEAD}\n{number} boats {words}.", title=HEAD) for ref, number, words in
              (("a", 40, "sank in the harbour"), ("b", 60, f"were there {words}"))]  # fmt: skip
    for draft, number in zip(drafts, (40, 60), strict=True):
        draft.figure(f"{number} boats", number, unit="boat", about="boats")
    keep(store, *drafts)
    assert [found for _, found in verdicts(store)] == verdict


def test_so_it_does_if_only_one_says_more_than_the_noun(store: Store) -> None:
    many = Draft("a", f"{HEAD}\n40 deputies who searched the pier found little.", title=HEAD)
    many.figure("40 deputies", 40, unit="deputy", about="deputies who searched the pier")
    two = Draft("b", f"{HEAD}\nHe worked with 2 deputies.", title=HEAD)
    two.figure("2 deputies", 2, unit="deputy", about="deputies")
    keep(store, many, two)
    assert verdicts(store) == []


def _both(ref: str, first: int, second: int, **more: Any) -> Draft:
    draft = told(ref, f"{first} missing sailors", first)
    draft.text += f" On land there were {second} missing sailors."
    draft.figures.clear()
    for value in (first, second):
        draft.figure(f"{value} missing sailors", value, unit="person", about="missing sailors", **more)
    return draft


def test_words_that_fit_two_amounts_of_a_report_do_not_conflict_with_a_third(store: Store) -> None:
    keep(store, _both("a", 40, 50), told("b", "60 missing sailors", 60))
    assert verdicts(store) == []


def test_of_two_amounts_the_one_that_is_the_same_agrees(store: Store) -> None:
    keep(store, _both("a", 40, 50), told("b", "50 missing sailors", 50))
    assert verdicts(store) == [("missing sailors", "agree")]


@pytest.mark.parametrize(("about", "verdict"), [("sailors killed", "superseded"), ("sailors hired", "conflict")])
def test_a_toll_that_rises_by_the_next_day_supersedes(store: Store, about: str, verdict: str) -> None:
    words = about.split()[1]
    keep(
        store,
        told("a", f"40 sailors {words}", 40, about=about, report={"stated": "2031-05-03"}),
        told("b", f"60 sailors {words}", 60, about=about, report={"stated": "2031-05-04"}),
    )
    assert verdicts(store) == [(about, verdict)]


@pytest.mark.parametrize(("words", "value", "about"), [("one man", 1, "man"), ("two sides", 2, "sides")])
def test_what_hardly_counts_is_not_compared(store: Store, words: str, value: int, about: str) -> None:
    keep(store, *(told(ref, words, value, about=about, unit=about) for ref in "ab"))
    assert verdicts(store) == []


@pytest.mark.parametrize(
    ("words", "value", "bounds", "verdict"),
    [
        ("more than 40 missing sailors", 40, {"low": 40, "change": ">"}, "cannot tell"),
        ("at least 45 missing sailors", 45, {"low": 45, "change": ">"}, "agree"),
        ("forty-five missing sailors", 45, {}, "agree"),
        ("60 missing sailors", 60, {}, "conflict"),
    ],
)
def test_a_disagreement_is_not_said_to_agree_by_bounds_alone(
    store: Store, words: str, value: float, bounds: dict[str, Any], verdict: str
) -> None:
    keep(store, told("a", "45 missing sailors", 45), told("b", words, value, **bounds))
    [row] = store.rows("disagreements", "about LIKE 'figure%'")
    assert row["verdict"] == verdict


def test_a_figure_whose_story_has_no_other_makes_no_row(store: Store) -> None:
    keep(store, told("a", "40 missing sailors", 40), told("b", "60 missing sailors", 60))
    [row] = store.rows("comparisons")
    both = {report["id"] for report in store.rows("reports")}
    assert ruling(store, row["figures"], both) is not None
    assert all(ruling(store, row["figures"], {report}) is None for report in both)


def test_a_vague_word_beside_a_number_tells_nothing(store: Store) -> None:
    vague = told("b", "thousands of missing sailors", None, low=1000, high=10000)
    keep(store, told("a", "1,500 missing sailors", 1500), vague)
    assert not store.rows("disagreements", "about LIKE 'figure%'")


@pytest.mark.parametrize(("unit", "rows"), [("month", 0), ("person", 1)])
def test_that_two_reports_give_a_stretch_of_time_alike_is_no_news(store: Store, unit: str, rows: int) -> None:
    keep(
        store,
        *(told(ref, words, 8, unit=unit, about="hunt for the Petrel") for ref, words in (("a", "8"), ("b", "eight"))),
    )
    assert len(store.rows("disagreements", "about LIKE 'figure%'")) == rows


def test_passengers_drowned_and_the_number_of_dead_are_one_toll(store: Store) -> None:
    drowned = told("a", "63 passengers", 63, unit="passenger", about="passengers who drowned")
    keep(store, drowned, told("b", "91 dead", 91, about="number of dead", period="2031-05-03"))
    assert [verdict for _, verdict in verdicts(store)] == ["conflict"]


def test_soldiers_are_no_passengers(store: Store) -> None:
    soldiers = told("a", "63 soldiers", 63, unit="soldier", about="soldiers killed")
    keep(store, soldiers, told("b", "91 people", 91, about="people killed"))
    assert verdicts(store) == []


def test_those_of_a_known_owner_are_counted_with_or_without_its_name(store: Store) -> None:
    named = told(
        "a", "30 Ardenian envoys", 30, unit="ardenian envoy", about="Ardenian envoys expelled", measured_of=(ARDEN.id,)
    )
    keep(store, named, told("b", "40 envoys", 40, unit="envoy", about="envoys expelled", measured_of=(ARDEN.id,)))
    assert [verdict for _, verdict in verdicts(store)] == ["conflict"]


def test_envoys_of_nobody_known_are_not_counted_with_those_of_a_state(store: Store) -> None:
    named = told(
        "a", "30 Ardenian envoys", 30, unit="ardenian envoy", about="Ardenian envoys expelled", measured_of=(ARDEN.id,)
    )
    keep(store, named, told("b", "40 envoys", 40, unit="envoy", about="envoys expelled"))
    assert verdicts(store) == []


@pytest.mark.parametrize(("day", "found"), [("2031-05-04", ["superseded"]), ("2031-05-03", [])])
def test_a_toll_of_at_least_so_many_is_superseded_by_a_higher_one_of_a_later_day(
    store: Store, day: str, found: list[str]
) -> None:
    first = told(
        "a", "at least 12 people", 12, low=12, change=">", about="people killed", report={"stated": "2031-05-03"}
    )
    keep(store, first, told("b", "19 people", 19, about="death toll", report={"stated": day}))
    assert [verdict for _, verdict in verdicts(store)] == found


@pytest.mark.parametrize(("deaths", "found"), [(91, ["agree"]), (12, [])])
def test_deaths_may_be_those_of_a_day_and_do_not_gainsay_the_toll(store: Store, deaths: int, found: list[str]) -> None:
    befallen = told("a", f"{deaths} deaths", deaths, unit="death", about="deaths reported")
    keep(store, befallen, told("b", "a toll of 91", 91, about="death toll"))
    assert [verdict for _, verdict in verdicts(store)] == found


@pytest.mark.parametrize(("day", "found"), [("counted on Saturday ", ["conflict"]), ("", [])])
def test_a_day_with_its_deed_tells_apart_unless_both_reports_name_it(store: Store, day: str, found: list[str]) -> None:
    own = told("a", "63 missing sailors", 63, after=" in Saturday's storm")
    keep(store, own, told("b", "91 missing sailors", 91, before=day))
    assert [verdict for _, verdict in verdicts(store)] == found


@pytest.mark.parametrize(("outlet", "verdict"), [("Osk Post", "superseded"), ("Telland Sun", "conflict")])
def test_a_note_of_correction_puts_right_what_its_outlet_told(store: Store, outlet: str, verdict: str) -> None:
    first = told("a", "40 missing sailors", 40, report={"outlet": "Osk Post"})
    note = told(
        "b", "60 missing sailors", 60, report={"outlet": outlet}, before="Correction: We misstated the number of "
    )
    keep(store, first, note)
    assert verdicts(store) == [("missing sailors", verdict)]


@pytest.mark.parametrize(("about", "verdict"), [("patrol boats", ["conflict"]), ("boats of the fishing fleet", [])])
def test_a_period_that_one_report_tells_sets_the_same_words_not_apart(
    store: Store, about: str, verdict: list[str]
) -> None:
    drafts = [told("a", "six patrol boats", 6, unit="boat", about="patrol boats", period="2031-04"),
              told("b", "eight boats", 8, unit="boat", about=about)]  # fmt: skip
    keep(store, *drafts)
    assert [found for _, found in verdicts(store)] == verdict


@pytest.mark.parametrize(
    ("note", "number", "rule", "verdict"),
    [
        ("Correction: It is 60.", 60, "number", "superseded"),
        ("Correction: We said 40.", 40, DENIED, "superseded"),
        ("Correction: The storm had 3 names.", 3, "number", "conflict"),
    ],
)
def test_a_note_tells_which_number_of_its_report_is_put_right(
    store: Store, note: str, number: int, rule: str, verdict: str
) -> None:
    paper = {"outlet": "Osk Post"}
    draft = told("b", "60 missing sailors", 60, after=f" by nightfall.\n{note}\nSo it was", report=dict(paper))
    draft.figure(f"{number}{note.partition(str(number))[2]}", number, about=None, rule=rule)
    keep(store, told("a", "40 missing sailors", 40, report=dict(paper)), draft)
    assert verdicts(store) == [("missing sailors", verdict)]


def test_an_amount_of_nothing_known_is_no_rival(store: Store) -> None:
    draft = told("b", "60 missing sailors", 60, unit="sailor", after=". Some 7 watched")
    draft.figure("7", 7, unit="sailor", about=None)
    keep(store, told("a", "40 missing sailors", 40, unit="sailor"), draft)
    assert verdicts(store) == [("missing sailors", "conflict")]
