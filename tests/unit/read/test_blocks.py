"""The structure of texts: furniture, titles, headings, bylines, datelines; and that blocks tile the text."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model import Report
from communique.read import Clutter, make_report
from communique.read.bylines import prefix_length
from communique.read.clutter import judge
from communique.read.lines import lines_of

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "clutter.yaml").read_text("utf-8"))
FIRST, LAST = CASES["article"]
TITLE = "River states settle the price of water"


def read(*lines: str, title: str | None = None, author: str | None = None) -> Report:
    return make_report("\n\n".join(lines), ref="case", title=title, author=author)


def roles(report: Report) -> list[str]:
    return [block.role for block in report.blocks]


def role_of(report: Report, line: str) -> str:
    return next(b.role for b in report.blocks if report.text[b.span[0] : b.span[1]] in line)


@pytest.mark.parametrize("line", CASES["tail"])
def test_furniture_after_the_article(line: str) -> None:
    assert roles(read(TITLE, FIRST, LAST, line)) == ["title", "body", "body", "boilerplate"]


@pytest.mark.parametrize("line", CASES["middle"])
def test_clear_furniture_in_the_middle(line: str) -> None:
    assert roles(read(TITLE, FIRST, line, LAST)) == ["title", "body", "boilerplate", "body"]


@pytest.mark.parametrize("line", CASES["head"])
def test_furniture_before_the_article(line: str) -> None:
    assert roles(read(line, TITLE, FIRST, LAST)) == ["boilerplate", "title", "body", "body"]


@pytest.mark.parametrize("line", CASES["kept"])
def test_sentences_of_the_article_survive(line: str) -> None:
    assert roles(read(TITLE, FIRST, line, LAST)) == ["title", "body", "body", "body"]


@pytest.mark.parametrize("line", [*CASES["tail"], *CASES["middle"]])
def test_a_verdict_gives_its_reasons_and_they_add_up(line: str) -> None:
    verdict = judge(lines_of(f"{FIRST}\n\n{LAST}\n\n{line}"))[-1]
    assert verdict.clutter
    assert verdict.reasons


def test_a_menu_is_a_run_of_short_lines_some_of_them_stock_wording() -> None:
    menu = ["Home", "World", "Rivers and lakes", "Sport", "Saltwater", "Contact us"]
    assert roles(read(*menu, TITLE, FIRST, LAST)) == ["boilerplate"] * 6 + ["title", "body", "body"]


def test_many_short_lines_before_the_first_sentence_are_a_menu_and_the_title_is_not() -> None:
    menu = [f"Section of {letter}" for letter in "abcdefghijkl"]
    assert roles(read(*menu, "Four rivers and one price", FIRST, LAST)) == ["boilerplate"] * 12 + [
        "title",
        "body",
        "body",
    ]
    assert "boilerplate" not in roles(read(*menu[:8], FIRST, LAST))


def test_a_title_below_a_section_of_links_is_kept() -> None:
    lines = ["Related", "Dam opens late", TITLE, FIRST, LAST]
    assert roles(read(*lines)) == ["boilerplate", "boilerplate", "title", "body", "body"]


def test_an_authors_note_in_several_lines_is_no_part_of_the_article() -> None:
    note = [
        "Ada Quist is a reader in hydrology. Bram Oduya",
        "is a lecturer in law at Karazan.",
        "Is the paper's envoy.",
    ]
    assert roles(read(TITLE, FIRST, LAST, *note, author="Ada Quist; Bram Oduya"))[3:] == ["byline"] * 3
    assert roles(read(TITLE, FIRST, LAST, *note[1:], FIRST, author="Ada Quist"))[-1] == "body"


def test_a_list_that_ends_the_article_is_kept() -> None:
    people = ["Ada Quist, minister of water", "Bram Oduya, envoy", "Cem Tarr, governor", "Dora Vail, engineer"]
    assert roles(read(TITLE, FIRST, LAST, *people))[3:] == ["body"] * 4


def test_a_last_sentence_without_its_stop_is_kept() -> None:
    assert roles(read(TITLE, FIRST, LAST, "The four states have shared the river since the treaty of"))[-1] == "body"


def test_readers_comments_are_not_the_article() -> None:
    comments = ["2 Comments", "I have never read such nonsense about our river in all my life.", "Quite so."]
    many = [FIRST, LAST, FIRST, LAST, FIRST, LAST]
    assert roles(read(TITLE, *many, *comments))[-3:] == ["boilerplate"] * 3


def test_fragments_below_a_section_of_links_go_with_it() -> None:
    lines = [TITLE, FIRST, "Related", "Dam opens a year late", "Fish return to Karazan", LAST]
    assert roles(read(*lines)) == ["title", "body", "boilerplate", "boilerplate", "boilerplate", "body"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ada Quist", "byline"),
        ("BY ADA QUIST AND BRAM ODUYA", "byline"),
        ("By Ada Quist in Karazan, The River Post", "byline"),
        ("By our staff reporter", "byline"),
        ("Written by Ada Quist", "byline"),
        ("Ada Quist, staff writer", "byline"),
        ("Monday, May 6, 2024", "dateline"),
        ("6 May 2024", "dateline"),
        ("Published: 2024-05-06 10:30 GMT", "dateline"),
        ("Updated 3 hours ago", "dateline"),
        ("May 6, 2024 | 4 min read", "dateline"),
        ("Karazan, 6 May 2024", "dateline"),
    ],
)
def test_who_and_when(line: str, role: str) -> None:
    assert roles(read(TITLE, line, FIRST, LAST)) == ["title", role, "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ada Quist in Karazan; Editing by Bram Oduya)",
        "Additional reporting by Cem Tarr",
        "Cem Tarr contributed to this report.",
        "With files from The River Post",
    ],
)
def test_credits_after_the_article_are_bylines(line: str) -> None:
    assert roles(read(TITLE, FIRST, LAST, line))[-1] == "byline"


def test_the_authors_name_and_note_are_bylines() -> None:
    note = "Ada Quist is a reporter who has followed the river from its spring to the sea."
    assert roles(read(TITLE, "Ada Quist", FIRST, LAST, note, author="Ada Quist")) == [
        "title", "byline", "body", "body", "byline",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("KARAZAN, March 3 (River Wire) - ", "The ministers met."),
        ("KARAZAN (RW) — ", "The ministers met."),
        ("KARAZAN — ", "“We have met,” they said."),
        ("NEW OSTREL, Kardovia (RW) -- ", "The ministers met."),
        ("Karazan, 3 March 2024 – ", "The ministers met."),
        ("Karazan (RW) - ", "The ministers met."),
        ("KARAZAN/OSTREL, May 3 (RW) - ", "The ministers met."),
        ("KARAZAN, May 3. /RW/. ", "The ministers met."),
        ("(River Wire) - ", "The ministers met."),
    ],
)
def test_the_opening_of_a_wire_report_is_a_dateline_of_its_own(opening: str, rest: str) -> None:
    report = read(TITLE, opening + rest, LAST)
    assert roles(report) == ["title", "dateline", "body", "body"]
    start, end = report.blocks[2].span
    assert report.text[start:end] == rest


@pytest.mark.parametrize(
    "line",
    [
        "Ada Quist (retranslated): Thank you, Mr President.",
        "QUIST: We have met, and we shall meet again.",
        "Karazan — the ministers met there — is a town of weavers.",
        "Minister Ada Quist (left) and her guest met.",
        "On May 3 (a Friday) the ministers met.",
    ],
)
def test_what_is_no_wire_opening(line: str) -> None:
    assert prefix_length(line) == 0


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([TITLE, FIRST], ["title", "body"]),
        (["Is the river sold?", FIRST, LAST], ["title", "body", "body"]),
        ([FIRST, LAST], ["body", "body"]),
        ([TITLE], ["body"]),
        ([FIRST], ["body"]),
        ([TITLE, "Four states, one river, and a bill for all", FIRST], ["title", "heading", "body"]),
        ([TITLE, FIRST, "THE COST OF A DAM", LAST], ["title", "body", "heading", "body"]),
        ([TITLE, FIRST, "‘No drop left’", LAST], ["title", "body", "heading", "body"]),
        ([TITLE, FIRST, "- the northern dam", "- the southern canal", LAST], ["title", *["body"] * 4]),
        ([TITLE, FIRST, "They agreed on:", LAST], ["title", "body", "body", "body"]),
    ],
)
def test_titles_and_headings(lines: list[str], expected: list[str]) -> None:
    assert roles(read(*lines)) == expected


def test_lines_without_end_marks_are_no_headings() -> None:
    lines = [line.rstrip(".") for line in (FIRST, "The price rose", LAST, "Nobody was glad", FIRST, "All paid")]
    assert "heading" not in roles(read(*lines))


def test_a_title_from_metadata_is_found_at_the_head() -> None:
    report = read("River States Settle the Price of Water.", FIRST, title=TITLE)
    assert roles(report) == ["title", "body"]
    assert report.title == TITLE
    assert read(FIRST, LAST, title=TITLE).title == TITLE


def test_a_title_said_twice_counts_once() -> None:
    assert roles(read(TITLE, TITLE, FIRST, LAST)) == ["title", "boilerplate", "body", "body"]


def test_captions_are_told_by_how_they_begin_or_end() -> None:
    caption = "Ministers shake hands in Karazan on Monday. (Handout/River Wire)"
    assert role_of(read(TITLE, caption, FIRST), caption) == "caption"
    assert roles(read(TITLE, "Ada Quist/Getty Images", FIRST, LAST))[1] == "boilerplate"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = """River states settle the price of water

