"""Spotting names: the tables' names united with the parse's entities.

The tables win wherever both speak, but for an entity that holds the table's name and more ("Bank of China", "Michael
Jordan"): that is another name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from communique.actor.clause import speaks
from communique.actor.lexicon import Index, Listed
from communique.resources.vocabulary import wordlist

_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_JOINTS = frozenset({"-", "–", "/"})
_PREFIXES = frozenset({"anti", "pro", "ex", "non", "post", "pre", "neo"})
"""What stands before a name with a hyphen and is no part of it: the "anti" of "anti-Orla"."""
_PARTICLES = wordlist("names", "particles")
_OFFICES = frozenset({"President", "Minister", "Chancellor", "King", "Queen", "Emir", "Sultan", "Premier", "Secretary"})
_LOWER_OK = _PARTICLES | {
    "of",
    "the",
    "for",
    "and",
    "y",
    "on",
    "in",
    "to",
    "&",
    "-",
    "'s",
    "’s",
    "’",
    "'",
    ".",
    ",",
}


@dataclass(slots=True)
class Spot:
    """A run of tokens that is a name: `listed` if the tables hold it, else the parse's `label`."""

    start: int
    end: int
    label: str
    listed: Listed | None = None


def spots(doc: Doc, index: Index, stands: Callable[[Doc, int, int, str], bool]) -> list[Spot]:
    """All names of a block in text order, none overlapping; `stands` says whether the parse's name is one."""
    words = [token.text for token in doc]
    known = _known(doc, words, index)
    taken: list[Spot | None] = [None] * len(words)
    for spot in known:
        taken[spot.start : spot.end] = [spot] * (spot.end - spot.start)
    found = {id(spot): spot for spot in known}
    for entity in doc.ents:
        if entity.label_ not in _LABELS and entity.label_ not in {"PRODUCT", "WORK_OF_ART", "EVENT"}:
            continue
        start, end = _trimmed(doc, entity.start, entity.end)
        if start >= end:
            continue
        for piece_start, piece_end in _pieces(doc, start, end, taken):
            label = "PERSON" if after_office(doc, piece_start, piece_end, taken) else entity.label_
            inner = {id(spot): spot for spot in taken[piece_start:piece_end] if spot is not None}
            if not (
                _stands(doc, piece_start, piece_end, label, list(inner.values()))
                and stands(doc, piece_start, piece_end, label)
            ):
                continue
            for key in inner:
                found.pop(key, None)
            spot = Spot(piece_start, piece_end, label)
            found[id(spot)] = spot
            taken[piece_start:piece_end] = [spot] * (piece_end - piece_start)
    for spot in found.values():
        spot.end = _whole(doc, spot, taken)
    return sorted(found.values(), key=lambda spot: spot.start)


def _whole(doc: Doc, spot: Spot, taken: list[Spot | None]) -> int:
    """Where a listed person's name ends whose further parts the tables leave out: "Sheikh Omran bin Said Al Talib"."""
    if spot.listed is None or spot.listed.sort != "person" or spot.end - spot.start < 2:
        return spot.end
    end = spot.end
    while end < len(doc) and taken[end] is None and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "PERSON":
        if not (doc[end].text[:1].isupper() or doc[end].lower_ in _PARTICLES):
            break
        end += 1
    return end if doc[end - 1].text[:1].isupper() else spot.end


def _known(doc: Doc, words: list[str], index: Index) -> list[Spot]:
    """Longest matches of the tables, left to right."""
    found: list[Spot] = []
    entities = {(entity.start, entity.end): entity.label_ for entity in doc.ents}
    position, size = 0, len(words)
    while position < size:
        step = 1
        for name, listed in _runs(words, position, index):
            length = len(name)
            if not _plausible(doc, position, length, listed):
                continue
            label = entities.get((position, position + length), "")
            found.append(Spot(position, position + length, label, listed))
            step = length
            break
        position += step
    return found


def _runs(words: list[str], position: int, index: Index) -> list[tuple[tuple[str, ...], Listed]]:
    """The listed names that begin here, longest first; names of several words also in capitals, or with each word's first so."""

    def fits(name: tuple[str, ...]) -> bool:
        here = words[position : position + len(name)]
        return len(here) == len(name) and all(
            word in {n, n.upper(), _raised(n)} for n, word in zip(name, here, strict=True)
        )

    found = [(name, listed) for name, listed in index.get(words[position], ()) if len(name) == 1 or fits(name)]
    if words[position].isupper() and (plain := words[position].title()) != words[position]:
        found += [(name, listed) for name, listed in index.get(plain, ()) if len(name) > 1 and fits(name)]
    return found


