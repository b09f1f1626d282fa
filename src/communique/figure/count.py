"""What a bare number counts, from the parse: "650 grey patrol boats", "thousands of sacks"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.figure.mask import is_label, looks_like_year
from communique.figure.single import Quantity
from communique.figure.tables import PERSON, Unit, lemmas, load

MAX_NOUN = 8
"""Longest counted noun phrase in tokens; longer runs of nouns and adjectives are headline debris."""
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "AFX", "HYPH"})
_NAMES = {"people": "person", "men": "man", "women": "woman"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: its head token, the first token of its phrase and the unit it makes."""

    head: Token
    start: int
    unit: Unit
    plural: bool


def counted(doc: Doc, quantity: Quantity, after: int) -> Counted | None:
    """The noun phrase counted by the number whose last token comes just before token `after`."""
    if after < len(doc) and doc[after].text == "-":
        return _hyphenated(doc, after + 1)
    start = _start(doc, quantity, after)
    last: int | None = None
    for index in range(start, min(len(doc), start + MAX_NOUN)):
        if not _belongs(doc, index, start):
            break
        if doc[index].tag_ in _NOUNS:
            last = index
            if doc[index].tag_ == "NNS":
                break
    if last is None:
        return _nameless(doc, start)
    whole = _elliptic(doc, start, last)
    return _made(doc, start, last) if whole is None else _made(doc, whole, whole)


def _elliptic(doc: Doc, start: int, last: int) -> int | None:
    """The noun that closes a list of its sorts, hyphens and all: "missiles" of "90 air, sea and ground-launched missiles"."""
    if doc[last].tag_ not in {"NN", "HYPH"} and doc[last].text[-1] != "-":
        return None
    words = "".join(_sort(token) for token in doc[start : start + MAX_SORTS])
    listed = _SORTS.match(words)
    return start + listed.end() - 1 if listed is not None else None


def _sort(token: Token) -> str:
    """A letter for what a token may be in a list of sorts."""
    if token.text == "-":
        return "-"
    if token.tag_ in {"NN", "JJ", "AFX", "HYPH"}:
        return "h" if token.text.endswith("-") else "n"
    return {"NNS": "N", "VBN": "v", "CC": "&", ",": ","}.get(token.tag_, "?")


MAX_SORTS = 12
"""Most tokens of a list of sorts with its noun."""
_SORTS = re.compile(r"(?:n-?|h)(?:,(?:n-?|h))*,?&n-[nv]N")


def _nameless(doc: Doc, index: int) -> Counted | None:
    """Persons told by what befell them alone: "53 wounded", "nine dead"."""
    if index >= len(doc) or doc[index].lower_ not in lemmas("casualties"):
        return None
    after = doc[index + 1] if index + 1 < len(doc) else None
    if after is not None and (after.tag_ in _NOUNS or after.lower_ == "by"):
        return None
    return Counted(doc[index], index, PERSON, True)


def _hyphenated(doc: Doc, index: int) -> Counted | None:
    """The noun hyphened to the number: "nine-seat boats" counts seats."""
    if index < len(doc) and doc[index].tag_ in {"NN", "NNS"}:
        return _made(doc, index, index)
    return None


def _made(doc: Doc, start: int, last: int) -> Counted:
    while start < last and doc[start].lower_ in lemmas("skipped") and doc[start].tag_ != "NNP":
        start += 1
    head = doc[last]
    return Counted(head, start, Unit(_name(doc, start, last), None, None, "noun"), head.tag_ in _PLURALS)


def _start(doc: Doc, quantity: Quantity, after: int) -> int:
    """First token of the counted phrase: past "of the" where the number is vague, a part, or one of many."""
    index, size = _past_amount(doc, after), len(doc)
    if index >= size or doc[index].lower_ != "of":
        return index
    listed = index + 1 < size and doc[index + 1].lower_ in lemmas("determiners")
    if not (listed or quantity.value is None or quantity.fraction or quantity.value == 1):
        return index
    index += 1
    while index < size and (doc[index].lower_ in lemmas("determiners") or doc[index].tag_ == "CD"):
        index += 1
    if index + 1 < size and doc[index + 1].tag_ == "POS":
        index += 2
    return index


