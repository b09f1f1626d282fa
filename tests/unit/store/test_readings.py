"""Whole readings: written, replaced, cleared, removed; versions numbered; what a report came with kept."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from communique.errors import NotFound
from communique.ingest import remove, write
from communique.model import Block, Interval
from communique.resources.contract import tables
from communique.store import Store, reading_rows
from communique.store.readings import clear, source_of
from communique.store.rows import report_row
from communique.store.schema import PER_REPORT
from made import ANALYSIS, Draft, keep, whole

LINKED = {"utterance", "event", "pledge", "comparison"}


def plain(rows: list[dict[str, Any]]) -> list[str]:
    """Rows without what linking fills in, in a fixed order."""
    return sorted(json.dumps({k: None if k in LINKED else v for k, v in row.items()}, sort_keys=True) for row in rows)


@pytest.fixture
def store() -> Any:
    with Store.open(":memory:") as opened:
        yield opened


def test_a_reading_stands_in_its_tables(store: Store) -> None:
    draft = whole()
    keep(store, draft)
    for table, rows in reading_rows(draft.reading()).items():
        assert plain(store.rows(table)) == plain(rows), table
    [row] = store.rows("reports")
    expected = report_row(draft.reading())
    assert {k: v for k, v in row.items() if k not in {"story", "family"}} == {
        k: v for k, v in expected.items() if k not in {"story", "family"}
    }


def test_writing_again_changes_nothing(store: Store) -> None:
    keep(store, whole("a"), whole("b"))
    before = {table: store.rows(table, order="1, 2, 3") for table in tables()}
    keep(store, whole("b"), whole("a"))
    assert {table: store.rows(table, order="1, 2, 3") for table in tables()} == before


def test_another_reading_takes_the_place_of_the_first(store: Store) -> None:
    draft = whole()
    keep(store, draft)
    poorer = replace(draft.reading(analysis="later"), figures=(), statements=(), pledges=(), events=(), actors=())
    write(store, [poorer])
    assert [row["analysis"] for row in store.rows("reports")] == ["later"]
    for table in ("figures", "statements", "pledges", "events", "utterances", "relations", "actors"):
        assert store.rows(table) == [], table
    assert len(store.rows("times")) == 2


def test_clear_leaves_the_report(store: Store) -> None:
    keep(store, whole())
    clear(store, [whole().id])
    assert len(store.rows("reports")) == 1
    assert all(store.rows(table) == [] for table in (*PER_REPORT, "actors"))


def test_remove_leaves_nothing(store: Store) -> None:
    keep(store, whole())
    assert remove(store, "whole") == 1
    left = {row["name"] for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in sorted(left - {"redirects", "sqlite_stat1"}):
        if not table.startswith("reports_fts"):
            assert store.query(f"SELECT count(*) FROM {table}")[0][0] == 0, table
    with pytest.raises(NotFound, match="communique reports"):
        remove(store, "whole")


def test_what_a_report_came_with_is_kept(store: Store) -> None:
    marked = (Block((0, 5), "heading"), Block((6, 9), "quote"))
    keep(store, whole(marked=marked, stated="2031-05"))
    source = source_of(store, whole().id)
    assert source.title == "Arden calls Below"
    assert source.stated == Interval("2031-05-01", "2031-05-31", "stated")
    assert source.marked == {(0, 5): "heading", (6, 9): "quote"}


# versions

FIRST = Draft("tale", "The tale as it was told at first.", outlet="The Gull", stated="2031-01-01")
SECOND = Draft("tale", "The tale as it was told later.", outlet="The Gull", stated="2031-01-02")
THIRD = Draft("tale", "The tale as it was told at last.", outlet="The Gull", stated="2031-01-03")


def numbers(store: Store) -> dict[str, tuple[int, str | None]]:
    return {row["id"]: (row["version"], row["supersedes"]) for row in store.rows("reports")}


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))))
def test_versions_follow_the_stated_dates(store: Store, order: tuple[Draft, ...]) -> None:
    for draft in order:
        keep(store, draft)
    assert numbers(store) == {FIRST.id: (1, None), SECOND.id: (2, FIRST.id), THIRD.id: (3, SECOND.id)}
    remove(store, SECOND.id)
    assert numbers(store) == {FIRST.id: (1, None), THIRD.id: (2, FIRST.id)}


def test_without_a_date_versions_follow_arrival(store: Store) -> None:
    undated = [replace(draft, stated=None) for draft in (THIRD, FIRST, SECOND)]
    for draft in undated:
        keep(store, draft)
    keep(store, undated[0])  # read again: it has arrived before
    assert [numbers(store)[draft.id][0] for draft in undated] == [1, 2, 3]


def test_one_text_at_two_outlets_is_two_reports(store: Store) -> None:
    keep(store, FIRST, replace(FIRST, outlet="The Heron"))
    assert sorted(numbers(store).values()) == [(1, None), (1, None)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_url_ties_versions_more_than_a_ref(store: Store, order: tuple[int, ...]) -> None:
    """Two refs at one url are versions; one ref at two urls is not."""
    drafts = (
        replace(FIRST, url="https://gull.example/a"),
        replace(SECOND, ref="tale-2", url="https://gull.example/a"),
        replace(THIRD, url="https://gull.example/b"),
    )
    for number in order:
        keep(store, drafts[number])
    assert numbers(store) == {
        drafts[0].id: (1, None),
        drafts[1].id: (2, drafts[0].id),
        drafts[2].id: (1, None),
    }


def test_the_analysis_is_told(store: Store) -> None:
    keep(store, whole())
    assert store.rows("reports")[0]["analysis"] == ANALYSIS
