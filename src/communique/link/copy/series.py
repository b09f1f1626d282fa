"""Series: texts of several days that have their wording from a stock and tell something else each day.

A caption under each day's picture has new first words and the background of the others. A daily table is one form with new
numbers in its places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from communique.link.copy.credit import voice
from communique.link.copy.features import CopyNode
from communique.link.sequel import follows
from communique.link.window import gap
from communique.link.words import normal
from communique.resources.entries import fold
from communique.time.lexicon import days

SHORT = 80
"""Most words of a text in a series, about twice a caption: longer ones tell more than one thing."""

OPENING = 4
"""Words that say what a text of a series is about."""

FIRST = 30
"""Words among which such a text names its day."""

FORM = 0.9
"""Least share of the longer text's words, numbers and names of days left out, that two fillings of one form have in common."""

FILLED = 4
"""Least numbers that a form filled anew has changed, and they are at least half of all: a toll brought up to date changes
two or three, a report printed again none."""

LONGEST = 150
"""Most words of a text that may tell one happening in the form of another."""

LONG = 1_500
"""Most code points of such a text, its quotations among them: a longer one is not even cut into words."""

FRAME = 0.5
"""Least share of the shorter text's words, quotations left out, that two fillings have in common in their order."""

PLACE = 5
"""Most words that stand in one place of a form; half of them and more are names and numbers."""

SHORTEST = 3
"""Least letters of a name that may be another."""

NAME, NUMBER, SPEECH, AGAIN, OTHER = 2, 1, 2, 2, 4
"""What a name or day in another's place counts, what a number, what it counts that both quote and nothing in common, or that one
alone tells of a sequel; and what two happenings told in one form reach: an update changes the day and a toll, a rewrite spells a
name in another way. Of the pairs with so much read in AllSides train and ECB+ (even topics) none is a copy."""

_VOWELS = frozenset("aeiou")
_JOINS = frozenset(".,:/-")


def in_series(a: CopyNode, b: CopyNode) -> bool:
    """Whether two reports are of one series, so that what they share is its stock of background."""
    if max(len(a.words), len(b.words)) > SHORT or not voice(a).voices & voice(b).voices:
        return False
    return _other_days(a, b) and not (_opens_as(a, b) or _opens_as(b, a))


def refilled(a: CopyNode, b: CopyNode) -> bool:
    """Whether two reports of different days are one form, as a table of rates, with other numbers in its places."""
    if not _other_days(a, b):
        return False
    (words, numbers), (other_words, other_numbers) = _form(a), _form(b)
    if (words & other_words).total() < FORM * max(words.total(), other_words.total()):
        return False
    changed = sum(number != other_numbers.get(place, number) for place, number in numbers.items())
    return changed >= max(FILLED, len(numbers) / 2, len(other_numbers) / 2)


def filled_anew(a: CopyNode, b: CopyNode) -> bool:
    """Whether two short reports are one form with other names, days, numbers and quotations in its places."""
    if max(len(a.text), len(b.text)) > LONG or max(len(a.words), len(b.words)) > LONGEST:
        return False
    # how words are matched depends on which text comes first
    a, b = sorted((a, b), key=lambda node: (node.text, node.id))
    told = _below_title(a), _below_title(b)
    words = [[word for word, _ in own] for own in told]
    if (Counter(words[0]) & Counter(words[1])).total() < FRAME * min(map(len, words)):
        return False
    blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < FRAME * min(map(len, words)):
        return False
    changed = sum(_counted(one) for one in {one for one, _ in _exchanged(told, blocks)})
    return changed + SPEECH * _speeches_apart(a, b) + AGAIN * (follows(a.text) != follows(b.text)) >= OTHER


_Told = Sequence[tuple[str, bool]]
"""Words, and which of them are names or numbers."""


@lru_cache(maxsize=512)
def _below_title(node: CopyNode) -> _Told:
    """The words of a report below its title, where most are written large."""
    titles = [(start, end) for start, end, role in node.blocks if role == "title"]
    return [
        (normal(word), named)
        for (word, (at, _)), named in zip(node.tokens, node.named.tolist(), strict=True)
        if not any(start <= at < end for start, end in titles)
    ]


