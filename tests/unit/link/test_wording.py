"""How two wordings differ: a case for every class of change."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from communique.link.utterance.change import difference
from communique.link.utterance.names import Named
from communique.link.utterance.tokens import render
from communique.link.wording import Wording, overlap, stem
from communique.model.statement import Change

FILE = Path(__file__).resolve().parents[2] / "cases" / "wordings.yaml"
CASES = yaml.safe_load(FILE.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']} / {case['b']}")
def test_the_change_is_named(case: dict[str, Any]) -> None:
    found = difference([case["a"]], [case["b"]])
    assert found.change == case["change"], found
    assert found.altered == case.get("altered", case["change"] in {"number", "negation", "reordered", "reworded"}), (
        found
    )
    assert found.swap == case.get("swap", found.swap), found
    for word in case.get("shows", ()):
        assert any(word in reason for reason in found.reasons), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']} / {case['b']}")
def test_the_change_is_the_same_from_either_side(case: dict[str, Any]) -> None:
    assert difference([case["a"]], [case["b"]]) == difference([case["b"]], [case["a"]])


def test_every_class_has_a_case() -> None:
    assert {case["change"] for case in CASES} == set(get_args(Change)) - {"paraphrase"}


def test_words_meet_in_one_spelling_and_marks_stand_apart() -> None:
    found = render("“[We] won’t — ever … co-operate,” he said...")
    assert found.forms == ("will", "not", "ever", "cooperate", "he", "said")
    assert [(mark.at, mark.kind, [word.raw for word in mark.words]) for mark in found.marks] == [
        (0, "editor", ["We"]), (3, "gap", []), (6, "gap", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("5,000 men", ("#5000", "men")),
        ("five thousand men", ("#5000", "men")),
        ("a million", ("#1000000",)),
        ("2.5 million", ("#2500000",)),
        ("50bn", ("#5e+10",)),
        ("twenty-five", ("#25",)),
        ("three hundred and forty men", ("#340", "men")),
        ("three hundred forty thousand men", ("#340000", "men")),
        ("in 2031, 40 men", ("in", "#2031", "#40", "men")),
        ("two dozen ships and half a million men", ("#24", "ships", "and", "#500000", "men")),
        ("two and a half years", ("#2.5", "years")),
        ("dozens of ships", ("dozens", "of", "ships")),
        ("€300m", ("#300000000", "#euro")),
        ("the twenty-first of two", ("the", "#20", "first", "of", "#2")),
        ("a fifth attempt", ("a", "fifth", "attempt")),
        ("a fifth of the men", ("#0.2", "of", "the", "men")),
        ("twenty-one", ("#21",)),
        ("a two-in-three chance", ("a", "#2", "in", "#3", "chance")),
        ("one-in-three", ("#1", "in", "#3")),
        ("1 in 3", ("#1", "in", "#3")),
        ("a seven-day truce", ("a", "#7", "day", "truce")),
        ("one in the house", ("one", "in", "the", "house")),
        ("a third of one man", ("#0.3333333333", "of", "one", "man")),
        ("the third party", ("the", "third", "party")),
        ("40 per cent", ("#40", "percent")),
        ("40%", ("#40", "percent")),
        ("the F.B.I. and Sen. Orla", ("the", "fbi", "and", "senator", "orla")),
        ("the defence programme was modernised", ("the", "defense", "program", "was", "modernized")),
    ],
)
def test_numbers_and_spellings(text: str, forms: tuple[str, ...]) -> None:
    assert render(text).forms == forms


@pytest.mark.parametrize(
    ("one", "other"),
    [("stabilising", "stabilizing"), ("harbours", "harbour"), ("co-operation", "cooperation"),
     ("favour", "favor"), ("develops", "development"), ("deputies", "deputy"), ("deputie", "deputy")],
)  # fmt: skip
def test_stems_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_stems_of_different_words_stay_apart() -> None:
    assert len({stem(word) for word in ("harbour", "treaty", "trade", "traitor", "state", "station")}) == 6


def test_overlap_is_weighed_against_the_lighter_side() -> None:
    assert overlap({"a": 2.0, "b": 3.0}, {"a": 2.0, "c": 8.0}) == (2.0, 0.4)
    assert overlap({"a": 2.0}, {"a": 2.0, "c": 8.0}) == (2.0, 1.0)
    assert overlap({}, {"a": 2.0}) == (0.0, 0.0)


def test_plain_stems_leave_names_out() -> None:
    wording = Wording("We told Morvia and Mira Arden that piracy must end.")
    assert stem("piracy") in wording.plain_stems
    assert stem("piracy") in wording.stems
    assert stem("morvia") in wording.stems
    assert stem("morvia") not in wording.plain_stems


def test_a_headline_names_nobody_by_its_capitals() -> None:
    assert stem("herring") in Wording("Arden Will Double Herring Quota").plain_stems


def test_a_broken_quotation_hides_nothing() -> None:
    found = difference(
        ["We will open the harbour", "to all ships"], ["We will open the harbour, at last, to all ships"]
    )
    assert (found.change, found.altered) == ("trimmed", False)


@pytest.mark.parametrize(
    ("said", "told", "change"),
    [
        ("We will not join the league of ports", "that Morvia would join the league of ports", "negation"),
        ("We have not raised the toll on herring", "that it had not raised the toll on herring", "reworded"),
        ("We do not accept the toll on herring", "that they rejected the toll on herring", "reworded"),
    ],
)
def test_what_is_told_in_other_words_is_shifted_back(said: str, told: str, change: str) -> None:
    assert difference([said], [told], told=True).change == change


@pytest.mark.parametrize(("other", "change"), [("We thank Karim", "trimmed"), ("We thank Karima", "reworded")])
def test_a_surname_by_itself_needs_no_mention(other: str, change: str) -> None:
    full = Named(("general", "karim"), ("karim",), "x01", person=True)
    assert difference(["We thank General Karim"], [other], named=([full], [])).change == change


def test_a_title_before_another_spelling_is_not_left_out() -> None:
    one = Named(("general", "kareem"), ("kareem",), "x01", person=True)
    other = Named(("general", "karim"), ("karim",), "x02", person=True)
    found = difference(["We thank General Kareem now"], ["We thank General Karim now"], named=([one], [other]))
    assert found.change == "verbatim"


def test_a_name_may_be_the_last_word() -> None:
    full = Named(("minister", "ode", "karim"), ("ode", "karim"), "x01", True)
    short = Named(("karim",), ("karim",), "x01", True)
    found = difference(["We thank Minister Ode Karim"], ["We thank Karim"], named=([full], [short]))
    assert (found.change, found.altered) == ("trimmed", False)


ODD = (
    "",
    "…",
    "[sic]",
    "?",
    "$",
    "$5 km percent",
    "South",
    "South Sudan …",
    "… Sudan",
    "not",
    "I … I … I",
    "UN",
    "\x1e",
)


@pytest.mark.parametrize("told", [False, True])
def test_odd_words_are_compared_alike_from_either_side(told: bool) -> None:
    for one, other in product(ODD, repeat=2):
        assert difference([one], [other], told=told) == difference([other], [one], told=told)


def test_pieces_around_the_reporters_words_may_stand_in_another_order() -> None:
    found = difference(["The pump failed. We had no light."], ["We had no light,", "The pump failed."])
    assert (found.change, found.altered) == ("reordered", False)
