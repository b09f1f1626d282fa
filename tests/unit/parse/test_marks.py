"""Marks of Markdown and HTML are blanked; words and offsets stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.parse import pipeline
from communique.parse.document import parse
from communique.parse.marks import unmarked
from communique.read import make_report

MARKED = {
    "The **harbour ban** ends": "The harbour ban ends",
    "**Kardovia**’s envoy, *Revik*, left": "Kardovia ’s envoy, Revik , left",
    "on May 23<sup>rd</sup> of 2031": "on May 23 of 2031",
    "a claim.<sup>4</sup> Then": "a claim. Then",
    "her [open letter](https://press.example/a_b(c)) of May": "her open letter of May",
    "see [the note][2] and [^1] here": "see the note and here",
    "![map](m.png) The map": "The map",
    '<a href="https://x.example/?q="y"">Envoys</a> met': "Envoys met",
    "## Ferries\n\n# # #\n\nThey sail": "Ferries They sail",
    "__Ports__ and ~~roads~~ _now_": "Ports and roads now",
    "closed&nbsp;today": "closed today",
}
PLAIN = [
    "“[We] leave,” he said [sic].",
    "5 * 3 * 2 is 30",
    "the file snake_case_name stays",
    "a < b and c > d",
    "R&D of *the kind",
    "#talks @envoy",
]


@pytest.mark.parametrize(("text", "left"), MARKED.items())
def test_marks_are_blanked(text: str, left: str) -> None:
    blank = unmarked(text)
    assert len(blank) == len(text)
    assert " ".join(blank.split()) == left


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_mark_stays(text: str) -> None:
    assert unmarked(text) == text


@given(st.text(alphabet="ab *_[]()<>#~&\\\n.!^1", max_size=60))
def test_only_blanks_are_put_in_place(text: str) -> None:
    blank = unmarked(text)
    assert len(blank) == len(text)
    assert all(new in {old, " "} for old, new in zip(text, blank, strict=True))


def test_the_parse_reads_no_mark_as_a_word() -> None:
    text = "**Minister Dunne** said [the ferry](https://press.example/ferry) would sail on May 23<sup>rd</sup>."
    found = parse(make_report(text, ref="a"), pipeline.load())
    words = [token.text for _, doc in found.docs for token in doc if not token.is_space]
    assert words == ["Minister", "Dunne", "said", "the", "ferry", "would", "sail", "on", "May", "23", "."]
    assert found.report.text == text
