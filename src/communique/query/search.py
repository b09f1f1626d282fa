"""Full-text search over report texts."""

from __future__ import annotations

import re

from communique.query.lines import Line
from communique.query.listing import lines
from communique.store import Store

_WORD = re.compile(r"\w+")
_SPELLINGS = (
    (re.compile(r"is(ing|ed|e|es|ation|ations)$"), r"iz\1"),
    (re.compile(r"iz(ing|ed|e|es|ation|ations)$"), r"is\1"),
)
"""British and American endings of the same verb: a search for one finds the other."""


def search(store: Store, words: str, *, limit: int = 50) -> list[Line]:
    """Reports that hold all words (either spelling of -ise), best first, each place they stand as evidence."""
    terms = [_spellings(word) for word in _WORD.findall(words.casefold())]
    if not terms:
        return []
    match = " AND ".join("(" + " OR ".join(f'"{form}"' for form in sorted(forms)) + ")" for forms in terms)
    found = store.holding(match, limit=limit)
    rows = {row["id"]: row for row in store.rows_in("reports", "id", found)}
    pattern = re.compile(r"\b(?:" + "|".join(sorted(f for forms in terms for f in forms)) + r")\b", re.IGNORECASE)
    return lines(
        store,
        "reports",
        [(rows[id_], [(id_, m.span()) for m in pattern.finditer(rows[id_]["text"])]) for id_ in found],
    )


def _spellings(word: str) -> set[str]:
    return {word, *(pattern.sub(new, word) for pattern, new in _SPELLINGS)}
