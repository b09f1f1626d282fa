"""What may be a name: titles, documents, policies and parts of an office's name are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from communique.actor.scene import Scene
from communique.actor.spot import Spot
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

_GENERATION = wordlist("names", "suffixes")
SUFFIXES = _GENERATION | wordlist("names", "degrees")
_NUMERAL = re.compile(r"[IVX]+")
_PORTFOLIO = wordlist("names", "portfolio")
_TASKED = _PORTFOLIO | wordlist("names", "tasked")
ROYAL = wordlist("names", "royal")
_GIVEN_TITLES = wordlist("names", "given_titles")


def plain(doc: Doc, spot: Spot, scene: Scene) -> Spot:
    """The spot without an honorific, title or noun that the parse took into the name ("Ms Solenz", "Billionaire Luka Orsk").

    A royal title stays with a single name ("Prince William"), which without it may be anybody's.
    """
    while spot.listed is None and spot.end - spot.start > 1:
        first = doc[spot.start].lower_
        if first in ROYAL or first == "crown":
            rest = royal_rest([token.text for token in doc[spot.start : spot.end]])
            if spot.label == "PERSON" and len(rest) > 1 and not _NUMERAL.fullmatch(rest[-1]):
                spot.start = spot.end - len(rest)
            break
        if first in _GIVEN_TITLES and doc[spot.start + 1].lower_ in scene.roles.honorifics:
            spot.start += 1
            continue
        called = spot.label == "PERSON" and spot.end - spot.start > 2 and first in scene.words.person_gender
        if not called and (first not in scene.roles.honorifics or _a_body(doc, spot, scene)):
            break
        spot.start += 1
    return spot


def _a_body(doc: Doc, spot: Spot, scene: Scene) -> bool:
    """Whether the name is a body's, so that its first word is no rank: "General Services Administration", "General Mills"."""
    last = doc[spot.end - 1].lower_
    body = doc[spot.start].lower_ == "general" or last in scene.words.composed or last in scene.words.body_kind
    return spot.label != "PERSON" and body


def royal_rest(words: Sequence[str]) -> Sequence[str]:
    """The words behind a royal title; none if there is no title or nothing behind it."""
    start = next((i for i, word in enumerate(words) if word.lower() not in ROYAL | {"crown"}), 0)
    return words[start:] if start else ()


def crowned(words: Sequence[str]) -> bool:
    """Whether this is "Crown Prince Haakon": with "Prince" or "King" alone a firm's name may begin."""
    return len(words) == 3 and words[0].lower() == "crown" and words[1].lower() in ROYAL


def suffixed(doc: Doc, spot: Spot) -> Spot:
    """A person's name with the "Jr." behind it, also behind a comma."""
    person = spot.label == "PERSON" if spot.listed is None else spot.listed.sort == "person"
    end = spot.end + (spot.end + 1 < len(doc) and doc[spot.end].text == ",")
    if person and end < len(doc) and doc[end].lower_ in _GENERATION:
        spot.end = end + 1
    return spot


def nicknamed(doc: Doc, held: list[Spot], scene: Scene) -> list[Spot]:
    """The names, each with its nickname taken in: `Pavel "Lefty" Orsk` is one name, listed if it is without the nickname."""
    found, last_close = held, 0
    for mark in doc:
        at = mark.i
        close = _nickname(doc, at, scene) if mark.text in _OPENING and 0 < at > last_close else None
        if close is None:
            continue
        last_close = close
        end = close + 2 + (close + 2 < len(doc) and _capital(doc, close + 2) and doc[close + 1].head.i == close + 2)
        first = next((spot for spot in held if spot.start < at <= spot.end), None)
        start = first.start if first is not None and first.end == at else at - 1
        last = tuple(t.text for t in doc[close + 1 : end])
        firsts = (tuple(t.text for t in doc[start:at]), tuple(t.text for t in doc[at + 1 : close]))
        runs = {(*first, *last) for first in firsts}
        listed = next(
            (e for f in firsts for w, e in scene.index.get(f[0], ()) if w in runs and e.sort == "person"), None
        )
        found = [spot for spot in found if spot.end <= start or spot.start >= end]
        found.append(Spot(start, end, "PERSON", listed))
    return sorted(found, key=lambda spot: spot.start)


