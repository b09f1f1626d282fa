"""Keys that hold for a while."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.link.window import WIDTH, Always, Keys, Windowed, dated, forget, gap, hashed, keep_keys
from communique.model.interval import Interval
from communique.store import Store

START = date(2031, 1, 1)
DAYS = st.one_of(
    st.just(Interval()),
    st.builds(lambda at: Interval(_day(at), None), st.integers(0, 200)),
    st.builds(lambda at, more: Interval(_day(at), _day(at + more)), st.integers(0, 200), st.integers(0, 45)),
)
STORE = Store.open(":memory:")


def _day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


def meets(a: Keys, b: Keys) -> bool:
    """Whether `a` finds `b` when `b` is kept."""
    STORE.query("DELETE FROM link_keys")
    STORE.query("DELETE FROM link_keys_of")
    keep_keys(STORE, {7: [b]})
    return a.met(STORE) == {7}


@settings(deadline=None)
@given(DAYS, DAYS, st.integers(0, WIDTH))
def test_those_meet_whose_days_are_near_and_meeting_is_mutual(a: Interval, b: Interval, apart: int) -> None:
    one, other = (Windowed.of(["key", "word"], days, apart=apart) for days in (a, b))
    far = gap(a, b)
    near = far is None or not dated(a) or not dated(b) or far <= apart
    assert meets(one, other) == meets(other, one) == near


@settings(deadline=None)
@given(DAYS, DAYS)
def test_another_key_is_never_met(a: Interval, b: Interval) -> None:
    assert not meets(Windowed.of(["key"], a), Windowed.of(["keys"], b))


def test_an_undated_node_meets_every_day() -> None:
    day = Interval(_day(0), _day(0))
    for one, other in ((day, Interval()), (Interval(), day), (Interval(), Interval())):
        assert meets(Windowed.of(["a", "b"], one), Windowed.of(["b", "c"], other))
        assert not meets(Windowed.of(["a"], one), Windowed.of(["b"], other))


def test_keys_that_always_hold_meet_each_other_alone() -> None:
    always = Always(frozenset({hashed("key")}))
    assert meets(always, always)
    assert not meets(always, Windowed.of(["key"], Interval(_day(0), _day(0))))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_one_key_of_two_that_must_be_shared_is_not_enough(a: Interval, b: Interval) -> None:
    """Days that touch two stretches keep a key twice, which is still one key."""
    one, two, more = (
        Windowed.of(keys, days, apart=WIDTH, shared=2) for keys, days in (("xy", a), ("xz", b), ("xyz", b))
    )
    assert not meets(one, two)
    assert not meets(two, one)
    assert meets(one, more) == meets(Windowed.of("xy", a), Windowed.of("xy", b))


@given(st.lists(DAYS, min_size=1, max_size=3))
def test_of_a_forgotten_node_no_key_stays(days: list[Interval]) -> None:
    STORE.query("DELETE FROM link_keys")
    STORE.query("DELETE FROM link_keys_of")
    keys = [*(Windowed.of("xyz", each) for each in days), Always(frozenset({hashed("key")}))]
    keep_keys(STORE, {7: keys, 8: keys[:1]})
    forget(STORE, [7])
    assert {row["node"] for row in STORE.query("SELECT node FROM link_keys UNION SELECT node FROM link_keys_of")} == {8}


def test_kinds_never_meet_under_one_key() -> None:
    key = Windowed.of(["key"], Interval())
    assert meets(key.of_kind("a"), key.of_kind("a"))
    assert not meets(key.of_kind("a"), key.of_kind("b"))
