"""How two quoted wordings of one utterance differ: the class of the change, and whether it puts words into a mouth.

`altered` means: quotation marks around different words. Cutting at the ends, and cuts and additions that a mark owns up
to, are newsroom custom and alter nothing, unless what was cut or put in turns the meaning.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.link.utterance.names import Named, levelled, rivals, spelt_alike
from communique.link.utterance.sites import Site, denying, pieced, sites, turns
from communique.link.utterance.swaps import Swap, asked, exchanged, moved, put_otherwise, reordered, roles
from communique.link.utterance.tokens import BREAK, Rendering, Word, render
from communique.link.utterance.told import backshifted, opposite
from communique.link.wording import overlap, stems
from communique.model.statement import Change
from communique.resources.wordings import load

SAME_WORDS = 0.5
"""Least share of the shorter side's words in the other for a number or a negation to be compared."""

TOLD_ALIKE = 0.75
"""The same where a report tells one of them in its own words, persons and tenses levelled."""

BOTH_DENY = 0.75
"""The same where both sides deny something: two of one's denials beside one of the other's are no negation lost."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The change between two wordings, whether it alters what was said, and what shows it.

    `swap` says what plainly made it: words left out, or a name or word exchanged while the rest stands word for word.
    """

    change: Change
    altered: bool
    reasons: tuple[str, ...] = ()
    swap: Swap = ""
    edge: bool = False
    """Whether it is altered because of what was cut at an end."""


def difference(
    a: Sequence[str],
    b: Sequence[str],
    *,
    named: tuple[Sequence[Named], Sequence[Named]] = ((), ()),
    told: bool = False,
) -> Difference:
    """The change between two wordings, each given by its pieces and the names in it. Symmetric.

    `told` says that a report tells one of them in its own words, in which "we will" becomes "they would".
    """
    sides = sorted(
        ((render(BREAK.join(pieces)), names) for pieces, names in zip((a, b), named, strict=True)),
        key=lambda side: (side[0].forms, side[0].text),
    )
    left, right = levelled((sides[0][0], sides[1][0]), (sides[0][1], sides[1][1]))
    found = _difference(left, right, told=told)
    if not told and not found.altered and (put := _put_apart(left, right)):
        return Difference("marked", altered=True, reasons=(put,), swap="substituted")
    if not told and found.change not in {"number", "negation"} and asked(left, right):
        change: Change = "reordered" if found.change == "reordered" else "reworded"
        return Difference(
            change, altered=True, reasons=(*found.reasons, "a question / a statement"), swap="substituted"
        )
    return found


def _difference(left: Rendering, right: Rendering, *, told: bool) -> Difference:
    found, aligned = sites(left, right)
    if not any(site.words or site.editor for site in found):
        return _same(left, right)
    if Counter(left.forms) == Counter(right.forms) and any(site.words for site in found):
        altered = not moved(left, right)
        return Difference("reordered", altered=altered, swap=reordered(left.forms, right.forms) if altered else "")
    open_sites = [site for site in found if not _owned(site)]
    if not open_sites and 2 * aligned >= min(len(left.words), len(right.words)):
        return _cut(found)
    joined = pieced(left, right)
    if joined is not None:
        return _cut(joined) if joined else Difference("marked", altered=True, reasons=(OUT_OF_ORDER,), swap="shortened")
    return _turned(left, right, found, told=told) or _reworded(found, open_sites)


def _put_apart(left: Rendering, right: Rendering) -> str:
    """What brackets behind the same words make plain in two ways: "They [the Ardenes]", "They [the Tellans]"; else empty."""
    mine, theirs = (
        {side.forms[max(0, mark.at - _BEFORE) : mark.at]: mark.words for mark in side.marks if mark.words}
        for side in (left, right)
    )
    both = ((mine[words], theirs[words]) for words in sorted(mine.keys() & theirs.keys()))
    return next((" / ".join(f"[{_raw(put)}]" for put in pair) for pair in both if rivals(*pair)), "")


