"""A saved web page to a report: trafilatura finds the article, htmldate its date.

The frozen text is the title, a blank line, and the extractor's paragraphs with blank lines between. What markup says of
a paragraph (heading, quotation, caption, a mere link) goes along as roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from communique.errors import Refused
from communique.model import Report, Role, Span
from communique.read.clutter import Clutter
from communique.read.decode import MAX_BYTES, decode
from communique.read.report import make_report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
_ROLES: dict[str, Role] = {"head": "heading", "quote": "quote", "item": "body", "caption": "caption"}
_INLINE = frozenset({"hi", "ref", "del", "code", "span", "a", "sup", "sub", "abbr"})
_STOPS = (".", "!", "?", "”", '"')
LINK_SHARE = 0.9
"""Share of link text from which a paragraph that is no sentence is a mere link to another page."""


def report_of_page(data: bytes, *, ref: str, clutter: Clutter) -> Report:
    """The report on a page. Raises Refused for bytes that are no text and for a page without an article."""
    import trafilatura

    if len(data) > MAX_BYTES:
        raise Refused(f"the page is too long: {len(data):,} bytes, at most {MAX_BYTES:,}", locator=ref)
    page = decode(data, locator=ref)
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, include_links=True, with_metadata=True)
    if found is None or isinstance(found, dict):
        raise Refused("the page holds no article", locator=ref)
    title = _clean(found.title or "")
    text, marked = _frozen(title, list(_paragraphs(found.body)))
    if text == title:
        raise Refused("the page holds no article", locator=ref)
    return make_report(
        text, ref=ref, title=title or None, outlet=found.sitename, author=found.author, url=found.url,
        published=found.date, clutter=clutter, marked=marked,
    )  # fmt: skip


def _frozen(title: str, paragraphs: list[tuple[str, Role | None]]) -> tuple[str, dict[Span, Role]]:
    parts = [title] if title else []
    marked: dict[Span, Role] = {}
    at = len(title) + 2 if title else 0
    for words, role in paragraphs:
        if role is not None:
            marked[(at, at + len(words))] = role
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts), marked


@dataclass
class _Gathered:
    """A paragraph while it is gathered: its pieces, and how many of its code points are link text."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, words: str | None, *, linked: bool) -> None:
        if words:
            self.pieces.append(words)
            self.linked += len(words) if linked else 0

    def take(self, tags: list[str]) -> tuple[str, Role | None] | None:
        """The paragraph with its role, and start anew; None if it is blank."""
        words, linked = _clean("".join(self.pieces)), self.linked
        self.pieces, self.linked = [], 0
        if not words:
            return None
        role = next((_ROLES[tag] for tag in reversed(tags) if tag in _ROLES), None)
        if linked >= LINK_SHARE * len(words) and not words.endswith(_STOPS):
            role = "boilerplate"
        return words, role


def _paragraphs(body: HtmlElement) -> Iterator[tuple[str, Role | None]]:
    """The paragraphs of the extractor's tree, in order, each with the role that its markup gives."""
    gathered = _Gathered()
    tags: list[str] = []
    links = 0
    for event, element in iterwalk(body, events=("start", "end")):
        tag = str(element.tag)
        if tag not in _INLINE and (done := gathered.take(tags)):
            yield done
        if event == "start":
            tags.append(tag)
            links += tag == "ref"
            gathered.add(element.text, linked=links > 0)
        else:
            tags.pop()
            links -= tag == "ref"
            gathered.add(element.tail, linked=links > 0)
    if done := gathered.take(tags):
        yield done


def _clean(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
