"""What the lines of a page pasted whole look like, as named features of each.

shape    sentence, question, label or fragment by length; `clutter` if the line's wording settles that
core     the stretch with the most running text: a line is in it, before it (head) or after it (tail)
shared   how many of its words, and whether a name of it, the core's sentences hold
around   sentences and furniture among the lines near by, and the shapes next to it
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from communique.read.clutter import LIMIT, SENTENCE_WORDS, Verdict
from communique.read.lines import Line
from communique.read.vocabulary import key

GAIN, SHORT, FRAGMENT, CLUTTER, LONG = 10, 2, 6, 10, 40
"""What makes the core: the words of a sentence beyond GAIN, up to LONG, count for it; a short sentence, another fragment
and a line of furniture against it."""
STEM: Final = 6
"""Letters by which two words are one; words of fewer than four letters say nothing."""
NEAR: Final = 3
WIDE: Final = 8
"""Lines before and after that are looked at for sentences and furniture, and from afar for sentences alone."""
TITLE_WORDS: Final = range(5, 21)
TITLE_SHARED: Final = 2
"""A headline's words, and how many of them the core must hold at least."""

_FRAGMENTS: Final = (("one word", 1), ("two words", 2), ("name", 4), ("phrase", 7), ("headline", 14), ("long", 10**9))
_STEPS: Final = (1, 2, 3, 5, 8, 15, 30, 10**9)
_LENGTHS: Final = (14, 24, 40, 70, 10**9)
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ][\w’'-]{2,}")
_NEXT = re.compile(r"[.!?]['”\"’]? [A-Z“\"]")
_MARKS: Final = {
    "digits": re.compile(r"\d"),
    "quotes": re.compile(r"[“”\"‘]"),
    "glued": re.compile(r"[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]|[a-z]\d|[!?][A-Z]"),
    "separator": re.compile(r"\s[•·»›→]\s|^[•·»›→]|[|]"),
    "clock": re.compile(r"\b\d{1,2}:\d{2}\b"),
    "colon": re.compile(r":$"),
    "comma": re.compile(r",$"),
    "begins small": re.compile(r"[a-zß-ÿ]"),
    "reader": re.compile(r"\b(?:you|your|our|us|my)\b", re.IGNORECASE),
}
_TELLS: Final = {
    "several sentences": _NEXT,
    "says": re.compile(r"\b(?:said|says|told|added|according to)\b"),
    "bio": re.compile(
        r"[A-ZÀ-Þ]\S+(?: [A-ZÀ-Þ]\S+){1,3},? (?:is|was|covers|writes|reports|has been|joined|works|currently)\b"
        r".*\b(?:report|writ|edit|produc|correspond|column|journal|author|cover|blog|newsletter)"
    ),
    "back": re.compile(r"\b(?:he|she|they|his|her|their|him|them|that|this|these|those)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Core:
    """The stretch with the most running text: half-open numbers of lines, and what its sentences hold."""

    first: int
    last: int
    stems: Counter[str]
    names: Counter[str]

    def place(self, at: int) -> tuple[str, str]:
        """Where a line stands to it, and how far from its edge."""
        if self.first <= at < self.last:
            return "in", f"in by {min(at - self.first, self.last - 1 - at, 3)}"
        name, far = ("head", self.first - at) if at < self.first else ("tail", at - self.last + 1)
        return name, f"{name} by {next(step for step in _STEPS if far <= step)}"

    def shares(self, line: Line, *, own: bool) -> Iterator[str]:
        """What it has in common with a line, which may be its `own`: the line's words count elsewhere then."""
        stems, names = _stems(line), _NAME.findall(line.text)
        least = Counter(stems) if own else Counter[str]()
        shared = sum(self.stems[stem] > least[stem] for stem in stems)
        if not stems:
            yield "no words"
        else:
            yield (
                "none"
                if not shared
                else "few"
                if 3 * shared < len(stems)
                else "some"
                if 3 * shared < 2 * len(stems)
                else "most"
            )
        if names:
            known = any(self.names[name] > (names.count(name) if own else 0) for name in names)
            yield "name" if known else "no name"


def features(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[list[str]]:
    """The names of the features that hold for each line."""
    shapes = [shape_of(line, verdict.wording) for line, verdict in zip(lines, verdicts, strict=True)]
    core = core_of(lines, shapes)
    often = Counter(key(line.text) for line in lines)
    best = _headline(lines, verdicts, core)
    runs = [run for _, same in groupby(shape == "sentence" for shape in shapes) for run in _lengths(list(same))]
    rows = []
    for at, line in enumerate(lines):
        place, far = core.place(at)
        shape = shapes[at]
        shares = core.shares(line, own=place == "in" and shape == "sentence")
        row = ["any", shape, place, far, f"{place} {shape}"]
        row += [f"{what} shares {share}" for share in shares for what in (place, shape, f"{place} {shape}")]
        row += _around(shapes, verdicts, at, place)
        row += [f"score {_degree(verdicts[at].score)}", f"{shape} score {_degree(verdicts[at].score)}"]
        row += [f"{place} run {min(4, runs[at])}"] if runs[at] else []
        row += ["again"] if often[key(line.text)] > 1 else []
        row += ["best of head"] if at == best else []
        rows.append([*row, *_marks(line, shape)])
    return rows


def shape_of(line: Line, wording: float) -> str:
    """What a line looks like."""
    words = len(line.words)
    if wording >= LIMIT:
        return "clutter"
    if line.sentence_end:
        asks = line.text.rstrip("'\"”’)").endswith("?")
        return "question" if asks and words < 2 * SENTENCE_WORDS else "sentence" if words >= SENTENCE_WORDS else "short"
    if not line.fragment:
        return "bullet" if line.bullet else "runs on" if words > 2 else "label"
    return next(name for name, most in _FRAGMENTS if words <= most)


def core_of(lines: Sequence[Line], shapes: Sequence[str]) -> Core:
    """The stretch with the most running text."""
    best, total, start, first, last = 0, 0, 0, 0, 0
    for at, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        if shape == "sentence":
            total += min(len(line.words), LONG) - GAIN
        else:
            total -= CLUTTER if shape == "clutter" else SHORT if shape in {"short", "question"} else FRAGMENT
        if total <= 0:
            total, start = 0, at + 1
        elif total > best:
            best, first, last = total, start, at + 1
    prose = [line for line, shape in zip(lines[first:last], shapes[first:last], strict=True) if shape == "sentence"]
    stems = Counter(stem for line in prose for stem in _stems(line))
    return Core(first, last, stems, Counter(name for line in prose for name in _NAME.findall(line.text)))


def _around(shapes: Sequence[str], verdicts: Sequence[Verdict], at: int, place: str) -> list[str]:
    near = [i for i in range(max(0, at - NEAR), min(len(shapes), at + NEAR + 1)) if i != at]
    prose = f"prose {min(4, sum(shapes[i] == 'sentence' for i in near))}"
    junk = f"junk {min(5, sum(verdicts[i].clutter for i in near))}"
    far = shapes[max(0, at - WIDE) : at + WIDE + 1]
    wide = f"wide {5 * far.count('sentence') // len(far)}"
    row = [f"{what}{one}" for one in (prose, junk, wide) for what in ("", f"{place} ", f"{shapes[at]} ")]
    row.append(f"{place} {shapes[at]} {prose}")
    beside = {step: shapes[at + step] if 0 <= at + step < len(shapes) else "edge" for step in (-2, -1, 1, 2)}
    return [*row, *(f"{shape} at {step}" for step, shape in beside.items())]


def _lengths(same: Sequence[bool]) -> list[int]:
    """For each line of a run how many sentences it holds."""
    return [sum(same)] * len(same)


def _headline(lines: Sequence[Line], verdicts: Sequence[Verdict], core: Core) -> int | None:
    """Number of the fragment before the core of whose words the core holds most; the last of equals."""
    best: tuple[float, int] | None = None
    for at in range(core.first):
        stems = set(_stems(lines[at]))
        shared = sum(stem in core.stems for stem in stems)
        told = lines[at].fragment or shape_of(lines[at], 0.0) in {"question", "short"}
        fits = told and len(lines[at].words) in TITLE_WORDS and verdicts[at].wording < LIMIT - 1
        if fits and shared >= TITLE_SHARED:
            best = max(best or (0.0, 0), (shared / len(stems), at))
    return best and best[1]


def _degree(score: float) -> str:
    return "none" if score <= 0 else "some" if score < LIMIT - 1 else "doubt" if score < LIMIT else "clear"


def _stems(line: Line) -> list[str]:
    return [word[:STEM].lower() for word in _LETTERS.findall(line.text)]


def _marks(line: Line, shape: str) -> Iterator[str]:
    long = [word for word in line.words if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long)
    if len(long) > 1:
        yield "every word capital" if capital == len(long) else "most capital" if 2 * capital > len(long) else "small"
    if line.text.isupper():
        yield "capitals"
    for name, pattern in _MARKS.items():
        if pattern.match(line.text) if name == "begins small" else pattern.search(line.text):
            yield name
    if shape == "sentence":
        yield f"of {next(most for most in _LENGTHS if len(line.words) <= most)} words"
        yield from (name for name, pattern in _TELLS.items() if pattern.search(line.text))
