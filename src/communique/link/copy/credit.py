"""Whose words a report says that it prints: the outlet it speaks for, the outlets it credits, and what it tells by others.

A credit stands where credits stand: in a dateline ("OSK, May 3 (Agency) -"), a byline, at the head of a short line or in
brackets ("With reporting by Agency"), or beside a word of telling ("Agency reported"). An outlet that is merely named is no debt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from communique.link.copy.features import CopyNode
from communique.model.report import ANALYSED
from communique.resources.credits import common, known_outlets, load, outlet_of, without_article

_CREDIT_LINE = 200
"""Longest line in code points in which a credit is looked for: in a paragraph the same words may be the report's own."""

_SIGN = 60
"""Longest end of a text in code points in which an agency's sign is looked for."""

_EDGES = " \t\n()[]*-–—.,:;"
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s|$)")
_SIGNED = re.compile(r"(?:^|(?<=[\s.]))(?:\(([^()\d]{2,40})\)|\[([^\[\]\d]{2,40})\]|/([^/\d]{2,40})/)")
"""An agency's name as datelines bear it: "(Agency)", "[Agency]", "/Agency/"."""
_SIGNED_AT_END = re.compile(r"[(\[]([^()\[\]\d]{2,40})[)\]]\W*$")
_PARTS = re.compile(r"\s*(?:[,;|/&·•()\[\]]|[-–—]+\s|\s(?:and|with|in|on|at|for)\s)\s*")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_STAFF = re.compile(r"^by\s+|\s+(?:staff|reporters?|desk|newsroom)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet (its common name) and the words that credit it; `sure` if they name an outlet whoever else is asked."""

    outlet: str
    words: str
    sure: bool = True


@dataclass(frozen=True)
class Voice:
    """For whom a report speaks and whom it credits."""

    node: CopyNode

    @cached_property
    def own(self) -> Mapping[str, str]:
        """Its outlet, by the common name; without one, the agencies that sign it."""
        if self.node.outlet:
            return {common(self.node.outlet): self.node.outlet}
        return {credit.outlet: credit.words for credit in self._signed}

    @cached_property
    def voices(self) -> frozenset[str]:
        """Its outlets and the agencies that its pictures are of, by their common names."""
        last = self.node.text.rstrip()[-_SIGN:]
        match = _SIGNED_AT_END.search(last)
        parts = re.findall(r"\w+", match[1]) if match else []
        return frozenset(self.own) | {common(part) for part in parts if part in _signs()}

    @property
    def signed(self) -> str | None:
        """The agency whose text it says that it is, where no other outlet is known to have printed it."""
        names = (credit.words for credit in self._datelines)
        agencies = (name for name in names if name in _signs() or not outlet_of(name))
        return None if self.node.outlet else next(agencies, None)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """The outlets that it credits, itself left out."""
        return tuple(credit for credit in (*self._signed, *self._credited()) if credit.outlet not in self.own)

    @property
    def source(self) -> str | None:
        """Words that credit an outlet, whoever else is asked."""
        return next((credit.words for credit in self.credits if credit.sure), None)

    @cached_property
    def elsewhere(self) -> str | None:
        """Words that say, without a name, that the text comes from elsewhere."""
        found = (load().elsewhere.search(line) for line in self._lines())
        return next((match[match.lastindex or 0] for match in found if match), None)

    def tells(self, other: Voice) -> str | None:
        """Words of its running text by which the other's outlet told what it tells."""
        names = {name for one, spelt in other.own.items() if one not in self.own for name in _spellings(one, spelt)}
        if not names:
            return None
        spelt = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
        name = rf"(?:{spelt})(?![\w-]|\s+[A-Z])"
        telling = re.compile(rf"(?i:{load().told_by}){name}|(?<![\w-]){name}(?i:{load().tells})")
        blocks = ((start, end) for start, end, role in self.node.blocks if role in ANALYSED)
        found = (telling.search(self.node.text, start, end) for start, end in blocks)
        return next((match.group() for match in found if match), None)

    @cached_property
    def _signed(self) -> tuple[Credit, ...]:
        """Who signs it: agencies, and outlets in its byline."""
        lines = (self.node.text[start:end] for start, end, role in self.node.blocks if role == "byline")
        named = (_credit(part, part) for line in lines for part in _PARTS.split(line))
        return (*self._datelines, *(credit for credit in named if credit and credit.sure))

    @cached_property
    def _datelines(self) -> tuple[Credit, ...]:
        """Agencies in the dateline, alone on a line, or in brackets at the end."""
        names = []
        last = max((end for _, end, role in self.node.blocks if role in ANALYSED), default=0)
        for start, end, role in self.node.blocks:
            block = self.node.text[start:end]
            if role == "dateline":
                names += [next(filter(None, match.groups())) for match in _SIGNED.finditer(block)]
            elif role in ANALYSED and role != "title":
                match = _SIGNED_AT_END.search(block[-_SIGN:]) if end == last else None
                name = (match[1] if match else block).strip(_EDGES)
                names += [name] if name in _signs() else []
        return tuple(Credit(common(name), name) for name in names)

    def _credited(self) -> Iterator[Credit]:
        """What lines credit by name."""
        for line in self._lines():
            for match in load().credited.finditer(line):
                words = _SENTENCE_ENDS.split(line[match.end() :], maxsplit=1)[0]
                for part in _PARTS.split(words):
                    if credit := _credit(part, f"{match.group().lstrip(_EDGES).rstrip()} {part}"):
                        yield credit
            for match in load().alone.finditer(line):
                if credit := _credit(line[match.end() :].strip(_EDGES), line.strip(_EDGES)):
                    yield credit

    def _lines(self) -> Iterator[str]:
        """Lines where credits stand; one that credits a picture is none."""
        for start, end, role in self.node.blocks:
            if role not in ANALYSED or (role != "title" and end - start < _CREDIT_LINE):
                lines = self.node.text[start:end].splitlines()
                yield from (line for line in lines if not load().pictures.search(line))


@lru_cache(maxsize=64)
def voice(node: CopyNode) -> Voice:
    """The voice of a report, kept while it is compared with many."""
    return Voice(node)


def _credit(part: str, words: str) -> Credit | None:
    """The outlet that some words of a credit name; persons, too, may be named there, so most are not sure."""
    name = _STAFF.sub("", part.strip(_EDGES))
    known = outlet_of(name)
    name = without_article(name)
    if known and (name in _spellings(known.name, name="") or _capital(name)):
        return Credit(known.name, words)
    if not (_capital(name) or _DOMAIN.fullmatch(name)):
        return None
    return Credit(common(name), words, sure=" " in name and name.split()[-1].lower() in load().names)


def _capital(name: str) -> bool:
    """Whether a name is written as one: no word of four letters and more in small ones."""
    words = name.split()
    return bool(words) and words[0][0].isupper() and not any(word.islower() and len(word) > 3 for word in words)


def _spellings(outlet: str, name: str) -> set[str]:
    """All names of an outlet as texts write them, after an article or without it."""
    known = outlet_of(outlet)
    names = {known.name, *known.aliases, *known.signs, *known.domains} if known else set()
    return {without_article(spelt) if " " in spelt else spelt for spelt in {*names, name} if spelt}


@cache
def _signs() -> frozenset[str]:
    """The names by which agencies sign, as they are written."""
    agencies = {outlet.name: outlet for outlet in known_outlets().values() if outlet.signs or outlet.kind == "agency"}
    return frozenset(name for one in agencies.values() for name in (one.name, *one.aliases, *one.signs))