_BEFORE = 2
"""Words before a bracket by which it stands in one place of both sides."""


OUT_OF_ORDER = "joined in another order"
"""Said of the pieces between ellipses."""


def _same(left: Rendering, right: Rendering) -> Difference:
    """The same words, but for what a mark owns up to, and titles and given names that one side leaves out."""
    theirs = {word.form: word for word in right.words}
    pairs = [(word, theirs[word.form]) for word in left.words if word.form in theirs]
    short = tuple(f"“{one.raw}” / “{other.raw}”" for one, other in pairs if _shortened(one, other))
    change: Change = "marked" if left.marked or right.marked else "trimmed" if short else "verbatim"
    return Difference(change, altered=False, reasons=short, swap="" if change == "verbatim" else "shortened")


def _shortened(one: Word, other: Word) -> bool:
    """Whether two names of one have other words, and are not an acronym and what it stands for."""
    names = one.named and other.named and not (one.number or one.raw.isupper() or other.raw.isupper())
    mine, theirs = (word.raw.casefold().replace("-", " ").split() for word in (one, other))
    alike = len(mine) == len(theirs) and all(a == b or spelt_alike(a, b) for a, b in zip(mine, theirs, strict=True))
    return names and max(len(mine), len(theirs)) > 1 and not alike


def _owned(site: Site) -> bool:
    """Whether a site is an end cut off, or marked where one side has no words of its own."""
    if site.swapped:
        return False
    return site.marked or site.aside or site.place != "inner" or any(mark.kind == "break" for mark in site.marks)


def _cut(found: Sequence[Site]) -> Difference:
    """What differs was cut at the ends or stands marked: custom, unless it turns the meaning."""
    marked = any(site.marked for site in found)
    name: Change = "marked" if marked else "trimmed"
    for site in found:
        how = turns(site)
        if how == "negation" or load().negations & {word.form for word in site.editor}:
            lost = (f"a negation is lost: “{_told(site)}”",)
            return Difference("negation", altered=True, reasons=lost, edge=bool(how) and site.place != "inner")
        if how:
            lost = (f"{'an' if how[0] in 'aeiou' else 'a'} {how} is lost: “{_told(site)}”",)
            return Difference(name, altered=True, reasons=lost, swap="shortened", edge=site.place != "inner")
    for site in found:
        if _supplanted(site):
            reason = f"“{_told(site)}” / [{' '.join(word.raw for word in site.editor)}]"
            return Difference(name, altered=True, reasons=(reason,), swap="substituted")
    reasons = tuple(f"left out: “{_told(site)}”" for site in found if site.words)
    return Difference(name, altered=False, reasons=reasons, swap="shortened")


def _supplanted(site: Site) -> bool:
    """Whether brackets hold another name, or one word for another, where a pronoun or a phrase should be made plain."""
    said, put = site.words, site.editor
    names = [{w.form for w in side if w.named and w.form not in load().determiners} for side in (said, put)]
    if all(names):
        return names[0].isdisjoint(names[1])
    if not said or not put or set(backshifted([w.form for w in said])) & set(backshifted([w.form for w in put])):
        return False
    function_words = load().pronouns | load().determiners
    return len(said) == len(put) == 1 and not {said[0].form, put[0].form} & function_words


