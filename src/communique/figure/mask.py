"""Numbers that are no figures: dates, clock times, years, ordinals, names of models and documents, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right

from communique.figure.tables import alternatives, load
from communique.model import Span

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FIXED = re.compile(
    rf"""(?x)
    \S+://\S+ | \bwww\.\S+ | \S+@\S+                                            # addresses
    | \b\d{{4}}-\d\d-\d\d(?:T[\d:.Z+-]+)? | \b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b | \b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b
    | \b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+\d{{4}}\b)?
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?[-–]\s?|\sto\s)\d{{1,2}})?\b(?![.,]\d)(?:,?\s+\d{{4}}\b)?
    | \b{_MONTH},?\s+(?:of\s+)?\d{{4}}\b
    | \b(?:19|20)\d\d\s?[-–/]\s?(?:\d\d|(?:19|20)\d\d)\b(?![\d,])                # 2013-14
    | \b\d{{1,2}}:\d\d(?::\d\d|\.\d+)?\b(?:\s?[ap]\.?m\b\.?)?                     # clock times, lap times
    | \b\d{{1,2}}(?:\.\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b) | \b\d{{4}}\s(?:GMT|UTC)\b | \b\w+\s+o['’]clock\b
    | (?<=\bat\s)\w+(?=\sin\sthe\s(?:morning|afternoon|evening))
    | \b(?:\d{{2}})?\d0['’]?s\b                                                  # 1970s, 80s
    | \b\d+(?:st|nd|rd|th)\b
    | (?<=[‘“"'])(?<![\w.,;:!?][‘“"'])\d{{1,4}}(?=\s[A-Z])                            # titles: ‘12 Angry Men’
    | (?<==["'])\d+ | \b\d{{16,}}\b                                                # ids
    | \b\d{{1,3}}-to-(?!1\b)\d{{1,3}}\b | \b(?P<tie>\d{{1,3}})\sto\s(?P=tie)\b           # results of votes and matches
    | \b(?:{alternatives(load().raw["indices"])})\s\d{{2,4}}\b(?![.,]\d)             # share indices
    | \b[A-Z]{{3,}}\s[-–]\d{{1,4}}\b(?!\s?%|[.,]\d)                                # COVID -19
    | \b\d+\.\d+\.\d+(?:\.\d+)* | \+\d+-\d[\d/-]+ | \b(?:24/7|9/11)\b             # versions, telephones, fixed names
    | (?<=[a-z])\s?,\s\d\d(?=,\s)             # "Name, 54, said": age of a person named
    | \baged?\s\d\d(?:\s?(?:-|–|to|and)\s?\d\d)                                  # ages that tell a group, not a figure
    | (?i:\ban?\s(?:[\w-]+\s){{1,3}}or\stwo\b)                                    # a boat or two
    | (?<![\w.])\d*\.?\d+[\s-]calib(?:re|er)\b                                     # sorts of guns
    | \bzero(?:es|ed|ing)?(?=\sin\son\b)
    | \b\d+(?=\sblock\sof\b)                                                       # street addresses
    | (?<=\s)\d{{1,2}}\.(?=\s+\*\*) | \b\d{{1,2}}\s(?=U\.?S\.?C\b)          # marked list numbers, codes of law
    | (?m:^)\s*\(?\d{{1,2}}[.)](?=\s+\S) | \#\S+                                  # list numbers, tags
    """
)
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?![\d,.]?\d)")
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|from|to|during|before|after|early|late|mid|mid-|for|through|between|and|year|ended|ending|ends"
    rf"|spring|summer|autumn|fall|winter|\w+['’]s|the|a|an|its|their|his|her|our|q[1-4]|{_MONTH}),?|[(/,])\s*$",
    re.IGNORECASE,
)


class Mask:
    """Spans of one text that hold no figures; asked by position."""

    def __init__(self, text: str, extra: tuple[Span, ...] = ()) -> None:
        """Collect the spans: fixed shapes, and `extra` such as resolved dates."""
        spans = sorted([match.span() for match in _FIXED.finditer(text)] + list(extra))
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def end(self, position: int) -> int | None:
        """End of the span that holds `position`, None if none does."""
        index = bisect_right(self._starts, position) - 1
        return self._ends[index] if index >= 0 and position < self._ends[index] else None


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four plain digits are read as a year: a cue word before, or nothing after that could be counted."""
    if end - start != 4 or not _YEAR.match(text, start):
        return False
    if _YEAR_CUE.search(text[max(0, start - 14) : start]):
        return True
    return re.compile(r"\s+(?!levels?\b)[a-z]").match(text, end) is None


def looks_like_year(text: str, start: int, end: int) -> bool:
    """Whether the characters are four plain digits between 1500 and 2199."""
    return end - start == 4 and _YEAR.match(text, start) is not None


_LABEL = re.compile(rf"\b(?:{alternatives(load().raw['labels'])})s?\.?\s?(?:#|№)?\s*$", re.IGNORECASE)


def is_label(text: str, start: int) -> bool:
    """Whether the words before make the number a name: "Article 5", "Game 2", "No. 7"."""
    return _LABEL.search(text[max(0, start - 16) : start]) is not None


_TAG = re.compile(r"[A-Za-z][\w&]*(?:[-/]|(?<=[A-Z])\.)?$")
_TAG_FREE = re.compile(
    r"(?:^|[^\w-])(?:sub|minus|now|mid|near|over|under|some|about|pre|post|and|of|to)-$|\d(?:k|m|mn|bn|tn)-$",
    re.IGNORECASE,
)


def is_tagged(text: str, start: int) -> bool:
    """Whether letters stand right before the digits: F-16, G7, COVID-19; "sub-40" and "minus-40" stay numbers."""
    before = text[max(0, start - 14) : start]
    return bool(before) and bool(_TAG.search(before)) and not _TAG_FREE.search(before)
