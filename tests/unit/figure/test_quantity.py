"""The number grammar on bare text; a figure written out parses back to itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.figure.mask import Mask
from communique.figure.numeral import numeral
from communique.figure.quantity import scan
from communique.figure.tables import load

WORDS = [
    ("two and a half million", 2_500_000),
    ("three hundred and twelve", 312),
    ("one thousand two hundred and six", 1_206),
    ("three quarters of a million", 750_000),
    ("12,34,567", 1_234_567),
    ("20 000", 20_000),
    ("7 1/2", 7.5),
    ("5bn", 5e9),
    ("40k", 40_000),
    ("nine point five", 9.5),
    ("four dozen", 48),
    ("two hundred and five dozen", 260),
    ("1,5 million", 1_500_000),
    ("2.750,40", 2_750.4),
    ("7 hundred and nine", 709),
    ("8 crore and three hundred", 80_000_300),
]


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_numbers(text: str, value: float) -> None:
    found = numeral(text, 0)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.end == len(text)


def test_commas_without_blanks_list_numbers() -> None:
    text = "rooms with 14,18,25 beds"
    assert [q.value for q in scan(text, Mask(text))] == [14, 18, 25]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("fell to -14C at dawn", "celsius"), ('a pipe 6" wide', "inch"), ('the "list of 6" said', None)],
)
def test_short_marks_are_units_only_where_nothing_else_fits(text: str, unit: str | None) -> None:
    assert [q.unit and q.unit.name for q in scan(text, Mask(text))] == [unit]


def test_and_joins_parts_of_one_number_only() -> None:
    found = numeral("one hundred and two hundred", 0)
    assert found is not None
    assert found.value == 100


UNITS = ["percent", "kilometre", "tonne", "hour", "barrel", "megawatt", "hectare", "euro", "Japanese yen"]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 10**9), st.sampled_from(UNITS), st.sampled_from(["", "about ", "more than ", "up to "]))
def test_a_written_figure_parses_back(number: int, unit: str, bound: str) -> None:
    text = f"It came to {bound}{number:,} {unit} in all."
    found = list(scan(text, Mask(text)))
    assert [(q.value, q.unit and q.unit.name) for q in found] == [(number, unit)]
    assert found[0].bound == {"": "", "about ": "~", "more than ": ">", "up to ": "<"}[bound]


@settings(max_examples=80, deadline=None)
@given(
    st.floats(0.01, 999, allow_nan=False).map(lambda x: round(x, 2)),
    st.sampled_from(["million", "billion", "trillion"]),
)
def test_scales_multiply(number: float, scale: str) -> None:
    text = f"a budget of ${number:g} {scale} was passed"
    found = list(scan(text, Mask(text)))
    assert len(found) == 1
    assert found[0].value == pytest.approx(number * load().raw["scales"][scale])
    assert found[0].unit is not None
    assert found[0].unit.code == "USD"


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    found = list(scan(text, Mask(text)))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert [q.number for q in found] == sorted(q.number for q in found)
