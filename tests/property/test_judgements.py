"""The algebra of judgements: the order of lines does not matter, repeats do nothing, undo restores, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.judge import Entry, Settled, Target, entry_of, line_of, settle

ROWS = "pqrstu"
QUICK = settings(deadline=None, max_examples=60)


def target(id_: str) -> Target:
    return Target("statements", id_, "hash", ((0, 1),), id_)


@st.composite
def logs(draw: Any) -> list[Entry]:
    found: list[Entry] = []
    for number in range(draw(st.integers(0, 9))):
        verdict = draw(st.sampled_from(["same", "same", "different", "different", "wrong", "undo"]))
        at = f"2031-01-{draw(st.integers(1, 5)):02d}T{number:02d}"
        if verdict == "undo":
            if found:
                found.append(Entry("undo", at, of=draw(st.sampled_from(found)).id))
            continue
        a, b = draw(st.lists(st.sampled_from(ROWS), min_size=2, max_size=2, unique=True))
        more = draw(st.sampled_from(["", *ROWS]))
        left = tuple(target(id_) for id_ in sorted({a, *more} - {b}))
        found.append(Entry(verdict, at, left, () if verdict == "wrong" else (target(b),)))
    return found


def settled(log: list[Entry], *, there: str = ROWS) -> Settled:
    rows = {e.id: ([t.id for t in e.a if t.id in there], [t.id for t in e.b if t.id in there]) for e in log}
    return settle(log, rows)


@QUICK
@given(logs(), st.randoms())
def test_the_order_of_lines_does_not_matter(log: list[Entry], random: Any) -> None:
    turned = log[:]
    random.shuffle(turned)
    assert settled(turned) == settled(log)


@QUICK
@given(logs(), logs())
def test_logs_merge_to_the_same_from_either_side(one: list[Entry], other: list[Entry]) -> None:
    assert settled([*one, *other]) == settled([*other, *one]) == settled([*one, *other, *one])


@QUICK
@given(logs())
def test_a_log_read_twice_is_one(log: list[Entry]) -> None:
    assert settled([*log, *[entry_of(line_of(entry)) for entry in log]]) == settled(log)


@QUICK
@given(logs(), st.data())
def test_undo_restores(log: list[Entry], data: Any) -> None:
    """An entry and its undo leave what there was without either; the undo of that undo leaves what there was with it."""
    if not log:
        return
    entry = data.draw(st.sampled_from(log))
    undo = Entry("undo", "2031-02-01", of=entry.id)
    again = Entry("undo", "2031-02-02", of=undo.id)
    without = [other for other in log if other.id != entry.id]
    if not any(other.of == entry.id for other in log):
        assert (settled([*log, undo]).pairs, settled([*log, undo]).wrong) == (
            settled(without).pairs,
            settled(without).wrong,
        )
    restored = settled([*log, undo, again])
    assert (restored.pairs, restored.wrong) == (settled(log).pairs, settled(log).wrong)


@QUICK
@given(logs())
def test_nothing_is_lost_and_what_holds_agrees(log: list[Entry]) -> None:
    found = settled(log)
    assert set(found.states) == {entry.id for entry in log}
    home = {row: {row} for row in ROWS}
    for (a, b), verdict in found.pairs.items():
        if verdict == "same":
            united = home[a] | home[b]
            home |= dict.fromkeys(united, united)
    for a, b in combinations(ROWS, 2):
        if found.pairs.get((a, b)) == "different":
            assert b not in home[a]
    for entry in log:
        a, b = {t.id for t in entry.a}, {t.id for t in entry.b}
        if found.states[entry.id] == "applied" and entry.verdict == "same":
            assert all(home[x] == home[y] for x in a for y in b)
        if found.states[entry.id] == "applied" and entry.verdict == "different":
            assert all(y not in home[x] for x in a for y in b)
        assert (found.states[entry.id] == "overruled") == (entry.id in found.against)


@QUICK
@given(logs())
def test_the_last_of_all_always_holds(log: list[Entry]) -> None:
    last = Entry("different", "2032-01-01", (target("p"),), (target("q"),))
    found = settled([*log, last])
    assert found.states[last.id] == "applied"
    assert found.pairs["p", "q"] == "different"


@QUICK
@given(logs())
def test_what_names_nothing_is_orphaned_and_comes_back(log: list[Entry]) -> None:
    gone = settled(log, there="")
    assert not gone.pairs
    assert not gone.wrong
    assert {s for id_, s in gone.states.items() if _verdict(log, id_) != "undo"} <= {"orphaned", "undone"}
    assert settled(log).states.keys() == gone.states.keys()


def _verdict(log: list[Entry], id_: str) -> str:
    return next(entry.verdict for entry in log if entry.id == id_)


def test_who_and_why_make_another_judgement() -> None:
    entry = Entry("wrong", "2031-01-01", (target("p"),))
    assert len({entry.id, replace(entry, by="ada").id, replace(entry, note="no").id}) == 3
