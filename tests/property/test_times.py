"""A value in any of its surface forms is read back, and what a text adds elsewhere changes no time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.model import Actor, Interval, Mention
from communique.parse import Parse
from communique.resources.calendar import Calendar
from communique.time import Times, find_times, resolve
from communique.time.grammar import phrases
from communique.time.value import days_of_value

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ONES = "one two three four five six seven eight nine ten eleven twelve".split()
UNITS = {"day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H", "minute": "PT{}M"}
NOW = Interval("2021-06-17", "2021-06-17", "stated")
OTHERS = [
    "The gulls left the harbour.",
    "Fishermen mended their nets.",
    "A ferry sank.",
    "Nobody spoke of herring.",
    "It rained.",
]
TOLD = [
    ("The envoys met on {}.", DAYS), ("The envoys met in {}.", MONTHS), ("The port opened on {} 3.", MONTHS),
    ("Talks began {} ago.", ["three days", "two weeks", "five years"]), ("Talks will begin next {}.", ["week", "month", "year"]),
    ("The envoys met {}.", ["yesterday", "today", "last week", "on 3 May 2019", "in 2018", "in the 1990s"]),
]  # fmt: skip


QUICK = settings(deadline=None)


class NoCast:
    """A report in which nobody was recognised."""

    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()


def ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def days_written(day: date) -> list[str]:
    month, weekday = MONTHS[day.month - 1], DAYS[day.weekday()]
    return [
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{month} {ordinal(day.day)}, {day.year}",
        f"the {ordinal(day.day)} of {month} {day.year}", f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday} {day.day} {month} {day.year}", day.isoformat(), f"{month.upper()} {day.day}, {day.year}",
    ]  # fmt: skip


def read(words: str, text: str = "It came in on {}.") -> tuple[str, str, str | None]:
    """Words, type and value of the only time phrase of a sentence."""
    whole = text.format(words)
    [phrase] = phrases(whole)
    return whole[phrase.start : phrase.end], phrase.type, resolve(phrase.recipe.replace("DIR", "past"), NOW)[0]


@QUICK
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day_is_read_as_that_day(day: date) -> None:
    for words in days_written(day):
        span, kind, value = read(words)
        assert (kind, value) == ("DATE", day.isoformat()), words
        assert span.removeprefix("the ") == words.removeprefix("the ")


@QUICK
@given(st.integers(1900, 2099), st.integers(1, 12))
def test_months_years_and_decades(year: int, month: int) -> None:
    name = MONTHS[month - 1]
    for words in (f"{name} {year}", f"{name}, {year}", f"{name} of {year}"):
        assert read(words, "It began in {}.")[1:] == ("DATE", f"{year}-{month:02d}"), words
    assert read(f"the {year // 10}0s", "It began in {}.")[1:] == ("DATE", f"{year // 10}")


@QUICK
@given(st.integers(1, 12), st.sampled_from(sorted(UNITS)))
def test_lengths_in_words_and_numerals(count: int, unit: str) -> None:
    plural = unit if count == 1 else unit + "s"
    for words in (f"{count} {plural}", f"{ONES[count - 1]} {plural}"):
        assert read(words, "It took {}.")[1:] == ("DURATION", UNITS[unit].format(count)), words


@QUICK
@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)), st.integers(1, 7))
def test_a_weekday_is_within_the_week_on_its_side(day: date, weekday: int) -> None:
    told = Interval(day.isoformat(), day.isoformat())
    for direction, (low, high) in {"past": (-6, 0), "future": (0, 6)}.items():
        meant = date.fromisoformat(resolve(f"wd:{weekday}:{direction}", told)[0] or "")
        assert meant.isoweekday() == weekday
        assert low <= (meant - day).days <= high


@QUICK
@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)), st.sampled_from(["D", "W", "M", "Y"]), st.integers(1, 60))
def test_that_many_units_ahead_and_back_is_where_one_was(day: date, unit: str, count: int) -> None:
    told = Interval(day.isoformat(), day.isoformat())
    there = resolve(f"U:{unit}:{count}>U:{unit}:-{count}", told)[1]
    assert (there.start or "") <= day.isoformat() <= (there.end or "")


@QUICK
@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_the_days_of_a_day_are_it_alone(day: date) -> None:
    assert days_of_value(day.isoformat()) == (day, day)
    assert days_of_value(day.isoformat()[:7])[0] == day.replace(day=1)


def found(parsed: Callable[..., Parse], text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    times: Times = find_times(parsed(text), NoCast(), Calendar(), stated=NOW)
    return [(text[slice(*t.span)], t.value, t.interval.start, t.interval.end) for t in times.times]


SENTENCES = st.sampled_from([form.format(word) for form, words in TOLD for word in words])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=SENTENCES,
    before=st.lists(st.sampled_from(OTHERS), max_size=2),
    after=st.lists(st.sampled_from(OTHERS), max_size=2),
)
def test_sentences_without_times_change_no_time(parsed: Any, told: str, before: list[str], after: list[str]) -> None:
    assert found(parsed, " ".join([*before, told, *after])) == found(parsed, told)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=SENTENCES, day=st.dates(date(2005, 1, 1), date(2030, 1, 1)), width=st.integers(0, 40))
def test_a_wider_report_date_holds_every_day_of_a_narrower(parsed: Any, told: str, day: date, width: int) -> None:
    wide = Interval(day.isoformat(), (day + timedelta(days=width)).isoformat(), "stated")
    narrow = Interval(day.isoformat(), day.isoformat(), "stated")
    pairs = (find_times(parsed(told), NoCast(), Calendar(), stated=stated).times for stated in (wide, narrow))
    for outer, inner in zip(*pairs, strict=True):
        assert outer.interval.holds(inner.interval)
