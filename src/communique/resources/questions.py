"""Questions that linking asks of sentences, read from `questions.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to answer: its pattern, and the value it stands for (else the group `answer`)."""

    pattern: re.Pattern[str]
    value: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question: see the head of `questions.yaml`. `otherwise` lets in stories without an event of the types."""

    about: str
    compare: str
    sides: int
    agreement: bool
    each_person: bool
    types: frozenset[str]
    otherwise: re.Pattern[str] | None
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions, and the words that guard them."""

    questions: tuple[Question, ...]
    negated: re.Pattern[str]
    site_nouns: frozenset[str]
    town_nouns: frozenset[str]
    quiet: frozenset[str]


@cache
def load() -> Questions:
    """The shipped questions."""
    raw = yaml.safe_load(files("communique.resources").joinpath("questions.yaml").read_text(encoding="utf-8"))
    guard = raw["guard"]
    return Questions(
        tuple(_question(row, raw["classes"]) for row in raw["questions"]),
        re.compile(guard["negated"], re.IGNORECASE),
        frozenset(guard["site nouns"].split()),
        frozenset(guard["town nouns"].split()),
        frozenset(guard["quiet"]),
    )


def _question(row: dict[str, Any], classes: dict[str, str]) -> Question:
    otherwise = row.get("otherwise")
    return Question(
        row["about"],
        row["compare"],
        row["sides"],
        row["tell"] == "all",
        row.get("of") == "person",
        frozenset(row["types"]),
        re.compile(otherwise, re.IGNORECASE) if otherwise else None,
        tuple(Frame(_compiled(frame["pattern"], classes), frame.get("value")) for frame in row["frames"]),
    )


def _compiled(pattern: str, classes: dict[str, str]) -> re.Pattern[str]:
    for name, stands_for in classes.items():
        pattern = pattern.replace("{" + name + "}", stands_for)
    return re.compile(pattern)
