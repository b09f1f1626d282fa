"""How well pages are read: clutter left in analysed blocks, sentences of the article lost, titles and dates.

    python eval/pages.py [--verbose] [--unlabelled]

Pages: the publishers' and the Kremlin's of ../shared/sources/reports; without that folder it says so and stops.
Truth for a publisher's page: the paragraphs, summary and headlines of its expected record; lines that the record does
not hold are labelled by hand in labels/pages.csv, by hash of the line (the pages' text may not be shipped). Truth for
the Kremlin's pages: the lede and the article container of their one template, less the box of links in it.

seeds: five pages copied as text; every line is labelled in labels/seeds.csv, by hash, from the text alone.

pasted: the same pages with every visible word as plain text, a quarter of the Kremlin's; what truth does not hold is
clutter.

pasted, learned: the same after `communique clutter learn` on those pages, site by site.

clutter left   lines in analysed blocks that truth does not hold and the labels call clutter
lost           sentences of the truth of which less than OVERLAP of the word 4-grams stand in analysed blocks;
               `unread` of them are not in the frozen text at all (the extractor's loss), the rest were marked wrongly
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lxml import html
from lxml.etree import Comment, iterwalk

from communique.model import Report
from communique.read import make_report
from communique.read.clutter import Clutter
from communique.read.learn import learn
from communique.read.page import report_of_page
from communique.read.vocabulary import key

SHARED = Path(__file__).resolve().parents[2] / "shared" / "sources" / "reports"
LABELS = Path(__file__).parent / "labels" / "pages.csv"
SEED_LABELS = LABELS.with_name("seeds.csv")
OVERLAP = 0.6
BREAKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "figcaption", "section", "article", "header", "footer", "nav",
    "aside", "ul", "ol", "button", "br", "td", "tr", "form", "label", "blockquote", "main", "body",
})  # fmt: skip
"""Elements that begin a line of their own when a page is copied as text."""
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])")


@dataclass
class Page:
    """One page: its bytes, its record and the paragraphs of its article."""

    ref: str
    data: bytes
    truth: list[str]
    title: str
    published: str


@dataclass
class Score:
    """Counts of one page or of all."""

    lines: int = 0
    clutter: int = 0
    left: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    sentences: int = 0
    lost: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    titles: int = 0
    dates: int = 0


def publishers() -> Iterator[Page]:
    folder = SHARED / "publishers"
    for row in map(json.loads, (folder / "pages.jsonl").open(encoding="utf-8")):
        expected, body = row["expected"], row["expected"]["body"]
        truth = [*body["summary"], *(p for s in body["sections"] for p in [*s["headline"], *s["paragraphs"]])]
        day = str(expected["publishing_date"])[:10]
        yield Page(row["id"], (folder / row["page"]).read_bytes(), truth, expected["title"], day)


def kremlin() -> Iterator[Page]:
    folder = SHARED / "kremlin"
    for row in map(json.loads, (folder / "pages.jsonl").open(encoding="utf-8")):
        data = (folder / row["page"]).read_bytes()
        yield Page(row["id"], data, _kremlin_truth(data), row["title"], row["published"])


def _kremlin_truth(data: bytes) -> list[str]:
    """The lede and the paragraphs of the article container; the boxes in it are links and publication data."""
    tree = html.fromstring(data)
    container = tree.xpath('//*[contains(@class, "read__internal_content")]')[0]
    for box in container.xpath('.//*[contains(@class, "hidden-copy") or contains(@class, "masha-ignore")]'):
        box.drop_tree()
    paragraphs = [*tree.xpath('//*[@id="read-lead"]'), *container.xpath(".//p | .//li | .//blockquote[not(.//p)]")]
    found = [" ".join(paragraph.text_content().split()) for paragraph in paragraphs]
    return [words for words in found if words]


def score(page: Page, labels: dict[tuple[str, str], str]) -> Score:
    report = report_of_page(page.data, ref=page.ref, clutter=Clutter())
    found = Score()
    held = key(" ".join([*page.truth, page.title]))
    for block in report.blocks:
        line = report.text[block.span[0] : block.span[1]]
        if key(line) in held:
            continue
        label = labels.get((page.ref, digest(line)))
        found.lines += 1
        found.clutter += label == "clutter"
        if label is None and block.role != "title":
            found.unknown.append(line)
        elif label == "clutter" and block in report.analysed:
            found.left.append(line)
    _lost(page, report, found)
    found.titles = key(report.title or "") == key(page.title)
    found.dates = report.published.day == page.published
    return found


def _lost(page: Page, report: Report, found: Score) -> None:
    analysed = key(" ".join(report.text[b.span[0] : b.span[1]] for b in report.blocks if b.role != "boilerplate"))
    known, whole, everything = grams(analysed), grams(report.text), key(report.text)
    for sentence in (words for paragraph in page.truth for words in SENTENCE.split(paragraph) if key(words)):
        found.sentences += 1
        if not stands(sentence, analysed, known):
            (found.lost if stands(sentence, everything, whole) else found.unread).append(sentence)


def stands(sentence: str, text: str, known: set[tuple[str, ...]]) -> bool:
    """Whether a sentence stands in a text (as `key` compares), by its words or by OVERLAP of its 4-grams."""
    wanted = grams(sentence)
    return key(sentence) in text or len(wanted & known) >= OVERLAP * max(1, len(wanted))


def grams(text: str) -> set[tuple[str, ...]]:
    """The word 4-grams of a text."""
    words = key(text).split()
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def digest(line: str) -> str:
    return hashlib.sha256(" ".join(re.findall(r"\w+", line.casefold())).encode()).hexdigest()[:12]


def seeds() -> list[tuple[str, Score]]:
    """Scores of the seeds: lines labelled clutter that are analysed, lines labelled article that are not."""
    labels, scores = _labels(SEED_LABELS), []
    for path in sorted((SHARED.parents[1] / "seeds").glob("*.txt")):
        report, found = make_report(path.read_text(encoding="utf-8"), ref=path.stem), Score()
        for block in report.blocks:
            line = report.text[block.span[0] : block.span[1]]
            label = labels.get((path.stem, digest(line)))
            found.lines += 1
            found.clutter += label == "clutter"
            found.sentences += label == "article"
            if label == "clutter" and block in report.analysed:
                found.left.append(line)
            if label == "article" and block.role == "boilerplate":
                found.lost.append(line)
        scores.append((path.stem, found))
    return scores


def measures() -> dict[str, float]:
    """Share of clutter lines kept out of analysed blocks, and of article sentences kept in: pages and seeds together."""
    labels = _labels()
    scores = [score(page, labels) for page in (*publishers(), *kremlin())] + [found for _, found in seeds()]
    lines, sentences = sum(found.clutter for found in scores), sum(found.sentences for found in scores)
    return {
        "clutter kept out": 1 - sum(len(found.left) for found in scores) / lines,
        "article kept": 1 - sum(len(found.lost) for found in scores) / sentences,
    }


def _labels(file: Path = LABELS) -> dict[tuple[str, str], str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return {(row["page"], row["line"]): row["label"] for row in csv.DictReader(rows)}


def _print(name: str, scores: list[tuple[str, Score]], *, verbose: bool, unlabelled: bool) -> None:
    for ref, found in scores:
        for kind, lines in (("left", found.left), ("lost", found.lost), ("unread", found.unread)):
            for line in lines if verbose else []:
                print(f"  {ref}\t{kind}\t{line[:160]}")
        for line in found.unknown if unlabelled else []:
            print(f"{ref},{digest(line)},?,{line[:160]}")
    total = [found for _, found in scores]
    left, lines = sum(len(s.left) for s in total), sum(s.clutter for s in total)
    lost, unread = sum(len(s.lost) for s in total), sum(len(s.unread) for s in total)
    print(
        f"{name}: {len(total)} pages; clutter left {left} of {lines} lines; sentences lost {lost} by marking "
        f"and {unread} by extraction of {sum(s.sentences for s in total)}; "
        f"title right {sum(s.titles for s in total)}, date right {sum(s.dates for s in total)}; "
        f"lines without a label {sum(len(s.unknown) for s in total)}"
    )


def _print_pasted(*, verbose: bool) -> None:
    """The hardest input: all visible words of a page as plain text, menus and footers between the paragraphs."""
    pages = [(page, site, "\n\n".join(visible_lines(page.data))) for page, site in _english()]
    learned = learn(make_report(text, ref=page.ref, outlet=site) for page, site, text in pages)
    known = Clutter({site: frozenset(key(one.line) for one in found.lines) for site, found in learned.items()})
    for name, clutter in (("pasted", Clutter()), ("pasted, learned", known)):
        total = [_pasted(page, text, site, clutter) for page, site, text in pages]
        for sentence in (words for found in total for words in found.lost if verbose):
            print(f"  {name}, lost\t{sentence[:160]}")
        left, lost = sum(len(found.left) for found in total), sum(len(found.lost) for found in total)
        print(
            f"{name}: {len(total)} pages; clutter left {left} of {sum(found.clutter for found in total)} lines; "
            f"sentences lost {lost} by marking of {sum(found.sentences for found in total)}"
        )


def _english() -> Iterator[tuple[Page, str]]:
    """The English publishers' pages, each its own site, and a quarter of the Kremlin's."""
    for page in publishers():
        if make_report("\n\n".join(visible_lines(page.data)), ref=page.ref).language == "en":
            yield page, page.ref
    for page in islice(kremlin(), 0, None, 4):
        yield page, "Kremlin"


def _pasted(page: Page, text: str, site: str, clutter: Clutter) -> Score:
    report = make_report(text, ref=page.ref, outlet=site, clutter=clutter)
    found, held = Score(), key(" ".join([*page.truth, page.title]))
    for block in report.blocks:
        if key(line := report.text[block.span[0] : block.span[1]]) not in held:
            found.clutter += 1
            found.left += [line] if block in report.analysed else []
    _lost(page, report, found)
    return found


def visible_lines(data: bytes | str) -> list[str]:
    """The lines of a page copied as text: every visible word, hidden parts too."""
    tree = html.fromstring(data)
    for element in list(tree.iter("script", "style", "noscript", "template", "svg", "iframe", Comment)):
        element.drop_tree()
    lines, pieces = [], []
    for event, element in iterwalk(tree.body, events=("start", "end")):
        if element.tag in BREAKS and (words := " ".join("".join(pieces).split())):
            lines.append(words)
        pieces = [] if element.tag in BREAKS else pieces
        text = element.text if event == "start" and isinstance(element.tag, str) else None
        pieces.append((text if event == "start" else element.tail) or "")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="print every line left and sentence lost")
    parser.add_argument("--unlabelled", action="store_true", help="print lines that neither truth nor labels know")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("skipped: ../shared/sources/reports is not there")
        return 0
    labels = _labels()
    for name, pages in (("publishers", publishers()), ("kremlin", kremlin())):
        scores = [(page.ref, score(page, labels)) for page in pages]
        _print(name, scores, verbose=options.verbose, unlabelled=options.unlabelled)
    found = [one for _, one in seeds()]
    print(
        f"seeds: clutter left {sum(len(s.left) for s in found)} of {sum(s.clutter for s in found)} lines; "
        f"lines lost {sum(len(s.lost) for s in found)} of {sum(s.sentences for s in found)}"
    )
    _print_pasted(verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
