"""Other people's text is inert: on a terminal, in a spreadsheet, in JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export.safe import address, as_json, csv_cell, terminal
from marks import risky

HOSTILE = [
    "\x1b[2J\x1b[31mred", "\x9b31mred", "bell\x07", "a\rb", "a\x08b", "null\x00", "\u202eevil\u202c", "\u2066x\u2069", "\u200ex",
    "\x7f", "\x85next", "\u2028line\u2029", "\x1b]0;title\x07", "\udc80",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_reaches_the_terminal_raw(text: str) -> None:
    assert risky(terminal(text), allowed="") == []


def test_codes_are_shown_and_plain_text_is_left_alone() -> None:
    assert terminal("\x1b[31m") == "⟨U+001B⟩[31m"
    assert terminal("two\nlines\tand “quotes” – naïve, 北京, עברית") == "two lines and “quotes” – naïve, 北京, עברית"


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_terminal_is_safe_and_settled(text: str) -> None:
    shown = terminal(text)
    assert risky(shown, allowed="") == []
    assert terminal(shown) == shown


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://bad.example")', "-", "+", "\n=1", " =1"],
)
def test_no_formula_reaches_a_spreadsheet(text: str) -> None:
    cell = csv_cell(text)
    assert cell.startswith("'"), cell
    assert risky(cell.replace("\n", ""), allowed="") == []


@pytest.mark.parametrize("text", ["-5", "-5.25", "+3", "1e9", "plain", "", "a=b", "“=x”"])
def test_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert csv_cell(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_json_is_inert_and_the_same_value(text: str) -> None:
    shown = as_json({"text": text, text: [text]}, indent=2)
    assert risky(shown.replace("\n", ""), allowed="") == []
    assert json.loads(shown) == {"text": text, text: [text]}


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters()))
def test_json_round_trips(text: str) -> None:
    assert json.loads(as_json([text])) == [text]
    assert risky(as_json([text]), allowed="") == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//bay.example",
        "http://",
        "http://[x",
        "",
        None,
    ],
)
def test_only_web_addresses_are_addresses(url: str | None) -> None:
    assert address(url) is None


def test_an_address_holds_nothing_that_could_leave_it() -> None:
    assert address("https://bay.example/a?b=c&d#e") == "https://bay.example/a?b=c&d#e"
    assert address('https://bay.example/a b"<\u202e\n') == "https://bay.example/a%20b%22%3C%E2%80%AE%0A"
