"""Numbers that an outlet takes back or puts right: "An earlier version of this report gave the toll as 61. It was 16."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from communique.figure.tables import alternatives
from communique.model import Span

NEAR = 300
"""Characters on either side of a number in which an outlet says that it corrects itself."""
_SENTENCE = re.compile(r"[.!?;](?!\d)|\n")
_PARAGRAPH = re.compile(r"(?<=[.!?…”\"’)])[ \t]*\n")
_DENIED = re.compile(
    r"(?:(?:,\s|\(|\b(?:and|but)\s)\s*not|\brather\s+than|\binstead\s+of)\s+(?:(?:to|by|at|of|in|the|a|an)\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Corrections:
    """`resources/corrections.yaml` as patterns."""

    notes: re.Pattern[str]
    signs: re.Pattern[str]
    wrong: re.Pattern[str]
    wrong_in_note: re.Pattern[str]
    turning: re.Pattern[str]


@cache
def load() -> Corrections:
    """The words of corrections."""
    raw = yaml.load((files("communique.resources") / "corrections.yaml").read_text("utf-8"), yaml.CSafeLoader)

    def pattern(name: str) -> re.Pattern[str]:
        joined = "|".join(raw[name])
        for class_, stands_for in raw["classes"].items():
            joined = joined.replace("{" + class_ + "}", stands_for)
        return re.compile(joined.replace(" ", r"\s+"), re.IGNORECASE)

    return Corrections(
        pattern("notes"),
        pattern("signs"),
        pattern("wrong"),
        pattern("wrong_in_note"),
        re.compile(rf"\b(?:{alternatives(raw['turning'])})\b", re.IGNORECASE),
    )


def taken_back(text: str, start: int) -> bool:
    """Whether a report says that the number at `start` is wrong: "2 million, and not 4 million", "we wrongly reported 25".

    What stands beside a number that is taken back is the right one: "we wrongly gave the toll as 25, instead of 23".
    """
    before = _SENTENCE.split(text[max(0, start - NEAR) : start])[-1]
    denied = _DENIED.search(before) is not None
    words = load()
    told = [match.start() for match in words.wrong.finditer(before)]
    noted = [match.start() for match in words.wrong_in_note.finditer(before)]
    told += noted if noted and in_note(text, start) else []
    wrong = bool(told) and words.turning.search(before, max(told)) is None
    return denied != wrong


def in_note(text: str, start: int) -> bool:
    """Whether the number at `start` stands behind the words of a correction, in their paragraph or below them as a heading."""
    return load().notes.search(_PARAGRAPH.split(text[max(0, start - NEAR) : start])[-1]) is not None


def corrects(text: str, span: Span) -> bool:
    """Whether a report that denies the number at `span` does so in a correction of its own outlet."""
    return load().signs.search(text[max(0, span[0] - NEAR) : span[1] + NEAR]) is not None
