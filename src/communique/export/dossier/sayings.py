"""Statements of a story by speaker: utterances in several wordings, lines in quotation marks, lines without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.export.dossier.shelf import Shelf
from communique.export.dossier.views import Speaker
from communique.export.dossier.wordings import SideBySide, Telling, side_by_side
from communique.export.phrases import date_words
from communique.model import contains
from communique.model.statement import PRIMARY
from communique.store.rows import Row

UNNAMED = "Source not named"
UNRESOLVED = "Source not resolved"
"""The last two groups: statements whose report gives no source, and those whose source is known by its words alone."""


def speakers(shelf: Shelf, rows: Sequence[Row], utterances: Sequence[Row]) -> tuple[Speaker, ...]:
    """Statements `rows` of one story, grouped; those quoted most come first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_speaker(shelf, row)].append(row)
    shared = {id_: row for row in utterances for id_ in row["statements"]}
    parts = _parts(rows)
    found = [_group(shelf, name, said, shared, parts) for name, said in groups.items()]
    return tuple(sorted(found, key=_weight))


def _weight(speaker: Speaker) -> tuple[bool, bool, int, int, str]:
    unnamed, unresolved = speaker.name == UNNAMED, speaker.name == UNRESOLVED
    return unnamed, unresolved, -len(speaker.several) - len(speaker.quoted), -speaker.count, speaker.name


def _speaker(shelf: Shelf, row: Row) -> str:
    if not row["speaker"]:
        return UNNAMED
    name = shelf.party(row["report"], row["speaker"])
    return UNRESOLVED if not name or name.startswith("“") else name


def _group(shelf: Shelf, name: str, rows: Sequence[Row], shared: dict[str, Row], parts: set[str]) -> Speaker:
    """One speaker's lines; those that are told in other words in quotation marks come first."""
    by_utterance: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_utterance[shared[row["id"]]["id"] if row["id"] in shared else row["id"]].append(row)
    several, quoted, reported = [], [], []
    for id_, told in by_utterance.items():
        line = _line(shelf, id_, told, shared)
        kinds = {row["kind"] for row in told}
        if len(line.wordings) > 1:
            several.append(line)
        elif kinds == {"indirect"} or all(row["id"] in parts for row in told):
            reported.append(line)
        else:
            quoted.append(line)
    several.sort(key=lambda line: not line.altered)
    return Speaker(name, tuple(several), tuple(quoted), tuple(reported))


def _parts(rows: Iterable[Row]) -> set[str]:
    """Statements that stand inside a longer one of their report, or only pass on what somebody else is quoted with there.

    They are listed with the minor lines.
    """
    rows = list(rows)
    speakers_of = {row["id"]: row["speaker"] and row["speaker"]["name"] for row in rows}
    relays = {
        row["parent"]
        for row in rows
        if row["kind"] != "indirect"
        and speakers_of.get(row["parent"], speakers_of[row["id"]]) != speakers_of[row["id"]]
    }
    by_report: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_report[row["report"]].append(row)
    return {
        row["id"]
        for told in by_report.values()
        for row in told
        if row["id"] in relays
        or any(_size(other) > _size(row) and _inside(row, other) for other in told if other["id"] not in relays)
    }


def _inside(row: Row, other: Row) -> bool:
    return all(any(contains(tuple(outer), tuple(span)) for outer in other["content"]) for span in row["content"])


def _size(row: Row) -> int:
    return sum(end - start for start, end in row["content"])


def _line(shelf: Shelf, id_: str, told: Sequence[Row], shared: dict[str, Row]) -> SideBySide:
    utterance = shared.get(told[0]["id"])
    anchor = shelf.take(id_) if utterance else None
    return side_by_side(id_, anchor, [telling(shelf, row) for row in told], utterance["pairs"] if utterance else ())


_CLOSED = re.compile(r"[,.!?]?([”\"])")


def _with_marks(text: str, span: Sequence[int]) -> tuple[int, int]:
    """A span with the quotation marks around it where it holds but one of them, or none."""
    start, end = span
    begin = start - 1 if start and text[start - 1] in _MARKS else start
    mark = _MARKS.get(text[begin]) if begin < end else None
    closed = _CLOSED.match(text, end)
    whole = mark is not None and mark not in text[begin + 1 : end] and closed is not None and closed[1] == mark
    return (begin, closed.end()) if whole and closed is not None else (start, end)


_MARKS = {"“": "”", '"': '"'}


def telling(shelf: Shelf, row: Row) -> Telling:
    """A statement as a reader sees it."""
    return Telling(
        row["id"],
        shelf.take(row["id"]),
        shelf.words(
            row["report"], [_with_marks(shelf.reports[row["report"]]["text"], span) for span in row["content"]]
        ),
        row["kind"],
        shelf.party(row["report"], row["speaker"]),
        tuple(_tags(shelf, row)),
        shelf.passages(row["report"], row["content"]),
        any(via["kind"] in PRIMARY for via in row["via"]),
    )


def _tags(shelf: Shelf, row: Row) -> Iterable[str]:
    """What a reader must know besides the words: that it was denied, only thought, to whom, by what channel, when."""
    if row["polarity"] != "said":
        yield row["polarity"]
    if row["attitude"] != "speech":
        yield row["attitude"]
    if row["speaker"] and not row["speaker"]["name"] and not row["speaker"]["members"]:
        yield f"by {shelf.party(row['report'], row['speaker'])}"
    if row["addressee"]:
        yield f"to {shelf.party(row['report'], row['addressee'])}"
    for via in row["via"]:
        yield f"via {via['kind']}"
    if row["date"] or row["date_end"]:
        yield date_words(row["date"], row["date_end"])
