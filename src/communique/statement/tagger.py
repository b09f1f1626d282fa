"""Reads a text with the learned statement tagger: for every word piece, how likely each tag and each place is.

The encoder runs one window per call on one thread: its weights are 8-bit and its activations are quantised per call, so
a window that shared a call with others would depend on them. A text's result is therefore the same alone and among
others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from communique.statement.pieces import PARAGRAPH, Pieces, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

TAGS: Final = ("O", "B-cue", "I-cue", "B-speaker", "I-speaker", "B-content", "I-content", "R-content")
"""Column order of `Tagged.tags`. R begins a stretch in which the content of the statement before resumes."""
PLACES: Final = {"cue of content": 2, "speaker of content": 3, "content of cue": 2, "speaker of cue": 3}
"""Column groups of `Tagged.places` in order, each with its answers: before, after and, for a speaker, none."""

_START, _END = 101, 102
_AHEAD, _BEHIND, _LINE = 8, 10, 40
"""Least pieces of a window beyond the part of it that counts, after and before; and how far back of that a line may start."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger read in one text: its pieces and, row for row, natural log probabilities."""

    pieces: Pieces
    tags: NDArray[np.float32]
    """One row a piece, one column for each of `TAGS`."""
    places: NDArray[np.float32]
    """One row a piece, columns as `PLACES`; meaningful where a content or a cue begins."""
    steps: NDArray[np.float32]
    """How much likelier (natural log, damped) a tag (column) is right after another (row) than anywhere."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """The shipped network and its vocabulary. Build it with `Tagger.load`, which keeps one a process."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    window: int
    """Pieces a window holds, both end marks included."""
    steps: NDArray[np.float32]
    """As `Tagged.steps`; counted on the training labels."""

    @classmethod
    def load(cls) -> Tagger:
        """The shipped tagger; the first call in a process reads 20 MB, later calls cost nothing."""
        return _load()

    def tag(self, text: str) -> Tagged:
        """Tags a whole text or one block of it. Any text is accepted; an empty one has no pieces."""
        pieces = cut(text, self.tokenizer)
        logits = np.zeros((len(pieces), len(TAGS) + sum(PLACES.values())), dtype=np.float32)
        for start, end, first, last in self._windows(pieces):
            logits[first:last] = self._run(pieces, start, end)[first - start : last - start]
        return Tagged(pieces, _log_softmax(logits[:, : len(TAGS)]), _place_scores(logits[:, len(TAGS) :]), self.steps)

    def _windows(self, pieces: Pieces) -> Iterator[tuple[int, int, int, int]]:
        """Windows (start, end) and the part of each that counts (first, last); they begin and change over at lines' starts."""
        lines = np.flatnonzero(pieces.shapes & PARAGRAPH)
        start = first = 0
        while (end := start + self.window - 2) < len(pieces):
            last = _latest(lines, (start + end) // 2, end - _AHEAD)
            yield start, end, first, last
            start, first = _latest(lines, last - _BEHIND - _LINE, last - _BEHIND), last
        yield start, len(pieces), first, len(pieces)

    def _run(self, pieces: Pieces, start: int, end: int) -> NDArray[np.float32]:
        ids = np.concatenate(([_START], pieces.ids[start:end], [_END]))[None]
        shapes = np.concatenate(([0], pieces.shapes[start:end], [0]))[None]
        found: NDArray[np.float32] = self.session.run(None, {"ids": ids, "shapes": shapes})[0]
        return found[0, 1:-1]


@cache
def _load() -> Tagger:
    folder = files("communique.resources") / "models" / "statement_tagger"
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return Tagger(session, tokenizer, card["window"], np.array(card["steps"], dtype=np.float32))


def _latest(lines: NDArray[np.int64], above: int, most: int) -> int:
    """The last line's start above one piece and up to another; the other where no line starts between."""
    found = lines[(lines > above) & (lines <= most)]
    return int(found[-1]) if len(found) else most


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=1, keepdims=True, initial=-np.inf)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def _place_scores(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    ends = np.cumsum(list(PLACES.values()))[:-1]
    return np.concatenate([_log_softmax(part) for part in np.split(logits, ends, axis=1)], axis=1)
