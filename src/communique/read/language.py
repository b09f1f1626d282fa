"""The language of a text: English unless it surely is another."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 4_000
"""Code points looked at."""
ENGLISH_SHARE = 0.12
"""Share of English function words from which a text is English without asking the model: English news has .25 to .45,
other languages below .06 (their "in", "a", "on")."""
MIN_LETTERS = 60
"""Letters below which the model is not asked: it errs on headlines and names."""
MIN_CONFIDENCE = 0.9
FOREIGN_SCRIPT = 0.6
"""Share of letters outside the Latin alphabet from which a text cannot be English, however short."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = wordlist("function_words", "frequent")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?$")
_THREE_LETTERS = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "rus": "ru", "zho": "zh", "chi": "zh", "spa": "es",
    "ita": "it", "ara": "ar", "ukr": "uk", "jpn": "ja",
}  # fmt: skip


def code_of(stated: str | None) -> str | None:
    """ISO 639-1 code of stated metadata such as `en-GB`, `eng` or `de`; None if it is no code."""
    match = _CODE.match(stated.strip()) if stated else None
    if match is None:
        return None
    code = match.group(1).lower()
    return _THREE_LETTERS.get(code, code)


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language; `en` wherever there is doubt."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words or sum(word in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    letters = [character for character in sample if character.isalpha()]
    foreign = sum(not _is_latin(character) for character in letters) >= FOREIGN_SCRIPT * len(letters)
    if not foreign and len(letters) < MIN_LETTERS:
        return "en"
    code, confidence = _identifier().classify(sample)
    if code == "en" or (confidence < MIN_CONFIDENCE and not foreign):
        return "und" if code == "en" and foreign else "en"
    return str(code)


@cache
def _is_latin(character: str) -> bool:
    return character < "\u0250" or unicodedata.name(character, "").startswith("LATIN")


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
