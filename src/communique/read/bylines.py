"""Lines that say who wrote and when, and the place-and-agency openings of wire reports."""

from __future__ import annotations

import re

from communique.read.lines import Line

BYLINE_WORDS = 16
"""Longest byline without a verb: three or four names with their outlets."""
DATELINE_WORDS = 14
PREFIX = 120
"""Longest opening of a wire report in code points."""

_CAP = r"[A-ZÀ-ÖØ-ÞŚŠŽ]"
_NAME = rf"(?:{_CAP}[\w’'.-]*|de|da|del|van|von|der|den|bin|bint|al|el|la|le|di|du|dos|ter)"
_BY = re.compile(rf"(?:[Bb]y|BY)\s*:?\s+(?:our\s|staff\b|{_CAP})")
_BY_WORD = re.compile(
    rf"(?:{_NAME}|and|in|for|of|the|our|with|at|staff|reporters?|writers?|correspondents?|editors?|desk|agencies|"
    r"&|\||/|[-–—•·]|\d+)[,.;:)]*\(?"
)
_CREDITED = re.compile(
    r"[(\[—–-]?\s*(?:(?:additional |further )?(?:reporting|writing|editing|translation|photography|research)\b"
    r"(?:[^.]{0,60})?\bby\b|(?:written|edited|compiled|translated|reported|posted|reviewed|fact[- ]checked) by\b|"
    r"with (?:files|reporting|contributions|additional reporting) (?:from|by)\b|our standards:)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\bcontributed (?:to (?:this|the) (?:report|article|story)|reporting)\b", re.IGNORECASE)
