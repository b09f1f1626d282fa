"""Sentences in capitals are set in the usual case, letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.config import Settings
from communique.parse import load
from communique.parse.case import settled
from communique.pipeline import read_report, tools
from communique.read import make_report
from communique.resources import gazetteer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XI AND MACRON HOLD TALKS IN CAIRO", "Xi and Macron hold talks in Cairo"),
        ("US SIGNS NATO PACT IN MAY 2031", "US signs NATO pact in May 2031"),
        ("THE DEAL MAY FAIL, SAYS ZORVAK", "The deal may fail, says Zorvak"),
        ("NATO AND EU", "NATO AND EU"),
        ("The BBC and CNN met NATO and WHO staff.", "The BBC and CNN met NATO and WHO staff."),
    ],
)
def test_names_keep_their_capitals(text: str, expected: str) -> None:
    assert settled(text, load(), gazetteer.load()) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60).map(str.upper))
def test_every_offset_stands(text: str) -> None:
    assert len(settled(text, load(), gazetteer.load())) == len(text)


def test_a_headline_in_capitals_tells_what_it_says() -> None:
    text = 'FRANCE AND EGYPT HOLD TALKS IN CAIRO. "WE WILL STAY," PRESIDENT EMMANUEL MACRON SAID.'
    reading = read_report(make_report(text, ref="loud"), tools(Settings(encoder=False)))
    assert {text[m.span[0] : m.span[1]] for m in reading.mentions} >= {"FRANCE", "EGYPT", "EMMANUEL MACRON"}
    assert [event.type for event in reading.events] == ["CONSULT"]
    assert any("WE WILL STAY" in text[start:end] for row in reading.statements for start, end in row.content)
