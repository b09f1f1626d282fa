"""What may lie behind two wordings: a possible cause, never a verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from communique.link.utterance.change import Difference
from communique.model.statement import Cause


def cause(found: Difference, speakers: Collection[str], countries: Mapping[str, str]) -> Cause:
    """The possible cause of a difference between wordings of `speakers` (actor ids; `countries` gives their alpha-3 codes).

    A number or a negation names itself; words left out, or one name or word exchanged where all others stand word for word,
    are nobody's translation. Else the words of a speaker whose country does not speak English may have been translated
    twice; an English speaker's were put in other words; of a speaker without a known country nothing is said.
    """
    if found.change == "number":
        return "number"
    if found.change == "negation":
        return "negation"
    if found.swap:
        return found.swap
    if found.change == "verbatim":
        return "unknown"
    known = sorted({countries[speaker] for speaker in speakers if speaker in countries})
    if any(not _speaks_english(country) for country in known):
        return "translation possible"
    if not known:
        return "unknown"
    return "substituted" if found.change == "reworded" else "unknown"


@cache
def _speaks_english(country: str) -> bool:
    """Whether English is official in a country (CLDR); codes that it does not have count as not."""
    from babel.core import get_global
    from babel.languages import get_official_languages

    alpha2 = {three: two for two, three in _alpha(get_global("territory_aliases")).items()}.get(country)
    return alpha2 is not None and "en" in get_official_languages(alpha2, de_facto=True)


def _alpha(aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {targets[0]: code for code, targets in aliases.items() if len(code) == 3 and code.isalpha() and targets}
