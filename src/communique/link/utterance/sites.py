"""Where two renderings differ: the sites that alignment leaves, and whether an editor's mark owns up to each."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Literal, TypeAlias

from communique.link.utterance.tokens import Mark, Rendering, Word
from communique.parse.quotes import CLOSING, OPENING
from communique.resources import gazetteer
from communique.resources.entries import Person
from communique.resources.wordings import load
from communique.time import lexicon

Place: TypeAlias = Literal["front", "inner", "end"]
Stretch: TypeAlias = tuple[int, int, int, int]
"""Words of the left from and to, and of the right."""

_SENTENCE_END = re.compile(r"[.!?;:—–\x1e]")
_CLAUSE_END = re.compile(r"[.!?;:,—–\x1e]")
_ROUND = re.compile(r"\([^()]*\)")
_INSERTED = 3
"""Most words in round brackets that are an editor's ("some (fighters) have surrendered") and no remark of the speaker's."""
_CLOSE = 3
"""Words after a cut within which a condition still bears on the words before it: ", but only if"."""


@dataclass(frozen=True, slots=True)
class Site:
    """One difference: `left` and `right` words that do not align, where, and the marks that stand there on either side."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    place: Place
    marks: tuple[Mark, ...]
    lost: str
    """The text that only one side has, with its punctuation; empty if both or none have words here."""
    before: tuple[str, ...] = ()
    """The two forms before it on that side."""
    after: tuple[str, ...] = ()
    """The two words behind it there, as they stand."""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the side that alone has some."""
        return self.left or self.right

    @property
    def swapped(self) -> bool:
        """Whether both sides have words here."""
        return bool(self.left and self.right)

    @property
    def aside(self) -> bool:
        """Whether one side has an address or a filler here between points: "of course", "dear friends"."""
        told = tuple(word.form for word in self.words)
        return self.place == "inner" and _remark(self.lost) and told in load().asides

    @property
    def marked(self) -> bool:
        """Whether an ellipsis or a bracket stands here: a round one too, if only one side has its few words."""
        inserted = len(self.words) <= _INSERTED and _ROUND.fullmatch(self.lost.strip()) is not None
        return inserted or any(mark.kind != "break" for mark in self.marks)

    @property
    def clause(self) -> bool:
        """Whether only one side has words here, and points or an end of the quotation part them from the others on both sides."""
        head, tail = re.match(r"\W*", self.lost), re.search(r"\W*$", self.lost)
        return bool(
            self.lost
            and (self.place == "front" or (head and _CLAUSE_END.search(head.group())))
            and (self.place == "end" or (tail and _CLAUSE_END.search(tail.group())))
        )

    @property
    def editor(self) -> tuple[Word, ...]:
        """Words in brackets here."""
        return tuple(word for mark in self.marks for word in mark.words)


@lru_cache(maxsize=10_000)
def sites(left: Rendering, right: Rendering) -> tuple[tuple[Site, ...], int]:
    """The sites at which two renderings differ, in order, and how many words align."""
    found: list[Site] = []
    aligned = 0
    for i1, i2, j1, j2 in _stretches(left, right):
        if "".join(left.forms[i1:i2]) == "".join(right.forms[j1:j2]):  # "same-sex" and "same sex" are one
            aligned += min(i2 - i1, j2 - j1)
            found += _idle_marks(left, i1, i2) + _idle_marks(right, j1, j2)
            continue
        place: Place = "front" if not i1 and not j1 else "inner"
        if i2 == len(left.words) and j2 == len(right.words):
            place = "end" if place == "inner" else "front"
        marks = (*_marks(left, i1, i2), *_marks(right, j1, j2))
        one, other = left.words[i1:i2], right.words[j1:j2]
        side, start, end = (left, i1, i2) if one else (right, j1, j2)
        lost = "" if one and other else _between(side, start, end)
        found.append(Site(one, other, place, marks, lost, side.forms[max(0, start - 2) : start], _raw(side, end)))
    return tuple(found), aligned


def _stretches(left: Rendering, right: Rendering) -> list[Stretch]:
    """Aligned and differing stretches by turns; one that a side alone has begins a clause where it can.

    Of "We do not like it. We do not want it" beside "We do not want it" the first sentence is left out, not "like it. We do
    not": the words before such a stretch may be taken for those that end it.
    """
    codes = difflib.SequenceMatcher(None, left.forms, right.forms, autojunk=False).get_opcodes()
    found: list[Stretch] = [(i1, i2, j1, j2) for _, i1, i2, j1, j2 in codes]
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag not in {"insert", "delete"} or not 0 < at < len(codes) - 1:
            continue
        before, after = found[at - 1], found[at + 1]
        side, start, end = (left, i1, i2) if tag == "delete" else (right, j1, j2)
        back = _slide(side, start, end, before[1] - before[0])
        found[at - 1] = (before[0], before[1] - back, before[2], before[3] - back)
        found[at] = (i1 - back, i2 - back, j1 - back, j2 - back)
        found[at + 1] = (after[0] - back, after[1], after[2] - back, after[3])
    return found


def _slide(side: Rendering, start: int, end: int, room: int) -> int:
    """How many words sooner a stretch that only this side has may begin, so that it begins a clause."""
    for back in range(room + 1):
        if _opens(side, start - back):
            return back
        if side.forms[start - back - 1] != side.forms[end - back - 1]:
            break
    return 0


def _opens(side: Rendering, at: int) -> bool:
    """Whether a word begins a clause by the points before it."""
    return at == 0 or _CLAUSE_END.search(side.text[side.words[at - 1].span[1] : side.words[at].span[0]]) is not None


def _marks(side: Rendering, start: int, end: int) -> list[Mark]:
    return [mark for mark in side.marks if start <= mark.at <= end]


def _idle_marks(side: Rendering, start: int, end: int) -> list[Site]:
    """Marks inside words that both sides have: nothing is lost there, but a bracket may put something in."""
    inside = [mark for mark in side.marks if start < mark.at < end and mark.kind == "editor"]
    if start == 0:
        inside += [mark for mark in side.marks if mark.at == 0 and mark.kind == "editor"]
    if end == len(side.words):
        inside += [mark for mark in side.marks if mark.at == end and mark.kind == "editor"]
    return [Site((), (), "inner", (mark,), "") for mark in inside]


def _raw(side: Rendering, at: int) -> tuple[str, ...]:
    return tuple(word.raw for word in side.words[at : at + 2])


def _between(side: Rendering, start: int, end: int) -> str:
    """Text from the word before to the word after a stretch of words."""
    first = side.words[start - 1].span[1] if start else 0
    last = side.words[end].span[0] if end < len(side.words) else len(side.text)
    return side.text[first:last]


def pieced(left: Rendering, right: Rendering) -> tuple[Site, ...] | None:
    """What ellipses leave out, where one side is made of stretches of the other; empty if they come in another order there.

    None if neither is made so. Words that merely align may be others: of "I … want to leave" beside "I know the people who
    want to leave" the whole stretch between was left out.
    """
    for short, full in ((left, right), (right, left)):
        stretches = _stretches_of(short)
        if len(stretches) < _PIECES or full.marked or sum(map(len, stretches)) < _PIECED:
            continue
        if not all(list(_places(stretch, full.forms)) for stretch in stretches):
            continue
        return tuple(_left_out(full, _in_order(stretches, full.forms), mine=full is left))
    return None


_PIECES, _PIECED = 2, 4
"""Least stretches between ellipses, and words in them together, that are sought in the other side."""


def _stretches_of(side: Rendering) -> list[tuple[str, ...]]:
    """The forms between ellipses; none where brackets stand among them."""
    if any(mark.kind == "editor" for mark in side.marks):
        return []
    gaps = sorted({0, *(mark.at for mark in side.marks if mark.kind == "gap"), len(side.words)})
    return [side.forms[start:end] for start, end in pairwise(gaps)]


def _places(stretch: tuple[str, ...], forms: tuple[str, ...]) -> Iterator[int]:
    return (at for at in range(len(forms) - len(stretch) + 1) if forms[at : at + len(stretch)] == stretch)


def _in_order(stretches: Sequence[tuple[str, ...]], forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the stretches stand one behind the other, as near to each other as can be; none if they do not."""
    found: list[tuple[int, int]] = []
    end = len(forms)
    for stretch in reversed(stretches):
        start = max((at for at in _places(stretch, forms) if at + len(stretch) <= end), default=None)
        if start is None:
            return []
        found.insert(0, (start, start + len(stretch)))
        end = start
    return found


