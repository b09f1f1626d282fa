"""What a bare number counts, from the parse: "1,100 public housing properties", "tens of thousands of troops"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.figure.mask import is_label
from communique.figure.quantity import Quantity
from communique.figure.tables import Unit

MAX_NOUN = 7
"""Longest counted noun phrase in tokens; longer runs of nouns and adjectives are headline debris."""
_SKIPPED = frozenset({"more", "other", "additional", "further", "new", "extra", "another", "such", "different"})
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "my", "your", "these", "those", "all", "a", "an"})
_JOINERS = frozenset({"-", "and", "&"})
_NAMES = {"people": "person", "men": "man", "women": "woman"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: its head token, its tokens' range and the unit it makes."""

    head: Token
    start: int
    unit: Unit
    plural: bool


def counted(doc: Doc, quantity: Quantity, after: int) -> Counted | None:
    """The noun phrase counted by the number whose last token comes just before token `after`."""
    start = _start(doc, quantity, after)
    last: int | None = None
    for index in range(start, min(len(doc), start + MAX_NOUN)):
        token = doc[index]
        if not _belongs(token, first=index == start):
            break
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
            last = index
            if token.tag_ == "NNS":
                break
    if last is None:
        return None
    head = doc[last]
    while start < last and doc[start].lower_ in _SKIPPED:
        start += 1
    return Counted(head, start, Unit(_name(doc, start, last), None, None, "noun"), head.tag_ in {"NNS", "NNPS"})


def _start(doc: Doc, quantity: Quantity, after: int) -> int:
    """First token of the counted phrase: past "of the" where the number is vague, a part, or one of many."""
    index = after
    opened = quantity.value is None or quantity.fraction or quantity.value == 1 or (
        index + 1 < len(doc) and doc[index + 1].lower_ in {"the", "its", "their", "these", "those"}
    )
    if opened and index < len(doc) and doc[index].lower_ == "of":
        index += 1
        while index < len(doc) and (doc[index].lower_ in _DETERMINERS or doc[index].tag_ == "CD"):
            index += 1
    while index < len(doc) and doc[index].lower_ in {"more", "or", "other"} and doc[index].lower_ != "or":
        index += 1
    return index


def _belongs(token: Token, *, first: bool) -> bool:
    """Whether a token can stand in a counted noun phrase."""
    if token.ent_type_ in {"DATE", "TIME"} or token.is_sent_start and not first:
        return False
    if token.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "VBN", "AFX"} or token.lower_ == "-":
        return True
    if token.tag_ == "VBG":
        return token.dep_ in {"amod", "compound"}
    return token.lower_ in _JOINERS and token.head.tag_.startswith("JJ") and not first


def _name(doc: Doc, start: int, last: int) -> str:
    """The phrase in the singular, lower-cased but for names; comparisons in their plain form."""
    head = doc[last]
    noun = _NAMES.get(head.lower_, head.lemma_ if head.tag_ in {"NNS", "NNPS"} else head.text)
    words: list[str] = []
    for token in doc[start:last]:
        words.append((token.text if token.tag_.startswith("NNP") else token.lower_) + token.whitespace_)
    return "".join(words) + (noun if head.tag_.startswith("NNP") else noun.lower())


def is_name(doc: Doc, quantity: Quantity, before: int, noun: Counted | None) -> bool:
    """Whether a plain number belongs to a name or is a pronoun: "Stoxx 50", "the 787 Dreamliner", "each one", "the two"."""
    text = doc.text
    previous = doc[before] if before >= 0 else None
    word = text[quantity.number[0] : quantity.number[1]].lower()
    if word == "one":
        return noun is None or noun.plural != (doc[before + 2].lower_ == "of" if before + 2 < len(doc) else False)
    many = noun is not None and (noun.plural or quantity.value == 1 or noun.unit.name in {"person", "percent"})
    if many or quantity.bound or quantity.link:
        return False
    if is_label(text, quantity.number[0]):
        return True
    if previous is None or previous.is_punct or previous.ent_type_ in {"DATE", "TIME"}:
        return False
    if not quantity.digits and noun is None:
        return previous.lower_ in _DETERMINERS | {"any", "no", "every", "each", "last", "next", "first"}
    whole = quantity.digits and quantity.value is not None and "," not in word and "." not in word
    if whole and previous.tag_.startswith("NNP"):
        return True
    return whole and noun is not None and previous.lower_ in {"the", "a", "an"} and noun.head.tag_ == "NNP"
