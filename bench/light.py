"""Readings without a language model: as many rows of each kind as the analysis finds, by plain patterns.

Linking is timed over them; the analysis of ten thousand reports would take hours and is timed elsewhere.
"""

from __future__ import annotations

import re
import zlib

import numpy as np

from communique.model import (
    Actor,
    EventMention,
    Figure,
    Mention,
    Party,
    PledgeMention,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    row_id,
)

_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})*")
_QUOTES = re.compile(r"[“\"][^”\"\n]{25,300}[”\"]")
_NUMBERS = re.compile(r"\b\d{1,3}(?:,\d{3})*(?= [a-z]{3,})")
_ACTS = {"met": "CONSULT", "spoke": "CONSULT", "discussed": "CONSULT", "attacked": "ASSAULT", "killed": "ASSAULT",
         "agreed": "AGREE", "rejected": "REJECT", "urged": "REQUEST", "arrested": "COERCE"}  # fmt: skip
_ACT = re.compile(rf"\b(?:{'|'.join(_ACTS)})\b")
_PROMISE = re.compile(r"\bwill [a-z]+ [^.\n]{10,60}")


def light(report: Report) -> Reading:
    """A reading of the report's names, quotations, numbers, acts and promises."""
    text, own = report.text, report.id
    actors: dict[str, Actor] = {}
    mentions = []
    for match in _NAMES.finditer(text):
        name = match.group()
        actor = Actor(f"x{zlib.crc32(name.encode()):016x}", name, "person", f"X{zlib.crc32(name.encode()) % 60:02d}")
        actors.setdefault(name, actor)
        mentions.append(Mention(match.span(), "name", actor.id, name))
    day = report.published
    times = [Time(row_id(own, "times", [(0, 1)], "DATE"), (0, 1), "DATE", day.start, day)] if day.day else []
    when = {"date": day, "time": times[0].id} if times else {}

    def party(at: int) -> Party | None:
        near = min(mentions, key=lambda m: abs(m.span[0] - at), default=None)
        return Party((near.span,), near.actor, near.name) if near else None

    def whom(at: int) -> tuple[Party, ...]:
        return tuple(filter(None, [party(at)]))

    return Reading(
        report=report,
        analysis="light",
        published=day,
        mentions=tuple(mentions),
        actors=tuple(actors.values()),
        times=tuple(times),
        statements=tuple(
            Statement(id=row_id(own, "statements", [m.span()], "direct"), kind="direct", content=(m.span(),), cue=(),
                      speaker=party(m.start()), **when)
            for m in _QUOTES.finditer(text)
        ),
        figures=tuple(_figure(own, m.span(), text) for m in _NUMBERS.finditer(text)),
        events=tuple(
            EventMention(id=row_id(own, "event_mentions", [m.span()], _ACTS[m.group()]), span=m.span(),
                         type=_ACTS[m.group()], mode=None, cameo=None, source=whom(m.start() - 20),
                         target=whom(m.end() + 20), trigger=m.span(), **when)
            for m in _ACT.finditer(text)
        ),
        pledges=tuple(
            PledgeMention(id=row_id(own, "pledge_mentions", [m.span()], ""), span=m.span(), actor=party(m.start()) or Party(()),
                          act=m.group(), lemma=m.group().split()[1])
            for m in _PROMISE.finditer(text)
        ),
    )  # fmt: skip


def _figure(report: str, span: Span, text: str) -> Figure:
    noun = text[span[1] :].split(maxsplit=1)[0].strip(".,;")
    return Figure(row_id(report, "figures", [span], ""), span, float(text[span[0] : span[1]].replace(",", "")),
                  unit=noun, about=noun)  # fmt: skip


class PlainVectors:
    """Stands in for the sentence model: the mean of a fixed random vector of each word piece.

    As many comparisons follow from it as from the model; what the model itself costs is a fixed sum a report.
    """

    def __init__(self) -> None:
        self.table = np.random.default_rng(7).standard_normal((40_000, 384), dtype=np.float32)

    def run(self, _: object, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        """The vectors of the pieces, as the session gives them."""
        return [self.table[given.get("ids", given.get("input_ids"))]]
