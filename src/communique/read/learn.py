"""Lines that recur over a site's reports: what its furniture looks like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from communique.model import Report
from communique.read.lines import lines_of
from communique.read.vocabulary import key

MIN_REPORTS = 3
"""Reports of a site that must hold a line."""
MIN_SHARE = 0.2
"""Share of a site's reports that must hold it: furniture stands on most pages, a background sentence on few."""
MAX_WORDS = 60
"""Longest line that counts; furniture is short."""


def learn(reports: Iterable[Report]) -> dict[str, list[str]]:
    """Lines of each outlet that recur over its reports, as a clutter file holds them; reports without outlet are `*`.

    It proposes: a sentence that a site repeats word for word in a fifth of its reports is among them, so look first.
    Reports with the same longest line are versions of one text and count once.
    """
    sites: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for report in reports:
        lines = lines_of(report.text)
        longest = max((line.text for line in lines), key=lambda text: (len(text), text), default="")
        page = {key(line.text): line.text for line in reversed(lines) if 0 < len(line.words) <= MAX_WORDS}
        known = sites[report.outlet or "*"].get(longest, page)
        sites[report.outlet or "*"][longest] = min(known, page, key=sorted)
    found = {outlet: _recurring(list(pages.values())) for outlet, pages in sorted(sites.items())}
    return {outlet: lines for outlet, lines in found.items() if lines}


def _recurring(pages: Sequence[dict[str, str]]) -> list[str]:
    counts = Counter(line for page in pages for line in page)
    often = [line for line, count in counts.items() if count >= max(MIN_REPORTS, MIN_SHARE * len(pages))]
    return sorted(min(page[line] for page in pages if line in page) for line in often)
