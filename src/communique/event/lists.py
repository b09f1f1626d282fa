"""Lists of people that the parser cut short: "met with the prince, Sheikh Omran, and Mr. Dunne"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from communique.event.sides import actors, kinds
from communique.event.tables import participants
from communique.model import Mention, Party
from communique.parse import span_of
from communique.parse.endings import forms

if TYPE_CHECKING:
    from communique.actor import Cast


def continued(parties: tuple[Party, ...], doc: Doc, cast: Cast) -> tuple[Party, ...]:
    """The parties with those that a list goes on to name after the last of them, where the parser cut the list.

    A name that is the subject of a finite verb starts a new clause.
    """
    found = list(parties)
    ids = {i for party in parties for i in party.ids}
    while found:
        last = found[-1]
        mention = _after(last, doc, cast)
        if mention is not None and mention.actor in last.ids:  # "with the president of Oman, Karl Weiss, and ..."
            mention = _after(replace(last, spans=(mention.span,)), doc, cast)
        if mention is None or not mention.actor or mention.actor in ids:
            break
        ids.add(mention.actor)
        found.append(Party((mention.span,), mention.actor, mention.name, mention.members, ("list",)))
    return tuple(found)


def last_state(parties: list[Party], doc: Doc, cast: Cast) -> list[Party]:
    """The last state of a list, where the parser cut it off: "France, Germany, Italy, *the US* - condemned"."""
    if len(parties) < _LISTED or kinds(parties, cast) != {"state"}:
        return []
    begin, end = span_of(doc[:])[0], parties[-1].spans[-1][1]
    gap = _LAST.match(doc.text, end - begin)
    first = begin + gap.end() if gap is not None else begin
    mention = next((m for m in cast.within((first, first + _NAME)) if m.span[0] == first), None)
    named = doc.char_span(mention.span[0] - begin, mention.span[1] - begin) if gap and mention is not None else None
    if mention is None or named is None or named.root.dep_ not in {"npadvmod", "appos", "conj", "dep", "nmod"}:
        return []
    found = Party((mention.span,), mention.actor, mention.name, mention.members, ("list",))
    known = set(actors(parties))
    return [found] if kinds([found], cast) == {"state"} and not known & set(found.ids) else []


_LISTED = 3
"""Fewest states of a list that goes on without "and"."""
_LAST = re.compile(r",\s+(?:and\s+)?(?:the\s+)?")


def equals(noun: Token, cast: Cast) -> tuple[Party, ...]:
    """Whose a counterpart is, by the people named before it, not by whose equal: "his Omani colleague"."""
    if noun.lemma_.lower() not in participants("equals"):
        return ()
    mentions = (cast.at(span_of(child)) for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"})
    known = [mention for mention in mentions if mention is not None and mention.actor]
    return tuple(Party((m.span,), m.actor, m.name, m.members, ("modifier",)) for m in known[:1])


_LIST = re.compile(r"(?:\s+of(?:\s+the)?(?:\s+[A-Z][\w.’'-]*)+)?(?:\s*,)?\s+(?:and\s+|along with\s+)?|,\s*")


def _after(party: Party, doc: Doc, cast: Cast) -> Mention | None:
    """The person named right after a party, behind a comma or "and"."""
    end = party.spans[-1][1]
    start = span_of(doc[:])[0]
    gap = _LIST.match(doc.text, end - start)
    if gap is None or not gap.group().strip():
        return None
    first = start + gap.end()
    near = [m for m in cast.within((first, first + _NAME)) if m.actor is not None]
    people = [m for m in near if kinds([Party((m.span,), m.actor)], cast) == {"person"}]
    mention = next((m for m in people if m.kind == "name"), None)
    titled = next((m for m in people if m.kind == "title" and m.span[0] == first), None)
    if titled is not None and titled.actor == (mention.actor if mention is not None else None):
        mention = titled  # "... and the president of Oman, Karl Weiss"
    elif mention is None or not _TITLES.fullmatch(doc.text, gap.end(), mention.span[0] - start):
        return None
    named = doc.char_span(mention.span[0] - start, mention.span[1] - start)
    return None if named is None or named.root.dep_ == "poss" or _subject_of_finite(named.root) else mention


def entitled(preposition: Token, cast: Cast) -> tuple[Party, ...]:
    """The person of a long title behind a preposition: "with French Counselor to the President Luc Amar"."""
    end, start = span_of(preposition)[1] + 1, span_of(preposition.doc[:])[0]
    near = (m for m in cast.within((end, end + _NAME)) if m.kind == "name" and m.actor is not None)
    mention = next((m for m in near if kinds([Party((m.span,), m.actor)], cast) == {"person"}), None)
    if mention is None or not _TITLES.fullmatch(preposition.doc.text, end - start, mention.span[0] - start):
        return ()
    return (Party((mention.span,), mention.actor, mention.name, mention.members, ("list",)),)


def _subject_of_finite(noun: Token) -> bool:
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    auxiliaries = {child.lower_ for child in noun.head.children if child.dep_ in {"aux", "auxpass"}}
    return noun.head.tag_ in {"VBD", "VBZ", "VBP"} or bool(auxiliaries - {"to"})


_TITLES = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|to|for|and|the|members?)\s+){0,10}")
"""Titles between a comma and a name."""


_NAME = 120
"""Most code points of a person's name with all titles."""