def _left_out(full: Rendering, held: Sequence[tuple[int, int]], *, mine: bool) -> Iterator[Site]:
    """The sites between and around the stretches that are kept."""
    edges = [0, *(edge for stretch in held for edge in stretch), len(full.words)]
    for start, end in zip(edges[::2], edges[1::2], strict=True) if held else ():
        place: Place = "front" if not start else "end" if end == len(full.words) else "inner"
        words = full.words[start:end]
        gap = (Mark(start, "gap"),) if place == "inner" else ()
        if words:
            left, right = (words, ()) if mine else ((), words)
            lost, before = _between(full, start, end), full.forms[max(0, start - 2) : start]
            yield Site(left, right, place, gap, lost, before, _raw(full, end))


def turns(site: Site) -> str | None:
    """How a cut turns the meaning of what is left; None if it does not.

    `negation`, `condition`, `boundary`, `denial`, `hedge`, `report`, `restriction`, `exception` or `name`. A negation
    or a report governs up to the next comma or joint; a condition beyond a comma, but not beyond a sentence. What
    stands between commas is a remark, whose loss turns nothing unless it sets a condition or names another source. A
    boundary is lost where the words behind an ellipsis belong to another clause than those before it: "ready to lift
    the ban … tomorrow". A restriction is lost with "only" before what is left, or with how many of those named are
    meant ("some of"), an exception with what stands behind "everyone but", a name with a part of it: "South Sudan",
    "Sudan". Behind an ellipsis an attempt governs too ("tried to"), and a last word that stops what follows it.
    """
    if site.swapped or not site.words:
        return None
    if _excepts(site):
        return "exception"
    if site.place == "end":
        return _turning_end(site)
    remark = site.place == "inner" and _remark(site.lost)
    lost = _ASIDE.sub(" ", site.lost) if site.place == "inner" else site.lost
    clause = _last(lost, _SENTENCE_END)
    whole = _last(site.lost.strip(_DASHES) if remark else site.lost, _SENTENCE_END)
    if not site.aside and _conditional(_forms(whole)):
        return "condition"
    if _sourced(whole, opens=site.place == "front" or remark):
        return "report"
    if site.place == "front" and _hedged(clause):
        return "hedge"
    if remark or (site.place == "front" and (_closed(site.lost))):
        return None
    if _breaks_name(site):
        return "name"
    reach = _forms(_last(clause, _COMMA))
    how = _governs(reach) or _restricts(reach) or (_leads(reach) if site.place == "inner" else None)
    spliced = site.marked and site.place == "inner" and not _closed(site.lost) and _crosses(site.lost)
    return how or ("boundary" if spliced else None)


