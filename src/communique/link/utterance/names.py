"""One name in two spellings, short and in full, or with and without a title: what newsrooms write each in their own way.

A quotation that names "Prime Minister Ode Karim" here and "Kareem" there has the same words, whoever wrote them down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from communique.link.utterance.tokens import Mark, Rendering, Word
from communique.link.words import normal, weight
from communique.resources import gazetteer
from communique.resources.entries import Place, fold
from communique.resources.wordings import load

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a report mentions: `words` with the title before it, `name` without, as forms; who it is, if a person."""

    words: Phrase
    name: Phrase
    actor: str
    person: bool

    def same(self, other: Named) -> bool:
        """Whether both are one person: by id, or the shorter one, whom no table knows, has no name but the other's."""
        if not (self.person or other.person) or set(self.name).isdisjoint(other.name):
            return False
        if self.actor == other.actor:
            return True
        short, full = sorted((self, other), key=lambda one: (one.actor.startswith("Q"), len(one.name)))
        return full.person and not short.actor.startswith("Q") and set(short.name) <= set(full.name)


def levelled(
    sides: tuple[Rendering, Rendering], named: tuple[Sequence[Named], Sequence[Named]]
) -> tuple[Rendering, Rendering]:
    """Both sides with each name that is one in both in one form; `named` are the names that each mentions."""
    left, right = sides
    spellings = _spellings(left, right)
    spelt: dict[Phrase, str] = {(form,): common for form, common in spellings.items()}
    left, right = _replaced(left, spelt), _replaced(right, spelt)
    left, right = _replaced(left, _acronyms(right, left)), _replaced(right, _acronyms(left, right))
    mine, theirs = ([_spelt(one, spellings) for one in side] for side in named)
    persons = _persons([*mine, *_bare(theirs, mine, left)], [*theirs, *_bare(mine, theirs, right)])
    return _replaced(left, persons), _replaced(right, persons)


def _bare(named: Sequence[Named], known: Sequence[Named], side: Rendering) -> Iterator[Named]:
    """Persons of the other side whose surname stands here by itself, though no mention is told of it."""
    taken = {form for one in known for form in one.name}
    names = {word.form for word in side.words if word.named} - taken
    for one in named:
        if one.person and one.name[-1:] != one.words and not names.isdisjoint(one.name[-1:]):
            yield Named(one.name[-1:], one.name[-1:], one.actor, person=True)


def _persons(mine: Sequence[Named], theirs: Sequence[Named]) -> dict[Phrase, str]:
    """Phrases that name persons whom both sides name, each with the shortest name that stands for it and for nobody else."""
    names: dict[Phrase, Phrase] = {}
    for one, other in product(mine, theirs):
        if one.same(other):
            short = min(one.name, other.name, key=_shortest)
            for phrase in (one.words, other.words):
                names[phrase] = min(short, names.get(phrase, short), key=_shortest)
    several = {
        name
        for side in (mine, theirs)
        for name in names.values()
        if len({one.actor for one in side if names.get(one.words) == name}) > 1
    }
    return {phrase: "".join(name) for phrase, name in names.items() if name not in several}


def _shortest(name: Phrase) -> tuple[int, Phrase]:
    return len(name), name


def _spelt(one: Named, spellings: Mapping[str, str]) -> Named:
    words, name = (tuple(spellings.get(form, form) for form in forms) for forms in (one.words, one.name))
    return replace(one, words=words, name=name)


def _replaced(side: Rendering, forms: Mapping[Phrase, str]) -> Rendering:
    """A rendering with each of some phrases, the longest first, as one word of another form."""
    longest = max(map(len, forms), default=0)
    marked = {mark.at for mark in side.marks}
    words: list[Word] = []
    places: list[int] = []
    at = 0
    while at < len(side.words):
        here = (
            n
            for n in range(min(longest, len(side.words) - at), 0, -1)
            if side.forms[at : at + n] in forms and marked.isdisjoint(range(at + 1, at + n))
        )
        length = next(here, 0)
        places += [len(words)] * max(length, 1)
        if length:
            start, end = side.words[at].span[0], side.words[at + length - 1].span[1]
            words.append(Word(forms[side.forms[at : at + length]], side.text[start:end], (start, end)))
        else:
            words.append(side.words[at])
        at += max(length, 1)
    places.append(len(words))
    marks = tuple(Mark(places[mark.at], mark.kind, mark.words) for mark in side.marks)
    return Rendering(side.text, tuple(words), marks)


def _acronyms(short: Rendering, full: Rendering) -> dict[Phrase, str]:
    """The names of `full` that the other side gives by their initials: "United Nations", "UN"."""
    found: dict[Phrase, str] = {}
    for word in short.words:
        if 1 < len(word.form) <= _ACRONYM and word.raw.isupper() and word.form not in full.forms:
            found |= dict.fromkeys(_spelling_out(word.form, full), word.form)
    return found


_ACRONYM = 5
"""Most letters of an acronym."""


def _spelling_out(letters: str, side: Rendering) -> Iterator[Phrase]:
    """The runs of words with capitals, small words between them left aside, whose initials are the letters."""
    for start in range(len(side.words)):
        initials = ""
        for end, word in enumerate(side.words[start : start + 2 * len(letters)], start):
            if not word.named and (not initials or word.form not in load().joiners):
                break
            initials += word.form[:1] if word.named else ""
            if word.named and initials == letters:
                yield side.forms[start : end + 1]


