"""Sentences in capitals, set as a newspaper would: else the parser takes each of their words for a name.

Only letters change, one for one, so every offset stands. A name is what the tables list, or what no English word is known for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from spacy.language import Language

from communique.resources import actor_tables
from communique.resources.gazetteer import Gazetteer

WORDS = 4
"""Least words of a sentence in capitals; shorter ones are names, labels and datelines."""
LONGEST = 5
"""Words of the longest name that is looked up."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
_WORD = re.compile(r"[^\W\d_]+")
_DATES = frozenset(
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_NOUNS = frozenset("bishop champagne day hill junior moon porter".split())
"""Surnames of the tables that are everyday nouns."""
_KEPT = frozenset({"US", "xi"})
"""Names kept though a pronoun and a numeral are spelt so: in capitals the country and the person are meant more often."""
_MAY = re.compile(r"(?<=\d )MAY\b|\bMAY(?= \d)")


def settled(text: str, pipeline: Language, tables: Gazetteer) -> str:
    """The text with its sentences in capitals in the usual case; of the same length, and the same where there are none."""
    return _SENTENCE.sub(lambda match: _sentence(match[0], pipeline, tables), text)


def _loud(text: str) -> bool:
    """Whether a sentence holds enough words and all of them in capitals."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    return len(words) >= WORDS and all(word.isupper() for word in words)


def _sentence(text: str, pipeline: Language, tables: Gazetteer) -> str:
    if not _loud(text):
        return text
    found = list(_WORD.finditer(text))
    letters = list(_lower(text))
    position, forms = 0, _forms(pipeline, tables)
    while position < len(found):
        position = _name(text, found, position, letters, forms) or _single(text, found, position, letters, pipeline)
    first = found[0].start()
    letters[first] = text[first]
    for may in _MAY.finditer(text):
        letters[may.start()] = "M"
    return "".join(letters)


def _lower(text: str) -> str:
    """Lower case, but for the few letters whose lower form is longer."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _name(
    text: str, found: list[re.Match[str]], position: int, letters: list[str], forms: Mapping[str, str]
) -> int | None:
    """Set the longest listed name that starts at a word; the position after it, None if there is none."""
    for size in range(min(LONGEST, len(found) - position), 0, -1):
        start, end = found[position].start(), found[position + size - 1].end()
        form = forms.get(text[start:end])
        if form is not None:
            letters[start:end] = form
            return position + size
    return None


def _single(text: str, found: list[re.Match[str]], position: int, letters: list[str], pipeline: Language) -> int:
    """Set one word that no table lists: dates and words without meaning to the pipeline keep their first capital."""
    word = found[position]
    low = _lower(word[0])
    if low in _DATES or (len(low) > 1 and not pipeline.vocab.has_vector(low)):
        letters[word.start()] = text[word.start()]
    return position + 1


@cache
def _forms(pipeline: Language, tables: Gazetteer) -> dict[str, str]:
    """Names of the tables by their form in capitals; single words that are also verbs or function words are left out."""
    words = _words(pipeline)
    forms: dict[str, str] = {}
    for listed in tables.names.values():
        for form in (form for entry in listed for form in (entry.name, *entry.aliases)):
            if form in _KEPT or " " in form or not (form.isupper() and form.lower() in words):
                forms.setdefault(form.upper(), form)
    single = [
        *tables.demonyms,
        *(word for word in (*tables.surnames, *actor_tables.given_names()) if word in _KEPT or word not in words),
    ]
    for word in single:
        forms.setdefault(word.upper(), word.title())
    return {capitals: form for capitals, form in forms.items() if len(capitals) == len(form)}


@cache
def _words(pipeline: Language) -> frozenset[str]:
    """Verbs, adjectives and function words that the pipeline knows, with the nouns listed above."""
    known = set(pipeline.Defaults.stop_words) | _NOUNS
    lookups = getattr(pipeline.get_pipe("lemmatizer"), "lookups", None) if pipeline.has_pipe("lemmatizer") else None
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        known |= {word for kind in ("verb", "adj", "adv") for word in index.get(kind, ())}
    return frozenset(known)
