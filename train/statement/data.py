"""PolNeAR reports as windows of labelled word pieces."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from tokenizers import Tokenizer

from communique.statement.pieces import Pieces, cut

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

TAGS: Final = ("O", "B-cue", "I-cue", "B-speaker", "I-speaker", "B-content", "I-content", "R-content")
PLACES: Final = ("cue of content", "speaker of content", "content of cue", "speaker of cue")
PLACE_SIZES: Final = (2, 3, 2, 3)
"""Answers of each place head: before, after; and for a speaker also none, as the third."""
BEFORE, AFTER, NONE, UNSET = 0, 1, 2, -100
SHARE, CHOSEN = 20, 10
"""A report of train whose hash leaves `CHOSEN` when divided by `SHARE` is held out; choices are made on those."""
START, END, MASK = 101, 102, 103
GOLD: Final = "gold/statements/polnear/train"
READOUTS: Final = "sources/reports/white_house/reports.jsonl"
LEADS: Final = "gold/stories/allsides/train/reports.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report's pieces with their tag and the answers of the four place heads (`UNSET` where not asked)."""

    ref: str
    text: str
    pieces: Pieces
    tags: NDArray[np.int64]
    places: NDArray[np.int64]


def read(folder: Path) -> list[Labelled]:
    """The reports of a gold folder with labels, oldest first."""
    shipped = tokenizer()
    statements: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        statements[row["report"]].append(row)
    reports = [json.loads(line) for line in (folder / "reports.jsonl").read_text(encoding="utf-8").split("\n") if line]
    reports.sort(key=lambda r: (r["published"], r["id"]))
    return [label(r["id"], r["text"], statements[r["id"]], shipped) for r in reports]


def readouts(shared: Path) -> dict[str, str]:
    """Half of the White House's readouts (CC0), by the hash of their names; the other half stays unseen."""
    return {f"readout {row['id']}": row["text"] for row in _half(shared / READOUTS, "89abcdef")}


def leads(shared: Path) -> dict[str, str]:
    """Headline and lead of half of AllSides train, by the hash of their names: US politics, like the labelled reports."""
    rows = _half(shared / LEADS, "01234567")
    return {
        f"lead {row['id']}": f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"] for row in rows
    }


def _half(path: Path, digits: str) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [row for row in rows if hashlib.sha256(row["id"].encode()).hexdigest()[0] in digits]


def unlabelled(texts: dict[str, str]) -> list[Labelled]:
    """Texts as pieces whose tags and places nobody set."""
    made, shipped = [], tokenizer()
    for ref, text in texts.items():
        pieces = cut(text, shipped)
        unset = (np.full(len(pieces), UNSET), np.full((len(pieces), len(PLACES)), UNSET))
        made.append(Labelled(ref, text, pieces, *unset))
    return made


def tokenizer() -> Tokenizer:
    """The shipped tokenizer, without its padding and truncation."""
    folder = files("communique.resources") / "models" / "statement_tagger"
    shipped = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    shipped.no_padding()
    shipped.no_truncation()
    return shipped


def held_out(ref: str) -> bool:
    """Whether no weight may see this report of train."""
    return int(hashlib.sha256(ref.encode()).hexdigest()[:8], 16) % SHARE == CHOSEN


def digest(folder: Path) -> str:
    """SHA-256 over the two files of a gold folder."""
    total = hashlib.sha256()
    for name in ("reports.jsonl", "statements.jsonl"):
        total.update((folder / name).read_bytes())
    return total.hexdigest()


def label(ref: str, text: str, statements: list[dict[str, Any]], tokenizer: Tokenizer) -> Labelled:
    """Tags and places of one report's pieces."""
    pieces = cut(text, tokenizer)
    tags = np.zeros(len(pieces), dtype=np.int64)
    places = np.full((len(pieces), len(PLACES)), UNSET, dtype=np.int64)
    for row in statements:
        content, cue, speaker = (_inside(pieces, row[k]) for k in ("content", "cue", "speaker"))
        for number, span in enumerate(content):
            tags[span] = 6
            tags[span[0]] = 7 if number else 5
        for spans, tag in ((cue, 1), (speaker, 3)):
            for span in spans:
                tags[span] = tag + 1
                tags[span[0]] = tag
        _place(places, content, cue, speaker)
    return Labelled(ref, text, pieces, tags, places)


def _inside(pieces: Pieces, spans: list[list[int]]) -> list[NDArray[np.int64]]:
    found = [np.flatnonzero((pieces.starts < e) & (pieces.ends > s)) for s, e in spans]
    return [f for f in found if len(f)]


def _place(places: NDArray[np.int64], content: list[Any], cue: list[Any], speaker: list[Any]) -> None:
    if content and cue:
        places[content[0][0], 0] = BEFORE if cue[0][0] < content[0][0] else AFTER
        places[cue[0][0], 2] = BEFORE if content[0][0] < cue[0][0] else AFTER
    for spans, column in ((content, 1), (cue, 3)):
        if spans:
            at = spans[0][0]
            places[at, column] = NONE if not speaker else BEFORE if speaker[0][0] < at else AFTER


def windows(length: int, size: int, stride: int, first: int) -> list[tuple[int, int]]:
    """Half-open ranges of at most `size` pieces that cover `length`: the second starts at `first`, later ones a stride on."""
    starts = [0, *range(first, length, stride)]
    spans = [(s, min(s + size, length)) for s in starts]
    spans[0] = (0, min(first + size - stride, length))
    return [span for k, span in enumerate(spans) if k == 0 or span[1] > spans[k - 1][1]]


def steps(reports: list[Labelled], damping: float) -> NDArray[np.float64]:
    """Damped pointwise mutual information of neighbouring tags: rows the tag before, columns the tag after."""
    counts = np.ones((len(TAGS), len(TAGS)))
    for report in reports:
        np.add.at(counts, (report.tags[:-1], report.tags[1:]), 1)
    follow = counts / counts.sum(axis=1, keepdims=True)
    return damping * np.log(follow / (counts.sum(axis=0) / counts.sum()))
