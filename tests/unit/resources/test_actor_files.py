"""A user's own actors: every mistake is told with its entry, and what is right is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.resources import gazetteer
from communique.resources.actor_files import check, unknown_country
from communique.resources.reach import reach

WRONG = {
    "a word for a list": ("- Valdoria", "needs name and kind"),
    "an unknown kind": ("- {name: Toldan, kind: persn}", "unknown kind persn"),
    "an unknown key": ("- {name: Toldan, kind: person, born: 1970}", "unknown key born"),
    "a month that is none": (
        "- {name: Toldan, kind: person, offices: [{title: president, from: 2020-13-01}]}",
        "2020-13-01 is no date",
    ),
    "an end before its start": (
        "- {name: Toldan, kind: person, offices: [{title: president, from: 2021, to: 2019}]}",
        "ends (2019) before it starts (2021)",
    ),
    "a state without a code": ("- {name: Valdoria, kind: state}", "three capital letters"),
    "one actor twice": ("- {name: Toldan, kind: person}\n- {name: toldan, kind: person}", "is entry 1 again"),
    "no list": ("name: Toldan", "must be a list"),
}


def written(folder: Path, text: str) -> Path:
    path = folder / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_with_its_place(case: str, tmp_path: Path) -> None:
    text, message = WRONG[case]
    with pytest.raises(UsageError) as told:
        check(written(tmp_path, text))
    assert message in str(told.value)
    assert "actors.yaml" in str(told.value)


def test_a_code_of_no_state_is_told(tmp_path: Path) -> None:
    rows = check(
        written(tmp_path, "- {name: Valdoria, kind: state, code: XVD}\n- {name: Mo, kind: firm, country: XVX}")
    )
    assert "entry 2 Mo: XVX" in (unknown_country(rows, ["KEN"]) or "")
    assert unknown_country(rows, ["KEN", "XVX"]) is None


def test_reach_counts_what_stands_on_a_source() -> None:
    rows = {row["what"]: row for row in reach(gazetteer.load())}
    heads = rows["heads of state and government"]
    assert str(heads["until"]) >= "2026-01"
    for row in rows.values():
        assert row["rows"] == int(str(row["sourced"])) + int(str(row["attested"])) + int(str(row["memory"]))
    spells = sum(int(str(rows[what]["rows"])) for what in list(rows)[:6])
    assert spells >= 1_500
    assert int(str(rows["organisations"]["rows"])) >= 150
    assert int(str(rows["places"]["rows"])) >= 500
