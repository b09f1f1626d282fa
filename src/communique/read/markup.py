"""What a page's markup says: its paragraphs and their roles, what is a mere link, where the lede stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from communique.model import Role
from communique.read.bylines import is_dateline
from communique.read.lines import lines_of
from communique.read.vocabulary import key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINK_SHARE = 0.9
"""Share of link text from which a paragraph is a mere link to another page."""
LINK_LENGTH = (5, 400)
"""Fewest and most code points of a paragraph that is a mere link: a name alone says nothing, more is running text."""
LEDE_WORDS = (5, 120)
"""Fewest and most words of a lede."""

ALIKE = 3
"""Paragraphs taken by the extractor from which their setting is the article's."""
SENTENCE_WORDS = 8
"""Fewest words of a paragraph that is put back."""

_SPACE = re.compile(r"\s+")
_ROLES: dict[str, Role] = {"head": "heading", "quote": "quote", "item": "body"}
_INLINE = frozenset({"hi", "ref", "del", "code", "span", "a", "sup", "sub", "abbr"})
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"})
_NEAR = 4
"""Ancestors among which a link's paragraph, heading or list item is looked for; else its division counts."""
_ASIDE = frozenset({"nav", "aside", "footer", "form", "script", "style", "template", "noscript", "button", "figure"})
_LEDE = frozenset({
    "standfirst", "lede", "lead", "subhead", "subheadline", "subheading", "subtitle", "excerpt", "summary", "dek",
    "deck", "strapline", "desc", "description", "intro",
})  # fmt: skip
"""Parts of class and attribute names by which publishing systems mark a lede."""
_OTHERS = frozenset({
    "author", "bio", "byline", "caption", "newsletter", "promo", "related", "image", "photo", "comments",
})  # fmt: skip
_HIDDEN = frozenset({"hidden", "tooltip"})
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4"})
_DATA = frozenset({"data-gu-name", "data-qa", "data-testid", "data-component", "data-type"})
_START = 30
"""Code points by which an element is known as the beginning of the first paragraph."""
_PARTS = re.compile(r"[\s_-]+")


def clean(words: str) -> str:
    """Words with every blank stretch as one space."""
    return _SPACE.sub(" ", words).strip()


def paragraphs_of(body: HtmlElement, links: frozenset[str]) -> Iterator[tuple[str, Role | None]]:
    """The paragraphs of the extractor's tree, in order, each with the role that its markup gives.

    Walks without recursion: a hostile page may nest thousands deep.
    """
    pieces: list[str] = []
    tags: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        tag = str(element.tag)
        if tag not in _INLINE and pieces:
            if words := clean("".join(pieces)):
                yield words, _role(words, tags, links)
            pieces = []
        if event == "start":
            tags.append(tag)
            pieces.append(element.text or "")
        else:
            tags.pop()
            pieces.append(element.tail or "")


def _role(words: str, tags: list[str], links: frozenset[str]) -> Role | None:
    if not words.endswith(".") and key(words) in links:
        return "boilerplate"
    return next((_ROLES[tag] for tag in reversed(tags) if tag in _ROLES), None)


def left_out(tree: HtmlElement, taken: list[str]) -> list[tuple[int, str]]:
    """Sentences in paragraphs that an extractor left out although they are set like those it took, last first.

    Each with the number of the taken paragraph before which it stands. Set like: the same class, in an element of the
    same name and class as ALIKE or more of the taken ones. Only between the first-level heading and the last one taken.
    """
    places = {key(words): number for number, words in reversed(list(enumerate(taken)))}
    told = key("\n".join(taken))
    listed = [(clean(_text(p)), _setting(p)) for p in _running(tree)]
    settings = Counter(setting for words, setting in listed if key(words) in places)
    found: list[tuple[int, str]] = []
    missed: list[str] = []
    for words, setting in listed:
        if (number := places.get(key(words))) is not None:
            found += [(number, one) for one in missed]
            missed = []
        elif settings[setting] >= ALIKE and _is_sentence(words) and key(words) not in told:
            missed.append(words)
    return found[::-1]


