"""Whether what two reports tell alike may yet be of two occasions: of another place or stretch of time, or only awaited.

"Five protesters were killed" in one village does not gainsay "two protesters were killed" in another: the words for what is
counted are the same, and only the sentence around them tells the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.figure.tables import lemmas
from communique.link.wording import stems
from communique.model import Span
from communique.parse.quotes import CLOSING, OPENING
from communique.time import lexicon

LEAD = 600
"""Characters at a report's head that say where its story is: a place that both heads name tells no two figures apart."""

BESIDE = 3
"""Words on either side of a figure among which it is called needed or expected."""

_END = re.compile(rf"[.!?][{CLOSING}]*\s+(?=[{OPENING}]?[A-Z\d])|\n")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross) (?:[a-z][\w-]* ){0,4}?"
    r"([A-Z][\w’'-]*(?: (?:(?:al|el)-|(?:de|of|of the) )?[A-Z][\w’'-]*)*)"
)
_WORD = re.compile(r"[\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s$")
_PAUSE = re.compile(r"[,;:()]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sentence of a figure says of its occasion: the places it names, and words for the share that the figure covers.

    That is a stretch of time ("in two days"), a sum ("since", "total"), or a rest ("the other", "another").

    `awaited` is whether the number is needed, expected or sought, not counted; `head` are the names at the report's head, `told`
    the stems of the sentence without its names.
    """

    places: frozenset[str]
    reach: frozenset[str]
    awaited: bool
    head: frozenset[str]
    told: frozenset[str]

    def elsewhere(self, other: Setting, *, both: bool) -> str | None:
        """The places that set two settings apart; with `both` only if either names one of its own."""
        known = self.head & other.head
        sides = [
            set() if any(known.issuperset(name.split()) for name in side.places) else side.places
            for side in (self, other)
        ]
        if (all(sides) if both else any(sides)) and not sides[0] & sides[1]:
            return "places differ: " + "; ".join(sorted(", ".join(sorted(side)) or "none" for side in sides))
        return None

    def apart(self, other: Setting) -> str | None:
        """Why figures of two settings that differ may both be true; None if nothing sets them apart."""
        if why := self.elsewhere(other, both=False):
            return why
        if self.reach != other.reach:
            told = sorted(" ".join(sorted(side.reach)) or "none" for side in (self, other))
            return "shares differ: " + "; ".join(told)
        return None


def setting(text: str, span: Span) -> Setting:
    """The setting of the figure at `span`."""
    start = max((match.end() for match in _END.finditer(text, 0, span[0])), default=0)
    end = match.start() if (match := _END.search(text, span[1])) else len(text)
    before, after = text[start : span[0]], text[span[1] : end]
    near = {*_words(before)[-BESIDE:], *_words(text[span[0] : span[1]])}
    clause = _words(_PAUSE.split(before)[-1]), _words(_PAUSE.split(after)[0])
    return Setting(
        places=frozenset(
            _POSSESSIVE.sub("", name) for name in _PLACE.findall(f"{before}# {after}") if not _classes(name) & _CALENDAR
        ),
        reach=_span_of_time(*clause)
        | (lemmas("reaching") & {*_words(before), *_words(after)})
        | (lemmas("besides") & near),
        awaited=bool(lemmas("awaited") & {*clause[0][-BESIDE:], *clause[1][:BESIDE]}),
        told=frozenset(stems(" ".join(word for word in _WORD.findall(f"{before} {after}") if word.islower()))),
        head=frozenset(_POSSESSIVE.sub("", word) for word in _WORD.findall(text[:LEAD]) if word[0].isupper()),
    )


_CALENDAR = frozenset({"month", "monthabbr", "weekday", "weekdayabbr", "season"})
_UNITS = frozenset({"unit", "units", "nights"})


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _classes(word: str) -> frozenset[str]:
    """Classes of the time grammar that a word belongs to."""
    found = lexicon.load().words.get(word.lower())
    return frozenset(found[1]) if found else frozenset()


def is_unit(word: str) -> bool:
    """Whether a word is a unit of time: "month"."""
    return bool(_classes(word) & _UNITS)


def is_month(word: str) -> bool:
    """Whether a word names a month: "May", "Sept"."""
    return bool(_classes(word) & {"month", "monthabbr"})


def _span_of_time(*clause: Sequence[str]) -> frozenset[str]:
    """The words of "in two days", "over the past year" on either side of a figure."""
    found: set[str] = set()
    for words in clause:
        for index, word in enumerate(words):
            head = words[max(0, index - BESIDE) : index]
            if _classes(word) & _UNITS and lemmas("during") & set(head):
                found |= {*head, word} - lemmas("determiners") - lemmas("during")
    return frozenset(found)
