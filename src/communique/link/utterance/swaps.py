"""What plainly made a difference: a word exchanged, two that changed places, a negation moved, a question made a statement."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from communique.link.utterance.sites import Site
from communique.link.utterance.tokens import Rendering, Word
from communique.link.wording import stem, stems
from communique.resources.wordings import load

Swap: TypeAlias = Literal["", "shortened", "substituted", "negation"]

FEW = 3
"""Words of one swapped stretch beyond which it is no swap of a name or a word but another wording."""


def exchanged(found: Sequence[Site]) -> bool:
    """Whether a few words stand for others, or persons or names for others, while all the rest stands word for word."""
    if not all(site.swapped for site in found):
        return False
    sizes = [(len(site.left), len(site.right)) for site in found]
    if max(map(max, sizes)) > FEW:
        return False
    words = _words(found)
    persons = all(word.form in load().pronouns for word in words)
    names = all(word.named for word in words if word.form not in load().determiners)
    return persons or names or (len(found) == 1 and (min(sizes[0]) == 1 or all(map(telling, words))))


def telling(word: Word) -> bool:
    """Whether a word tells something by itself: it is none of those that only join, point, deny or build a tense."""
    classes = load()
    joins = classes.pronouns | classes.determiners | classes.prepositions | classes.joints
    return word.form not in joins | classes.auxiliaries | classes.negations


def roles(found: Sequence[Site]) -> bool:
    """Whether all that differs are two stretches that have changed places: "we owe them", "they owe us".

    In a passive they do so in vain.
    """
    match found:
        case [one, other] if not any(word.form in load().agents for word in _words(found)):
            return bool(_nouns(one.left) & _nouns(other.right) and _nouns(one.right) & _nouns(other.left))
        case _:
            return False


def _words(found: Sequence[Site]) -> list[Word]:
    return [word for site in found for word in (*site.left, *site.right)]


def _nouns(words: Sequence[Word]) -> set[str]:
    return {stem(word.form) for word in words if word.form not in load().determiners}


def put_otherwise(found: Sequence[Site]) -> bool:
    """Whether words that one side alone has come back where the other has its own: "we sank it", "it was sunk by us"."""
    left, right = (stems(" ".join(word.raw for word in words)) for words in _told_by(found))
    return not left.keys().isdisjoint(right)


def _told_by(found: Sequence[Site]) -> tuple[list[Word], list[Word]]:
    return [word for site in found for word in site.left], [word for site in found for word in site.right]


def reordered(left: Sequence[str], right: Sequence[str]) -> Swap:
    """What plainly made another order of the same words: a negation or "only" moved, or two subjects that changed places."""
    rest = [[form for form in forms if form not in load().negations] for forms in (left, right)]
    if rest[0] == rest[1]:
        return "negation"
    bare = [[form for form in forms if form not in load().restrictors] for forms in (left, right)]
    return "substituted" if bare[0] == bare[1] or _places_changed(left, right) else ""


def _places_changed(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether, ends that are the same left aside, the first few words of one are the last of the other, both ways."""
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    places = [(n, m) for n in range(1, FEW + 1) for m in range(1, FEW + 1) if n + m < len(left)]
    return any(
        left[:n] == right[-n:] and left[-m:] == right[:m] and left[n:-m] == right[m:-n] and _acting(left[n:-m])
        for n, m in places
    )


def _acting(between: Sequence[str]) -> bool:
    """Whether what stands between two is more than a joint: "trade and peace" is "peace and trade"."""
    return not set(between) <= load().joints | load().determiners | load().prepositions


def moved(left: Rendering, right: Rendering) -> bool:
    """Whether two orders of the same words say the same: whole sentences in another order, or nouns around "and" and "or"."""
    return _sentences(left) == _sentences(right) or _joined_otherwise(left, right)


_END = re.compile(r"[.!?\x1e]")


def _sentences(side: Rendering) -> Counter[tuple[str, ...]]:
    """The forms of each sentence; a quotation that is broken off goes on in another."""
    return Counter(_parts(side, lambda at: _END.search(_behind(side, at)) is not None))


def _joined_otherwise(left: Rendering, right: Rendering) -> bool:
    """Whether the words that stand otherwise are a few names or nouns around "and" or "or": "trade and peace"."""
    same = [one == other for one, other in zip(left.forms, right.forms, strict=True)]
    first, last = same.index(False), len(same) - same[::-1].index(False)
    for start in range(max(0, first - FEW), first + 1):
        for end in range(last, min(len(same), last + FEW) + 1):
            one, other = (_members(side, start, end) for side in (left, right))
            if one and one == other:
                return True
    return False


def _members(side: Rendering, start: int, end: int) -> Counter[tuple[str, ...]]:
    """The members of a stretch that are joined by "and" or "or"; none if it is no such stretch or a member is a clause."""
    classes = load()
    forms = side.forms[start:end]
    joint = [form for form in forms if form in classes.coordinators]
    parts = _parts(side, lambda at: "," in _behind(side, at) or side.forms[at] in classes.coordinators, start, end)
    members = [tuple(form for form in part if form not in classes.coordinators) for part in parts]
    subjects = classes.pronouns - classes.determiners
    short = all(0 < len(member) <= FEW and subjects.isdisjoint(member) for member in members)
    return Counter(members) if short and len(set(joint)) == 1 and forms[-1] not in joint else Counter()


def _parts(
    side: Rendering, ends: Callable[[int], bool], start: int = 0, end: int | None = None
) -> list[tuple[str, ...]]:
    """The forms from `start` to `end`, parted behind each word that ends a part."""
    stop = len(side.words) if end is None else end
    cuts = [start, *(at + 1 for at in range(start, stop - 1) if ends(at)), stop]
    return [side.forms[one:other] for one, other in pairwise(cuts)]


def asked(left: Rendering, right: Rendering) -> bool:
    """Whether one side asks what the other states, by the points behind words that align and the word that opens there."""
    blocks = difflib.SequenceMatcher(None, left.forms, right.forms, autojunk=False).get_matching_blocks()
    pairs = [(i + n, j + n) for i, j, size in blocks if size >= _TOGETHER for n in range(size)]
    return any((_asks(left, i) and _states(right, j)) or (_asks(right, j) and _states(left, i)) for i, j in pairs)


_TOGETHER = 3
"""Words that must align side by side for two sentences to be one."""


def _behind(side: Rendering, at: int) -> str:
    end = side.words[at + 1].span[0] if at + 1 < len(side.words) else len(side.text)
    return side.text[side.words[at].span[1] : end]


def _asks(side: Rendering, at: int) -> bool:
    return "?" in _behind(side, at)


def _states(side: Rendering, at: int) -> bool:
    """Whether a sentence ends behind a word that is no question by its point or its first word."""
    behind = _behind(side, at)
    ends = at + 1 == len(side.words) or any(point in behind for point in ".!;")
    start = max((n + 1 for n in range(at) if any(point in _behind(side, n) for point in ".!?;")), default=0)
    return ends and "?" not in behind and side.words[start].form not in load().askers
