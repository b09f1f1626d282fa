"""A wording as words in one spelling, with the editor's marks between them: ellipses, square brackets, ends of quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from communique.figure import tables
from communique.figure.numeral import numeral
from communique.parse.marks import unmarked
from communique.resources.entries import unaccented
from communique.resources.wordings import load
from communique.time import lexicon

MarkKind: TypeAlias = Literal["gap", "editor", "break"]

BREAK = "\x1e"
"""Stands between the pieces of a broken quotation: the reporter's words fill the gap, nothing hides there."""

_TOKEN = re.compile(
    r"\[\w{1,2}\]\w+|\[[^\]]*\]|…|\.\s?\.\s?\.|\x1e|%|(?<!\w)&(?!\w)|(?<!\w)[A-Z]{0,3}[$£¥฿₠-⃀](?=\s?\d)|(?:[A-Za-z]\.){2,}"
    r"|\bNos?\.(?=\s?\d)|°\s?[CF]\b|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*"
)
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_SIGNS = {"%": "percent", "&": "and", "No.": "number", "Nos.": "number"}
_SPELLINGS = (
    (re.compile(r"([iy])s(e|ed|es|ing|er|ers|ation|ations)$"), r"\1z\2"),
    (re.compile(r"(?<=\w\w\w)our(s|ed|ing|able|ful|ite)?$"), r"or\1"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ogramme(s?)$"), r"ogram\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"(?<=[aeiou])l(?=ments?$)"), "ll"),
    (re.compile(r"(?<=\w\wog)ue(s?)$"), r"\1"),
    (re.compile(r"(?<=ward)s$"), ""),
)
"""British endings beside American ones; both sides go through, so that a word changed in vain does no harm."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `form` in one spelling (a number as `#` and its value), `span` where it stands in the text."""

    form: str
    raw: str
    span: tuple[int, int]

    @property
    def number(self) -> bool:
        """Whether it is a number."""
        return self.form.startswith("#")

    @property
    def counts(self) -> bool:
        """Whether it says how many or the how manieth."""
        return self.number or self.form in load().ordinals

    @property
    def named(self) -> bool:
        """Whether it is written like a name: with a capital, and not the pronoun I."""
        return self.raw[:1].isupper() and self.form not in load().pronouns


@dataclass(frozen=True, slots=True)
class Mark:
    """An editor's mark before the word numbered `at`; `words` are those in brackets."""

    at: int
    kind: MarkKind
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words said and marks among them; bracketed words are the editor's and stand in the marks only."""

    text: str
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The words' forms."""
        return tuple(word.form for word in self.words)

    @property
    def marked(self) -> bool:
        """Whether a reader sees that something was cut or put in."""
        return any(mark.kind != "break" for mark in self.marks)


@lru_cache(maxsize=10_000)
def render(text: str) -> Rendering:
    """A text's words and marks. `BREAK` parts the pieces of a broken quotation."""
    words: list[Word] = []
    marks: list[Mark] = []
    plain = unmarked(text)
    for match in _TOKEN.finditer(plain):
        token = match.group()
        if token == BREAK:
            marks.append(Mark(len(words), "break"))
        elif not token.strip("[]…. "):
            marks.append(Mark(len(words), "gap"))
        elif token[0] == "[" and token[-1] == "]":
            marks.append(Mark(len(words), "editor", render(token[1:-1]).words))
        else:
            if token[0] == "[":  # "[T]he"
                marks.append(Mark(len(words), "editor"))
            start = match.start()
            for part in _parts(token):
                words += [Word(form, part, (start, start + len(part))) for form in _forms(part)]
                start += len(part) + 1
    merged, places = _with_numbers(words, plain)
    return Rendering(text, merged, tuple(Mark(places[mark.at], mark.kind, mark.words) for mark in marks))


def _parts(token: str) -> list[str]:
    """A token parted behind the hyphens of its numbers: "seven-day" is told as "7-day", "two-in-three" as "2 in 3"."""
    head, _, rest = token.partition("-")
    first, second = head.casefold(), rest.casefold().partition("-")
    counted = _counts(first) or (first == "in" and _counts(second[0])) or (first == "one" and second[0] == "in")
    return [head, *_parts(rest)] if rest and counted else [token]