The finance ministers of the four river states met in Karazan
on Monday to settle the price of water. They will meet again
in June, a spokeswoman said, when the snow has melted and the
reservoirs are full.

Nobody was glad.
"""
    report = make_report(text, ref="case")
    assert roles(report) == ["title", "body", "body"]
    assert report.text == text


def test_a_paragraph_a_line_stays_a_paragraph_a_line() -> None:
    assert roles(make_report(f"{FIRST}\n{LAST}\n{FIRST}\n{LAST}", ref="case")) == ["body"] * 4


LINES = st.one_of(
    st.sampled_from([*CASES["tail"], *CASES["kept"], *CASES["head"], TITLE, FIRST, "By Ada Quist", "May 6, 2024"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.text(string.printable, max_size=60),
)
TEXTS = st.lists(LINES, min_size=1, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\u2028", " \n \t\n"]).map(lambda gap: gap.join(lines))
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_blocks_tile_the_text_but_for_blanks(text: str) -> None:
    report = make_report("Water is dear in all four states.\n" * 9 + text, ref="case")
    end = 0
    for block in report.blocks:
        assert end <= block.span[0] < block.span[1]
        assert not report.text[end : block.span[0]].strip()
        end = block.span[1]
    assert not report.text[end:].strip()


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_a_report_made_again_from_itself_is_the_same(text: str) -> None:
    first = make_report("Water is dear in all four states.\n" * 9 + text, ref="case")
    again = make_report(first.text, ref=first.ref, title=first.title, language=first.language)
    assert again == first


def test_known_lines_of_a_site_are_marked_whatever_they_are() -> None:
    known = Clutter({"*": frozenset({"the river post has been printed on blue paper since #"})})
    line = "The River Post has been printed on blue paper since 1912."
    report = make_report(f"{FIRST}\n\n{line}\n\n{LAST}", ref="case", clutter=known)
    assert roles(report) == ["body", "boilerplate", "body"]


LIST = (
    "- **Ending Sanctions:** Kardovia lifted its ban on Velmark. -   **Ports and roads**: Dunne opened two harbours.",
    "**Foreign aid.** Dunne sent aid. -   Revik went home.",
)


def test_bold_labels_of_a_list_are_headings() -> None:
    report = read("Ports of Kardovia", "The council of Kardovia told what it had done for its ports.", *LIST)
    assert [report.text[slice(*b.span)] for b in report.blocks if b.role == "heading"] == [
        "- **Ending Sanctions:**",
        "-   **Ports and roads**:",
        "**Foreign aid.**",
    ]
    assert [report.text[slice(*b.span)] for b in report.blocks if b.role == "body"][1:] == [
        "Kardovia lifted its ban on Velmark.",
        "Dunne opened two harbours.",
        "Dunne sent aid.",
        "-   Revik went home.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("**Dunne:** We leave.", "**Revik:** Why?", "**Dunne:** It rains."),
        ("**Orla Dunne:** “We leave.”", "**Ivo Revik:** “Why?”"),
        ("**Ports:** They are open.", "Roads are not."),
    ],
)
def test_bold_labels_of_speakers_are_not(lines: tuple[str, ...]) -> None:
    assert "heading" not in roles(read("Talk of the day", *lines))
