"""PLOVER and CAMEO as published: codes, types, modes, quads and intensities; and the nouns for who can take part."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.resources.vocabulary import wordlist

TYPES: tuple[str, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's sixteen types, from cooperation to conflict."""

QUADS: dict[str, int] = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
"""PLOVER's four quads, numbered as in the record."""


@dataclass(frozen=True, slots=True)
class Code:
    """A CAMEO code with its PLOVER type and mode, None where PLOVER has none."""

    cameo: str
    type: str
    mode: str | None


@dataclass(frozen=True)
class Tables:
    """The published tables: `codes` by CAMEO code, `scores` by (type, mode), `names` and `goldstein` by CAMEO code."""

    codes: dict[str, Code]
    scores: dict[tuple[str, str | None], float]
    quads: dict[str, int]
    names: dict[str, str]
    goldstein: dict[str, float]

    def code(self, cameo: str) -> Code | None:
        """The code, else that of its root; None for comments (01), which PLOVER does not code."""
        return (
            self.codes.get(cameo)
            or self.codes.get(cameo[:3])
            or self.codes.get(cameo[:2] + "0")
            or self.codes.get(cameo[:2])
        )

    def quad(self, type: str) -> int | None:  # noqa: A002 - the field's own name
        """PLOVER's quad of a type, 1 to 4, by the manual: SANCTION is material conflict, CONCEDE verbal cooperation."""
        return self.quads.get(type)

    def intensity(self, type: str, mode: str | None) -> float | None:  # noqa: A002 - the field's own name
        """PLOVER's intensity from -10 to +10: the mode's, else the type's."""
        return self.scores.get((type, mode), self.scores.get((type, None)))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("communique.resources") / "plover" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def load() -> Tables:
    """The tables of `resources/plover/`, read once."""
    codes = {row["code"]: Code(row["code"], row["type"], row["mode"] or None) for row in _rows("cc-by-sa/cameo.csv")}
    scores = _rows("cc-by-sa/scores.csv")
    named = _rows("mit/codes.csv")
    return Tables(
        codes=codes,
        scores={(row["type"], row["mode"] or None): float(row["score"]) for row in scores},
        quads={row["type"]: QUADS[row["quad"]] for row in scores},
        names={row["code"]: row["name"] for row in named},
        goldstein={row["code"]: float(row["goldstein"]) for row in named if row["goldstein"] not in {"", "NA"}},
    )


def participants(name: str) -> frozenset[str]:
    """A list of `resources/plover/participants.yaml`: nouns for people, bodies and things, by what they are."""
    return wordlist("plover/participants", name)