def _raised(word: str) -> str:
    """A word of a name with its first letter in capitals: the "Bin" of headlines."""
    return word[:1].upper() + word[1:]


def _plausible(doc: Doc, position: int, length: int, listed: Listed) -> bool:
    """Whether a match can be a name here.

    One word that is also an everyday word ("Time", "Nice") must be marked as a name by the parse or, an outlet's, speak.
    """
    token = doc[position]
    if length == 1 and listed.sort == "state" and _longer(doc, position):
        return False
    if listed.sort in {"state", "adjective", "people", "person"} or length > 1:
        return True
    if listed.sort in {"capital", "body"}:
        return token.pos_ == "PROPN" or bool(token.ent_type_) or _acronym(doc, position)
    named = token.pos_ == "PROPN" and speaks(token)
    return (bool(token.ent_type_) and token.ent_type_ not in {"DATE", "TIME", "CARDINAL", "PERSON"}) or (
        named and not token.ent_type_
    )


def _acronym(doc: Doc, position: int) -> bool:
    """Whether a word is in capitals in the midst of words that are not: "UNICEF", which the parse may take for no name."""
    word = doc[position].text
    beside = doc[max(0, position - 1) : position + 2]
    return (
        len(word) > _SHORT and word.isupper() and not any(o.is_upper for o in beside if o.i != position and o.is_alpha)
    )


_SHORT = 3
"""Most letters of a word in capitals that may be emphasis: "WHO", "ALL"."""


def _longer(doc: Doc, position: int) -> bool:
    """Whether the word is part of another name: "New Jersey", "South Carolina"."""
    before, token = doc[position - 1] if position else None, doc[position]
    if before is not None and before.text == "New":
        return True
    compass = token.text in {"North", "South", "East", "West"} and position + 1 < len(doc)
    return compass and doc[position + 1].text[:1].isupper() and doc[position + 1].pos_ == "PROPN"


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """An entity without articles, prefixes, closing possessives and blanks."""
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text in _JOINTS:
        start += 2
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_space or doc[start].is_punct):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS"
        or doc[end - 1].is_space
        or (doc[end - 1].is_punct and doc[end - 1].text != ".")
        or doc[end - 1].text in {"’s", "'s", "’", "'"}
    ):
        end -= 1
    return start, end


def _pieces(doc: Doc, start: int, end: int, taken: list[Spot | None]) -> list[tuple[int, int]]:
    """An entity cut at line breaks, and after a possessive or a hyphen that follows a known name ("China's Xi")."""
    cuts = [start]
    for position in range(start, end):
        token = doc[position]
        if (
            "\n" in token.text
            or token.text == "|"
            or (position > start and taken[position - 1] is not None and (token.tag_ == "POS" or token.text in _JOINTS))
        ):
            cuts += [position, position + 1]
        elif position > start and after_office(doc, position, end, taken):
            cuts.append(position)
    cuts.append(end)
    return [(a, b) for a, b in pairwise(cuts) if a < b and doc[a].text[0].isalnum()]


def after_office(doc: Doc, start: int, end: int, taken: list[Spot | None]) -> bool:
    """Whether a name follows the state of its bearer's office: the "Karin Tamm" of "President of Estonia Karin Tamm".

    Or of "President of the Estonian Republic Karin Tamm".
    """
    state = taken[start - 1] if start else None
    if state is None or state.listed is None or state.listed.sort != "state" or state.start < 2 or end - start < 2:
        return False
    of = state.start - (2 if doc[state.start - 1].lower_ == "the" else 1)
    if of < 1 or doc[of].lower_ != "of" or doc[of - 1].text not in _OFFICES:
        return False
    return all(token.text[:1].isupper() or token.lower_ in _PARTICLES for token in doc[start:end])


def _stands(doc: Doc, start: int, end: int, label: str, inner: list[Spot]) -> bool:
    """Whether an entity is kept against the known names inside it."""
    if not any(token.text[:1].isupper() or token.text[:1].isdigit() for token in doc[start:end]):
        return False
    if not inner:
        return label in _LABELS
    if any(spot.start < start or spot.end > end for spot in inner):
        return False
    if end - start == sum(spot.end - spot.start for spot in inner):
        return False
    rest = [doc[i] for i in range(start, end) if not any(s.start <= i < s.end for s in inner)]
    if not any(token.text[:1].isupper() for token in rest):
        return False
    persons = [s for s in inner if s.listed is not None and s.listed.sort == "person"]
    if persons:
        return False
    adjective_first = inner[0].start == start and inner[0].listed is not None and inner[0].listed.sort == "adjective"
    if label == "PERSON":
        return not adjective_first and all(token.text[:1].isupper() or token.lower_ in _LOWER_OK for token in rest)
    return label in {"ORG", "FAC", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART"}
