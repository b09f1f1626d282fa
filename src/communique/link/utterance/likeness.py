"""How alike two wordings are: words in common, meaning, and the meaning of what they do not have in common.

Two sentences that share a frame and fill it differently ("we condemn the launch", "we condemn the arrest") are alike in
words and in meaning; what tells them apart is that their fillings mean different things. A name or a number that stands
in the place of another is left out of the comparison: it is what changes when one sentence is told wrongly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from communique.link.meaning import embed, likeness
from communique.link.utterance.sites import Site, sites
from communique.link.utterance.swaps import telling
from communique.link.utterance.tokens import Word, render
from communique.link.wording import Wording, overlap, stem, stems
from communique.link.words import weight, words
from communique.resources.wordings import load

MEANING, SHARE, REST, CONSTANT = 4.9, 3.2, 3.0, -5.9
"""Log-odds of one utterance: by the cosine of the meanings, by the share of weighted words in common, by the likeness of the
rest. Fitted by logistic regression on the tuned half of the labelled pairs and each speaker's pairs of other sentences."""

FULL = 8.0
"""Weight of the words not in common from which their likeness counts in full: two telling words, or as much as is in common."""

FEW = 3
"""Names or numbers in one place."""


def odds(a: str, b: str, *, least: float, lift: float = 0.0) -> tuple[float, float, tuple[str, ...]]:
    """Probability that two sentences are one utterance (0-1), the cosine of their meanings, and the terms; symmetric.

    `lift` is added to the log-odds for what else is known. The rest is compared only where it can lift the odds to
    `least`: that costs two more sentence vectors.
    """
    a, b = sorted((a, b))
    one, other, swapped = _levelled(a, b)
    share = _share(one, other, swapped)
    alike = likeness(embed(one), embed(other))
    base = MEANING * alike + SHARE * share + CONSTANT + lift
    reasons = [f"words {share:.2f}", f"meaning {alike:.2f}", *([f"the same words quoted + {lift}"] if lift else [])]
    rest = 0.0
    if _probability(base + REST) >= least:
        rest = _rest(one, other, swapped)
        reasons.append(f"the rest {rest:.2f}")
    return _probability(base + REST * rest), alike, tuple(reasons)


def put_alike(a: str, b: str) -> float:
    """Share of weighted words in common (0-1), names and numbers that stand in each other's place left out; symmetric."""
    return _share(*_levelled(*sorted((a, b))))


def names_exchanged(a: str, b: str) -> bool:
    """Whether a name or a number of one sentence stands in the place of another's; symmetric."""
    return bool(_levelled(*sorted((a, b)))[2])


def one_word_apart(a: str, b: str) -> bool:
    """Whether two sentences are the same, word for word and in order, but for one telling word or name in another's place."""
    found = [site for site in sites(render(a), render(b))[0] if site.words or site.editor]
    match found:
        case [Site(left=left, right=right)]:
            bare = [[word for word in side if word.form not in load().determiners] for side in (left, right)]
            return all(len(side) == 1 and telling(side[0]) for side in bare)
        case _:
            return False


def quotes_same(a: Wording, b: Wording) -> float:
    """Weight of the longest quotation of one that stands word for word in a quotation of the other; 0 if there is none."""
    pieces = [[(render(piece).forms, piece) for piece in wording.pieces] for wording in (a, b)]
    found = [
        min(math.fsum(stems(text).values()), math.fsum(stems(other).values()))
        for (one, text), (two, other) in product(*pieces)
        if _within(one, two) or _within(two, one)
    ]
    return max(found, default=0.0)


def cut_at_a_point(a: str, b: str) -> bool:
    """Whether two sentences are of the same words, or one is the other cut at a comma or the like; of four words or more."""
    short, long = sorted(map(render, (a, b)), key=lambda side: len(side.words))
    count = len(short.words)
    if count < LINE:
        return False
    ends = [(at, long.words[at - 1 : at + 1]) for at in (count, len(long.words) - count)]
    stretches = (long.forms[:count], long.forms[len(long.words) - count :])
    return any(
        forms == short.forms and (len(beside) < 2 or _POINT.search(long.text[beside[0].span[1] : beside[1].span[0]]))
        for forms, (_, beside) in zip(stretches, ends, strict=True)
    )


LINE = 4
"""Least words of a sentence that is known again by them alone, of one speaker in one story."""

_POINT = re.compile(r"[,;:.!?—–…]")


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) < SAME or len(short) > len(long):
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


@lru_cache(maxsize=10_000)
def _levelled(a: str, b: str) -> tuple[str, str, frozenset[str]]:
    """Both sentences without brackets, `b` with the names and numbers of `a` where it has others, and the stems of those."""
    a, b = _without_brackets(a), _without_brackets(b)
    found, _ = sites(render(a), render(b))
    swaps = [site for site in found if _exchange(site)]
    if not swaps:
        return a, b, frozenset()
    text, at = [], 0
    for site in swaps:
        start, end = site.right[0].span[0], site.right[-1].span[1]
        text += [b[at:start], a[site.left[0].span[0] : site.left[-1].span[1]]]
        at = end
    level = {word for site in swaps for word in stems(a[site.left[0].span[0] : site.left[-1].span[1]])}
    return a, "".join([*text, b[at:]]), frozenset(level)


def _share(a: str, b: str, swapped: frozenset[str]) -> float:
    """Share of weighted words in common, of the lighter side if it is a piece of the other, else of both sides' mean.

    What was levelled is no word in common.
    """
    left, right = ({w: v for w, v in stems(text).items() if w not in swapped} for text in (a, b))
    shared, share = overlap(left, right)
    one, other = render(a).forms, render(b).forms
    if _within(one, other) or _within(other, one):
        return share
    mean = (math.fsum(left.values()) + math.fsum(right.values())) / 2
    return (shared / mean + share) / 2 if mean else 0.0


def _without_brackets(text: str) -> str:
    return " ".join(word.raw for word in render(text).words) if "[" in text else text


def _exchange(site: Site) -> bool:
    """Whether names stand for names, or numbers for numbers."""
    if not site.swapped or max(len(site.left), len(site.right)) > FEW:
        return False
    both: tuple[Word, ...] = (*site.left, *site.right)
    return all(word.number for word in both) or all(word.named and weight(word.form) > _NAME for word in both)


SAME = 2
"""Least words of a quotation that can be found again: one quoted word is a word, not a line."""

_NAME = 3.0
"""Least weight of a word that is taken for a name at the start of a sentence, where all words have capitals."""


@lru_cache(maxsize=10_000)
def _rest(a: str, b: str, swapped: frozenset[str]) -> float:
    """Likeness of what two sentences do not share: 1 where that is next to nothing."""
    left, right = ({w: v for w, v in stems(text).items() if w not in swapped} for text in (a, b))
    only = [[word for word in side if word not in other] for side, other in ((left, right), (right, left))]
    least = min(math.fsum(side[word] for word in words) for side, words in zip((left, right), only, strict=True))
    shared, _ = overlap(left, right)
    full = min(FULL, shared)
    if not all(only) or not full:
        return 1.0
    share = min(least, full) / full
    alike = likeness(embed(_words(a, only[0])), embed(_words(b, only[1])))
    return 1 - share + share * alike


def _words(text: str, wanted: Iterable[str]) -> str:
    """The words of a text whose stems are wanted, in order."""
    keep = set(wanted)
    return " ".join(word for word in words(text) if stem(word) in keep)