_COMMA = re.compile(r",")
_ASIDE = re.compile(r",[^,;:.!?]*,\s*$")
"""A remark before what is kept, which interrupts what governs that: "not, whatever they say, "."""
_MARKS = f" {OPENING}{CLOSING}"
_DASHES = f"—–{_MARKS}"


def _conditional(forms: Sequence[str]) -> bool:
    """Whether some words set a condition; a day or a stretch of time is none."""
    bounds = load().bounds
    bound = any(form in bounds and not _timed(forms[n + 1 : n + 1 + _BOUND]) for n, form in enumerate(forms))
    return bound or bool(_terms(tuple(forms)))


def _terms(forms: tuple[str, ...]) -> list[int]:
    """Where words begin that set a condition: "if", not "even if"; "as long as they pay", not "as long as ten years"."""
    classes = load()
    single = [
        n
        for n, form in enumerate(forms)
        if form in classes.conditions and classes.concessives.isdisjoint(forms[max(0, n - 1) : n])
    ]
    terms = [n for phrase in classes.terms for n in _places(phrase, forms)]
    spans = [(n, n + len(phrase)) for phrase in classes.spans for n in _places(phrase, forms)]
    return [*single, *terms, *(n for n, end in spans if not _timed(forms[end : end + _BOUND]))]


def _sourced(clause: str, *, opens: bool) -> bool:
    """Whether a part of a clause begins by naming another's word: "according to the rebels", not "according to our maps".

    Nor does "according to the law". Where the clause does not open, a comma must part it from what stands before.
    """
    classes = load()
    for part in _COMMA.split(clause)[0 if opens else 1 :]:
        forms = _forms(part)
        source = next((forms[len(phrase) :] for phrase in classes.sources if forms[: len(phrase)] == phrase), ())
        if source and classes.owned.isdisjoint(source[:1]) and classes.norms.isdisjoint(source[:_NORM]):
            return True
    return False