_ROLE = re.compile(
    rf"(?:{_NAME}\s+){{1,4}}?{_NAME}\s*[,|–—-]\s*(?:[\w’' ]+\s)?(?:staff|senior|chief|special)?\s*"
    r"(?:writer|reporter|correspondent|editor|columnist|bureau chief)(?:\s+(?:in|for|at)\s+.{2,40})?$",
    re.IGNORECASE,
)
_NOTE_GOES_ON = re.compile(r"(?:[Ii]s|[Ww]as|[Hh]as|[Aa]nd|[Ww]ho|[Cc]overs|[Ww]rites|[Rr]eports)\b")

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_DATE = (
    rf"(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}\S*|"
    r"\d{4}[./]\d{1,2}[./]\d{1,2}|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
)
_WHEN_SAID = re.compile(
    rf"\b{_DATE}(?!\w)|\b\d{{1,2}}:\d{{2}}\b|\b(?:\d+|an?|few)\s+(?:second|minute|min|hour|hr|day|week)s?\s+ago\b|"
    r"\b\d+[- ]min(?:ute)?s?\s+read\b",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(
    rf"(?:{_MONTH}|(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?\.?|\d[\d:.,/h-]*(?:st|nd|rd|th|am|pm|z)?|"
    r"a\.?m\.?|p\.?m\.?|gmt|utc|est|edt|et|cet|cest|bst|msk|ist|pst|pdt|hrs|hours?|minutes?|mins?|"
    r"days?|ago|read|published|publish|publication|release|posted|updated?|upd|modified|created|released|issued|first|last|on|at|of|the|date|time|"
    r"local|[|•·/–—-]|an?)[,.:;|)]*",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(
    rf"(?:{_DATE},?\s*(?:\d{{1,2}}:\d{{2}}\s*)?(?:{_CAP}[\w’'.-]*,?\s*(?:de |of |the )?){{1,4}}|"
    rf"(?:{_CAP}[\w’'.-]*,?\s+){{1,4}}(?:the\s+)?{_DATE}|"
    rf"{_CAP}[\w’'./-]*(?:,?\s+{_CAP}[\w’'./-]*){{0,3}}\s*\({_DATE}\)|"  # Oslo/Bergen (May 3, 2031)
    rf"{_DATE}(?:\s*[-–—|]\s*{_CAP}[\w’'.-]*(?:,?\s+(?:of\s+|the\s+|de\s+)?{_CAP}[\w’'.-]*){{0,4}}){{1,3}})"
)

_AGENCY = r"(?:\([^()]{2,40}\)|/[A-Z][\w -]{1,20}/|\[[^\[\]]{2,30}\])"
_UPPER = rf"{_CAP}[{_CAP[1:-1]}’'.-]+"
_CITY_UPPER = rf"(?:{_UPPER}|{_CAP}{{2}})(?:[ /]{_UPPER}){{0,3}}(?:/{_UPPER})?"
_REGION = rf"(?:,\s+(?:{_CAP}[\w’'.-]*)(?:\s+{_CAP}[\w’'.-]*){{0,2}})?"
_CITY = rf"{_CAP}[\w’'-]+(?:[ /]{_CAP}[\w’'-]+){{0,3}}"
_DASH = r"\s*(?:--|[-–—])\s*"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_FULL = rf"(?:{_MONTH}\s+{_DAY},?|{_DAY}\s+(?:of\s+)?{_MONTH},?)\s+\d{{4}}"
_WHEN = rf"[,.]\s+{_WEEKDAY}{_DATE}[.,]?"
_START = r"(?=[“\"‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])"
_PREFIXES = tuple(
    re.compile(pattern + _START)
    for pattern in (
        rf"(?:{_CITY_UPPER}|{_CITY}){_REGION}{_WHEN}\s*{_AGENCY}(?:{_DASH}|[:.]\s+|\s+)",  # MOSCOW, March 3 (Agency) -
        rf"(?:{_AGENCY}\s+)?(?:{_CITY_UPPER}|{_CITY}){_REGION}{_WHEN}(?:{_DASH}|\s*:\s+)",  # Moscow, March 3 -
        rf"(?:{_CITY_UPPER}|{_CITY}){_REGION}[,.]\s+{_WEEKDAY}{_FULL}\.\s+",  # Moscow, 3 March 2031. The ...
        rf"{_CITY_UPPER}{_REGION}\s*{_AGENCY}(?:{_DASH}|[:.]\s+)",  # MOSCOW (Agency) -
        rf"{_CITY}{_REGION}\s*\([A-Z][^()]{{1,30}}\){_DASH}",  # Moscow (Agency) -
        rf"{_CITY_UPPER}{_REGION}(?:\s+--\s*|\s*[–—]\s*|\s+-\s+)",  # MOSCOW -
        rf"{_AGENCY}{_DASH}",  # (Agency) -
    )
)


def is_byline(line: Line, author: str | None) -> bool:
    """Whether a line says only who wrote, edited or contributed."""
    text = line.text
    if author and _of_author(text, author):
        return True
    if len(line.words) <= 3 * BYLINE_WORDS and _CREDITED.match(text):
        return 2 * sum(not word.islower() for word in line.words) >= len(line.words)
    if len(line.words) <= 2 * BYLINE_WORDS and _CONTRIBUTED.search(text):
        return True
    if len(line.words) > BYLINE_WORDS:
        return False
    if _BY.match(text) and not line.sentence_end:
        return all(_BY_WORD.fullmatch(word) or _DATE_WORD.fullmatch(word) for word in text.split()[1:])
    return _ROLE.fullmatch(text) is not None


def _of_author(text: str, author: str) -> bool:
    """Whether a line is the names of the authors or says what one of them is ("Jane Doe is a reporter in Oslo.")."""
    return text.casefold().strip(" ,.") == author.casefold().strip(" ,.") or _says_of(text, author)


def _says_of(text: str, author: str) -> bool:
    names = [name.strip() for name in re.split(r";|, | and ", author)]
    says = r",? (?:is|was|covers|writes|reports)\b"
    return any(" " in name and re.match(re.escape(name) + says, text) for name in names)


def goes_on(line: Line) -> bool:
    """Whether a line goes on an author's note that was cut into several: it has no subject of its own."""
    return _NOTE_GOES_ON.match(line.text) is not None


def is_note(line: Line, author: str | None) -> bool:
    """Whether a line says what an author is."""
    return author is not None and _says_of(line.text, author)


def is_dateline(line: Line) -> bool:
    """Whether a line says only when (and where) it was written: a date, a time, "updated two hours ago"."""
    if len(line.words) > DATELINE_WORDS or not _WHEN_SAID.search(line.text):
        return False
    if all(_DATE_WORD.fullmatch(word) for word in line.text.split()):
        return True
    return _PLACE_AND_DATE.fullmatch(line.text) is not None


def prefix_length(text: str) -> int:
    """Length of the place-date-agency opening of a wire report ("KYIV, May 3 (Agency) - "), 0 if there is none.

    A place in capitals and a dash are enough; one in small letters needs a date or an agency.
    """
    for pattern in _PREFIXES:
        match = pattern.match(text[:PREFIX])
        if match and len(text) > match.end():
            return match.end()
    return 0
