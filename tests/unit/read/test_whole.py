"""Pages pasted whole: headlines of other stories go, the article stays; plain reports are left alone."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest

from communique.model import Report
from communique.read import make_report
from communique.read.clutter import judge
from communique.read.lines import lines_of
from communique.read.whole import Chain, is_whole, outside

MENU = ["Skip to content", "Menu", "Search", "Home", "World", "Politics", "Rivers and Lakes", "Business", "Sport", "Subscribe",
        "Log in", "Newsletters", "Podcasts", "Advertisement", "Breaking News"]  # fmt: skip
TITLE = "River states settle the price of water after nine weeks of talks"
ARTICLE = [
    "The finance ministers of the four river states met in Karazan on Monday to settle the price of water, and signed a treaty.",
    "“We gave up much,” said Ada Quist, the minister of water, “but we go home with a price that every farmer can pay.”",
    "What the treaty says",
    "The price rises by a tenth each year. A common fund in Karazan pays for the dams that the floods of the spring damaged.",
    "- A tenth of the water stays in the river, whatever the season.",
    "- Two dams in the north are opened in June.",
    "“Never again,” he said.",
    "Will the parliaments agree?",
    "Bram Oduya, the envoy of the southern state, told reporters in Karazan that he expected the parliaments to approve it.",
    "They will meet again in June, a spokeswoman for the ministers said, when the reservoirs above Karazan are full.",
]
OTHERS = [
    "Most read",
    "Goat wins the mayor's race in a village without a mayor",
    "Five soups that get better overnight",
    "Why the old lighthouse keeper will not sell his boat",
    "Share",
    "Editor's picks",
    "Ferry tickets go up again as fuel runs short and the harbour waits for its second dredger",
    "Chess for beginners",
    "A tournament for children opens on Saturday in the old customs house by the market.",
    "Lighthouse",
    "Our Journalists",
    "Jobs at The Post",
    "Privacy policy",
    "Terms of use",
    "12 Harbour Street",
    "All rights reserved",
]
WHOLE = [*MENU, TITLE, "By Ada Quist", *ARTICLE, *OTHERS]
PLAIN = {
    "readout": [TITLE, *ARTICLE, "Share"],
    "capitals": [TITLE.upper(), *(line.upper() for line in ARTICLE)],
    "poem": ["The river", "runs", "past the town", "and the town", "runs", "after it", "Home", "they call it", "the water",
             "that leaves", "More", "they ask of it", "Next", "it says", "and goes"],
    "participants": [TITLE, ARTICLE[0], *(f"Person {letter}, envoy" for letter in "ABCDEFGHIJKLMNOPQ")],
    "transcript": [TITLE, *(line for pair in zip(["Question: Is it done?"] * 9, ["Answer: Yes."] * 9, strict=True)
                            for line in pair)],
}  # fmt: skip


def read(*lines: str) -> Report:
    return make_report("\n\n".join(lines), ref="case")


def roles(report: Report) -> dict[str, str]:
    return {report.text[block.span[0] : block.span[1]]: block.role for block in report.blocks}


def test_of_a_page_pasted_whole_the_article_is_analysed_and_nothing_else() -> None:
    report = read(*WHOLE)
    analysed = [report.text[block.span[0] : block.span[1]] for block in report.analysed]
    assert analysed == [TITLE, *ARTICLE]
    assert roles(report)[TITLE] == "title"


def test_what_is_marked_stays_in_the_text() -> None:
    report = read(*WHOLE)
    assert report.text == "\n\n".join(WHOLE)
    assert [report.text[block.span[0] : block.span[1]] for block in report.blocks] == WHOLE


def test_without_its_menus_the_same_list_of_headlines_is_judged_by_its_signs_alone() -> None:
    lines = lines_of("\n\n".join([TITLE, *ARTICLE, *OTHERS[1:4]]))
    verdicts = judge(lines)
    assert outside(lines, verdicts) is verdicts


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_report_is_no_page(name: str) -> None:
    lines = lines_of("\n\n".join(PLAIN[name]))
    verdicts = judge(lines)
    assert not is_whole(lines, verdicts)
    assert outside(lines, verdicts) is verdicts


def test_a_verdict_of_the_page_gives_its_reason() -> None:
    lines = lines_of("\n\n".join(WHOLE))
    signs, made = judge(lines), outside(lines, judge(lines))
    changed = [(one, two) for one, two in zip(signs, made, strict=True) if one.clutter != two.clutter]
    assert changed
    assert all(two.reasons[-1].endswith("of a whole page") for _, two in changed)


def test_the_chain_gives_the_share_of_all_readings() -> None:
    weights = {"a": 1.5, "b": -0.7, "c": 0.2}
    steps = ((0.4, -0.3), (-0.9, 0.6))
    rows = [["a"], ["b", "c"], ["a", "b"], []]
    total, share = 0.0, [0.0] * len(rows)
    for reading in product((0, 1), repeat=len(rows)):
        weight = sum(weights[name] for row, label in zip(rows, reading, strict=True) for name in row if label)
        weight += sum(steps[one][two] for one, two in pairwise(reading))
        total += exp(weight)
        share = [old + exp(weight) * label for old, label in zip(share, reading, strict=True)]
    assert Chain(weights, steps).chances(rows) == pytest.approx([one / total for one in share])


def test_every_weight_has_a_name_that_some_line_may_show() -> None:
    chain = Chain.load()
    assert all(name and abs(weight) < 20 for name, weight in chain.weights.items())
    assert len(chain.weights) < 2000