def _spellings(left: Rendering, right: Rendering) -> dict[str, str]:
    """Names of one side alone that are names of the other side alone in another spelling, each with the form of both."""
    mine, theirs = (
        {word.form: word.raw for word in one.words if _a_name(word) and word.form not in other.forms}
        for one, other in ((left, right), (right, left))
    )
    found: dict[str, str] = {}
    for (one, raw), (other, written) in product(sorted(mine.items()), sorted(theirs.items())):
        if spelt_alike(one, other) and not _told_apart(raw, written):
            found.setdefault(one, min(one, other))
            found.setdefault(other, min(one, other))
    return found


def _a_name(word: Word) -> bool:
    return word.named and len(word.form) >= _LEAST and weight(normal(word.raw)) > _RARE


_LEAST = 4
"""Letters of a name that may be spelt in two ways."""
_RARE = 3.0
"""Least weight of a word that is taken for a name though all words of its place have capitals."""


def _told_apart(one: str, other: str) -> bool:
    """Whether the tables know both names, as those of different states, bodies or persons: "Mali" and "Male"."""
    known = gazetteer.load()
    entries = [{*known.named(name), *known.surnames.get(fold(name), ())} for name in (one, other)]
    towns = all(isinstance(entry, Place) for side in entries for entry in side)
    return all(entries) and not towns and entries[0].isdisjoint(entries[1])


def rivals(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two brackets hold names of two: of two states or their people, else names with no word in common.

    A name beside a phrase, and a state beside a name that may be of it, tell nothing.
    """
    sides = [[word for word in side if word.form not in load().determiners] for side in (one, other)]
    if not all(side and all(word.named for word in side) for side in sides):
        return False
    states = [{state for word in side for state in _states(word)} for side in sides]
    if any(states):
        return all(states) and states[0].isdisjoint(states[1])
    return not any(a.form == b.form or spelt_alike(a.form, b.form) for a, b in product(*sides))


def _states(word: Word) -> set[str]:
    """The states that a word may mean, by their names, peoples and capitals."""
    known, name = gazetteer.load(), fold(word.raw)
    state = known.state(word.raw)
    found = {each.code for each in (*known.demonyms.get(name, ()), *known.capitals.get(name, ()))}
    return found | ({state.code} if state else set())


@lru_cache(maxsize=100_000)
def spelt_alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one name in the Latin alphabet: the same consonants, and vowels near each other.

    Newsrooms transliterate: "Kiev" is "Kyiv", "Odessa" "Odesa", "Hezbollah" "Hizbullah", "Mohamed" "Muhammad".
    """
    long = max(len(one), len(other)) >= _LONG
    return any(_near(a, b, long=long) for a, b in product(_skeletons(one), _skeletons(other)))


_LONG = 5
"""Letters of a name in which one vowel may be another."""


def _near(one: str, other: str, *, long: bool) -> bool:
    """Whether two skeletons are equal but for one vowel: "Ahmed", "Ahmad"; "Kharkov", "Kharkiv"."""
    if len(one) != len(other):
        return False
    apart = [f"{min(a, b)}{max(a, b)}" for a, b in zip(one, other, strict=True) if a != b and {a, b} != {"E", "e"}]
    slavic = one[-1] == other[-1] == "v" and one[:-2] == other[:-2]
    return not apart or (apart in (["EO"], ["Oe"]) and slavic) or (long and len(apart) == 1 and apart[0] in _CLOSE)


_CLOSE = frozenset({"Ae", "EY", "Ye"})
"""Classes of vowels that stand for one another in a long name: "Ahmed", "Ahmad"; "Husain", "Husein"."""


@lru_cache(maxsize=100_000)
def _skeletons(name: str) -> frozenset[str]:
    """A name's consonants as English writes them, each run of vowels as its class: front, back, a, or mixed.

    "q" is written "k" and "g" in other newsrooms, an "h" behind the first letter "g" or not at all.
    """
    plain = fold(name)
    found = set()
    for q, h in product("kg", ("", "g")):
        word = plain.replace("q", q)
        for sound, letter in _SOUNDS:
            word = sound.sub(letter, word)
        word = word[:1] + word[1:].replace("h", h)
        word = re.sub(r"([^aeiouy])\1+", r"\1", word)
        found.add(_VOWELS.sub(lambda run: _class(run.group()), word))
    return frozenset(found)


_SOUNDS = tuple(
    (re.compile(sound), letter)
    for sound, letter in (
        ("sch|sh", "S"), ("tch|ch", "C"), ("zh", "Z"), ("([kgdtb])h", r"\1"), ("ph", "f"), ("ck", "k"), ("x", "ks"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("w", "v"),
    )
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]+")


def _class(run: str) -> str:
    """The class of a run of vowels: e, E (front ones), O (back ones), A, Y (a and front ones), W (a and back ones), X (mixed)."""
    if run == "e":
        return run
    front, back, a = (not {*letters}.isdisjoint(run) for letters in ("iey", "ou", "a"))
    if a:
        return "X" if front and back else "Y" if front else "W" if back else "A"
    return "X" if front and back else "E" if front else "O"
