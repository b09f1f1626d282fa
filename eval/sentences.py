"""How far the sentences that exports count (`export/sentences.py`, by marks alone) are those of the parse.

    python eval/sentences.py FILE_OR_FOLDER ... [--most 20]

Of each source the `--most` reports of least SHA-256. precision, recall: of the places where sentences begin.
"""

from __future__ import annotations

import argparse
import hashlib
from itertools import chain

from communique.config import Settings
from communique.errors import Refused
from communique.export.sentences import sentences
from communique.model import Report
from communique.parse import Pipeline, load, parse
from communique.read import documents


def starts(report: Report) -> set[int]:
    row = {"text": report.text, "blocks": [{"span": block.span, "role": block.role} for block in report.blocks]}
    found = set()
    for start, end in sentences(row):
        blank = len(report.text[start:end]) - len(report.text[start:end].lstrip())
        found.add(start + blank)
    return found


def counts(report: Report, nlp: Pipeline) -> tuple[int, int, int]:
    mine, parsed = starts(report), {sentence.span[0] for sentence in parse(report, nlp).sentences}
    return len(mine & parsed), len(mine), len(parsed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--most", type=int, default=20)
    asked = parser.parse_args()
    found = chain.from_iterable(documents(source, settings=Settings()) for source in asked.sources)
    reports = [report for report in found if not isinstance(report, Refused) and report.language == "en"]
    reports.sort(key=lambda report: hashlib.sha256(report.text.encode("utf-8", "replace")).hexdigest())
    nlp = load()
    both, mine, parsed = (sum(column) for column in zip(*(counts(r, nlp) for r in reports[: asked.most]), strict=True))
    print(
        f"{len(reports[: asked.most])} reports, {parsed} sentences: precision {both / mine:.3f} recall {both / parsed:.3f}"
    )


if __name__ == "__main__":
    main()
