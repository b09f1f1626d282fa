"""Ids: hashes of what a thing is and where it stands, never of scores or resolved meanings.

A better model that finds the same span keeps the row's id. Ids are 16 hex digits of BLAKE2b: at ten million rows the
chance of one collision is about 3 in a million.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from communique.model.span import Span

_SEPARATOR = "\x1f"


def _digest(*parts: str) -> str:
    return hashlib.blake2b(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def text_hash(text: str) -> str:
    """SHA-256 of the frozen text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(locator: str, outlet: str | None, text: str) -> str:
    """Id of a report from its ref or url, its outlet and its text: one text at two outlets is two reports."""
    return _digest("report", locator, outlet or "", text_hash(text))


def row_id(report: str, table: str, spans: Iterable[Span], kind: str = "") -> str:
    """Id of a row of `table` from its report's id, its spans and its type."""
    return _digest(table, report, kind, ";".join(f"{start}-{end}" for start, end in spans))


def copy_id(a: str, b: str) -> str:
    """Id of the copy link of two reports, whichever of them took from the other."""
    return _digest("copies", *sorted((a, b)))


def actor_id(name: str, kind: str, country: str | None) -> str:
    """Id of an actor that has no Wikidata QID: `x` and a hash of name, kind and country."""
    return "x" + _digest("actor", name.casefold(), kind, country or "")


def question_id(of: str, about: str, *within: str) -> str:
    """Id of a disagreement from the id of what is asked about (story, event, utterance, comparison) and the question.

    `within` is the story where several stories may ask the same.
    """
    return _digest("question", of, about, *within)


def group_id(table: str, least_member: str) -> str:
    """Id of a group (story, event, utterance ...) from its least member's id by (date, id)."""
    return _digest("group", table, least_member)
