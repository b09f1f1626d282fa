"""The words of the pledge rules, read once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from communique.model.pledge import DueKind, Firmness


@dataclass(frozen=True)
class Lexicon:
    """`resources/pledges.yaml` as sets and tables; words are lemmas unless said otherwise."""

    commit: dict[str, Firmness]
    nominal: frozenset[str]
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
    return Lexicon(
        commit={word: firmness for firmness, words in raw["commit"].items() for word in words},
        nominal=frozenset(raw["nominal"]),
        commit_nouns={word: firmness for firmness, words in raw["commit_nouns"].items() for word in words},
        holders=frozenset(raw["holders"]),
        arranged={word: firmness for firmness, words in raw["arranged"].items() for word in words},
        planned=frozenset(raw["planned"]),
        acts=frozenset(raw["acts"]),
        invitations=frozenset(raw["invitations"]),
        states=frozenset(raw["states"]),
        agents=frozenset(raw["agents"]),
        onlookers=frozenset(raw["onlookers"]),
        opinions=frozenset(raw["opinions"]),
        proposals=frozenset(raw["proposals"]),
        terms=frozenset(raw["terms"]),
        slips=dict(raw["slips"]),
        kinds={verb: kind for kind, verbs in raw["kinds"].items() for verb in verbs},
        causatives=frozenset(raw["causatives"]),
        implicative=frozenset(raw["implicative"]),
        talk=frozenset(raw["talk"]),
        crowds=frozenset(raw["crowds"]),
        toward=frozenset(raw["toward"]),
        phrasal=frozenset(raw["phrasal"]),
        faring=frozenset(raw["faring"]),
        gaining=frozenset(raw["gaining"]),
        likelihood=frozenset(raw["likelihood"]),
        guesses=frozenset(raw["guesses"]),
        quantifiers=frozenset(raw["quantifiers"]),
        announcing=frozenset(raw["announcing"]),
        generic=frozenset(raw["generic"]),
        alone=frozenset(raw["alone"]),
        voices=frozenset(raw["voices"]),
        conditions=frozenset(raw["conditions"]),
        condition_phrases=tuple(raw["condition_phrases"]),
        due=tuple(sorted(due, key=lambda pair: (-len(pair[0]), pair[0]))),
    )
