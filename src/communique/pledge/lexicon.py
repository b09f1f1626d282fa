"""The words of the pledge rules, read once per process."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml

from communique.model.pledge import DueKind, Firmness


@dataclass(frozen=True)
class Lexicon:
    """`resources/pledges.yaml` as sets and tables; words are lemmas unless said otherwise."""

    commit: dict[str, Firmness]
    nominal: frozenset[str]
    threats: frozenset[str]
    commit_nouns: dict[str, Firmness]
    holders: frozenset[str]
    arranged: dict[str, Firmness]
    planned: frozenset[str]
    acts: frozenset[str]
    invitations: frozenset[str]
    states: frozenset[str]
    agents: frozenset[str]
    onlookers: frozenset[str]
    opinions: frozenset[str]
    proposals: frozenset[str]
    terms: frozenset[str]
    dated_papers: frozenset[str]
    alleging: frozenset[str]
    hinting: frozenset[str]
    slips: dict[str, str]
    """Lemmas of forms that the parser's lemmatizer gets wrong, by form."""
    kinds: dict[str, str]
    """Kind of act by lemma, where several verbs tell one act."""
    causatives: frozenset[str]
    implicative: frozenset[str]
    talk: frozenset[str]
    crowds: frozenset[str]
    toward: frozenset[str]
    phrasal: frozenset[str]
    faring: frozenset[str]
    gaining: frozenset[str]
    likelihood: frozenset[str]
    guesses: frozenset[str]
    quantifiers: frozenset[str]
    generic: frozenset[str]
    given_up: frozenset[str]
    phases: frozenset[str]
    denying: frozenset[str]
    lasting: frozenset[str]
    starting: frozenset[str]
    announcing: frozenset[str]
    alone: frozenset[str]
    voices: frozenset[str]
    conditions: frozenset[str]
    condition_phrases: tuple[str, ...]
    due: tuple[tuple[str, DueKind], ...]
    """Phrases before a date, lower case, longest first, and what they make of it."""


@cache
def load() -> Lexicon:
    """The lexicon."""
    raw = yaml.load((files("communique.resources") / "pledges.yaml").read_text("utf-8"), yaml.CSafeLoader)
    due = [(phrase, kind) for kind, phrases in raw["due"].items() for phrase in phrases]
    sets = {field.name: frozenset(raw[field.name]) for field in fields(Lexicon) if field.type == "frozenset[str]"}
    return Lexicon(
        commit={word: firmness for firmness, words in raw["commit"].items() for word in words},
        commit_nouns={word: firmness for firmness, words in raw["commit_nouns"].items() for word in words},
        arranged={word: firmness for firmness, words in raw["arranged"].items() for word in words},
        slips=dict(raw["slips"]),
        kinds={verb: kind for kind, verbs in raw["kinds"].items() for verb in verbs},
        condition_phrases=tuple(raw["condition_phrases"]),
        due=tuple(sorted(due, key=lambda pair: (-len(pair[0]), pair[0]))),
        **sets,
    )