def _turned(left: Rendering, right: Rendering, found: Sequence[Site], *, told: bool) -> Difference | None:
    """A number or a negation that one side has and the other lacks, in wordings otherwise close."""
    least = TOLD_ALIKE if told else SAME_WORDS
    numbers = [_amounts(side) for side in (left, right)]
    round_ = [set(side.forms) & load().magnitudes for side in (left, right)]
    if numbers[0] == numbers[1] and not told:
        numbers = [*round_]
    only = [sorted(numbers[0] - numbers[1]), sorted(numbers[1] - numbers[0])]
    if all(only) and _same_matter(left, right) >= least:
        reason = " / ".join(", ".join(form.removeprefix("#") for form in side) for side in only)
        return Difference("number", altered=True, reasons=(reason,))
    one, other = _beside_clauses(left, right, found)
    if told:
        one, other = (backshifted(forms) for forms in (one, other))
    alike = _alike(one, other) if told else _alike(left.forms, right.forms)
    if alike < least or (told and opposite(one, other)):
        return None
    denials = [denying(side) for side in _windows(one, other)]
    if all(denials) and alike < BOTH_DENY:
        return None
    if denials[0] % 2 != denials[1] % 2:
        return Difference("negation", altered=True, reasons=(f"{denials[0]} / {denials[1]} denials",))
    for site in found:
        if turns(site) == "negation" and site.place == "front":
            return Difference("negation", altered=True, reasons=(f"a negation is lost: “{_told(site)}”",))
    return None


_VALUE = re.compile(r"#\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def _amounts(side: Rendering) -> set[str]:
    """The numbers, ordinals and measures that a side tells; per cent as the part that they are."""
    found = {word.form for word in side.words if word.counts}
    for at, word in enumerate(side.words):
        behind = [form for form in side.forms[at + 1 : at + 4] if form not in load().determiners | load().prepositions]
        if _VALUE.fullmatch(word.form) and behind[:1] == ["percent"]:
            found = found - {word.form} | {f"#{float(word.form[1:]) / 100:.10g}"}
    return found


def _alike(left: Sequence[str], right: Sequence[str]) -> float:
    """Share of the shorter side's words in the other; of a side without words none."""
    shared = sum((Counter(left) & Counter(right)).values())
    return shared / min(len(left), len(right)) if left and right else 0.0


def _same_matter(left: Rendering, right: Rendering) -> float:
    """Share of words in common, numbers apart: of all words or, by weight, of those that tell something."""
    sides = [[word for word in side.words if not word.number] for side in (left, right)]
    _, telling = overlap(*(stems(" ".join(word.raw for word in side)) for side in sides))
    return max(telling, _alike(*([word.form for word in side] for side in sides)))


def _beside_clauses(left: Rendering, right: Rendering, found: Sequence[Site]) -> tuple[Sequence[str], Sequence[str]]:
    """The forms of both sides without whole clauses that only one has: what they deny they deny for themselves."""
    whole = [site for site in found if site.clause]
    first = {word.span for site in whole for word in site.left}
    second = {word.span for site in whole for word in site.right}
    return (
        [word.form for word in left.words if word.span not in first],
        [word.form for word in right.words if word.span not in second],
    )


def _windows(left: Sequence[str], right: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both sides from the first to the last word that align: ends that one side cuts do not turn a meaning.

    Where both go on beyond, with other words, the ends count: "nobody will come" is not "somebody will come".
    """
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    aligned = [(i + n, j + n) for i, j, size in blocks for n in range(size) if left[i + n] not in load().negations]
    if not aligned:
        return (), ()
    (i, j), (k, m) = aligned[0], aligned[-1]
    if i and j:
        i = j = 0
    if k < len(left) - 1 and m < len(right) - 1:
        k, m = len(left) - 1, len(right) - 1
    return left[i : k + 1], right[j : m + 1]


def _reworded(found: Sequence[Site], open_sites: Sequence[Site]) -> Difference:
    """Other words, or words left out inside without a mark."""
    reasons = tuple(f"“{_raw(site.left)}” / “{_raw(site.right)}”" for site in open_sites[:4])
    swap: Swap = ""
    if not any(site.swapped for site in open_sites):
        swap = "" if put_otherwise(found) else "shortened"
    elif exchanged(open_sites) or roles(found):
        swap = "substituted"
    return Difference("reworded", altered=True, reasons=reasons, swap=swap)


def _told(site: Site) -> str:
    return _raw(site.words)


def _raw(words: Sequence[Word]) -> str:
    """The words as they stand; one that stands for two ("don't") once."""
    return " ".join(dict(zip((word.span for word in words), (word.raw for word in words), strict=True)).values())
