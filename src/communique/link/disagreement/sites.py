"""Where something was: a site (a square, a palace) and the town it stands in, as a phrase names them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.link.disagreement.verdict import Answer, Matched
from communique.resources import gazetteer
from communique.resources.questions import load

_IN = re.compile(r",? (?:in|near|outside) (?:the )?(?=[A-Z]|[a-z]+ of [A-Z])")
_WORD = re.compile(r"[\w’'-]+")
_SMALL = frozenset("the a an his her its their of in at on near".split())


@dataclass(frozen=True, slots=True)
class Where:
    """The words of the site and of the town, each empty where the phrase names none."""

    site: frozenset[str]
    town: frozenset[str]


def where_of(phrase: str) -> Where | None:
    """What a phrase names; None for a whole state or a day, which say nothing of the place."""
    parts = _IN.split(phrase, maxsplit=1)
    head, behind = parts[0], parts[1] if len(parts) > 1 else ""
    words = _WORD.findall(head)
    nouns = {word.casefold() for word in words}
    if nouns & load().town_nouns and not behind:
        return Where(frozenset(), _named(head))
    if nouns & load().site_nouns or any(word[0].islower() and word not in _SMALL for word in words[-1:]):
        return Where(frozenset(nouns - _SMALL), _town(behind))
    if behind:
        return Where(frozenset(nouns - _SMALL), _town(behind))
    town = _town(head)
    return Where(frozenset(), town) if town else None


def _town(words: str) -> frozenset[str]:
    """The names in some words, none if they name a state or a month."""
    bare = " ".join(word for word in _WORD.findall(words) if word[0].isupper())
    if not bare or gazetteer.load().state(bare) or any(_is_state(entry) for entry in gazetteer.load().named(bare)):
        return frozenset()
    return frozenset() if bare.split()[0] in _DAYS else _named(words)


def _is_state(entry: object) -> bool:
    return isinstance(entry, gazetteer.State)


def _named(words: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(words) if word[0].isupper())


_DAYS = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


def sites(a: Answer, b: Answer) -> Matched:
    """Other towns conflict; so do other sites, unless one town is known and the other side names none but a town."""
    left, right = a.meant, b.meant
    if not isinstance(left, Where) or not isinstance(right, Where):
        return "cannot tell"
    if left.town and right.town and not left.town & right.town:
        return "conflict"
    if left.site and right.site:
        return "agree" if left.site & right.site else "conflict"
    return "agree" if left.town & right.town else "cannot tell"
