"""The stock wording of page furniture, read from `resources/clutter.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

import yaml

_TOKEN = re.compile(r"[\w'#&+-]+")
_MARKS = frozenset({"-", "--", "---", "&", "+"})
_NUMBER = re.compile(r"\d[\d.,]*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stock:
    """What of the stock wording a line shows: the class whose whole line or opening it is, and phrases it holds."""

    line: str | None = None
    opening: str | None = None
    phrases: tuple[str, ...] = ()
    vocabulary: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The wording by class, indexed for look-up."""

    lines: Mapping[str, str]
    openings: Mapping[str, tuple[tuple[str, str], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    words: tuple[tuple[str, frozenset[str]], ...]
    sections: frozenset[str]

    def of(self, text: str) -> Stock:
        """The stock wording of one line."""
        lowered = lower(text)
        words = key(text).split()
        opening = self._opening(lowered)
        return Stock(
            line=self.lines.get(" ".join(words)),
            opening=opening,
            phrases=self._phrases(words, first=1 if opening else 0),
            vocabulary=next((name for name, known in self.words if _made_of(words, known)), None),
        )

    def _opening(self, lowered: str) -> str | None:
        bare = lowered if _COPYRIGHT.match(lowered) else lowered.lstrip("*–—-•►▶>[(\"“‘'→ ")
        first = bare.split(" ", 1)[0] if bare else ""
        candidates = self.openings.get(first, ()) + self.openings.get(bare[:1], ())
        found = (name for opening, name in candidates if _begins(bare, opening))
        return next(found, None)

    def _phrases(self, words: list[str], *, first: int) -> tuple[str, ...]:
        """The phrases among the words; the one that an opening begins with counts no second time."""
        found = []
        for index, word in islice(enumerate(words), first, None):
            for phrase, _ in self.phrases.get(word, ()):
                if tuple(words[index : index + len(phrase)]) == phrase:
                    found.append(" ".join(phrase))
        return tuple(found)


_COPYRIGHT = re.compile(r"\(c\)\s*(?:\d|\S+(?:\s+\S+){0,3}$)")
"""A mark of copyright, not the third item of a list: "(c) 2024 Example Press", "(c) Example Press"."""


def lower(text: str) -> str:
    """A line in lower case with straight apostrophes and single blanks."""
    return _SPACE.sub(" ", text.replace("’", "'")).strip().lower()


def key(text: str) -> str:
    """A line as it is compared: lower case, no punctuation but apostrophes and hyphens, numbers as `#`."""
    tokens = _TOKEN.findall(_NUMBER.sub("#", lower(text)))
    return " ".join(bare for token in tokens if (bare := token.strip("'")) and bare not in _MARKS)


@cache
def load() -> Vocabulary:
    """The wording of the shipped file."""
    text = (files("communique.resources") / "clutter.yaml").read_text("utf-8")
    # The base loader keeps "on" and "no" as words.
    raw = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - our own file
    openings: dict[str, list[tuple[str, str]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entry in raw.items():
        for opening in entry["openings"]:
            openings.setdefault(opening.split(" ", 1)[0], []).append((opening, name))
        for phrase in entry["phrases"]:
            words = tuple(key(phrase).split())
            phrases.setdefault(words[0], []).append((words, name))
    return Vocabulary(
        lines={key(line): name for name, entry in raw.items() for line in entry["lines"]},
        openings={first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in openings.items()},
        phrases={first: tuple(found) for first, found in phrases.items()},
        words=tuple((name, frozenset(entry["words"])) for name, entry in raw.items() if entry["words"]),
        sections=frozenset(name for name, entry in raw.items() if entry.get("section") == "true"),
    )


def _begins(text: str, opening: str) -> bool:
    rest = text[len(opening) : len(opening) + 1]
    return text.startswith(opening) and (not rest.isalnum() or not opening[-1].isalnum())


def _made_of(words: list[str], known: frozenset[str]) -> bool:
    return len(words) > 1 and all(word in known for word in words)
