"""Keys that hold for a while."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from communique.link.window import STEP, WIDTH, Windowed, dated, gap
from communique.model.interval import Interval

START = date(2031, 1, 1)
DAYS = st.one_of(
    st.just(Interval()),
    st.builds(lambda at: Interval(_day(at), None), st.integers(0, 200)),
    st.builds(lambda at, more: Interval(_day(at), _day(at + more)), st.integers(0, 200), st.integers(0, 45)),
)


def _day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


def meets(a: Interval, b: Interval) -> bool:
    """Whether what `b` is kept under lies in the ranges that `a` seeks."""
    [one], [other] = Windowed.of(["key"], a), Windowed.of(["key"], b)
    return any(low <= stored <= high for low, high in one.sought() for stored in other.stored())


@given(DAYS, DAYS)
def test_near_days_meet_and_meeting_is_mutual(a: Interval, b: Interval) -> None:
    assert meets(a, b) == meets(b, a)
    apart = gap(a, b)
    if apart is None or apart <= WIDTH:
        assert meets(a, b)


def test_far_days_do_not_meet_but_an_undated_node_meets_all() -> None:
    early, late = Interval(_day(0), _day(1)), Interval(_day(120), _day(120))
    assert not meets(early, late)
    assert meets(early, Interval())
    assert meets(Interval(), late)
    assert meets(Interval(), Interval())


@given(DAYS, DAYS, st.integers(0, WIDTH))
def test_a_kind_may_meet_fewer_days(a: Interval, b: Interval, apart: int) -> None:
    [one], [other] = Windowed.of(["key"], a, apart=apart), Windowed.of(["key"], b, apart=apart)
    met = any(low <= stored <= high for low, high in one.sought() for stored in other.stored())
    far = gap(a, b)
    if far is not None and dated(a) and dated(b):
        assert met or far > apart
        assert not met or far <= apart + 2 * STEP


def test_another_key_is_never_met() -> None:
    [one], [other] = Windowed.of(["key"], Interval()), Windowed.of(["keys"], Interval())
    assert not any(low <= stored <= high for low, high in one.sought() for stored in other.stored())
