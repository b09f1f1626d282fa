"""What later reports say came of a pledge: sentences that tell its act as done, or as given up.

A sentence of another report counts if it holds most of the weight of the act's words (those of the due date are none) and
names the side that promised, or no side at all. It tells the act as done if the head verb, or one that tells the same act,
stands in a past form, or after words for a kept promise ("kept its word by paying"), and nothing in the sentence denies or
defers it; as dropped if a verb of giving up stands with the words.

A report without a date that tells the act in the past is known by the end of the due date at the latest; without a due date
it is left out: nothing says that it is later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from communique.link.sides import countries, party_ids
from communique.link.wording import overlap, stem
from communique.link.words import weight, words
from communique.model import Interval, Span
from communique.model.interval import of_period
from communique.model.report import ANALYSED
from communique.pledge.lexicon import load
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
    alike: Mapping[str, frozenset[str]]
    """Verbs that tell the same act, by each of them."""
    dropped: re.Pattern[str]
    deferred: re.Pattern[str]
    kept: re.Pattern[str]

    def forms(self, verb: str) -> frozenset[str]:
        """Past forms of a verb: irregular as listed, else regular with every spelling."""
        regular = {f"{verb}ed", f"{verb}d", f"{verb[:-1]}ied", f"{verb}{verb[-1:]}ed"}
        return self.past.get(verb, frozenset(regular))


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a sentence must tell: the head verb with its like, the act's stems by weight, the sides that promised."""

    verbs: frozenset[str]
    head: str
    stems: Mapping[str, float]
    sides: frozenset[str]

    @property
    def past(self) -> frozenset[str]:
        """Forms that tell the act as done."""
        return frozenset(form for verb in self.verbs for form in _signs().forms(verb))

    @property
    def doing(self) -> frozenset[str]:
        """Forms that tell it after words for a kept promise."""
        return frozenset(form for v in self.verbs for form in (f"{v}ing", f"{v[:-1]}ing", f"{v}{v[-1:]}ing"))


@cache
def _signs() -> _Signs:
    text = files("communique.resources").joinpath("outcomes.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return _Signs(
        {verb: frozenset(forms) for verb, forms in raw["past"].items()},
        {verb: frozenset(group) for group in raw["alike"] for verb in group},
        _any(raw["dropped"]),
        re.compile(_any(raw["not_done"]).pattern + r"|n['’]t\b", re.IGNORECASE),
        _any(raw["kept"]),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(str(p)) for p in sorted(phrases)) + r")\b", re.IGNORECASE)


def outcomes(store: Store, pledge: Row, mentions: Iterable[Row]) -> tuple[Later, ...]:
    """Rows of later reports that bear on a pledge; `row` is `REPORT:START-END` of the sentence that says so."""
    mentions = list(mentions)
    told = {mention["report"] for mention in mentions}
    sought = _sought(store, pledge, mentions)
    made = max((row["published"] or "" for row in store.rows_in("reports", "id", told)), default="")
    found = []
    for report in _mentioning(store, sought, told):
        known = _known(report, pledge, made)
        if known is None:
            continue
        for span, sentence in _sentences(report):
            outcome = _outcome(sentence, sought)
            if outcome is not None and _ours(store, report, span, sought.sides):
                found.append(Later(f"{report['id']}:{span[0]}-{span[1]}", outcome, known))
    return tuple(found)


def _sought(store: Store, pledge: Row, mentions: list[Row]) -> _Sought:
    head = next((mention["lemma"] for mention in mentions), "")
    apart = _due_words(store, mentions)
    stems = {stem(word): weight(word) for word in words(pledge["act"]) if weight(word) > 1.0 and word not in apart}
    sides = countries(store, party_ids(mention["party"] for mention in mentions))
    return _Sought(_signs().alike.get(head, frozenset()) | {head}, head, stems, frozenset(sides.values()))


def _due_words(store: Store, mentions: Iterable[Row]) -> set[str]:
    """Words that tell until when, not what: those of the tellings' times, and "no later than"."""
    times = store.rows_in("times", "id", {mention["time"] for mention in mentions if mention["time"]})
    texts = {row["id"]: row["text"] for row in store.rows_in("reports", "id", {time["report"] for time in times})}
    dated = [texts[time["report"]][slice(*time["span"])] for time in times]
    return {word for text in (*dated, *(phrase for phrase, _ in load().due)) for word in words(text)}


def _known(report: Row, pledge: Row, made: str) -> Interval | None:
    """When what a report says was known; None if it may be older than the pledge."""
    if report["published"] and report["published_end"]:
        later = report["published"] > made
        return Interval(report["published"], report["published_end"], report["published_basis"]) if later else None
    due = of_period(pledge["due"]) if pledge["due"] and pledge["due_kind"] in {"by", "on"} else Interval()
    return Interval(None, due.end, "inferred") if due.end is not None and due.end >= made else None


def _mentioning(store: Store, sought: _Sought, told: set[str]) -> list[Row]:
    """Other reports that hold one of the act's two most telling stems, those that hold most of them first."""
    ranked = sorted((-round(value, 3), word) for word, value in sought.stems.items() if value >= TELLING)
    if not ranked:
        return []
    rows = store.query(
        "SELECT reports.id AS id FROM reports_fts JOIN reports ON reports.rowid = reports_fts.rowid "
        "WHERE reports_fts MATCH ? ORDER BY rank, reports.id LIMIT 200",
        (" OR ".join(f'"{word}"*' for _, word in ranked[:2]),),
    )
    return sorted(
        store.rows_in("reports", "id", {row["id"] for row in rows} - told), key=lambda row: (row["ref"], row["id"])
    )


def _sentences(report: Row) -> Iterator[tuple[Span, str]]:
    for block in report["blocks"]:
        if block["role"] in ANALYSED:
            for match in _SENTENCE.finditer(report["text"], *block["span"]):
                yield match.span(), match.group()


def _outcome(sentence: str, sought: _Sought) -> Outcome | None:
    has = words(sentence)
    stems = {stem(word): weight(word) for word in has}
    if sought.past & set(has):
        stems |= {stem(verb): weight(verb) for verb in (sought.head,)}
    shared, _ = overlap(dict(sought.stems), stems)
    if shared < TELLING or sum(sought.stems.values()) * SHARE > shared:
        return None
    signs = _signs()
    if any(match.group().lower() not in sought.past for match in signs.dropped.finditer(sentence)):
        return "dropped"
    if signs.deferred.search(sentence):
        return None
    kept = signs.kept.search(sentence) is not None and bool(sought.doing & set(has))
    return "done" if kept or sought.past & set(has) else None


def _ours(store: Store, report: Row, span: Span, sides: frozenset[str]) -> bool:
    """Whether a sentence names a side that promised; one that names no actor is not held against it."""
    within = [
        row for row in store.rows("mentions", "report = ?", (report["id"],))
        if span[0] <= row["span"][0] and row["span"][1] <= span[1]
    ]  # fmt: skip
    named = {id_ for row in within for id_ in (row["members"] or [row["actor"]]) if id_}
    return not sides or not named or not sides.isdisjoint(countries(store, named).values())
