"""Rows of utterances, with the pairs of their wordings, and of refrains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from communique.link.utterance.features import StatementNode, nodes
from communique.link.wording import Wording, change, overlap
from communique.model.interval import meet
from communique.model.statement import Cause, Change
from communique.store import Store
from communique.store.rows import Row

_CAUSES: dict[Change, Cause] = {
    "number": "number",
    "negation": "negation",
    "trimmed": "shortened",
    "marked": "shortened",
}
ALTERING = frozenset({"reworded", "reordered", "number", "negation"})
"""Changes that put quotation marks around different words; trimming and marked cuts are newsroom custom."""


def utterance_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `utterances` for groups of statement ids that more than one statement renders."""
    found = nodes(store, [i for members in groups.values() for i in members])
    countries = _countries(store, found.values())
    rows = []
    for id_, members in sorted(groups.items()):
        told = [found[i] for i in sorted(members) if i in found]
        if len(told) < 2:
            continue
        day = told[0].date
        for node in told[1:]:
            day = meet(day, node.date) or day
        rows.append(
            {
                "id": id_,
                "speaker": _speaker(told),
                "date": day.start,
                "date_end": day.end,
                "story": told[0].story,
                "statements": [node.id for node in told],
                "pairs": [_pair(a, b, countries) for a, b in combinations(told, 2)],
            }
        )
    return rows


def _pair(a: StatementNode, b: StatementNode, countries: Mapping[str, str]) -> dict[str, Any]:
    both_quoted = _render(a.wording.quoted, b.wording.quoted)
    if both_quoted:
        name, reasons = change(a.wording.quoted, b.wording.quoted)
    else:
        name, reasons = "paraphrase", ()
    altered = both_quoted and name in ALTERING
    return {
        "a": a.id,
        "b": b.id,
        "change": name,
        "altered": altered,
        "cause": _cause(name, a, countries),
        "reasons": list(reasons),
    }


SAME_PASSAGE = 0.3
"""Least share of weighted words in common for two quoted stretches to be renderings of one passage."""


def _render(a: str, b: str) -> bool:
    """Whether two quoted stretches render one passage: two reports may quote different words of one utterance."""
    return overlap(Wording(a, a).stems, Wording(b, b).stems)[1] >= SAME_PASSAGE


def _cause(name: Change, node: StatementNode, countries: Mapping[str, str]) -> Cause:
    if name in _CAUSES:
        return _CAUSES[name]
    if any(not _speaks_english(countries.get(speaker)) for speaker in sorted(node.speakers)):
        return "translation possible"
    return "substituted" if name == "reworded" else "unknown"


@cache
def _speaks_english(country: str | None) -> bool:
    """Whether English is official in a country (CLDR); unknown countries count as not."""
    from babel.core import get_global
    from babel.languages import get_official_languages

    alpha2 = {three: two for two, three in _alpha(get_global("territory_aliases")).items()}.get(country or "")
    return alpha2 is not None and "en" in get_official_languages(alpha2, de_facto=True)


def _alpha(aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {targets[0]: code for code, targets in aliases.items() if len(code) == 3 and code.isalpha() and targets}


def _countries(store: Store, found: Any) -> dict[str, str]:
    ids = {speaker for node in found for speaker in node.speakers}
    return {row["id"]: row["country"] for row in store.rows_in("actors", "id", ids) if row["country"]}


def _speaker(told: Sequence[StatementNode]) -> str | None:
    counts = Counter(speaker for node in told for speaker in node.speakers)
    return min(counts, key=lambda s: (-counts[s], s)) if counts else None


def refrain_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `refrains` for groups whose statements stand in more than one story."""
    found = nodes(store, [i for members in groups.values() for i in members])
    rows = []
    for id_, members in sorted(groups.items()):
        told = [found[i] for i in sorted(members) if i in found]
        stories = sorted({node.story for node in told if node.story})
        if len(stories) < 2:
            continue
        shortest = min(told, key=lambda node: (not node.wording.quoted, len(node.wording.text), node.id))
        rows.append(
            {
                "id": id_,
                "speaker": _speaker(told) or "",
                "words": shortest.wording.quoted or shortest.wording.text,
                "statements": [node.id for node in told],
                "stories": stories,
            }
        )
    return rows
