"""Lines that recur over a site's reports."""

from __future__ import annotations

import random
import string
from pathlib import Path

from communique.model import Report
from communique.read import Clutter, make_report
from communique.read.learn import Site, clutter_file
from communique.read.learn import learn as recurring
from communique.read.vocabulary import key


def learn(pages: list[Report]) -> dict[str, list[str]]:
    return {outlet: [one.line for one in site.lines] for outlet, site in recurring(pages).items() if site.lines}


FOOTER = "The River Post, printed on blue paper since 1912"


def article(number: int, outlet: str | None = "The River Post", *more: str) -> Report:
    place = "".join(string.ascii_lowercase[int(digit)] for digit in f"{number:04d}").capitalize()
    text = "\n\n".join([f"The sluice of {place} was opened at noon on the order of the ministry of water.", *more])
    return make_report(text, ref=str(number), outlet=outlet)


def test_a_line_on_three_pages_and_a_fifth_of_them_is_learned() -> None:
    pages = [article(i, "The River Post", *([FOOTER] if i < 3 else [])) for i in range(15)]
    assert learn(pages) == {"The River Post": [FOOTER]}
    assert learn(pages[:2]) == {}
    assert learn([*pages, article(99)]) == {}  # 3 of 16 is less than a fifth


def test_sites_are_apart_and_order_does_not_matter() -> None:
    pages = [article(i, outlet, FOOTER) for i, outlet in enumerate(["A", "A", "A", "B", "B", None, None, None])]
    found = learn(pages)
    assert found == {"*": [FOOTER], "A": [FOOTER]}
    random.Random(3).shuffle(pages)
    assert learn(pages) == found


def test_versions_of_one_text_count_once() -> None:
    lines = [f"In the year {year} the river rose by {year} inches and fell before the harvest." for year in range(9)]
    versions = [make_report("\n".join([*lines, f"Version {n}"]), ref=str(n), outlet="A") for n in range(5)]
    assert learn(versions) == {}


def test_what_is_learned_marks_the_lines() -> None:
    pages = [article(number, "The River Post", FOOTER, "No reason was given at first.") for number in range(4)]
    clutter = Clutter({outlet: frozenset(map(key, lines)) for outlet, lines in learn(pages).items()})
    again = make_report(pages[0].text, ref="0", outlet="The River Post", clutter=clutter)
    assert again.blocks[1].role == "boilerplate"


def test_a_sentence_amid_the_article_is_never_furniture_at_the_edge_it_may_be() -> None:
    background = "The ministry of water has run the sluices of the delta since the great flood."
    promise = "Every reader of this paper gets the tide table for free in the spring."
    pages = [
        article(
            i,
            "The River Post",
            f"Boats waited {'and waited ' * (9 + i)} at the quay.",
            background,
            f"The pilot slept {'well' * i}.",
            promise,
        )
        for i in range(6)
    ]
    assert learn(pages) == {"The River Post": [promise]}


def test_copies_of_one_wire_count_once() -> None:
    pages = [article(i, "The River Post", f"Told anew by desk {'x' * (200 + i)}", FOOTER) for i in range(4)]
    assert learn(pages) == {"The River Post": [FOOTER]}
    assert recurring(pages, families={page.id: "one" for page in pages}) == {"The River Post": Site(1)}


def test_what_says_when_and_bare_numbers_are_no_furniture() -> None:
    dates = ["Publication date: May 3, 2031, 13:45", "3 May 2031", "10:30", "14"]
    assert learn([article(i, "The River Post", FOOTER, *dates) for i in range(4)]) == {"The River Post": [FOOTER]}


def test_the_file_says_how_often_and_reads_back(tmp_path: Path) -> None:
    odd = 'Say "yes": # to *all* & {more}'
    pages = [article(i, "Post: the #1", FOOTER, odd) for i in range(4)]
    file = tmp_path / "sites.yaml"
    file.write_text(clutter_file(recurring(pages)), encoding="utf-8")
    assert "# in 4 of 4" in file.read_text(encoding="utf-8")
    assert Clutter.load(file).lines_of("Post: the #1") == {key(FOOTER), key(odd)}
    file.write_text(clutter_file({}), encoding="utf-8")
    assert Clutter.load(file).lines_of("Post: the #1") == frozenset()
