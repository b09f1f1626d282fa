"""Words that decide how two wordings differ, read from `wordings.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class WordClasses:
    """`wordings.yaml`, each class as a set; `contractions` are whole words, `suffixes` ends of words."""

    negations: frozenset[str]
    continuers: frozenset[str]
    additives: frozenset[str]
    measures: frozenset[str]
    deniers: frozenset[str]
    hedges: frozenset[str]
    seemings: frozenset[tuple[str, ...]]
    attempts: frozenset[str]
    stoppers: frozenset[str]
    rejections: frozenset[str]
    reporters: frozenset[str]
    hearsay: frozenset[tuple[str, ...]]
    sources: frozenset[tuple[str, ...]]
    norms: frozenset[str]
    allegations: frozenset[str]
    rejecters: frozenset[str]
    owned: frozenset[str]
    own: frozenset[str]
    conditions: frozenset[str]
    terms: frozenset[tuple[str, ...]]
    concessives: frozenset[str]
    bounds: frozenset[str]
    spans: frozenset[tuple[str, ...]]
    days: frozenset[str]
    restrictors: frozenset[str]
    quantities: frozenset[str]
    universals: frozenset[str]
    exceptions: frozenset[str]
    coordinators: frozenset[str]
    joints: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    joiners: frozenset[str]
    agents: frozenset[str]
    prepositions: frozenset[str]
    askers: frozenset[str]
    complementizers: frozenset[str]
    auxiliaries: frozenset[str]
    asides: frozenset[tuple[str, ...]]
    particled: frozenset[tuple[str, ...]]
    clock: frozenset[str]
    backshift: Mapping[str, str]
    """Forms that change in reported speech, each with the one that stands for all of its kind."""
    abbreviations: Mapping[str, str]
    contractions: Mapping[str, tuple[str, ...]]
    suffixes: Mapping[str, str]
    courtesies: frozenset[str]
    prospects: frozenset[str]
    perfects: frozenset[str]
    offices: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Words of acts, each with those of its opposite."""
    numbers: Mapping[str, float]
    spellings: Mapping[str, str]
    stems: Mapping[str, str]
    """Parts of words, each with its other spelling."""
    magnitudes: frozenset[str]
    beside_metres: frozenset[str]
    ordinals: Mapping[str, int]


@cache
def load() -> WordClasses:
    """The shipped classes."""
    raw, words = _read("wordings.yaml"), _read("numbers.yaml")
    sets = {name: frozenset(value.split()) for name, value in raw.items() if isinstance(value, str)}
    return WordClasses(
        **sets,
        contractions={word: tuple(parts.split()) for word, parts in raw["contractions"].items()},
        abbreviations=raw["abbreviations"],
        asides=_phrases(raw["asides"]),
        particled=_phrases(raw["particled"]),
        seemings=_phrases(raw["seemings"]),
        hearsay=_phrases(raw["hearsay"]),
        sources=_phrases(raw["sources"]),
        terms=_phrases(raw["terms"]),
        spans=_phrases(raw["spans"]),
        backshift={form: name for name, forms in raw["backshift"].items() for form in forms.split()},
        suffixes=raw["suffixes"],
        opposites=tuple(_pair(line) for line in raw["opposites"]),
        numbers=_numbers(words),
        spellings=dict(pair.split() for pair in raw["spellings"]),
        stems=dict(pair.split() for pair in raw["stems"]),
        ordinals=words["ordinals"],
    )


def _phrases(lines: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in lines)


def _pair(line: str) -> tuple[frozenset[str], frozenset[str]]:
    one, other = line.split("|")
    return frozenset(one.split()), frozenset(other.split())


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files("communique.resources").joinpath(name).read_text(encoding="utf-8"))
    return found


def _numbers(words: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """Words at which a number may begin: number words from two on, the dozen, half; "one" may be a pronoun."""
    counts = {**words["small"], **words["tens"], "dozen": words["dozens"]["dozen"]}
    return {word: float(value) for word, value in counts.items() if value > 1} | {"half": 0.5}