def chained(doc: Doc, held: list[Spot], scene: Scene) -> list[Spot]:
    """The names, each person's up to its last word where the parse's entity ends before: "John Marek Orsk" of "John Marek"."""
    found: list[Spot] = []
    for spot in held:
        if found and spot.start < found[-1].end:
            continue
        spot.end = _last(doc, spot, held, scene)
        found.append(spot)
    return found


def _last(doc: Doc, spot: Spot, held: list[Spot], scene: Scene) -> int:
    """Where a person's name ends: with the word that the parse hangs its parts on, if all between are parts of names."""
    root = doc[spot.start : spot.end].root
    last = root.head
    sentence = scene.parse.sentence_at(span_of(root)[0])
    if spot.listed is not None or spot.label != "PERSON" or sentence is None or sentence.layer == "title":
        return spot.end
    if root.dep_ != "compound" or not spot.end <= last.i < spot.end + _LONGEST_NAME or last.pos_ != "PROPN":
        return spot.end
    words = scene.words
    common = words.composed | words.body_kind.keys() | words.title_heads | words.no_bodies | words.place_nouns
    parts = [token for token in doc[spot.end : last.i + 1] if token.text not in {"-", "–"}]
    plain = all(_part(token) and token.lower_ not in common and not token.is_upper for token in parts)
    others = [other for other in held if other is not spot and other.start <= last.i and other.end > spot.end]
    free = all(other.listed is None and other.label == "PERSON" and other.end <= last.i + 1 for other in others)
    return last.i + 1 if plain and free else spot.end


def _part(token: Token) -> bool:
    return (token.pos_ == "PROPN" and token.text[:1].isupper()) or token.lower_ in _PARTICLES


_LONGEST_NAME = 12
"""Most tokens behind an entity that still are its name: "Al-Ahmad Al-Jaber Al-Sabah"."""
_PARTICLES = wordlist("names", "particles")


def _nickname(doc: Doc, at: int, scene: Scene) -> int | None:
    """Where the marks close that open at a token, if they hold a nickname between two parts of one name."""
    before = doc[at - 1]
    if before.lower_ in scene.roles.honorifics or before.lower_ in scene.words.title_heads or not _capital(doc, at - 1):
        return None
    close = next((i for i in range(at + 2, min(at + _LONGEST_NICK + 2, len(doc) - 1)) if doc[i].text in NICK), None)
    if close is None or not _capital(doc, close + 1):
        return None
    if not all(word.is_alpha and word.pos_ != "VERB" for word in doc[at + 1 : close]):
        return None
    last = doc[close + 1]
    one = before.head in {last, last.head} and before.dep_ != "ROOT" and last.ent_type_ not in {"DATE", "TIME"}
    return close if one and any(t.text[:1].isupper() for t in doc[at + 1 : close]) else None


def _capital(doc: Doc, at: int) -> bool:
    return doc[at].pos_ == "PROPN" and doc[at].text[:1].isupper() and not doc[at].is_upper


def nick_of(doc: Doc, spot: Spot) -> tuple[int, int]:
    """First token of the nickname in a name, its mark, and the token behind it; (start, start) if there is none."""
    marks = [i for i in range(spot.start + 1, spot.end) if doc[i].text in NICK]
    return (marks[0], marks[-1] + 1) if len(marks) > 1 else (spot.start, spot.start)


NICK = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
"""Marks around a nickname."""
_OPENING = NICK - {"”", "’", "''"}
_LONGEST_NICK = 3
"""Most words of a nickname."""


def a_name(doc: Doc, spot: Spot, scene: Scene) -> bool:
    """Whether the entity is more than "Jr." and no word that only begins with a state's name ("U.S.-led")."""
    words = doc[spot.start : spot.end]
    if spot.listed is not None:
        return False
    if len(words) > 1 and all(token.lower_ in ROYAL | {"crown"} for token in words):
        return False  # "the Crown Prince"
    if all(token.lower_ in SUFFIXES or token.lower_ in scene.roles.honorifics or token.is_punct for token in words):
        return len(words) == 1 and words[0].lower_ in ROYAL
    first, dash, _ = doc[spot.start].text.partition("-")
    state = bool(dash) and any(words == (first,) for words, _ in scene.index.get(first, ()))
    return not (state and spot.end == spot.start + 1)