def _counts(form: str) -> bool:
    """Whether a word or digits stand for a whole number; not "one", which is a pronoun too."""
    return load().numbers.get(form, 0) >= 1 or form.isdecimal()


@lru_cache(maxsize=100_000)
def _forms(token: str) -> tuple[str, ...]:
    classes = load()
    if token in _SIGNS:
        return (_SIGNS[token],)
    token = token.replace("[", "").replace("]", "")
    article, _, name = token.partition("-")
    if article.casefold() in classes.articles and name[:1].isupper():
        token = name
    word = token.casefold().replace("’", "'").replace(".", "" if token[:1].isalpha() else ".")
    if word in classes.abbreviations:
        return (classes.abbreviations[word],)
    if word in classes.contractions:
        return classes.contractions[word]
    for suffix, stands_for in classes.suffixes.items():
        if word.endswith(suffix) and len(word) > len(suffix):
            return (*_forms(word[: -len(suffix)]), stands_for)
    word = word.removesuffix("'s").replace("-", "").replace("'", "")
    if _ORDINAL.fullmatch(word):
        return _ordinal(int(word[:-2]))
    word = unaccented(word)
    word = _stems().sub(lambda match: classes.stems[match.group()], classes.spellings.get(word, word))
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return (word,) if word else ()


@cache
def _stems() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load().stems)))


def _ordinal(number: int) -> tuple[str, ...]:
    """An ordinal written in digits, as its words would be: "3rd" is third, "21st" twenty-first."""
    told = {place: word for word, place in load().ordinals.items()}
    if number in told:
        return (told[number],)
    tens, ones = divmod(number, 10)
    return (f"{tens * 10}", told[ones]) if tens in range(2, 10) else (f"{number}th",)


def _with_numbers(words: list[Word], text: str) -> tuple[tuple[Word, ...], list[int]]:
    """Words with each number as one word and its measure as another, and for each old place the new one."""
    merged: list[Word] = []
    places: list[int] = []
    at = 0
    while at < len(words):
        made, end = _quantity(words, at, text)
        places += [len(merged)] * (end - at)
        merged += made
        at = end
    return tuple(merged), [*places, len(merged)]


def _quantity(words: list[Word], at: int, text: str) -> tuple[list[Word], int]:
    """The number that begins at a word, with its measure or currency, and where it ends; where none begins the word alone."""
    day = _day(words, at)
    if day:
        return [_joined(words[at : at + day[0]], day[1])], at + day[0]
    sign = _currency(words[at]) if at + 1 < len(words) else ""
    start = at + bool(sign)
    length, form = _number(words, start, text, money=bool(sign))
    end = start + length
    if not form.startswith("#"):
        return ([words[at]], at + 1) if sign or not form else ([_joined(words[at:end], form)], end)
    if _millions(words, end):
        form, end = f"#{float(form[1:]) * 1e6:.10g}", end + 1
    measure, after = _measure(words, end)
    if sign:
        return [_joined(words[at:after], each) for each in (form, sign)], after
    return [_joined(words[at:end], form), *([_joined(words[end:after], measure)] if measure else [])], after


def _millions(words: list[Word], at: int) -> bool:
    """Whether "m" right behind digits stands for millions by the word that follows: "4m votes", not "4m tall", "4m of rain"."""
    letter, behind = words[at : at + 1], words[at + 1 : at + 2]
    glued = bool(letter and behind) and letter[0].raw == "m" and words[at - 1].span[1] == letter[0].span[0]
    return glued and behind[0].form not in load().beside_metres


def _day(words: list[Word], at: int) -> tuple[int, str] | None:
    """How many words name a day of a month, and its form: "4 March", "March 4", "March 4th" and "the 4th of March" are one."""
    match = _days().match(" ".join(word.raw for word in words[at : at + 4])) if _dated(words[at : at + 4]) else None
    if match is None:
        return None
    month = lexicon.load().words[(match["month"] or match["first"]).casefold()][1]
    number = next(value for value in month.values())
    return match.group().count(" ") + 1, f"#{int(match['day'] or match['then'])} {_months()[number]}"


def _dated(words: Sequence[Word]) -> bool:
    return any(word.raw[:1].isdigit() for word in words)


