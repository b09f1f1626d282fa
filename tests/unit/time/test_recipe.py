"""Recipes: every step, and the properties that re-resolution rests on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Interval
from communique.time import resolve
from communique.time.value import days_of_value, festival_day

DAY = Interval("2021-06-17", "2021-06-17", "stated")  # a Thursday


@pytest.mark.parametrize(
    ("recipe", "value"),
    [
        ("abs:2012-Q3", "2012-Q3"), ("val:PT90M", "PT90M"), ("U:D:-1", "2021-06-16"), ("U:W:0", "2021-W24"),
        ("U:WE:0", "2021-W24-WE"), ("U:Q:-1", "2021-Q1"), ("U:H:0", "2021-06-17"), ("U:E:-1", "201"), ("U:C:0", "20"),
        ("wd:4:past", "2021-06-17"), ("wd:4:future", "2021-06-17"), ("wd:4:last", "2021-06-10"),
        ("wd:4:next", "2021-06-24"), ("wd:1:near", "2021-06-14"), ("mo:06:past", "2021-06"), ("mo:06:last", "2020-06"),
        ("mo:07:past", "2020-07"), ("mo:07:future", "2021-07"), ("md:06-18:past", "2020-06-18"),
        ("md:02-29:past", "2020-02-29"), ("se:WI:past", "2021-WI"), ("qu:1:past", "2021-Q1"),
        ("dm:20:past", "2021-05-20"),
        ("U:Y:-1>in:05", "2020-05"), ("U:W:-1>in:wd2", "2021-06-08"), ("add:-5Y", "2016"), ("add:+2W", "2021-W26"),
        ("add:-XY", "PAST_REF"), ("span:-10Y", "P10Y"), ("U:D:0>at:T10:30", "2021-06-17T10:30"),
        ("ref:PRESENT", "PRESENT_REF"), ("abs:1931-05-03>U:D:+1", "1931-05-04"), ("abs:1931-05>yr:-1", "1930-05"),
        ("fe:easter:past", "2021-04-04"), ("abs:1941-11>mo:01:story", "1942-01"),
    ],
)  # fmt: skip
def test_steps(recipe: str, value: str) -> None:
    assert resolve(recipe, DAY)[0] == value


def test_days_of_one_month() -> None:
    assert resolve("abs:2021-05-07>till:9", DAY) == (None, Interval("2021-05-07", "2021-05-09", "stated"))
    assert resolve("md:06-03:past>till:4", DAY) == (None, Interval("2021-06-03", "2021-06-04", "resolved"))
    for last in (3, 2, 31):
        assert resolve(f"md:06-03:past>till:{last}", DAY)[0] == "2021-06-03"


@pytest.mark.parametrize(
    ("part", "days"), [("START", ("01-01", "03-31")), ("MID", ("05-01", "08-31")), ("END", ("10-01", "12-31"))]
)
def test_parts_of_a_year_keep_its_value(part: str, days: tuple[str, str]) -> None:
    assert resolve(f"abs:2018>mod:{part}", DAY) == ("2018", Interval(f"2018-{days[0]}", f"2018-{days[1]}", "stated"))
    assert resolve(f"U:Y:-1>mod:{part}", DAY)[1] == Interval(f"2020-{days[0]}", f"2020-{days[1]}", "resolved")


def test_ends_that_differ_leave_no_value_and_the_union() -> None:
    value, days = resolve("wd:1:past", Interval("2021-06-17", "2021-06-22"))
    assert value is None
    assert (days.start, days.end) == ("2021-06-14", "2021-06-21")


def test_nothing_counts_from_a_report_date_that_is_open() -> None:
    assert resolve("U:Y:-1", Interval("2021-06-17", None)) == (None, Interval())
    assert resolve("abs:2021-05-07>U:D:-1", Interval("2021-06-17", None))[0] == "2021-05-06"


def test_unknown_report_date_resolves_nothing_relative() -> None:
    assert resolve("wd:1:past", Interval()) == (None, Interval())


def test_a_malformed_recipe_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown step"):
        resolve("nonsense:1", DAY)


def test_days_of_values() -> None:
    assert days_of_value("2021-W24") == (date(2021, 6, 14), date(2021, 6, 20))
    assert days_of_value("199") == (date(1990, 1, 1), date(1999, 12, 31))
    assert days_of_value("BC0480") == (None, None)
    assert festival_day("thanksgiving", 2021) == "2021-11-25"


_direction = st.sampled_from(["past", "future", "last", "next", "near", "story", "year"])
_step = st.one_of(
    st.builds("wd:{}:{}".format, st.integers(1, 7), st.sampled_from(["past", "future", "last", "next", "near"])),
    st.builds("mo:{:02d}:{}".format, st.integers(1, 12), _direction),
    st.builds("md:{:02d}-{:02d}:{}".format, st.integers(1, 12), st.integers(1, 28), _direction),
    st.builds("U:{}:{}".format, st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "E"]), st.integers(-3, 3)),
    st.builds("add:{}{}{}".format, st.sampled_from("+-"), st.integers(1, 9), st.sampled_from("DWMY")),
    st.builds("span:{}{}{}".format, st.sampled_from("+-"), st.integers(1, 9), st.sampled_from("DWMY")),
    st.builds("se:{}:{}".format, st.sampled_from(["SP", "SU", "FA", "WI"]), _direction),
)
_recipe = st.lists(_step, min_size=1, max_size=2).map(">".join)
_days = st.tuples(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400)
)


@given(_recipe, _days)
def test_narrowing_the_report_date_narrows_the_result(recipe: str, days: tuple[date, int, int, int]) -> None:
    start, before, width, after = days
    inner = (start + timedelta(days=before), start + timedelta(days=before + width))
    outer = (start, inner[1] + timedelta(days=after))
    _, wide = resolve(recipe, Interval(outer[0].isoformat(), outer[1].isoformat()))
    _, narrow = resolve(recipe, Interval(inner[0].isoformat(), inner[1].isoformat()))
    assert wide.holds(narrow)


@given(_recipe, _days)
def test_no_interval_ends_before_it_starts(recipe: str, days: tuple[date, int, int, int]) -> None:
    start, _, width, _ = days
    _, found = resolve(recipe, Interval(start.isoformat(), (start + timedelta(days=width)).isoformat()))
    assert found.start is None or found.end is None or found.start <= found.end
