"""The words that report what somebody says, thinks or wants, read from `cues.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import yaml
from spacy.strings import get_string_id

_PARTS = ("verbs", "nouns", "adjectives")
Attitude: TypeAlias = Literal["speech", "thought", "wish"]


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words by lemma.

    A frame is the grammatical form of the content: `clause`, `infinitive`, `object`, or the preposition that leads it
    in (`of`, `on`, `as` ...).
    """

    verbs: Mapping[str, Mapping[str, str]]
    """Lemma of a verb to its frames, each with the class of act that the cue then names."""
    nouns: Mapping[str, Mapping[str, str]]
    """The same for nouns that head a report: "the claim that ..."."""
    adjectives: Mapping[str, Mapping[str, str]]
    """The same for adjectives: "made clear that ..."."""
    attitudes: Mapping[str, Attitude]
    """Class to what it makes of the content."""
    stances: Mapping[str, str]
    """Lemma of a word that only the learned tagger takes for a cue to its class: what somebody holds or seeks."""
    documents: frozenset[str]
    """Lemmas of papers that speak for their authors."""
    channels: Mapping[str, str]
    """Lemma of a noun to the kind of channel that it names."""
    records: frozenset[str]
    """Lemmas of what holds numbers: data, statistics."""

    lemmas: frozenset[int]
    """spaCy's hashes of all three, to find them in a parse at once."""
    document_lemmas: frozenset[int]
    """The same of the papers."""

    @property
    def papers(self) -> frozenset[str]:
        """Lemmas of all that words are said in: documents and channels."""
        return self.documents | self.channels.keys()

    def attitude(self, kind: str) -> Attitude:
        """What a class of cue makes of its content; speech where nothing else is said."""
        return self.attitudes.get(kind, "speech")


@cache
def load() -> Cues:
    """The shipped cue words."""
    text = files("communique.resources").joinpath("cues.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    verbs, nouns, adjectives = _table(raw["verbs"]), _table(raw["nouns"]), _table(raw["adjectives"])
    documents = frozenset(raw["documents"].split())
    return Cues(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        attitudes={kind: entry["attitude"] for part in (*_PARTS, "stances") for kind, entry in raw[part].items()},
        stances={lemma: kind for kind, entry in raw["stances"].items() for lemma in entry["words"].split()},
        documents=documents,
        channels={lemma: kind for kind, lemmas in raw["channels"].items() for lemma in lemmas.split()},
        records=frozenset(raw["records"].split()),
        lemmas=frozenset(map(get_string_id, (*verbs, *nouns, *adjectives))),
        document_lemmas=frozenset(map(get_string_id, documents)),
    )


def _table(classes: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Lemma to frame to class; the first class that lists a lemma under a frame keeps it."""
    found: dict[str, dict[str, str]] = {}
    for kind, entry in classes.items():
        for frame, lemmas in entry.items():
            if frame == "attitude":
                continue
            for lemma in lemmas.split():
                found.setdefault(lemma, {}).setdefault(frame, kind)
    return found