def chained(token: Token) -> Iterable[Token]:
    """The names in line with a name: appositions and conjuncts, and those of these."""
    for child in token.rights:
        if child.dep_ in {"appos", "conj"} and child.pos_ == "PROPN":
            yield child
            yield from chained(child)


def listed_further(token: Token, kept: list[Party], cast: Cast) -> list[Party]:
    """Further people or bodies of a list taken for an apposition: "with President A of X, Chancellor B of Y and ..."."""
    titled = kept and kinds(kept, cast) == {"person"}
    bodies = bool(kept) and kinds(kept, cast) <= _BODIES and any(_in_line(child) for child in token.rights)
    if token.pos_ != "PROPN" or not (token.ent_type_ == "PERSON" or titled or bodies) or not kept:
        return []
    ids = {i for party in kept for i in party.ids}
    found: list[Party] = []
    for child in (*chained(token), *_before_owner(token)):
        for party in cast.parties(child):
            if party.ids and not set(party.ids) & ids and kinds([party], cast) <= (_BODIES if bodies else _MET):
                found.append(party)
                ids.update(party.ids)
    return found


_BODIES = frozenset({"body"})
_MET = frozenset({"person", "group"})


def _in_line(noun: Token) -> bool:
    """Whether what the parser took for an apposition is one of a list that ends in "and": "to the Fund, the Bank and ..."."""
    return noun.dep_ == "appos" and noun.pos_ == "PROPN" and any(child.dep_ == "conj" for child in noun.children)


def _before_owner(name: Token) -> list[Token]:
    """Who stands before "and" and the next one's country, taken for an owner too: "with *Weiss* and Norway's Karl Dell"."""
    owners = [
        child for child in name.children if child.dep_ == "poss" and child.i < name.i and child.nbor().tag_ != "POS"
    ]
    return [owner for owner in owners if any(word.dep_ == "conj" for word in owner.children)]


def headlined(subject: Token, verb: Token) -> list[Token]:
    """The other of two before a headline's verb, states or people: "Norway, Oman expel envoys", "Weiss, Dunne hail pact"."""
    last = verb.i - 1
    if subject.pos_ != "PROPN" or verb.i < 3 or verb.i - subject.i not in {1, 3} or subject.doc[last - 1].text != ",":
        return []
    other = subject.doc[verb.i - 3 if subject.i == last else last]
    loose = other.dep_ in {"npadvmod", "appos", "nmod"} and other.head in {subject, verb}
    listed = "GPE" in {subject.ent_type_, other.ent_type_} <= {"GPE"} or (
        "PERSON" in {subject.ent_type_, other.ent_type_} <= {"PERSON", "ORG", ""} and verb.lower_ == verb.lemma_
    )
    return [other] if loose and listed and other.pos_ == "PROPN" and other.i in {0, last} else []