def _counted(place: str) -> int:
    """What other words in a place count: a name, a number or, as in a date, both."""
    return NAME * any(word[0].isalpha() for word in place.split()) + NUMBER * any(map(str.isdigit, place))


def _exchanged(told: tuple[_Told, _Told], blocks: Sequence[Match]) -> Iterator[tuple[str, str]]:
    """Names and numbers that stand, between words in common, where the other has some that this one has nowhere."""
    everywhere = [{word for word, _ in own} for own in told]
    for before, after in pairwise((Match(0, 0, 0), *blocks)):
        one = _in_place(told[0][before.a + before.size : after.a])
        other = _in_place(told[1][before.b + before.size : after.b])
        if before.size + after.size <= 2 or everywhere[1].intersection(one) or everywhere[0].intersection(other):
            continue
        if one and other and not _spelt(" ".join(one), " ".join(other)):
            yield " ".join(one), " ".join(other)


def _spelt(one: str, other: str) -> bool:
    """Whether two names may be one in two spellings ("Kiev", "Kyiv"; "Gov", "Governor"), or are too short to tell ("US", "U")."""
    names = one.isalpha() and other.isalpha()
    one, other = sorted((fold(one).replace("y", "i"), fold(other).replace("y", "i")), key=len)
    letters = iter(other)
    left_out = other.startswith(one) or (len(other) - len(one) <= 1 and all(letter in letters for letter in one))
    vowel = len(one) == len(other) and [
        {*pair} <= _VOWELS for pair in zip(one, other, strict=True) if len({*pair}) > 1
    ] == [True]
    return names and (left_out or vowel or len(one) < SHORTEST)


def _in_place(told: _Told) -> list[str]:
    """The names and numbers in a place of a form; none where it is more than a place."""
    found = [word for word, named in told if named]
    return found if len(told) <= min(PLACE, 2 * len(found)) else []


def _speeches_apart(a: CopyNode, b: CopyNode) -> bool:
    """Whether both quote, and no three words on end stand in a quotation of each."""
    one, other = ({run for words in node.quoted(3) for run in zip(words, words[1:], words[2:], strict=False)}
                  for node in (a, b))  # fmt: skip
    return bool(one and other) and not one & other


@lru_cache(maxsize=64)
def _form(node: CopyNode) -> tuple[Counter[str], Mapping[tuple[str, str, int], str]]:
    """The words of a text's frame, and its numbers by place: the two words before, and which time these come."""
    words: Counter[str] = Counter()
    numbers: dict[tuple[str, str, int], str] = {}
    met: Counter[tuple[str, str]] = Counter()
    before, place, end = ("", ""), ("", "", 0), 0
    for word, (start, stop) in node.tokens:
        if not word[0].isdigit():
            if word not in days():
                words[word] += 1
            before = before[1], "" if word in days() else word
        elif before[1] == "0" and node.text[end:start] in _JOINS:
            numbers[place] += node.text[end:stop]
        else:
            met[before] += 1
            place = *before, met[before]
            numbers[place] = word
            before = before[1], "0"
        end = stop
    return words, numbers


def _other_days(a: CopyNode, b: CopyNode) -> bool:
    """Whether they were published on different days or, where that is not known, begin with different numbers."""
    apart = gap(a.published, b.published)
    if apart is not None:
        return apart > 0
    one, other = ({word for word in _first(node, FIRST) if word.isdigit()} for node in (a, b))
    return bool(one and other) and one != other


def _opens_as(a: CopyNode, b: CopyNode) -> bool:
    """Whether two neighbours of a report's first words stand in the other as well."""
    return not set(pairwise(_first(a, OPENING))).isdisjoint(pairwise(_first(b, SHORT)))


def _first(node: CopyNode, count: int) -> list[str]:
    """The first words of the text below its title."""
    titles = [(start, end) for start, end, role in node.blocks if role == "title"]
    words = (word for word, (at, _) in node.tokens if not any(start <= at < end for start, end in titles))
    return [word for word, _ in zip(words, range(count), strict=False)]
