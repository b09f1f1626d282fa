"""Figures found in own sentences, and the properties every figure keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.actor import Cast
from communique.figure import find_figures
from communique.model import DENIED, Party, Statement
from communique.time import Times

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "figures.yaml").read_text("utf-8"))


def _found(parsed: Any, text: str, statements: tuple[Statement, ...] = ()) -> tuple[Any, Any]:
    parse = parsed(text)
    return parse, find_figures(parse, Cast(), Times(parse), statements)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_case(parsed: Any, case: dict[str, Any]) -> None:
    _, found = _found(parsed, case["text"])
    got = [(figure.value, figure.low, figure.high, figure.unit, figure.change) for figure in found]
    assert len(found) == len(case["figures"]), got
    for figure, wanted in zip(found, case["figures"], strict=True):
        assert figure.value == (pytest.approx(wanted["value"]) if wanted["value"] is not None else None), got
        for name in ("low", "high"):
            if name in wanted:
                assert getattr(figure, name) == wanted[name], got
        for name, key in (("unit", "unit"), ("unit_code", "code"), ("change", "change"), ("about", "about")):
            if key in wanted:
                assert getattr(figure, name) == wanted[key], got


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_spans_lie_in_the_text_and_ids_differ(parsed: Any, case: dict[str, Any]) -> None:
    parse, found = _found(parsed, case["text"])
    assert all(0 <= f.span[0] < f.span[1] <= len(parse.report.text) for f in found)
    assert all(parse.text(f.span) == parse.text(f.span).strip() for f in found)
    assert len({f.id for f in found}) == len(found)
    assert [f.span for f in found] == sorted(f.span for f in found)


def test_the_speaker_claims_what_stands_in_the_statement(parsed: Any) -> None:
    text = "The minister said 40 ships were lost. The port has 12 cranes."
    speaker = Party(((0, 12),), name="the minister")
    statement = Statement("s1", "indirect", ((18, 36),), ((13, 17),), speaker)
    _, found = _found(parsed, text, (statement,))
    assert [(f.value, f.statement, f.claimed_by) for f in found] == [(40, "s1", speaker), (12, None, None)]


def test_a_number_of_an_earlier_version_is_taken_back(parsed: Any) -> None:
    _, found = _found(parsed, "An earlier version of this report gave the number of people detained as 61. It was 16.")
    assert [(figure.value, figure.rule == DENIED) for figure in found] == [(61, True), (16, False)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Correction: An earlier report said the fire in Lorn had killed 25 people. Police say 23 people died.", [25]),
        ("We wrongly reported that 25 people were killed; the number is 23.", [25]),
        ("This article incorrectly stated that 25 sailors had died when 23 sailors had.", [25]),
        ("Our story misstated the toll as 25, instead of 23.", [25]),
        ("This story corrects the number of sailors who died to 23 from 25.", [25]),
        (
            "The story was amended on Monday. It originally said 25 sailors died. An original report said 26 died.",
            [25, 26],
        ),
        ("An earlier report of the ministry said 25 sailors had died.", []),
        ("Trade came to 24 dollars, and not to 42 dollars.", [42]),
        ("The number of dead is 23 (not 25).", [25]),
        ("Correction: Our report of Monday gave the number of sailors who died as 25.", [25]),
        ("Correction: The report should have said that 23 sailors died.", []),
        ("An earlier version of this page gave the toll as 25.", [25]),
    ],
)
def test_numbers_that_an_outlet_takes_back(parsed: Any, text: str, values: list[float]) -> None:
    _, found = _found(parsed, text)
    assert [figure.value for figure in found if figure.rule == DENIED] == values


def test_a_number_corrected_from_another_is_the_new_one(parsed: Any) -> None:
    _, found = _found(parsed, "This report has been amended: the toll has been corrected from 25 to 23.")
    assert [(figure.value, figure.low, figure.high) for figure in found] == [(23, None, None)]