_NORM = 3
"""Words behind "according to" among which a law or a plan is named."""


def _hedged(clause: str) -> bool:
    """Whether a clause ends in what lessens the words behind it: "Maybe,", "It seems that"."""
    classes = load()
    forms = _forms(_COMMA.split(clause.rstrip(f",{_MARKS}"))[-1])
    if forms[1:] == () and not classes.hedges.isdisjoint(forms):
        return True
    if not classes.joints.isdisjoint(forms[:1]):
        forms = forms[1:]
    rest = next((forms[len(phrase) :] for phrase in classes.seemings if forms[: len(phrase)] == phrase), None)
    return rest is not None and (not rest or (len(rest) <= _FEW + 1 and rest[-1] in classes.complementizers))


_BOUND = 5
"""Words behind "until" among which a day or a stretch of time is named: "the end of the year"."""


def _timed(forms: Sequence[str]) -> bool:
    """Whether some words name a day or a stretch of time, or a number."""
    known = lexicon.load().words
    return any(form.startswith("#") or (form in known and not load().days.isdisjoint(known[form][1])) for form in forms)


def _excepts(site: Site) -> bool:
    """Whether a cut drops whom "everyone but" takes out, or "all but" itself."""
    classes, forms = load(), _forms(site.lost)
    of_all = not classes.universals.isdisjoint(site.before[-1:]) or site.before == ("no", "one")
    if of_all and "," not in site.lost[:1] and not classes.exceptions.isdisjoint(forms[:1]):
        return True
    bare = _without_determiners(forms)
    return site.place != "end" and any(
        one in classes.universals and other in classes.exceptions for one, other in pairwise(bare[-2:])
    )


def _restricts(reach: Sequence[str]) -> str | None:
    """Whether a stretch says of the words behind it that they hold of no others ("only we"), or of how many ("some of our")."""
    classes = load()
    reach = tuple(reach)
    bare = _without_determiners(reach)
    alone = bare == reach and len(bare) <= _FEW and bare[-1:] != ("one",)
    some = bare[-2:-1] if bare[-1:] == ("of",) else bare[-1:] if alone else ()
    if not classes.quantities.isdisjoint(some):
        return "restriction"
    only = not classes.restrictors.isdisjoint((*reach[-1:], *(reach[:1] if len(reach) <= _SUBJECT else ())))
    return "restriction" if only and not _timed(reach) and classes.negations.isdisjoint(reach) else None


_FEW = 2
"""Most words that say of how many without "of": "some ships", "only a few", but not "there are some who lie"."""
_SUBJECT = 4
"""Most words of a subject that begins with "only": "only a fool"."""


def _without_determiners(forms: tuple[str, ...]) -> tuple[str, ...]:
    while forms and forms[-1] in load().determiners:
        forms = forms[:-1]
    return forms


def _remark(lost: str) -> bool:
    """Whether what was cut stands between commas, dashes or parentheses."""
    bare = lost.strip(_MARKS)
    return bare.startswith((",", "—", "–", "(")) and bare.endswith((",", "—", "–", ")"))


def _crosses(lost: str) -> bool:
    """Whether what was cut goes on into another clause: over a sentence's end, or a joint and a pronoun ("but it will")."""
    forms = _forms(lost)
    classes = load()
    joined = any(one in classes.joints and other in classes.pronouns for one, other in pairwise(forms))
    return joined or _SENTENCE_END.search(lost.strip(_MARKS)) is not None


def _turning_end(site: Site) -> str | None:
    first = _SENTENCE_END.split(site.lost, maxsplit=1)[0] if not _SENTENCE_END.match(site.lost.lstrip()) else ""
    forms, classes = _forms(first), load()
    if min(_terms(forms), default=_CLOSE) < _CLOSE:
        return "condition"
    if _sourced(first, opens=False) or (first.lstrip(_MARKS).startswith(",") and _claimed(forms)):
        return "report"
    bare = forms[1:] if not classes.joints.isdisjoint(forms[:1]) else forms
    outcome = bare is forms and bare[1:2] == ("to",) and first.lstrip().startswith(",")
    restricts = not classes.restrictors.isdisjoint(bare[:1]) and not outcome and not _timed(bare[1:3])
    return "restriction" if restricts else None


