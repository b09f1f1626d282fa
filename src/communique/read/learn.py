"""Lines that recur over a site's reports: what its furniture looks like.

1 pages      a site's texts, versions and copies of one text counted once
2 often      short lines that stand in several reports and in a share of all; not those that say when, nor bare numbers
3 sentences  a line that reads like a sentence stays only if it never stands amid lines of the article
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.model import Report
from communique.read.bylines import is_dateline
from communique.read.clutter import SENTENCE_WORDS
from communique.read.lines import Line, lines_of
from communique.read.vocabulary import key

MIN_REPORTS = 3
"""Reports of a site that must hold a line."""
MIN_SHARE = 0.2
"""Share of a site's reports that must hold it: furniture stands on most pages, a background sentence on few."""
MAX_WORDS = 60
"""Longest line that counts; furniture is short."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A line of a site's furniture, and in how many of how many of its reports it stands."""

    line: str
    reports: int
    of: int


@dataclass(frozen=True, slots=True)
class Site:
    """How many different texts of a site were looked at, and what recurs in them."""

    texts: int
    lines: tuple[Recurring, ...] = ()


def learn(reports: Iterable[Report], *, families: Mapping[str, str] | None = None) -> dict[str, Site]:
    """Lines of each outlet that recur over its reports; reports without an outlet are `*`, whose lines hold for all sites.

    It proposes; a person decides. Reports with the same longest line, or of one family (`families`, by report id), are
    tellings of one text and count once.
    """
    sites: dict[str, dict[str, Sequence[Line]]] = defaultdict(dict)
    for report in sorted(reports, key=lambda report: (report.ref, report.id)):
        lines = lines_of(report.text)
        longest = max((line.text for line in lines), key=lambda text: (len(text), text), default="")
        told = sites[report.outlet or "*"]
        told.setdefault((families or {}).get(report.id) or longest, lines)
    pages = {outlet: _once(told) for outlet, told in sorted(sites.items())}
    return {outlet: Site(len(texts), tuple(_recurring(texts))) for outlet, texts in pages.items()}


def clutter_file(sites: Mapping[str, Site]) -> str:
    """What was learned as a clutter file (YAML), each line with its count, to be looked through."""
    head = [
        "# Lines that recur over a site's reports. Look through them and delete what is no clutter; then give the file to",
        "# `communique read --clutter` or `communique reread --clutter`.",
    ]
    # A JSON string is a YAML string, whatever marks a line holds.
    found = {outlet: site.lines for outlet, site in sites.items() if site.lines}
    for outlet, lines in found.items():
        head.append(f"{json.dumps(outlet, ensure_ascii=False)}:")
        head += [f"  - {json.dumps(one.line, ensure_ascii=False)}  # in {one.reports} of {one.of}" for one in lines]
    return "\n".join(head if found else [*head, "{}"]) + "\n"


def _once(pages: Mapping[str, Sequence[Line]]) -> list[Sequence[Line]]:
    """Pages with different longest lines."""
    by_longest = {max((line.text for line in page), key=lambda t: (len(t), t), default=""): page
                  for _, page in sorted(pages.items())}  # fmt: skip
    return [by_longest[text] for text in sorted(by_longest)]


def _recurring(pages: Sequence[Sequence[Line]]) -> list[Recurring]:
    keyed = [[key(line.text) if _counts(line) else "" for line in page] for page in pages]
    counts = Counter(name for page in keyed for name in set(page) if name)
    often = {name for name, count in counts.items() if count >= max(MIN_REPORTS, MIN_SHARE * len(pages))}
    amid = {
        page[at]
        for page, lines in zip(keyed, pages, strict=True)
        for at in range(len(page))
        if page[at] in often and _sentence(lines[at]) and _amid(page, at, often)
    }
    forms: dict[str, str] = {}
    for page, lines in zip(keyed, pages, strict=True):
        for name, line in zip(page, lines, strict=True):
            if name in often - amid:
                forms[name] = min(forms.get(name, line.text), line.text)
    return sorted((Recurring(forms[name], counts[name], len(pages)) for name in forms), key=lambda one: one.line)


def _counts(line: Line) -> bool:
    """Whether a line is short and says something: a date is the report's, and a number, compared as any, may be a table's."""
    return len(line.words) <= MAX_WORDS and any(map(str.isalpha, line.text)) and not is_dateline(line)


def _sentence(line: Line) -> bool:
    return line.sentence_end and len(line.words) >= SENTENCE_WORDS


def _amid(page: Sequence[str], at: int, often: set[str]) -> bool:
    """Whether a line has lines of the article on both sides: none that recurs, and not the page's edge."""
    return 0 < at < len(page) - 1 and page[at - 1] not in often and page[at + 1] not in often
