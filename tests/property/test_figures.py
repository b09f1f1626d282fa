"""A rendered figure parses back to itself."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export.phrases import number
from communique.figure.mask import Mask
from communique.figure.numeral import numeral
from communique.figure.quantity import scan
from communique.figure.single import Quantity

SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
BOUNDS = {"": "", "more than ": ">", "at least ": ">", "fewer than ": "<", "up to ": "<", "about ": "~", "some ": "~"}
UNITS = {
    "tonnes": "tonne", "percent": "percent", "percentage points": "percentage point", "kilometres": "kilometre", "barrels": "barrel",
    "hectares": "hectare", "megawatts": "megawatt", "euros": "euro", "dollars": "dollar",
}  # fmt: skip
RATES = {"": "", " per day": "day", " a year": "year", " [per month]": "month"}
SCALES = {"": 1.0, " million": 1e6, " billion": 1e9, " trillion": 1e12}
SIGNS = {"$": "dollar", "€": "euro", "£": "British pound", "¥": "Japanese yen"}


def words(number: int) -> str:
    """English words of a number below a million."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{SMALL[number // 100]} hundred" + (f" and {words(number % 100)}" if number % 100 else "")
    rest = number % 1000
    return f"{words(number // 1000)} thousand" + (f" {'and ' if rest < 100 else ''}{words(rest)}" if rest else "")


def only(text: str) -> Quantity:
    found = list(scan(text, Mask(text)))
    assert len(found) == 1, (text, found)
    return found[0]


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 999_999),
    st.sampled_from(sorted(BOUNDS)),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(sorted(RATES)),
)
def test_digits_with_bound_unit_and_rate(value: int, bound: str, unit: str, rate: str) -> None:
    found = only(f"They counted {bound}{value:,} {unit}{rate} there.")
    assert (found.value, found.unit and found.unit.name, found.bound) == (value, UNITS[unit], BOUNDS[bound])
    assert (found.per.name if found.per else "") == RATES[rate]
    assert (found.low, found.high) == ({">": value}.get(found.bound), {"<": value}.get(found.bound))


@settings(deadline=None, max_examples=60)
@given(st.decimals(1, 999, places=1), st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(SIGNS)))
def test_money_with_scale(amount: object, scale: str, sign: str) -> None:
    found = only(f"It cost {sign}{amount}{scale}, they said.")
    assert found.value is not None
    assert math.isclose(found.value, float(str(amount)) * SCALES[scale], rel_tol=1e-9)
    assert found.unit is not None
    assert found.unit.name == SIGNS[sign]


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 999_999))
def test_number_words(value: int) -> None:
    found = numeral(words(value), 0)
    assert found is not None
    assert (found.value, found.end) == (value, len(words(value)))


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 99), st.sampled_from([("fifth", 5), ("eighth", 8), ("tenth", 10), ("twelfth", 12)]))
def test_fractions_in_words(top: int, part: tuple[str, int]) -> None:
    text = f"{words(top)} {part[0]}{'s' if top > 1 else ''}"
    found = numeral(text, 0)
    assert found is not None
    assert found.value is not None
    assert math.isclose(found.value, top / part[1])
    assert found.end == len(text)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 900),
    st.integers(1, 90),
    st.sampled_from(["between {} and {} tonnes", "from {} to {} tonnes", "{} to {} tonnes"]),
)
def test_ranges(low: int, more: int, form: str) -> None:
    found = only(f"It takes {form.format(low, low + more)}.")
    assert (found.low, found.high) == (low, low + more)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_scans_and_spans_lie_within(text: str) -> None:
    for found in scan(text, Mask(text)):
        assert 0 <= found.start < found.end <= len(text)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(2, 10**13),
    st.integers(0, 5_000),
    st.sampled_from(["=", "~", "<", ">", "up", "down", "range"]),
    st.sampled_from(sorted(set(UNITS.values()) | {"barrel per day", "cubic metre per year", "foot", "ton"})),
)
def test_a_figure_shown_to_a_reader_parses_back(value: int, more: int, change: str, unit: str) -> None:
    """What lists and pages print for a figure reads as that figure again, at the six digits that they print."""
    ends = {"<": (None, value), ">": (value, None), "range": (value, value * (2 + more))}
    low, high = ends.get(change, (None, None))
    shown = number(
        {
            "value": None if change == "range" else value,
            "low": low,
            "high": high,
            "unit": unit,
            "change": "=" if change == "range" else change,
        }
    )
    found = only(f"It came to {shown}.")
    per = f" per {found.per.name}" if found.per else ""
    assert (found.unit.name if found.unit else "") + per == unit
    if change == "range":
        assert (found.low, found.high) == (pytest.approx(low, rel=1e-5), pytest.approx(high, rel=1e-5))
    else:
        assert found.value == pytest.approx(value, rel=1e-5)
        assert found.bound == (change if change in "<>~" else "")
