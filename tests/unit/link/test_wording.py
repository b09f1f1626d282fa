"""How two wordings differ: a case for every class of change."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from communique.link.wording import Wording, change, overlap, stem, tokens
from communique.model.statement import Change

FILE = Path(__file__).resolve().parents[2] / "cases" / "wordings.yaml"
CASES = yaml.safe_load(FILE.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']} / {case['b']}")
def test_the_change_is_named(case: dict[str, Any]) -> None:
    name, reasons = change(case["a"], case["b"])
    assert name == case["change"], reasons
    for word in case.get("shows", ()):
        assert any(word in reason for reason in reasons), reasons


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']} / {case['b']}")
def test_the_change_is_the_same_from_either_side(case: dict[str, Any]) -> None:
    there, back = change(case["a"], case["b"]), change(case["b"], case["a"])
    assert there[0] == back[0]


def test_every_class_has_a_case() -> None:
    assert {case["change"] for case in CASES} == set(get_args(Change)) - {"paraphrase"}


def test_tokens_keep_marks_and_drop_punctuation() -> None:
    assert tokens("“[We] won’t — ever … yield,” he said...") == [
        "[we]",
        "won't",
        "ever",
        "…",
        "yield",
        "he",
        "said",
        "...",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("stabilising", "stabilizing"), ("harbours", "harbour"), ("co-operation", "cooperation"),
     ("favour", "favor"), ("develops", "development")],
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
    wording = Wording("We told Morvia and Mira Arden that piracy must end.", "")
    assert stem("piracy") in wording.plain_stems
    assert stem("piracy") in wording.stems
    assert stem("morvia") in wording.stems
    assert stem("morvia") not in wording.plain_stems
