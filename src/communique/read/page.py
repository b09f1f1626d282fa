"""A saved web page to a report: trafilatura finds the article and, through htmldate, its date.

The frozen text is the title, a blank line, and the extractor's paragraphs with blank lines between. What markup says of
a paragraph (heading, quotation, mere link) goes along as roles. A lede that the page sets above the article, which the
extractor leaves out, comes first; paragraphs that it leaves out between those that it takes are put back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.errors import Refused
from communique.model import Report, Role, Span
from communique.read.clutter import Clutter
from communique.read.decode import MAX_BYTES, decode
from communique.read.markup import clean, date_of, headline_of, lede_of, left_out, links_of, paragraphs_of
from communique.read.report import make_report
from communique.read.vocabulary import key

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

MIN_WORDS = 6
"""Words of the shortest paragraph that makes a page an article: menus and error pages have none."""

_TITLE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " » ")


def report_of_page(data: bytes, *, ref: str, clutter: Clutter) -> Report:
    """The report on a page. Raises Refused for bytes that are no text and for a page without an article."""
    from trafilatura.utils import load_html

    if len(data) > MAX_BYTES:
        raise Refused(f"the page is too long: {len(data):,} bytes, at most {MAX_BYTES:,}", locator=ref)
    tree = load_html(decode(data, locator=ref))
    found = _extracted(tree)
    links = links_of(tree) if tree is not None else frozenset[str]()
    paragraphs = list(paragraphs_of(found.body, links)) if found is not None else []
    if found is None or not paragraphs:
        raise Refused("the page holds no article", locator=ref)
    title = headline_of(tree, title_of(clean(found.title or ""), found.sitename, found.hostname))
    if key(paragraphs[0][0]) == key(title) and len(paragraphs) > 1:
        del paragraphs[0]  # the headline, which the text begins with anyway
    for at, words in left_out(tree, [words for words, _ in paragraphs]):
        paragraphs.insert(at, (words, None))
    first = next((words for words, role in paragraphs if role is None), paragraphs[0][0])
    lede = lede_of(tree, first)
    if lede and key(lede) not in links and not _told(lede, [title, *(words for words, _ in paragraphs)]):
        paragraphs.insert(0, (lede, None))
    text, marked = _frozen(title, paragraphs)
    report = make_report(
        text, ref=ref, title=title or None, outlet=found.sitename, author=author_of(found.author, found.sitename),
        url=found.url, published=date_of(tree, found.date), clutter=clutter, marked=marked,
    )  # fmt: skip
    if not any(_is_prose(text[block.span[0] : block.span[1]], block.role) for block in report.blocks):
        raise Refused("the page holds no article", locator=ref)
    return report


def _is_prose(words: str, role: Role) -> bool:
    return role in {"body", "quote"} and len(words.split()) >= MIN_WORDS


def _extracted(tree: HtmlElement | None) -> Document | None:
    """What the extractor finds on a page; None if it is no page or nothing is found."""
    import trafilatura

    if tree is None:
        return None
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=True)
    return None if isinstance(found, dict) else found


def title_of(title: str, site: str | None, host: str | None) -> str:
    """A page's title without the site's name at its end ("Title | The Site", "Title - World | site.org")."""
    for mark in _TITLE_MARKS:
        head, _, tail = title.rpartition(mark)
        if head and (_names_site(tail, site, host)):
            return title_of(head.rstrip(), site, host)
    return title


def _names_site(words: str, site: str | None, host: str | None) -> bool:
    squeezed = "".join(character for character in words.casefold() if character.isalnum())
    names = ["".join(c for c in name.casefold() if c.isalnum()) for name in (site, host) if name]
    return bool(squeezed) and any(squeezed in name or name in squeezed for name in names)


def author_of(author: str | None, site: str | None) -> str | None:
    """The authors without addresses and without the site itself."""
    names = [name.strip() for name in (author or "").split(";")]
    addresses = ("http", "www ", "www.")
    kept = [name for name in names if name and name != site and not any(part in name.lower() for part in addresses)]
    return "; ".join(kept) or None


def _told(lede: str, parts: list[str]) -> bool:
    """Whether a lede's words stand in the title or the paragraphs already."""
    wanted = key(lede)
    return any(wanted in key(part) for part in parts)


def _frozen(title: str, paragraphs: list[tuple[str, Role | None]]) -> tuple[str, dict[Span, Role]]:
    """The text, and the roles that markup gives, by the spans of the paragraphs."""
    parts = [title] if title else []
    marked: dict[Span, Role] = {}
    at = len(title) + 2 if title else 0
    for words, role in paragraphs:
        if role is not None:
            marked[(at, at + len(words))] = role
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts), marked
