"""What later reports say came of a pledge: sentences that tell its act as done, or as given up.

A sentence of another report counts if it holds most of the weight of the act's words. It tells the act as done if the head
verb stands in a past form and nothing in the sentence denies or defers it; as dropped if a verb of giving up stands with the
words. Reports without a date are left out: nothing says that they are later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from communique.link.wording import overlap, stem
from communique.link.words import weight, words
from communique.model import Interval, Span
from communique.model.report import ANALYSED
from communique.pledge.status import Later, Outcome
from communique.store import Store
from communique.store.rows import Row

SHARE = 0.5
"""Least share of the weight of the act's words that a sentence must hold."""

TELLING = 3.5
"""Least weight of a word by which later reports are looked up."""

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\s|$|[”\"’])|$|\n)")


@dataclass(frozen=True, slots=True)
class _Signs:
    past: Mapping[str, frozenset[str]]
    dropped: re.Pattern[str]
    deferred: re.Pattern[str]


@cache
def _signs() -> _Signs:
    text = files("communique.resources").joinpath("outcomes.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return _Signs(
        {verb: frozenset(forms) for verb, forms in raw["past"].items()}, _any(raw["dropped"]), _any(raw["not_done"])
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(str(p)) for p in sorted(phrases)) + r")\b|n['’]t\b", re.IGNORECASE)


def outcomes(store: Store, pledge: Row, mentions: Iterable[Row]) -> tuple[Later, ...]:
    """Rows of later reports that bear on a pledge; `row` is `REPORT:START-END` of the sentence that says so."""
    told = {mention["report"] for mention in mentions}
    verb = next((mention["lemma"] for mention in mentions), "")
    stems = {stem(word): weight(word) for word in words(pledge["act"]) if weight(word) > 1.0}
    made = max((row["published"] or "" for row in store.rows_in("reports", "id", told)), default="")
    found = []
    for report in _mentioning(store, pledge["act"], told):
        if not report["published"] or report["published"] <= made:
            continue
        for span, sentence in _sentences(report):
            outcome = _outcome(sentence, verb, stems)
            if outcome is not None:
                known = Interval(report["published"], report["published_end"], report["published_basis"])
                found.append(Later(f"{report['id']}:{span[0]}-{span[1]}", outcome, known))
    return tuple(found)


def _mentioning(store: Store, act: str, told: set[str]) -> list[Row]:
    """Other reports that hold the act's most telling word."""
    ranked = sorted({(-round(weight(word), 3), word) for word in words(act) if weight(word) >= TELLING})
    if not ranked:
        return []
    rows = store.query(
        "SELECT reports.id AS id FROM reports_fts JOIN reports ON reports.rowid = reports_fts.rowid "
        "WHERE reports_fts MATCH ? ORDER BY reports.id LIMIT 200",
        (f'"{ranked[0][1]}"*',),
    )
    return sorted(
        store.rows_in("reports", "id", {row["id"] for row in rows} - told), key=lambda row: (row["ref"], row["id"])
    )


def _sentences(report: Row) -> Iterator[tuple[Span, str]]:
    for block in report["blocks"]:
        if block["role"] in ANALYSED:
            for match in _SENTENCE.finditer(report["text"], *block["span"]):
                yield match.span(), match.group()


def _outcome(sentence: str, verb: str, stems: dict[str, float]) -> Outcome | None:
    has = words(sentence)
    shared, share = overlap(stems, {stem(word): weight(word) for word in has})
    if share < SHARE or shared < TELLING or sum(stems.values()) * SHARE > shared:
        return None
    if _signs().dropped.search(sentence):
        return "dropped"
    if _signs().deferred.search(sentence):
        return None
    forms = _signs().past.get(verb, frozenset({f"{verb}ed", f"{verb}d", f"{verb[:-1]}ied", f"{verb}{verb[-1:]}ed"}))
    return "done" if forms & set(has) else None
