"""`why` names the rule, the rows of the tables and the anchor of every date and mention, the user's own actors among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import NotFound
from communique.query.reckoning import in_words
from communique.record import Record, open_record

TEXT = (
    "Two days after the presidential inauguration of Donald Trump on Monday, Skell Steel opened a mill, Mira Arden said.\n"
    "On Tuesday the Morvian president called Jon Hale. She will go to Telland on 3 June 2026."
)
OWN = """
- {name: Morvia, kind: state, code: XMO, demonyms: [Morvian], capital: Lorn}
- {name: Telland, kind: state, code: XTE, demonyms: [Tellish], capital: Gavle Bay}
- name: Mira Arden
  kind: person
  country: XMO
  gender: female
  offices: [{title: president, country: XMO, from: "2019-05-04"}]
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("own")
    (folder / "mine.yaml").write_text(OWN)
    (folder / "mill.txt").write_text(TEXT)
    with open_record(folder / "a.db", actors=folder / "mine.yaml", encoder=False) as record:
        record.read(folder / "mill.txt")
    with open_record(folder / "a.db", create=False, readonly=True) as record:
        yield record


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"“{words}” at {start}-{start + len(words)}"


def test_a_report_names_rule_row_and_anchor_of_its_date(told: Record) -> None:
    made = told.why("mill").made
    assert any(line.startswith("dated by happening-with-time: ") and at("Monday") in line for line in made)
    assert any(line.startswith("table: public event: Donald Trump takes office") and ", by " in line for line in made)
    assert sum("happening-with-time" in line for line in made) == 1


def test_a_report_names_what_dates_its_happening(told: Record) -> None:
    made = told.why("mill").made
    happening = made[made.index("happening:") :]
    assert any(line.startswith("  act: ") for line in happening)
    assert any(line.startswith("  counted from: ") for line in happening)


def test_a_time_names_its_rule_and_its_anchor_down_to_the_report(told: Record) -> None:
    [row] = [r for r in told.store.rows("times") if TEXT[slice(*r["span"])] == "Tuesday"]
    made = told.why(row["id"]).made
    assert any(line.startswith(f"words: {at('Tuesday')} = ") for line in made)
    assert any(line.startswith("reckoned: Tuesday, the latest up to then") for line in made)
    assert any(line.startswith("counted from: the report's own date, 2025-01-2") for line in made)
    assert any(line.startswith("table: public event: ") for line in made)


def test_a_time_that_the_words_state_has_no_anchor(told: Record) -> None:
    [row] = [r for r in told.store.rows("times") if TEXT[slice(*r["span"])] == "3 June 2026"]
    made = told.why(row["id"]).made
    assert "counted from: nothing: the words state it" in made
    assert not any(line.startswith("table: ") for line in made)


def test_a_mention_is_asked_by_its_place(told: Record) -> None:
    start = TEXT.index("She")
    for ref in ("mill", told.show("mill").id):
        explained = told.why(f"{ref}:{start}-{start + 3}")
        assert explained.table == "mentions"
        assert f"words: {at('She')} = Mira Arden" in explained.made
        assert f"named: {at('Mira Arden')}" in explained.made
    with pytest.raises(NotFound):
        told.why("mill:1-2")


def test_what_the_user_states_is_named_as_such(told: Record) -> None:
    [arden] = told.store.rows("actors", "name = 'Mira Arden'")
    made = told.why(arden["id"]).made
    assert any(line.startswith("table: president of XMO from 2019-05-04") for line in made)
    assert any(line.endswith("by the user's own actors") for line in made)
    assert "table: Morvia, by the user's own actors" in told.why("XMO").made


def test_an_office_held_names_the_spell_and_what_dates_the_report(told: Record) -> None:
    start = TEXT.index("the Morvian president")
    explained = told.why(f"mill:{start}-{start + len('the Morvian president')}")
    assert any(line.startswith("table: president of XMO from 2019-05-04") for line in explained.made)


def test_a_day_counted_from_another_act_names_the_days_between(tmp_path: Path) -> None:
    text = "Norway expelled two envoys on 5 March 2024. The decision comes five days after Kenya attacked Uganda."
    (tmp_path / "war.txt").write_text(text)
    with open_record(tmp_path / "a.db", encoder=False) as record:
        record.read(tmp_path / "war.txt")
        [event] = record.store.rows("events", "type = 'ASSAULT'")
        made = record.why(event["id"]).made
    assert "  date: 2024-02-29 to 2024-02-29, inferred from another act of the report, “five days” at 63-72" in made


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ("U:D:-1", "the day before"),
        ("U:M:0>in:03-02", "that month; 2 March in it"),
        ("add:-3W", "3 weeks before"),
        ("span:-1C", "the 1 century up to then"),
        ("mo:09:future>wide:-1:PXH", "September, the first from then on; and the day before"),
        ("wd:3:past>at:TNI", "Wednesday, the latest up to then; night"),
    ],
)
def test_a_recipe_in_words(recipe: str, words: str) -> None:
    assert in_words(recipe) == words
