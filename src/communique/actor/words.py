"""Word classes for tying mentions to actors, from `resources/coreference.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from communique.model.actor import ActorKind


@dataclass(frozen=True)
class Words:
    """The classes by lemma or lower-case form. Titles and honorifics are the gazetteer's (`resources.roles`)."""

    title_heads: frozenset[str]
    person_gender: Mapping[str, str | None]
    body_kind: Mapping[str, frozenset[ActorKind]]
    composed: frozenset[str]
    staffs: frozenset[str]
    plural_kind: Mapping[str, ActorKind]
    groups: frozenset[str]
    sources: frozenset[str]
    agent_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    relation_nouns: frozenset[str]
    motion_verbs: frozenset[str]
    firm_marks: frozenset[str]
    place_nouns: frozenset[str]
    addressing_verbs: frozenset[str]
    body_words: frozenset[str]
    no_bodies: frozenset[str]
    texts: frozenset[str]


@cache
def load() -> Words:
    """Read the word classes once per process."""
    raw = yaml.safe_load(files("communique.resources").joinpath("coreference.yaml").read_text(encoding="utf-8"))
    bodies: dict[str, set[ActorKind]] = {}
    for kind, nouns in raw["body_nouns"].items():
        for noun in nouns:
            bodies.setdefault(noun, set()).add(kind)
    return Words(
        title_heads=frozenset(raw["title_heads"]),
        person_gender=_genders(raw["person_nouns"], raw["title_heads"]),
        body_kind={noun: frozenset(kinds) for noun, kinds in bodies.items()},
        composed=frozenset(raw["composed"]),
        staffs=frozenset(raw["staffs"]),
        plural_kind={noun: kind for kind, nouns in raw["plurals"].items() for noun in nouns},
        groups=frozenset(raw["groups"]),
        sources=frozenset(raw["sources"]),
        agent_verbs=frozenset(raw["agent_verbs"]),
        speech_verbs=frozenset(raw["speech_verbs"]),
        relation_nouns=frozenset(raw["relation_nouns"]),
        motion_verbs=frozenset(raw["motion_verbs"]),
        firm_marks=frozenset(raw["firm_marks"]),
        place_nouns=frozenset(raw["place_nouns"]),
        addressing_verbs=frozenset(raw["addressing_verbs"]),
        body_words=frozenset(raw["body_words"]),
        no_bodies=frozenset(raw["no_bodies"]),
        texts=frozenset(raw["texts"]),
    )


def _genders(nouns: Mapping[str, list[str]], titles: list[str]) -> dict[str, str | None]:
    """Every noun for a person, with the gender that it states."""
    found: dict[str, str | None] = dict.fromkeys((*titles, *nouns["n"]))
    for gender in ("f", "m"):
        found.update(dict.fromkeys(nouns[gender], gender))
    return found
