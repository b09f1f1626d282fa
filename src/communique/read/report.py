"""A report from its frozen text and what is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time

from communique.model import Block, Interval, Report, Span, report_id, text_hash
from communique.model.interval import of_prefix
from communique.model.report import ANALYSED, Role
from communique.read.blocks import blocks_of
from communique.read.clutter import Clutter
from communique.read.decode import check
from communique.read.language import code_of, language_of

READ = "read: "
"""How the problems begin that reading found: what a later reading of the stored text cannot find again."""

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T\s])")


def make_report(
    text: str,
    *,
    ref: str,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    clutter: Clutter | None = None,
    marked: Mapping[Span, Role] | None = None,
    problems: Iterable[str] = (),
) -> Report:
    """A report of this text, which is frozen as it is, cut into blocks.

    `published` is an ISO date or date-time (its own day counts, whatever the offset); one that cannot be read leaves
    the date unknown and is a problem of the report, beside those that came with its text (`problems`). `language` is a
    code such as `en-GB`; without it the text decides. `clutter` holds the lines of sites known from before. `marked`
    gives roles that markup states, by the span of a line.
    Raises Refused if the text can be no report: empty, too long, null bytes, half characters.
    """
    check(text, locator=ref)
    stated = published_of(published)
    undated = [f"{READ}published {published!r} is no date"] if published and not stated.known else []
    known = (clutter or Clutter()).lines_of(outlet)
    blocks = blocks_of(text, title=title, author=author, known=known, marked=marked or {})
    headline = next((text[b.span[0] : b.span[1]] for b in blocks if b.role == "title"), None)
    words = "\n".join(text[b.span[0] : b.span[1]] for b in blocks if b.role in ANALYSED)
    return Report(
        id=report_id(ref, outlet, text),
        ref=ref,
        text=text,
        sha256=text_hash(text),
        blocks=blocks,
        title=title or headline,
        outlet=outlet,
        author=author,
        url=url,
        language=code_of(language) or language_of(words or text),
        published=stated,
        published_at=moment_of(published) if stated.known else None,
        marked=tuple(Block(span, role) for span, role in sorted((marked or {}).items())),
        problems=(*problems, *undated),
    )


def moment_of(stated: str | None) -> str | None:
    """A stated date-time as it is, if it has a time of day; midnight is what systems write for a mere day."""
    try:
        moment = datetime.fromisoformat((stated or "").strip())
        (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (stated or "").strip() if moment.time() != time() else None


def published_of(stated: str | None) -> Interval:
    """Interval of a stated date: `2025`, `2025-01`, `2025-01-21` or a date-time that begins so; else unknown."""
    match = _DATE.match(stated.strip()) if stated else None
    if match is None:
        return Interval()
    try:
        return of_prefix(match.group(), basis="stated")
    except ValueError:
        return Interval()
