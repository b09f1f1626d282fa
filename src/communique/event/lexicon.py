"""The predicates of political events: which verb, verb with object, or noun tells which act upon whom."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate: its CAMEO code, the slots of its target in order of preference, and how it may stand.

    `both`: source and target do the same (a meeting, an accord). `alone`: a noun that tells the act without a light
    verb. `direct`: the slot's own noun must be the target ("met the minister"), an actor inside it does not do; then
    the act is `otherwise`, if given ("welcomed the decision"). `needed`: without a target there is no act ("pulled
    back slightly"). `intransitive`: a verb that tells it only without an object ("demonstrate leadership" tells none),
    `transitive` one that tells it only with one ("returned to the capital" tells none).
    """

    code: str
    target: tuple[str, ...]
    both: bool = False
    alone: bool = False
    rule: str = ""
    direct: bool = False
    otherwise: str | None = None
    needed: bool = False
    intransitive: bool = False
    transitive: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All predicates, as read from `predicates.yaml`.

    `verbs` by lemma or lemma_particle; `objects` by (verb, object noun); `acts` by noun; `speech` from verb to the kind of
    speech act; `light` verbs with the preposition before their noun, if any. `comments` make a refusal a mere comment;
    `nominals` are nouns made from verbs; `willing` adjectives of promise, `grateful` of thanks; `announcing` verbs announce
    an own act; `naming` verbs tell no
    act with a predicate ("called him a liar"); `by_wire` are the codes of talking "by phone"; the infinitive of
    `topical` verbs only gives another act's topic ("met to discuss"); `performed` codes are done by promising them;
    `spoken_of` and `refused` give the codes of speech acts; `asking` verbs are speech acts only with a clause, `told_of`
    verbs tell no act with a clause of fact; `measures` are nouns that only count an act, `addressing` verbs speak to
    somebody, `thwarting` verbs keep others from an act, `uttering` verbs only say it, `holding` verbs tell who has it; whose
    `wielding` verb is done in an attack makes that; `unacted` are objects with which a verb
    tells no act ("released a report").
    """

    verbs: dict[str, Entry]
    objects: dict[tuple[str, str], Entry]
    acts: dict[str, Entry]
    speech: dict[str, str]
    light: dict[str, str | None]
    comments: frozenset[str]
    nominals: dict[str, str]
    willing: frozenset[str]
    grateful: frozenset[str]
    announcing: frozenset[str]
    naming: frozenset[str]
    by_wire: dict[str, str]
    topical: frozenset[str]
    performed: frozenset[str]
    asking: frozenset[str]
    told_of: frozenset[str]
    measures: frozenset[str]
    addressing: frozenset[str]
    thwarting: frozenset[str]
    uttering: frozenset[str]
    holding: frozenset[str]
    wielding: frozenset[str]
    unacted: dict[str, frozenset[str]]
    spoken_of: dict[str, dict[str, str]]
    refused: dict[str, str]
    heads: frozenset[str]
    goods: frozenset[str]


def _words(text: str | list[str]) -> list[str]:
    return text.split() if isinstance(text, str) else text


def _split(word: str) -> tuple[str, tuple[str, ...]]:
    lemma, _, slots = word.partition("@")
    return lemma, tuple(slots.split(",")) if slots else ()


def _verbs(groups: list[dict[str, Any]], default: tuple[str, ...]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for group in groups:
        for word in _words(group["verbs"]):
            lemma, slots = _split(word)
            target = slots or tuple(group.get("target", ())) or default
            found.setdefault(
                lemma,
                Entry(
                    group["code"],
                    target,
                    group.get("both", False),
                    False,
                    "verb",
                    group.get("direct", False),
                    group.get("otherwise"),
                    group.get("needed", False),
                    group.get("intransitive", False),
                    group.get("transitive", False),
                ),
            )
    return found


def _objects(
    groups: list[dict[str, Any]], sets: dict[str, list[str]], default: tuple[str, ...]
) -> dict[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for group in groups:
        named = [n for word in _words(group["nouns"]) for n in (sets[word[1:]] if word.startswith("$") else [word])]
        slots, both, needed = tuple(group.get("target", default)), group.get("both", False), group.get("needed", False)
        direct = group.get("direct", False)
        entry = Entry(group["code"], slots, both, rule="verb+object", direct=direct, needed=needed)
        for verb in _words(group["verbs"]):
            for noun in named:
                found.setdefault((verb, noun), entry)
    return found


def _acts(groups: list[dict[str, Any]], default: tuple[str, ...]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for group in groups:
        target = tuple(group.get("target", default))
        entry = Entry(
            group["code"],
            target,
            group.get("both", False),
            group.get("alone", False),
            "noun",
            needed=group.get("needed", False),
        )
        for noun in _words(group["nouns"]):
            found.setdefault(noun, entry)
    return found


@cache
def load() -> Lexicon:
    """The lexicon of `resources/plover/predicates.yaml`."""
    folder = files("communique.resources") / "plover"
    raw = yaml.load((folder / "predicates.yaml").read_text("utf-8"), yaml.CSafeLoader)
    default = tuple(raw["default_slots"])
    verbs = _verbs(raw["verbs"], default)
    objects = _objects(raw["objects"], raw["nouns"], default)
    light = dict(word.split("@") if "@" in word else (word, None) for word in raw["light"])
    speech = {verb: kind for kind, words in reversed(raw["speech"].items()) for verb in _words(words)}
    heads = {key.split("_")[0] for key in (*verbs, *light, *speech, *(verb for verb, _ in objects))}
    sets = {
        name: frozenset(raw[name])
        for name in (
            "comments",
            "willing",
            "grateful",
            "announcing",
            "naming",
            "topical",
            "performed",
            "asking",
            "told_of",
            "measures",
            "addressing",
            "thwarting",
            "uttering",
            "holding",
            "wielding",
        )
    }
    return Lexicon(
        verbs=verbs,
        objects=objects,
        acts=_acts(raw["acts"], default),
        speech=speech,
        light=light,
        nominals=raw["nominals"],
        by_wire=raw["by_wire"],
        spoken_of=raw["spoken_of"],
        refused=raw["refused"],
        unacted={
            verb: frozenset(_words(raw["unacted"][name]))
            for name, verbs in raw["unacted_verbs"].items()
            for verb in _words(verbs)
        },
        heads=frozenset(heads),
        goods=frozenset(noun for verb, noun in objects if verb in {"give", "provide", "sign", "hold"}),
        **sets,
    )


def patterns() -> dict[tuple[str, str, str], str]:
    """The MIT verb patterns, (verb, preposition, noun) to CAMEO code: training material, too loose for the coder itself."""
    text = (files("communique.resources") / "plover" / "mit" / "patterns.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["verb"], row["preposition"], row["noun"]): row["code"] for row in rows}