def _claimed(forms: tuple[str, ...]) -> bool:
    """Whether a few words behind a comma say that others say so: "they claim", "or so they say"; not "as they say"."""
    classes = load()
    who = classes.pronouns - classes.own - classes.determiners
    said = forms[-1:] and forms[-1] in classes.reporters and not who.isdisjoint(forms[-2:-1])
    return bool(said) and len(forms) <= _SUBJECT and classes.concessives.isdisjoint(forms[:1])


def _governs(reach: Sequence[str]) -> str | None:
    """What a stretch does to the words that follow it in its clause."""
    classes = load()
    after_joint = max((n + 1 for n, form in enumerate(reach) if form in classes.joints), default=0)
    reach = reach[after_joint:]
    if negations(reach) % 2:
        return "negation"
    if classes.deniers & set(reach):
        return "denial"
    if classes.hedges & set(reach):
        return "hedge"
    if (classes.reporters & set(reach) and not classes.own & set(reach)) or _heard(tuple(reach)):
        return "report"
    return _disowns(tuple(reach))


def _heard(reach: tuple[str, ...]) -> bool:
    """Whether a stretch ends in others' telling: "they tell us that", "we are told"."""
    bare = reach[:-1] if reach[-1:] and reach[-1] in load().complementizers else reach
    return not load().hearsay.isdisjoint((reach[-2:], bare[-2:]))


def _disowns(reach: tuple[str, ...]) -> str | None:
    """Whether what follows is a claim of others, or one that is rejected: "we reject the idea that", "we know of rumours"."""
    classes = load()
    bare = reach[:-1] if reach[-1:] and reach[-1] in classes.complementizers else reach
    claimed = not classes.allegations.isdisjoint(bare[-1:])
    if (claimed or bare != reach) and not classes.rejecters.isdisjoint(reach):
        return "denial"
    return "report" if claimed and classes.owned.isdisjoint(bare[-_SUBJECT:]) else None


def _leads(reach: Sequence[str]) -> str | None:
    """What the last words of a stretch make of what follows them: "tried to", "stopped", "against"."""
    classes = load()
    attempt = reach[-1:] == ("to",) and not classes.attempts.isdisjoint(reach[-2:-1])
    return "denial" if attempt or not classes.stoppers.isdisjoint(reach[-1:]) else None


def _breaks_name(site: Site) -> bool:
    """Whether the last words left out and the first ones kept are the name of a state, body or place."""
    if not (site.lost[-1:].isspace() and site.words[-1].named and site.after and site.after[0][0].isupper()):
        return False
    known = gazetteer.load()
    for lost, kept in product((1, 2), (1, 2)):
        behind = site.after[:kept]
        whole = known.named(" ".join((*(word.raw for word in site.words[-lost:]), *behind)))
        if any(not isinstance(entry, Person) for entry in whole) and not set(whole) & set(
            known.named(" ".join(behind))
        ):
            return True
    return False


def negations(forms: Sequence[str]) -> int:
    """How many negations there are; "not only" denies nothing, "no later than" sets a bound, "neither ... nor" is one."""
    classes = load()
    found = [
        form for n, form in enumerate(forms) if form in classes.negations and not _harmless(tuple(forms[n + 1 : n + 3]))
    ]
    return len(found) - sum(form in classes.continuers for form in found[1:])


def _harmless(after: tuple[str, ...]) -> bool:
    """Whether the words after a negation make it add or measure instead of denying."""
    classes = load()
    if after == ("help", "but"):
        return True
    return after[:1] != () and (
        after[0] in classes.additives or (after[0] in classes.measures and after[1:] == ("than",))
    )


def denying(forms: Sequence[str]) -> int:
    """How many words there are that deny."""
    return negations(forms) + sum(form in load().deniers for form in forms)


def _closed(lost: str) -> bool:
    """Whether what was cut ends at a comma or a joint: it says nothing of what follows."""
    if lost.rstrip(f" {OPENING}").endswith((",", ".", ";", ":", "!", "?", "—", "–", "\x1e")):
        return True
    forms = _forms(lost)
    return bool(forms) and forms[-1] in load().joints


def _last(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.split(text)[-1]


def _forms(text: str) -> tuple[str, ...]:
    from communique.link.utterance.tokens import render

    return render(text).forms
