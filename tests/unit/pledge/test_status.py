"""What came of a pledge on a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import Interval, Pledge
from communique.model.pledge import DueKind
from communique.pledge import Later, due_date, status
from communique.pledge.due import prefix


def pledge(due: str | None, kind: DueKind | None) -> Pledge:
    return Pledge("p", "a", "A", "visit", None, due, kind, ("m",))


CLOCK = [
    ("2031-05", "on", "2031-04-30", "open"),
    ("2031-05", "on", "2031-05-01", "due"),
    ("2031-05", "on", "2031-05-31", "due"),
    ("2031-05", "on", "2031-06-01", "overdue"),
    ("2031-05-17", "by", "2031-05-16", "open"),
    ("2031-05-17", "by", "2031-05-18", "overdue"),
    ("2031-05", "not before", "2040-01-01", "open"),
    (None, "vague", "2040-01-01", "open"),
    (None, None, "2040-01-01", "open"),
    ("2031", None, "2032-01-01", "overdue"),
]


@pytest.mark.parametrize(("due", "kind", "day", "name"), CLOCK)
def test_clock(due: str | None, kind: DueKind | None, day: str, name: str) -> None:
    assert status(pledge(due, kind), day).status == name


def test_what_is_not_to_be_done_never_falls_overdue() -> None:
    assert status(replace(pledge("2031-05-17", "on"), act="not sail"), "2031-06-01").status == "open"


def test_a_day_that_passed_accuses_nobody() -> None:
    assert status(pledge("2031-05-17", "by"), "2031-06-01").words == "date passed, nothing read"


def later(row: str, outcome: str, day: str | None) -> Later:
    return Later(row, outcome, Interval(day, day, "resolved"))  # type: ignore[arg-type]


def test_reports_overrule_the_clock_from_the_day_they_are_known() -> None:
    rows = [later("e1", "done", "2031-05-09")]
    assert status(pledge("2031-05", "on"), "2031-05-08", rows).status == "due"
    done = status(pledge("2031-05", "on"), "2031-07-01", rows)
    assert (done.status, done.evidence) == ("reported done", ("e1",))


def test_reports_that_differ_are_contested_and_undated_ones_do_not_count() -> None:
    rows = [later("e2", "dropped", "2031-05-10"), later("e1", "done", "2031-05-09")]
    both = status(pledge(None, "not before"), "2031-07-01", rows)
    assert (both.status, both.evidence) == ("contested", ("e1", "e2"))
    assert status(pledge(None, None), "2031-07-01", [later("e", "done", None)]).status == "open"


def test_due_prefix() -> None:
    assert prefix(Interval("2031-05-01", "2031-05-31"), "on") == "2031-05"
    assert prefix(Interval("2031-05-05", "2031-05-11"), "on") == "2031-05-05/2031-05-11"
    assert prefix(Interval("2031-05-05", "2031-05-11"), "by") == "2031-05-11"
    assert prefix(Interval("2031-05-05", None), "on") is None


def test_an_announced_month_lies_ahead() -> None:
    published = Interval("2031-02-24", "2031-02-24", "resolved")
    assert due_date(Interval("2030-05-01", "2030-05-31"), "mo:05:past", "on", published) == "2031-05"


def test_a_report_that_it_was_not_done_stands_beside_the_clock() -> None:
    rows = [later("e1", "not done", "2031-05-20")]
    late = status(pledge("2031-05-17", "by"), "2031-06-01", rows)
    assert (late.status, late.words, late.evidence) == ("overdue", "date passed, reported not done", ("e1",))
    done = status(pledge("2031-05-17", "by"), "2031-06-01", [*rows, later("e2", "done", "2031-05-30")])
    assert (done.words, done.evidence) == ("reported done", ("e2",))
