"""Words that decide how two wordings differ, read from `wordings.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class WordClasses:
    """`wordings.yaml`, each class as a set; `contractions` are whole words, `suffixes` ends of words."""

    negations: frozenset[str]
    additives: frozenset[str]
    measures: frozenset[str]
    deniers: frozenset[str]
    hedges: frozenset[str]
    reporters: frozenset[str]
    own: frozenset[str]
    conditions: frozenset[str]
    joints: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    abbreviations: Mapping[str, str]
    contractions: Mapping[str, tuple[str, ...]]
    suffixes: Mapping[str, str]
    numbers: Mapping[str, float]
    scales: Mapping[str, float]


@cache
def load() -> WordClasses:
    """The shipped classes."""
    text = files("communique.resources").joinpath("wordings.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    sets = {name: frozenset(value.split()) for name, value in raw.items() if isinstance(value, str)}
    return WordClasses(
        **sets,
        contractions={word: tuple(parts.split()) for word, parts in raw["contractions"].items()},
        abbreviations=raw["abbreviations"],
        suffixes=raw["suffixes"],
        numbers={word: float(value) for word, value in raw["numbers"].items()},
        scales={word: float(value) for word, value in raw["scales"].items()},
    )
