"""What a notebook shows: report text is inert, and the marked words are the evidence."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from communique.errors import NotFound
from communique.query import LISTINGS, Evidence, Line
from communique.query.html import SHOWN, evidence_html, line_html
from communique.record import open_record

HOSTILE = "<script>alert('x')</script> \u202eevil\u202c \x1b[31m & \"it\" 's' " + "herring" * 1_430


class Page(HTMLParser):
    """Tags and attributes of a piece of HTML, and the text inside marks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marked.append(data)


ALLOWED = {
    "article",
    "p",
    "small",
    "span",
    "mark",
    "h3",
    "h4",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "cite",
    "code",
}


def check(page: str) -> Page:
    read = Page(page)
    assert read.tags <= ALLOWED
    assert read.attributes <= {"title", "style", "scope"}
    assert read.open == []
    assert not [
        c
        for c in page
        if unicodedata.category(c) in {"Cc", "Cs"} or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]
    return read


def test_hostile_text_is_inert() -> None:
    item = Evidence(HOSTILE, "r", (0, len(HOSTILE)), HOSTILE, HOSTILE, HOSTILE, "event", HOSTILE)
    assert check(evidence_html(item)).marked
    row = {
        "id": "1",
        "speaker": {"actor": "a", "name": HOSTILE, "members": []},
        "words": HOSTILE,
        "list": [HOSTILE, None],
    }
    check(line_html(Line("statements", row, (item,), {"a": HOSTILE})))
    report = {"ref": HOSTILE, "outlet": HOSTILE, "published": None, "published_end": None, "version": 1, "text": HOSTILE,
              "blocks": [{"span": [0, 30], "role": "title"}, {"span": [30, len(HOSTILE)], "role": "body"}]}  # fmt: skip
    assert "script" in "".join(check(line_html(Line("reports", report, (item,)))).marked)


def test_a_report_is_shown_whole_with_its_evidence_marked(small: Path) -> None:
    with open_record(small, readonly=True) as record:
        line = record.report("coast-wire")
        page = check(line._repr_html_())
        assert {item.kind for item in line.evidence} == {"statement", "figure", "event", "pledge", "time"}
        for item in line.evidence:
            assert line["text"][item.span[0] : item.span[1]] == item.text
        words = re.sub(r"\s+", "", "".join(page.marked))
        assert all(re.sub(r"\s+", "", item.text)[:12] in words for item in line.evidence)
        covered = {at for item in line.evidence for at in range(*item.span)}
        assert len("".join(page.marked)) == len(covered)
        assert record.report(line["id"]) == line
        with pytest.raises(NotFound):
            record.report("nowhere")
        with pytest.raises(NotFound, match="not a report"):
            record.report(record.statements()[0]["id"])


def test_every_listing_shows_itself(small: Path) -> None:
    with open_record(small, readonly=True) as record:
        for noun in LISTINGS:
            found = record.lines(noun)
            page = found._repr_html_()
            check(page)
            assert f"{len(found)} lines" in page or not found
            assert page.count("<tr>") == min(len(found), SHOWN) + bool(found)
            heads = re.findall("<th scope='col'>(.*?)</th>", page)
            assert not {"text", "content", "span", "mentions", "reasons"} & set(heads) or noun == "actors"
            for line in found[:3]:
                check(line._repr_html_())
