"""Words in their sentence, in their paragraph; wordings side by side; the chart's geometry; words for people."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export.dossier.chart import HEIGHT, WIDTH, Mark, chart
from communique.export.dossier.passage import cut
from communique.export.dossier.wordings import differing
from communique.export.phrases import counted, date_words, number, prefix_words
from communique.resources.plurals import plural


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One fell. Two rose. Three stayed.", "rose", "Two rose."),
        ("He met J. Below in the U.S. capital. They ate.", "Below", "He met J. Below in the U.S. capital."),
        ("Gen. Roe left. Mr. Poe stayed.", "Poe", "Mr. Poe stayed."),
        ("“It is done.” She left at 5.30 p.m. on Monday.", "left", "She left at 5.30 p.m. on Monday."),
        ("“Is it? It is!” he said. None spoke.", "None", "None spoke."),
    ],
)
def test_the_sentence_of_the_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    parts = cut(text, (0, len(text)), [(start, start + len(words))])
    assert "".join(part for kind, part in parts if kind != "around").strip() == sentence
    assert [part for kind, part in parts if kind == "words"] == [words]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab. A”\n", min_size=1, max_size=60), st.data())
def test_the_parts_are_the_paragraph(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    parts = cut(text, (0, len(text)), [(start, end)])
    assert "".join(part for _, part in parts) == text
    assert "".join(part for kind, part in parts if kind == "words") == text[start:end]


def shown(a: str, b: str) -> str:
    signs = {"same": "{}", "differs": "[{}]", "beyond": "({})"}
    return "".join(signs[kind].format(text) for kind, text in differing(a, b))


@pytest.mark.parametrize(
    ("a", "b", "marked"),
    [
        ("It is open.", "it is open", "It is open."),
        ("The sea belongs to no one", "the sea belongs to nobody", "The sea belongs to [no one]"),
        ("We came. Our patience is not at an end, but hurry.", "Our patience is at an end",
         "(We came). Our patience is [not] at an end, (but hurry)."),
        ("that the sea is free", "The sea is open", "(that) the sea is [free]"),
        ("wholly other", "nothing alike", "[wholly other]"),
        ("", "something", ""),
    ],
)  # fmt: skip
def test_differing_words(a: str, b: str, marked: str) -> None:
    assert shown(a, b) == marked


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_runs_are_the_text(a: str, b: str) -> None:
    assert "".join(text for _, text in differing(a, b)) == a
    assert all(kind == "same" for kind, _ in differing(a, a))


def test_points_stand_on_their_side_and_in_the_box() -> None:
    marks = [Mark("2031-05-03", 7.0, "a", "#a"), Mark("2031-05-03", 7.0, "b", "#b"), Mark("2031-11-30", -10.0, "c", None),
             Mark(None, -2.0, "d", "#d")]  # fmt: skip
    drawn = chart(marks)
    assert [point.label for point in drawn.points] == ["a", "b", "c", "d"]
    assert all(0 < point.x < WIDTH and 0 < point.y < HEIGHT for point in drawn.points)
    zero = next(y for y, label in drawn.levels if label == "0")
    assert all((point.y < zero) == point.above for point in drawn.points)
    assert drawn.points[0].x < drawn.points[1].x < drawn.points[2].x <= drawn.right < drawn.points[3].x
    assert drawn.months[0][1] == "May 2031"


def test_a_chart_of_undated_events_has_no_line_of_time() -> None:
    drawn = chart([Mark(None, 1.0, "a", None)])
    assert drawn.months == ()
    assert drawn.band is not None
    assert chart([]).points == ()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-03-14", "2023-03-14", "14 March 2023"),
        ("2023-03-01", "2023-03-31", "March 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-05-03", "2023-05-04", "3 to 4 May 2023"),
        ("2023-05-30", "2023-06-02", "30 May to 2 June 2023"),
        ("2022-12-30", "2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2023-03-14", None, "on or after 14 March 2023, day unknown"),
        (None, "2023-03-14", "on or before 14 March 2023, day unknown"),
        (None, None, "undated"),
    ],
)
def test_dates_in_words(start: str | None, end: str | None, words: str) -> None:
    assert date_words(start, end) == words


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("2024", "2024"),
        ("2024-03/2024-05", "1 March to 31 May 2024"),
        ("P3M", "P3M"),
        ("2023-02-30", "2023-02-30"),
        ("phone", "phone"),
    ],
)
def test_prefixes_in_words(prefix: str, words: str) -> None:
    assert prefix_words(prefix) == words


@pytest.mark.parametrize(
    ("noun", "many"),
    [("barrel per day", "barrels per day"), ("person", "people"), ("percent", "percent"), ("century", "centuries"), ("day", "days"),
     ("lorry", "lorries"), ("cubic metre per year", "cubic metres per year"), ("family", "families"), ("bus", "buses"), ("", "")],
)  # fmt: skip
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_counts_and_numbers() -> None:
    assert (counted(1, "family"), counted(2, "family"), counted(1200, "report")) == (
        "1 family",
        "2 families",
        "1,200 reports",
    )
    row = {"value": None, "low": 90e6, "high": 120e6, "unit": "dollar", "change": "="}
    assert number(row) == "90 million to 120 million dollars"
    assert number({**row, "value": 1.0, "unit": "day"}) == "1 day"
    assert (
        number({**row, "value": 12000.0, "low": None, "high": None, "unit": "farmer", "change": "~"})
        == "about 12,000 farmers"
    )
    assert number({**row, "value": None, "low": None, "high": None, "unit": None, "change": "down"}) == "down"
