"""Furniture left and sentences lost on 40 pages that were labelled from the pages alone, before any rule saw them.

    python eval/lines.py                    the 20 pages whose errors may be read
    python eval/lines.py --half held        the other 20: counts only
    python eval/lines.py --show             lines left and sentences lost of the first half

Labels: labels/lines.csv, by the numbers of a page's visible lines (`pages.visible_lines`). `article` is the headline,
the standfirst, paragraphs, subheadings and lists; `either` what is neither furniture nor a sentence of the article:
bylines, dates, captions, credits, marks of omission. Every other line is furniture. `text` is a hash of the lines, so
that numbers never point into another text.

html    the page as the product reads it
pasted  its visible lines as plain text, menus and all
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from communique.model import Report
from communique.read import make_report
from communique.read.clutter import Clutter
from communique.read.page import report_of_page
from communique.read.vocabulary import key
from eval.pages import SENTENCE, SHARED, grams, kremlin, publishers, stands, visible_lines

LABELS = Path(__file__).parent / "labels" / "lines.csv"
WHOLE_WORDS = 4
"""Words from which a line may be a part of a labelled line (an extractor splits and joins); a shorter one must be one."""
SHARE = 0.6
"""Share of the word 4-grams of a line that must stand in the article's for it to be the article's."""


@dataclass
class Found:
    """One page's lines of furniture, those of them left in analysed blocks, its sentences, and those of them lost."""

    furniture: int = 0
    left: list[str] = field(default_factory=list)
    sentences: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Labelled:
    """A page's visible lines by label."""

    ref: str
    data: bytes
    lines: tuple[str, ...]
    article: tuple[str, ...]
    either: tuple[str, ...]


@cache
def labelled(half: str) -> tuple[Labelled, ...]:
    """The pages of a half (`read`, `held`, `all`). ValueError if a page's lines are not those that were labelled."""
    pages = {page.ref: page.data for page in (*publishers(), *kremlin())}
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return tuple(_labelled(row, pages[row["page"]]) for row in csv.DictReader(rows) if half in {row["half"], "all"})


def _labelled(row: dict[str, str], data: bytes) -> Labelled:
    lines = visible_lines(data)
    if hashlib.sha256("\n\n".join(lines).encode()).hexdigest()[:12] != row["text"]:
        raise ValueError(f"{row['page']}: its lines are not those that were labelled")
    article, either = (tuple(lines[number - 1] for number in _numbers(row[name])) for name in ("article", "either"))
    return Labelled(row["page"], data, tuple(lines), article, either)


def _numbers(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def score(page: Labelled, report: Report) -> Found:
    """What the report of a page leaves and loses."""
    found = Found(furniture=len(page.lines) - len(page.article) - len(page.either))
    ours, other = Known(page.article), Known(page.either)
    for block in report.analysed:
        line = report.text[block.span[0] : block.span[1]]
        if block.role != "title" and not ours.holds(line) and not other.holds(line):
            found.left.append(line)
    analysed = key("\n".join(report.text[b.span[0] : b.span[1]] for b in report.analysed))
    known = grams(analysed)
    for sentence in (words for line in page.article for words in SENTENCE.split(line) if key(words)):
        found.sentences += 1
        found.lost += [] if stands(sentence, analysed, known) else [sentence]
    return found


class Known:
    """Labelled lines, and whether another line is one of them or a stretch of them."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = frozenset(key(line) for line in lines)
        self._text = key("\n".join(lines))
        self._grams = grams(self._text)

    def holds(self, line: str) -> bool:
        words = key(line)
        if words in self._lines or not words:
            return True
        wanted = grams(line)
        long = len(words.split()) >= WHOLE_WORDS
        return long and (words in self._text or len(wanted & self._grams) >= SHARE * max(1, len(wanted)))


def scores(half: str, how: str) -> list[tuple[str, Found]]:
    """Every page of a half, read as `html` or as `pasted`."""
    read = _html if how == "html" else _pasted
    return [(page.ref, score(page, read(page))) for page in labelled(half)]


def _html(page: Labelled) -> Report:
    return report_of_page(page.data, ref=page.ref, clutter=Clutter())


def _pasted(page: Labelled) -> Report:
    return make_report("\n\n".join(page.lines), ref=page.ref, clutter=Clutter())


def measures() -> dict[str, float]:
    """Shares of furniture kept out and of article sentences kept in, of all 40 pages, for both ways of reading."""
    shares = {}
    for how in ("html", "pasted"):
        found = [one for _, one in scores("all", how)]
        furniture, sentences = sum(one.furniture for one in found), sum(one.sentences for one in found)
        shares[f"labelled pages, {how}: kept out"] = 1 - sum(len(one.left) for one in found) / furniture
        shares[f"labelled pages, {how}: kept"] = 1 - sum(len(one.lost) for one in found) / sentences
    return shares


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["read", "held"], default="read")
    parser.add_argument("--show", action="store_true", help="print lines left and sentences lost (first half only)")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("skipped: ../shared/sources/reports is not there")
        return 0
    for how in ("html", "pasted"):
        found = scores(options.half, how)
        for ref, one in found if options.show and options.half == "read" else []:
            for kind, lines in (("left", one.left), ("lost", one.lost)):
                for line in lines:
                    print(f"  {how}\t{ref}\t{kind}\t{line[:160]}")
        print(
            f"{how}: {len(found)} pages; furniture left {sum(len(one.left) for _, one in found)} of "
            f"{sum(one.furniture for _, one in found)} lines; sentences lost {sum(len(one.lost) for _, one in found)} "
            f"of {sum(one.sentences for _, one in found)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