def spokesmen(noun: Token, cast: Cast) -> Party | None:
    """Those who speak for several states, as one party whose members these are: "the foreign ministers of Oman and Peru".

    The parser likes to hang the last states of the list elsewhere. None for others, and for those of one state.
    """
    if (peoples := _of_peoples(noun, cast)) is not None:
        return peoples
    if not noun.lower_.endswith("s") or noun.lower_.removesuffix("s") not in participants("spokesmen"):
        return None
    under = [n for child in noun.rights if child.lower_ == "of" for n in child.children if n.dep_ == "pobj"]
    if not under:
        return None
    ids, end = list(_states_named(under[0], cast)), span_of(under[0])[1]
    begin = span_of(noun.doc[:])[0]
    while ids and (gap := _AND.match(noun.doc.text, end - begin)) is not None:
        start = begin + gap.end()
        mention = next((m for m in cast.within((start, start + _NAME)) if m.span[0] == start), None)
        named = noun.doc.char_span(mention.span[0] - begin, mention.span[1] - begin) if mention is not None else None
        if mention is None or named is None or _subject_of_finite(named.root):
            break
        body = _BODY.match(noun.doc.text, mention.span[1] - begin)
        if named.root.dep_ in _MODIFYING and body is None:
            break
        found = _states_named(named.root, cast)
        if not found:
            break
        ids, end = [*ids, *found], begin + body.end() if body is not None else mention.span[1]
    if len(set(ids)) < 2:
        return None
    span = (span_of(noun.doc[noun.left_edge.i])[0], end)
    return Party((span,), None, noun.doc.text[span[0] - begin : end - begin], tuple(dict.fromkeys(ids)), ("list",))


def _of_peoples(noun: Token, cast: Cast) -> Party | None:
    """Those of several peoples under one noun, as one party: "Omani and Qatari soldiers exchanged fire"."""
    if noun.tag_ != "NNS" or participants("people").isdisjoint(forms(noun.lower_, "s")):
        return None
    before = {word for child in noun.lefts if child.dep_ in _MODIFYING for word in (child, *child.conjuncts)}
    named = sorted((word for word in before if word.ent_type_ in {"NORP", "GPE"}), key=lambda word: word.i)
    ids = [id_ for word in named for id_ in _states_named(word, cast)]
    apart = all(second.nbor(-1).lower_ in {",", "and"} for second in named[1:])  # not "Bosnian Serb units"
    if len(set(ids)) < 2 or len(ids) < len(named) or not apart:
        return None
    words = noun.doc[noun.left_edge.i : noun.i + 1]
    return Party((span_of(words),), None, words.text, tuple(dict.fromkeys(ids)), ("list",))


_AND = re.compile(r"(?:,? and|,)\s+(?:the\s+)?")
_BODY = re.compile(r"[’']s(?:\s+(?:[A-Z][\w-]*|(?:of|for)(?: the)?(?=\s[A-Z])))+")
"""A state's own body: "Peru's Ministry of Trade"."""
_MODIFYING = frozenset({"poss", "compound", "amod"})


def _states_named(noun: Token, cast: Cast) -> tuple[str, ...]:
    """The states that a noun names: a pair told before, a name, or the end of a longer name ("Governments of Peru")."""
    mention = cast.at(span_of(noun))
    if mention is None:
        return ()
    parties = [Party((mention.span,), mention.actor, None, mention.members)]
    if kinds(parties, cast) == {"state"}:
        return parties[0].ids
    owners = (cast.at(span_of(child)) for child in noun.children if child.dep_ == "poss")
    owned = [Party((m.span,), m.actor, None, m.members) for m in owners if m is not None]
    if owned and kinds(owned, cast) == {"state"}:
        return owned[0].ids  # "representatives of Oman's Ports Authority and Peru's Ministry of Trade"
    words = noun.doc[noun.left_edge.i : noun.i + 1].text.removeprefix("the ")
    state = cast.gazetteer.state(words) if cast.gazetteer is not None and mention.kind == "name" else None
    return (state.id,) if state is not None else ()
