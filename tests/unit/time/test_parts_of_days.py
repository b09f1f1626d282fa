"""Nights, weekends, and days told by their number or by the weekday at either end."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("Orsk attacked on the night of 11 and 12 June.", "the night of 11 and 12 June", ("2021-06-11", "2021-06-12")),
        ("It fell on the night of 31 May to 1 June.", "the night of 31 May to 1 June", ("2021-05-31", "2021-06-01")),
        ("Orsk fired drones overnight into Saturday.", "overnight into Saturday", ("2021-06-11", "2021-06-12")),
        ("Orsk fired drones overnight.", "overnight", ("2021-06-16", "2021-06-17")),
        ("The envoy was in Velgrad from Monday to Wednesday.", "Monday to Wednesday", ("2021-06-14", "2021-06-16")),
        ("The fleet held drills over the weekend.", "the weekend", ("2021-06-12", "2021-06-13")),
        ("The envoy flew to Velgrad on the 6th.", "the 6th", ("2021-06-06", "2021-06-06")),
        ("Guards fired at dawn on Tuesday.", "dawn", ("2021-06-15", "2021-06-15")),
        ("Orsk attacked on Sunday. Hours later, it withdrew.", "Hours later", ("2021-06-13", "2021-06-14")),
    ],
)
def test_days(text: str, words: str, days: tuple[str, str], times_of: Any) -> None:
    found = times_of(text, published="2021-06-17")  # a Thursday
    time = next(time for time in found.times if text[slice(*time.span)] == words)
    assert (time.interval.start, time.interval.end) == days


@pytest.mark.parametrize("text", ["The fund is on the 6th floor.", "The guards are on the 38th parallel."])
def test_a_number_in_order_before_a_thing_is_no_day(text: str, times_of: Any) -> None:
    assert not times_of(text, published="2021-06-17").times


def test_two_days_of_a_month_end_before_a_comma(times_of: Any) -> None:
    text = "On 11 and 12 June, the envoys met."
    assert [text[slice(*time.span)] for time in times_of(text, published="2021-06-17").times] == ["11 and 12 June"]


@pytest.mark.parametrize("words", ["Three days later", "The next day", "On the same day"])
def test_what_counts_from_a_time_that_nobody_told_has_no_day(words: str, times_of: Any) -> None:
    found = times_of(f"Orsk attacked a town. {words}, Velgrad struck back.", published="2021-06-17")
    assert not any(time.interval.known for time in found.times)