def _running(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The paragraphs below the first-level heading (all, if there is none) that stand in no aside."""
    headed = next(tree.iter("h1"), None) is None
    for element in tree.iter("h1", "p"):
        if element.tag == "h1":
            headed = True
        elif headed and not _set_aside(element):
            yield element


def _setting(element: HtmlElement) -> tuple[str | None, ...]:
    outer = element.getparent()
    return (
        element.get("class"),
        outer.tag if outer is not None else None,
        outer.get("class") if outer is not None else None,
    )


def _is_sentence(words: str) -> bool:
    lines = lines_of(words)
    return len(lines) == 1 and lines[0].sentence_end and len(lines[0].words) >= SENTENCE_WORDS


def links_of(tree: HtmlElement) -> frozenset[str]:
    """The texts of a page's paragraphs, headings and list items that are mere links, as `key` compares them."""
    linked: dict[HtmlElement, list[str]] = {}
    for link in tree.iter("a"):
        block = _block_of(link)
        if block is not None:
            linked.setdefault(block, []).append(clean(_text(link)))
    return frozenset(key(words) for block, links in linked.items() if (words := _all_link(clean(_text(block)), links)))


def _all_link(words: str, links: list[str]) -> str | None:
    """The words, if next to nothing of them is left without the links' texts; a link's text may stand there twice."""
    rest = words
    for link in filter(None, links):
        rest = rest.replace(link, "")
    rest = "" if all(is_dateline(line) for line in lines_of(rest)) else rest
    fits = LINK_LENGTH[0] <= len(words) <= LINK_LENGTH[1]
    return words if fits and len(rest) <= (1 - LINK_SHARE) * len(words) else None


def _block_of(link: HtmlElement) -> HtmlElement | None:
    """The paragraph, heading or list item of a link, else its division."""
    outer = list(islice(link.iterancestors(), _NEAR))
    named = next((element for element in outer if element.tag in _BLOCKS), None)
    return named if named is not None else next((element for element in outer if element.tag == "div"), None)


def headline_of(tree: HtmlElement, title: str) -> str:
    """A page's title as its first-level heading has it, where the title is that and more (a section, the site)."""
    for heading in tree.iter("h1"):
        words = clean(_text(heading))
        if len(words.split()) > 2 and title.startswith(words):
            return words
    return title


def date_of(tree: HtmlElement, found: str | None) -> str | None:
    """The day of publication that a page states, with the time of day where its data state one of that day and no more."""
    day = day_of(tree, found)
    stated = (_published(element) for element in tree.iter())
    metas = (meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "article:published_time")
    moments = {str(value) for value in (*stated, *metas) if value and day and value.startswith(f"{day}T")}
    return moments.pop() if len(moments) == 1 else day


def day_of(tree: HtmlElement, found: str | None) -> str | None:
    """The day of publication that a page states: by microdata, else the extractor's if the page's data bear it out.

    The extractor also takes a day from running text or a list of other articles, which states nothing about this one.
    """
    days = {str(value)[:10] for element in tree.iter() if (value := _published(element))}
    if len(days) == 1:
        return days.pop()
    return found if found and any(found in data for data in _data_of(tree)) else None


def _published(element: HtmlElement) -> str | None:
    if element.get("itemprop") != "datePublished":
        return None
    value: str | None = element.get("datetime") or element.get("content")
    return value


def _data_of(tree: HtmlElement) -> Iterator[str]:
    """What a page says for machines: metadata, linked data, time elements, its address."""
    for element in tree.iter("meta", "time", "link", "script"):
        if element.tag == "script":
            yield (element.text or "") if element.get("type") == "application/ld+json" else ""
        elif element.tag != "link" or element.get("rel") == "canonical":
            yield " ".join(element.get(name) or "" for name in ("content", "datetime", "href")).replace("/", "-")


def lede_of(tree: HtmlElement, first: str) -> str | None:
    """The lede that a page marks between its headline and the first paragraph of its running text, `first`.

    It is known by its marks, or by standing word for word in the page's own description.
    """
    begun = False
    described = _described(tree)
    for element in tree.iter():
        if element.tag == "h1":
            begun = True
        elif begun and isinstance(element.tag, str):
            if element.text and key(first).startswith(start := key(element.text)) and len(start) > _START:
                return None
            lead = _marks(element) & _LEDE or (described and (element.tag in _BLOCKS or len(element) == 0))
            if lead and not _set_aside(element):
                words = clean(_text(element))
                if not _marks(element) & _LEDE and key(words) not in described:
                    continue
                if LEDE_WORDS[0] <= len(words.split()) <= LEDE_WORDS[1]:
                    return words
    return None


def _described(tree: HtmlElement) -> frozenset[str]:
    """What a page says of itself for machines, as `key` compares it."""
    names = {"description", "og:description", "twitter:description"}
    metas = (meta for meta in tree.iter("meta") if {meta.get("name"), meta.get("property")} & names)
    return frozenset(key(meta.get("content") or "") for meta in metas) - {""}


def _marks(element: HtmlElement) -> frozenset[str]:
    """The parts of an element's class, microdata and data attributes."""
    names = [value for name, value in element.attrib.items() if name in {"class", "itemprop", "id"} or name in _DATA]
    return frozenset(part for name in names for part in _PARTS.split(name.lower()) if part)


def _set_aside(element: HtmlElement) -> bool:
    outer = [element, *islice(element.iterancestors(), _NEAR)]
    return any(other.tag in _ASIDE or _marks(other) & _OTHERS for other in outer)


def _text(element: HtmlElement) -> str:
    """All text below an element, with a blank where a line ends; tooltips and hidden parts left out."""
    pieces: list[str] = []
    hidden = 0
    for event, part in iterwalk(element, events=("start", "end")):
        hides = part is not element and bool(_marks(part) & _HIDDEN)
        hidden += hides if event == "start" else 0
        if not hidden:
            pieces.append((part.text if event == "start" else None) or "")
        hidden -= hides if event == "end" else 0
        if event == "end" and part is not element and not hidden:
            pieces.append((" " if part.tag in _BREAKS else "") + (part.tail or ""))
    return "".join(pieces)