def _past_amount(doc: Doc, index: int) -> int:
    """Past the amount that tells the kind of what is counted: "nine $2,500 gifts", "two 120 mm rounds"."""
    at, size = index, len(doc)
    if at < size and doc[at].is_currency:
        at += 1
    if at + 1 >= size or doc[at].tag_ != "CD" or (at == index and not doc[at].is_digit):
        return index
    at += 1
    if at < size and doc[at].lower_ in lemmas("scales"):
        at += 1
    if doc[index].is_currency:
        return index if at < size and doc[at].lower_ in load().words else at
    unit = doc[at + 1] if at + 1 < size and doc[at].text == "-" else doc[at] if at < size else None
    named = unit is not None and (unit.lower_ in load().words or unit.text in load().symbols)
    return unit.i + 1 if unit is not None and named and unit.i + 1 < size and doc[unit.i + 1].tag_ in _NOUNS else index


def _belongs(doc: Doc, index: int, start: int) -> bool:
    """Whether a token can stand in a counted noun phrase that begins at `start`."""
    token = doc[index]
    if token.ent_type_ in {"DATE", "TIME"} or (token.is_sent_start and index != start):
        return False
    before = doc[index - 1] if index > start else None
    if token.tag_ in _NOUNS or token.tag_ in _ADJECTIVES or "-" in {token.text, before.text if before else ""}:
        return True
    following = doc[index + 1] if index + 1 < len(doc) else None
    if following is not None and following.text == "-" and not token.whitespace_ + following.whitespace_:
        return True
    if token.tag_ == "VBG":
        return token.dep_ in {"amod", "compound"} or (following is not None and following.tag_ in _NOUNS)
    if before is None or following is None or token.lower_ not in {"and", "&"}:
        return False
    return before.tag_ in {"NNP", "JJ"} and following.tag_ in {"NNP", "JJ", "NN"}


def _name(doc: Doc, start: int, last: int) -> str:
    """The phrase in the singular, lower-cased but for names, without participles; comparisons in their plain form."""
    head = doc[last]
    noun = _NAMES.get(head.lower_) or load().raw["singulars"].get(head.lower_)
    noun = noun or (head.lemma_ if head.tag_ == "NNS" else head.text)
    if head.tag_ == "NNPS":  # the lemmatizer leaves names as they are
        noun = noun.removesuffix("s")
    words: list[str] = []
    for token in doc[start:last]:
        hyphen = token.whitespace_ == "" or (words and not words[-1].endswith(" "))
        if token.tag_ in {"VBN", "VBG", "CC"} and not hyphen:
            continue
        text = (
            token.text
            if token.tag_.startswith("NNP")
            else token.lemma_.lower()
            if token.tag_ in {"JJR", "JJS"}
            else token.lower_
        )
        words.append(text + token.whitespace_)
    return "".join(words) + (noun if head.tag_.startswith("NNP") else noun.lower())


MAX_POINTING = 10
"""Largest number word that only points back after a definite determiner; larger ones are told for their size."""


def points_back(doc: Doc, quantity: Quantity, before: int, noun: Counted | None) -> bool:
    """Whether a small number word picks out what is known and measures nothing: "the two leaders", "one of the ports"."""
    if quantity.digits or quantity.fraction or quantity.bound or quantity.link or quantity.value is None:
        return False
    if quantity.value == 1:
        after = before + 2
        listed = after + 1 < len(doc) and doc[after].lower_ == "of"
        return listed and doc[after + 1].lower_ in lemmas("definite") | {"several", "many", "some"}
    while before > 0 and doc[before].lower_ in lemmas("placed"):
        before -= 1
    if not 2 <= quantity.value <= MAX_POINTING or before < 0:
        return False
    if doc[before].lower_ not in lemmas("definite") and doc[before].tag_ != "POS":
        return False
    return noun is None or noun.plural or (noun.head.tag_ == "NNP" and noun.head.text.endswith("s"))


