"""Reports for timing linking: real texts varied by a seeded generator into an archive that grows by the day.

A happening is a real text whose names, places and numbers are exchanged for others; one to eight outlets tell it within
three days, each dropping, moving or trimming sentences, some of them copying another. A text comes back, under other names,
once all others have been told. Days go on with the archive: a
thousand reports are about three weeks of a desk, so ten thousand hold more days and not more reports a day. One report
in ten has no date.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
SOURCES = (
    "sources/reports/white_house/reports.jsonl",
    "gold/stories/basil/even/reports.jsonl",
    "gold/stories/ecb/topics_1_35/reports.jsonl",
    "gold/statements/polnear/train/reports.jsonl",
    "gold/timelines/t17/egypt/reports.jsonl",
    "gold/timelines/t17/syria/reports.jsonl",
)
A_DAY = 50
"""Reports of one day of the archive."""

TELLINGS = (1, 1, 1, 2, 2, 3, 4, 8)
UNDATED = 0.1
START = date(2030, 1, 1)
OUTLETS = tuple(
    f"{place} {kind}" for place in ("Osk", "Veld", "Tern", "Gull", "Arden") for kind in ("Post", "Wire", "Today")
)
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_SYLLABLES = "ka lo mi ren tos va dur bel ni sha gor pel ith an or ul fen wick mar sol".split()


@dataclass(frozen=True, slots=True)
class Source:
    """A real text, in sentences."""

    title: str
    sentences: tuple[str, ...]


def sources() -> list[Source]:
    """The real texts; the bundled examples where the shared ones are missing."""
    found = [
        Source(row.get("title") or "", tuple(_SENTENCE.split(row["text"])))
        for name in SOURCES
        if (SHARED / name).is_file()
        for row in map(json.loads, (SHARED / name).open(encoding="utf-8", newline="\n"))
    ]
    if not found:
        folder = Path(str(files("communique.resources").joinpath("examples/reports")))
        found = [
            Source("", tuple(_SENTENCE.split(path.read_text(encoding="utf-8"))))
            for path in sorted(folder.glob("*.txt"))
        ]
    return [source for source in found if len(source.sentences) >= 4]


def archive(count: int, *, seed: int = 7) -> Iterator[dict[str, Any]]:
    """`count` rows of an archive in order of time, as JSON Lines of reports hold them."""
    rng, texts = random.Random(seed), sources()  # noqa: S311 - varies texts, hides nothing
    made, deck = 0, []  # type: int, list[Source]
    while made < count:
        deck = deck or rng.sample(texts, len(texts))
        source, filling = deck.pop(), {}
        day = START + timedelta(days=made // A_DAY)
        wire: tuple[str, ...] | None = None
        for outlet in rng.sample(OUTLETS, rng.choice(TELLINGS)):
            sentences = wire if wire is not None and rng.random() < 0.3 else _told(source, filling, rng)
            wire = wire or sentences
            told = day + timedelta(days=rng.choice((0, 0, 1, 2)))
            row = {"id": f"r{made:06d}", "outlet": outlet, "title": _vary(source.title, filling, rng) or None,
                   "text": "\n".join(sentences)}  # fmt: skip
            yield row if rng.random() < UNDATED else row | {"published": told.isoformat()}
            made += 1
            if made == count:
                return


def _told(source: Source, filling: dict[str, str], rng: random.Random) -> tuple[str, ...]:
    """One outlet's telling: some sentences dropped, two neighbours moved, the rest with the happening's own names."""
    kept = [sentence for number, sentence in enumerate(source.sentences[:30]) if number < 2 or rng.random() < 0.7]
    at = rng.randrange(1, len(kept)) if len(kept) > 2 else 0
    if at:
        kept[at - 1], kept[at] = kept[at], kept[at - 1]
    return tuple(_vary(sentence, filling, rng) for sentence in kept)


def _vary(text: str, filling: dict[str, str], rng: random.Random) -> str:
    """The text with half of its names and all small numbers exchanged, the same way over one happening."""

    def name(match: re.Match[str]) -> str:
        word = match.group()
        if word not in filling:
            made = "".join(rng.choice(_SYLLABLES) for _ in range(3)).capitalize()
            filling[word] = made if rng.random() < 0.5 else word
        return filling[word]

    def number(match: re.Match[str]) -> str:
        return filling.setdefault(match.group(), str(rng.randrange(2, 999)))

    return _NUMBER.sub(number, _NAME.sub(name, text))
