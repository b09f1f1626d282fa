"""A report as published at one outlet, and its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.interval import Interval
from communique.model.span import Span

Role: TypeAlias = Literal["title", "heading", "body", "quote", "caption", "byline", "dateline", "boilerplate"]
LANGUAGE = "en"
"""The language whose texts are analysed, ISO 639-1."""

ANALYSED: frozenset[Role] = frozenset({"title", "heading", "body", "quote", "caption"})
"""Roles whose text is analysed; bylines and datelines give dates only, boilerplate gives nothing."""


DATED: frozenset[Role] = frozenset({"byline", "dateline"})
"""Roles that give dates and nothing else."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with a role. A report's blocks tile its text but for blank space; none overlap."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Report:
    """One document: frozen text, its blocks and where it came from.

    `published` is what metadata says (basis `stated`) or unknown; a date found in the text is the time stage's to give.
    `published_at` is that date-time as it was given, where it has a time of day.
    `language` is ISO 639-1; a text that is surely not English is kept and not analysed. `marked` are lines whose roles
    a page's markup gave: what the text alone cannot tell again. `problems` are what could not be read as it was given.
    """

    id: str
    ref: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = LANGUAGE
    published: Interval = Interval()
    published_at: str | None = None
    marked: tuple[Block, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def analysed(self) -> tuple[Block, ...]:
        """Blocks whose text the stages read; none if the language is not English."""
        return self._of(ANALYSED)

    @property
    def dated(self) -> tuple[Block, ...]:
        """Bylines and datelines: read for dates only."""
        return self._of(DATED)

    def _of(self, roles: frozenset[Role]) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.role in roles) if self.language == LANGUAGE else ()