def stands(scene: Scene, doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether what the parse marks may name somebody: no title in the plural, no part of an office, no document."""
    if label == "PERSON":
        return True
    if _of_titles(doc, start, end, scene) or _in_office(doc, start, end, scene):
        return False
    return label not in {"ORG", "FAC"} or not _of_no_body(doc, start, end, scene)


def documents(docs: Iterable[Doc], scene: Scene) -> frozenset[str]:
    """Words in capitals that stand before a word for a document: "TPP" of "the TPP pact", "Glass-Steagall" of its Act."""
    found = set()
    for doc in docs:
        for token in doc:
            if token.lower_ in scene.words.texts and token.i:
                start = token.i - (2 if token.i > 1 and doc[token.i - 1].lower_ == "trade" else 1)
                chunk = doc[start]
                if chunk.text[:1].isupper() and chunk.dep_ in {"compound", "nmod"} and chunk.head == token:
                    found.add(doc[chunk.left_edge.i : chunk.i + 1].text)
    return frozenset(found)


def _of_titles(doc: Doc, start: int, end: int, scene: Scene) -> bool:
    """Whether what the parse took for a name is a title in the plural: "the National Security Advisors"."""
    text = doc[end - 1].lower_
    led = start > 0 and doc[start - 1].lower_ in {"the", "two", "three", "both", "these"}
    heads = end < len(doc) and doc[end].ent_type_ == "PERSON"
    return (led or heads) and text.endswith("s") and text[:-1] in scene.words.title_heads


def _in_office(doc: Doc, start: int, end: int, scene: Scene) -> bool:
    """Whether the words are part of an office's name: "National Security" before Adviser, "Defense" after Secretary of."""
    after = doc[end] if end < len(doc) else None
    if after is not None and after.text[:1].isupper() and after.lower_ in scene.words.title_heads:
        words = [token.lower_ for token in doc[start : end + 1]]
        if any(scene.roles.office(" ".join(words[first:]), None) for first in range(len(words) - 1)):
            return True
        return _field(doc, start, end, scene)
    heads = {"of": _PORTFOLIO, "for": _TASKED}.get(doc[start - 1].lower_, frozenset()) if start > 1 else ()
    if not heads or doc[start - 2].lower_ not in heads:
        return False
    last = doc[next((i for i in range(start + 1, end) if doc[i].pos_ == "ADP"), end) - 1]
    body = last.lemma_.lower() != "state" and last.lemma_.lower() in scene.words.body_kind
    return doc[start - 2].text[:1].isupper() and not body and not any(token.is_upper for token in doc[start:end])


def _field(doc: Doc, start: int, end: int, scene: Scene) -> bool:
    """Whether a word before "Minister" tells the minister's field, and no body: "Emergencies" of "Emergencies Minister"."""
    led = doc[end + 1].text if end + 1 < len(doc) else ""
    body = doc[end - 1].lower_ in scene.words.body_kind.keys() | scene.words.staffs
    acronym = any(token.is_upper for token in doc[start:end])
    return doc[end].lower_ in _PORTFOLIO and led not in {"-", "–", "General"} and not body and not acronym


def headlined(name: Words, scene: Scene) -> bool:
    """Whether a name may be cut at random from a headline in title case: nothing else in the report is called so."""
    sentence = scene.parse.sentence_at(span_of(name)[0])
    if sentence is None or sentence.layer != "title":
        return False
    long = [token.text for token in sentence.tokens if token.is_alpha and len(token.text) >= _LONG]
    capitals = sum(word[0].isupper() for word in long)
    return capitals >= _CAPITALS and capitals == len(long) and scene.parse.report.text.count(name.text) < 2


_LONG, _CAPITALS = 4, 4
"""Letters of a word that title case never writes small, and how many such words show that a headline is in title case."""


def datelined(name: Words, scene: Scene) -> bool:
    """Whether the name, in capitals, opens a paragraph as the place of a report: "OSLO. A court has ..."."""
    start, end = span_of(name)
    text = scene.parse.report.text
    opens = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return opens and name.text.isupper() and text[end : end + 2] == ". "


def _of_no_body(doc: Doc, start: int, end: int, scene: Scene) -> bool:
    """Whether the words name a document, a policy or a day ("Joint Statement on Trade"), or qualify one ("Fair ... Trade")."""
    last = next((i for i in range(start + 1, end) if doc[i].pos_ == "ADP"), end) - 1
    if {doc[last].lower_, doc[last].lemma_.lower()} & scene.words.no_bodies:
        return True
    root = doc[start:end].root
    joined = (root.head, *(root.conjuncts if end - start == 1 else ())) if root.dep_ in {"amod", "conj"} else ()
    return any(word.i > root.i and word.text[:1].isupper() and word.lower_ in scene.words.no_bodies for word in joined)
