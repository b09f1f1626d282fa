"""Verification: what does not hold is named."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from communique.store import Store
from communique.store.verify import status, verify
from made import keep, whole


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        keep(opened, whole("a"), whole("b", stated="2031-05-05"))
        yield opened


def tamper(store: Store, sql: str, *values: object) -> list[str]:
    store.query("PRAGMA foreign_keys = OFF")
    store.query(sql, values)
    return verify(store)


def test_a_sound_record_has_nothing_to_say(store: Store) -> None:
    assert verify(store) == []


def test_a_changed_text(store: Store) -> None:
    found = tamper(store, "UPDATE reports SET text = replace(text, '40 minutes', '50 minutes') WHERE ref = 'a'")
    assert any("does not have its hash" in line for line in found)
    assert any("its id is not that" in line for line in found)


def test_a_cut_text(store: Store) -> None:
    found = tamper(store, "UPDATE reports SET text = substr(text, 1, 60) WHERE ref = 'b'")
    assert any("figures" in line and "does not lie in the text (0-60)" in line for line in found)
    assert any("claimed_by" in line for line in found)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("figures", "span", [5, 5]),
        ("mentions", "span", [9, 2]),
        ("times", "span", [0, 99_999]),
        ("statements", "content", [[0, 3], [4, 99_999]]),
        ("statements", "cue", [[-4, 3]]),
        ("event_mentions", "trigger", [7, 99_999]),
        ("event_mentions", "place_span", [7, 99_999]),
        ("event_mentions", "attributes", [{"question": "medium", "value": "phone", "span": [0, 99_999]}]),
        ("event_mentions", "source", [{"spans": [[0, 99_999]], "actor": None, "members": []}]),
        ("pledge_mentions", "span", [1, 2, 3]),
        ("reports", "published_evidence", [[0, 99_999]]),
        ("reports", "blocks", [{"span": [0, 20], "role": "body"}, {"span": [10, 30], "role": "body"}]),
        ("stories", "date_evidence", [{"ref": "a", "value": "x", "span": [0, 99_999], "row": None}]),
        (
            "stories",
            "disagreements",
            [{"about": "x", "verdict": "conflict", "values": [{"report": "zz", "ref": "zz", "span": [0, 1]}]}],
        ),
    ],
)
def test_a_span_that_does_not_lie_in_the_text(store: Store, table: str, column: str, value: object) -> None:
    one = f"rowid = (SELECT min(rowid) FROM {table})"
    found = tamper(store, f"UPDATE {table} SET {column} = ? WHERE {one}", json.dumps(value))
    assert any(line.startswith(table) for line in found)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("reports", "story", "nowhere"),
        ("reports", "supersedes", "nowhere"),
        ("reports", "actors", '["nowhere"]'),
        ("mentions", "actor", "nowhere"),
        ("statements", "parent", "nowhere"),
        ("statements", "speaker", '{"spans": [], "actor": "nowhere", "members": []}'),
        ("statements", "speaker", '{"spans": [], "actor": null, "members": ["nowhere"]}'),
        ("figures", "comparison", "nowhere"),
        ("figures", "statement", "nowhere"),
        ("event_mentions", "event", "nowhere"),
        ("event_mentions", "time", "nowhere"),
        ("pledge_mentions", "pledge", "nowhere"),
        ("events", "mentions", '["nowhere"]'),
        ("events", "source", '["nowhere"]'),
        ("pledges", "mentions", '["nowhere"]'),
        ("stories", "actors", '["nowhere"]'),
    ],
)
def test_a_key_of_nothing(store: Store, table: str, column: str, value: str) -> None:
    found = tamper(store, f"UPDATE {table} SET {column} = ?", value)
    assert any(line.startswith(table) and "nowhere" in line for line in found), found


@pytest.mark.parametrize("table", ["event_mentions", "pledge_mentions", "times", "stories", "actors", "events"])
def test_a_missing_member(store: Store, table: str) -> None:
    assert any(f"no {table}" in line or "no actor" in line for line in tamper(store, f"DELETE FROM {table}"))


def test_rows_of_no_report(store: Store) -> None:
    assert any("missing row of reports" in line for line in tamper(store, "DELETE FROM reports WHERE ref = 'a'"))


def test_status_counts(store: Store) -> None:
    found = status(store, "by hand")
    assert found["tables"]["reports"] == 2
    assert found["tables"]["figures"] == 2
    assert (found["stale"], found["quarantined"]) == (0, 0)
    assert status(store, "another")["stale"] == 2