@cache
def _months() -> dict[str, str]:
    """Names of months by their numbers."""
    return {row[1]["month"]: name for name, row in lexicon.load().words.items() if "month" in row[1]}


@cache
def _days() -> re.Pattern[str]:
    names = [name for name, row in lexicon.load().words.items() if row[1].keys() & {"month", "monthabbr"}]
    month = "|".join(sorted((name.capitalize() for name in names), key=lambda name: (-len(name), name)))
    behind = r"(?:st|nd|rd|th)?"
    first = rf"(?:the )?(?P<day>[0-3]?\d){behind}(?: of)? (?P<month>{month})"
    return re.compile(rf"(?:{first}|(?P<first>{month}) (?P<then>[0-3]?\d){behind})(?= |$)")


def _joined(words: Sequence[Word], form: str) -> Word:
    """Several words as one; a sign stays at its number: "$40 million"."""
    signs = tables.load().prefixes
    raw = "".join(
        word.raw if not word.raw[-1:].isalnum() and word.raw[-1:] in signs else f"{word.raw} " for word in words
    )
    return Word(form, raw.rstrip(), (words[0].span[0], words[-1].span[1]))


def _currency(word: Word) -> str:
    """The form of a currency whose sign or code may stand before its number; empty for other words."""
    known = tables.load().prefixes
    unit = known.get(word.raw) or (known.get(word.raw[-1]) if not word.raw[-1].isalnum() else None)
    return f"#{unit.name}" if unit else ""


def _measure(words: list[Word], at: int) -> tuple[str, int]:
    """The form of the measure or currency that stands at a word, and where it ends; empty where none does."""
    known = tables.load()
    if words[at:] and words[at].form in load().clock:
        return "", at
    for end in range(min(at + 3, len(words)), at, -1):
        told = [word.raw for word in words[at:end]]
        if told[0].casefold().replace(".", "") == "us" and len(told) > 1:
            told = told[1:]
        glued = known.glued.get(told[0]) if end == at + 1 and words[at - 1].span[1] == words[at].span[0] else None
        unit = known.words.get(" ".join(told).casefold()) or known.symbols.get(" ".join(told)) or glued
        if unit and unit.kind in _MEASURES:
            return f"#{unit.name}", end
    return "", at


_MEASURES = frozenset({"money", "dimension", "temperature"})
"""Kinds of units that are one however they are written: "$5", "5 dollars"; "5 km", "5 kilometres"."""


def _number(words: list[Word], start: int, text: str, *, money: bool) -> tuple[int, str]:
    """How many words from `start` make one number, and its form; (1, "") or (2, ...) for other words.

    `money` says that a currency's sign stands before it: "$3m".
    """
    first, forms = words[start], [word.form for word in words[start : start + 3]]
    if forms[:2] == ["per", "cent"]:
        return 2, "percent"
    if first.form == "one" and start and words[start - 1].form == "number":
        return 1, "#1"
    known = load().numbers.get(first.form, _digits(first.form))
    single = first.form in _SINGLE
    if known is None and not single:
        return 1, ""
    read = None if _ORDINAL.fullmatch(first.raw) else numeral(text, first.span[0], money=money)
    if read is None or read.value is None:
        return 1, "" if known is None else f"#{known:.10g}"
    length = sum(first.span[0] <= word.span[0] and word.span[1] <= read.end for word in words[start:])
    if single and _placed(words, start + length - 1, first.form):
        return 1, ""
    if single and length < 2:
        return 1, "#1" if forms[:2] == ["one", "in"] and any(map(_counts, forms[2:3])) else ""
    return max(length, 1), f"#{read.value:.10g}"


def _placed(words: list[Word], last: int, opener: str) -> bool:
    """Whether a part behind an article is the how manieth: "a fifth attempt", unlike "a fifth of the ships"."""
    after = words[last + 1].form if last + 1 < len(words) else "of"
    return opener != "one" and words[last].form in load().ordinals and after != "of"


_SINGLE = frozenset({"a", "an", "one"})
"""Words that count only with another: "a hundred", "one third"."""


def _digits(form: str) -> float | None:
    plain = form.replace(",", "") if form.count(".") <= 1 else form.replace(".", "").replace(",", "")
    try:
        return float(plain)
    except ValueError:  # digits of another script, or letters in between
        return None
