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
"""Share of a site's reports that must hold it: furniture stands on most pages, a recurring background sentence on few."""
MAX_WORDS = 60
SAME_TEXT = 0.5
"""Share of common lines from which two reports are versions of one text and count once."""


def learn(reports: Iterable[Report]) -> dict[str, list[str]]:
    """Lines of each outlet that recur over its reports, as a clutter file holds them; reports without outlet are `*`.

    It proposes: a sentence that a site repeats word for word in a fifth of its reports is among them, so look before use.
    """
    sites: dict[str, list[dict[str, str]]] = defaultdict(list)
    for report in reports:
        lines = {key(line.text): line.text for line in lines_of(report.text) if 0 < len(line.words) <= MAX_WORDS}
        sites[report.outlet or "*"].append(lines)
    found = {outlet: _recurring(_distinct(pages)) for outlet, pages in sorted(sites.items())}
    return {outlet: lines for outlet, lines in found.items() if lines}


def _distinct(pages: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The pages, one of each set of versions; sorted first, so that their order does not matter."""
    kept: list[dict[str, str]] = []
    for page in sorted(pages, key=lambda lines: sorted(lines)):
        if not any(len(page.keys() & other.keys()) > SAME_TEXT * len(page.keys() | other.keys()) for other in kept):
            kept.append(page)
    return kept


def _recurring(pages: Sequence[dict[str, str]]) -> list[str]:
    counts = Counter(line for page in pages for line in page)
    often = [line for line, count in counts.items() if count >= max(MIN_REPORTS, MIN_SHARE * len(pages))]
    return sorted(min(page[line] for page in pages if line in page) for line in often)