def _in_name(doc: Doc, quantity: Quantity, before: int, noun: Counted | None) -> bool:
    """Whether the number is a word of a name, or the age between a name and a calling.

    "The Six Rivers Fund", "Ten Brink"; "Ana Reyes, 47 cameraman". A heading with every word in capitals tells nothing.
    """
    if quantity.bound or quantity.link or quantity.value is None:
        return False
    if noun is None:
        return quantity.digits and _closing_age(doc, before)
    single = (
        not noun.plural and quantity.value > 1 and (noun.head.i + 1 >= len(doc) or doc[noun.head.i + 1].tag_ != "CD")
    )
    if quantity.digits:
        aged = before > 0 and doc[before].text == "," and doc[before - 1].tag_ == "NNP"
        return aged and single and noun.start == before + 2
    number = doc[before + 1]
    if not number.is_title or not all(t.is_title or not t.is_alpha for t in doc[noun.start : noun.head.i + 1]):
        return False
    if single and noun.head.tag_ == "NNP" and quantity.number[1] - quantity.number[0] == len(number):
        return True
    inside = (
        not number.is_sent_start and before >= 0 and (doc[before].is_lower or doc[before].tag_ in {"POS", "NNP", "JJ"})
    )
    return inside and not _heading(number)


def _closing_age(doc: Doc, before: int) -> bool:
    """Whether the number after a name ends its part of the sentence: "the painter Ana Reyes, 54.", "Reyes, 54; Orlan, 61"."""
    if before < 1 or doc[before].text != "," or doc[before - 1].tag_ != "NNP":
        return False
    full = doc[before - 1].ent_type_ == "PERSON" or (before > 1 and doc[before - 2].tag_ == "NNP")
    return full and (before + 2 >= len(doc) or doc[before + 2].text in {".", ";", ")"})


def _heading(token: Token) -> bool:
    """Whether the longer words of the sentence are all in capitals."""
    return all(t.text[0].isupper() for t in token.sent if t.is_alpha and len(t) > 4)


def is_name(doc: Doc, quantity: Quantity, before: int, noun: Counted | None) -> bool:
    """Whether a plain number belongs to a name or is a pronoun: "Area 50", "the 797 Jet", "each one", "the two"."""
    text = doc.text
    previous = doc[before] if before >= 0 else None
    word = text[quantity.number[0] : quantity.number[1]].lower()
    if quantity.unit is None and (points_back(doc, quantity, before, noun) or _in_name(doc, quantity, before, noun)):
        return True
    if word == "one" and not _minus(doc, before):
        return _picks(doc, before, noun)
    if quantity.bound or quantity.link:
        return False
    if looks_like_year(text, *quantity.number) and (
        noun is None or (previous is not None and (previous.tag_ in _NOUNS or previous.tag_ in {"POS", "PRP$", "DT"}))
    ):
        return True
    if noun is not None and (noun.plural or quantity.value == 1 or noun.unit.name == "person"):
        return False
    return is_label(text, quantity.number[0]) or (previous is not None and _named(previous, quantity, word, noun))


def _minus(doc: Doc, before: int) -> bool:
    """Whether "minus" or "negative" makes the "one" a number; "a negative one" is a pronoun."""
    word = doc[before].lower_ if before >= 0 else ""
    return word == "minus" or (word == "negative" and (before == 0 or doc[before - 1].tag_ != "DT"))


def _picks(doc: Doc, before: int, noun: Counted | None) -> bool:
    """Whether "one" is a pronoun or picks something out: "at one point", "one reason", "the first one".

    It counts persons ("one soldier"), and anything that the report says is alone or at least one ("only one port").
    """
    if noun is None or noun.plural != (before + 2 < len(doc) and doc[before + 2].lower_ == "of"):
        return True
    if before >= 0 and doc[before].lower_ in lemmas("singled") and noun.head.lemma_.lower() not in lemmas("wheres"):
        return False
    return noun.head.lemma_.lower() not in lemmas("persons") | lemmas("casualties")


def _named(previous: Token, quantity: Quantity, word: str, noun: Counted | None) -> bool:
    """Whether the token before makes a plain number, with no plural after it, part of a name or a pronoun."""
    if previous.is_punct or previous.ent_type_ in {"DATE", "TIME"}:
        return False
    if not quantity.digits and noun is None:
        return previous.tag_.startswith("NNP") or previous.lower_ in lemmas("determiners") | lemmas("pronominal")
    whole = quantity.digits and "," not in word and "." not in word and quantity.value is not None
    if whole and previous.tag_.startswith("NNP"):
        return True
    return (
        whole
        and noun is not None
        and noun.head.tag_ == "NNP"
        and (previous.lower_ in lemmas("determiners") or previous.lower_ == "own")
    )
