"""Where an act took place: the named place of a phrase with in, at or near that belongs to the trigger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.clause import noun_arguments
from communique.event.codes import HOSTED
from communique.event.definite import DEFINITE
from communique.event.match import Match
from communique.event.modality import listed
from communique.event.tables import participants
from communique.event.talks import gone, visit_beside
from communique.model import Span, overlap
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse

_PREPOSITIONS = ("in", "at", "near", "outside", "inside")
_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAMED = ("of", "in", "at", "near", "outside")
"""Prepositions between a site and the name of its place: "the resort of Tashmir", "at a hall in Karazan"."""
_ENTERED = frozenset({"at", "to"})
"""Prepositions behind which a site stands for a place by itself: "at the Chancellery", "welcomed her to the Chancellery"."""
_DEPTH = 3
"""How many nouns deep the name of a site's place may stand."""


def place(match: Match, cast: Cast) -> tuple[str, Span] | None:
    """The place's name and its words: of the first phrase with in, at or near of the trigger's words that names one."""
    aimed = match.verb.preps.get("at", []) if "at" in match.entry.target else []  # "lashed out at Oman"
    for preps in _phrases(match):
        beside = [token for token in preps.get("on", ()) if token.lemma_.lower() in participants("edges")]
        for token in (*(t for preposition in _PREPOSITIONS for t in preps.get(preposition, ())), *beside):
            if token in aimed or _taken_up(token, match.head):
                continue
            named = _named(token) or known_place(token, cast) or _bare(token, match, cast)
            if named is not None and (token not in beside or named.ent_type_ in _LABELS):
                return called(named, cast)
    there = _there(match.head)
    return called(there, cast) if there is not None else None


def _there(head: Token) -> Token | None:
    """The place that a clause of *where* goes on from: "during a visit to Oslo on Friday, where she met ..."."""
    if head.dep_ != "relcl" or all(child.lower_ != "where" for child in head.children):
        return None
    first = head.left_edge.i
    before = (token for token in reversed(head.doc[max(0, first - _STEPS) : first]))
    return next((token for token in before if token.ent_type_ in _LABELS), None)


_STEPS = 6
"""Most words between a place and the clause of *where* that goes on from it."""


def meeting_place(parse: Parse, cast: Cast, limit: int) -> tuple[str, Span] | None:
    """Where a sentence of its own says that the report's meeting was: "The meeting took place during her visit to Oman"."""
    for sentence in parse.sentences[:limit]:
        root = sentence.tokens.root
        held = root.lemma_ in listed("hosting") | {"take"} and root.tag_ in {"VBD", "VBN"}
        if not held or not any(child.dep_ in _SUBJECTS and _own_meeting(child) for child in root.children):
            continue
        beside = [noun for word in root.children if word.lower_ in _PREPOSITIONS for noun in _objects(word)]
        visits = (noun for noun in root.subtree if noun.lemma_ in listed("journeys") and noun.head.lower_ in _DURING)
        goals = [goal for visit in visits for word in visit.children if word.lower_ == "to" for goal in _objects(word)]
        for noun in (*beside, *goals):
            if (named := _named(noun) or known_place(noun, cast)) is not None:
                return called(named, cast)
    return None


def stage(parse: Parse, index: int, cast: Cast) -> tuple[str, Span] | None:
    """Where a journey has come by a sentence, as the last one up to it opens: "In Oman, she ...", "While in Oman, ..."."""
    for sentence in reversed(parse.sentences[: index + 1]):
        opening = (word for word in sentence.tokens[:_OPENING] if word.lower_ == "in")
        places = (noun for word in opening for noun in _objects(word) if noun.ent_type_ in {"GPE", "LOC"})
        if (named := next(places, None)) is not None:
            return called(named, cast)
    return None


_OPENING = 3
"""Words that may open a sentence before the place: "While in Oman"."""


def _own_meeting(noun: Token) -> bool:
    """Whether a noun takes up the meeting that was told: "the meeting", not "the meeting of the council"."""
    definite = any(child.lower_ in DEFINITE for child in noun.children)
    return noun.lemma_ in listed("meetings") and definite and all(child.dep_ != "prep" for child in noun.children)


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _taken_up(token: Token, head: Token) -> bool:
    """Whether a relative pronoun stands for the noun, which is told outside the act's clause."""
    return token in head.ancestors


def called(token: Token, cast: Cast) -> tuple[str, Span]:
    """The name and the words of the place that a token names."""
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    span = span_of(entity) if entity is not None else span_of(token)
    mention = cast.at(span)
    inside = mention is not None and overlap(mention.span, span) < span[1] - span[0] - _THE
    known = mention.name if entity is not None and mention is not None and mention.name and not inside else None
    return known or (entity.text if entity is not None else token.text), span


_THE = len("the ")


def _named(token: Token, depth: int = _DEPTH) -> Token | None:
    """The token that names the place of a phrase: its own, else that of the site it tells ("the resort of Tashmir")."""
    if token.ent_type_ in _LABELS and token.lemma_.lower() not in participants("gatherings"):
        return token
    site = token.lemma_.lower() in participants("sites") | participants("areas") | participants("things")
    mission = token.lemma_.lower() in participants("missions")
    if depth == 0 or not (site or _proper(token)) or token.lemma_.lower() in participants("accredited"):
        return None
    own = _LABELS - {token.ent_type_}  # not the "Ninth" of "the Ninth Summit", a name as a whole
    lefts = [child for child in token.lefts if site and not mission and child.dep_ in {"compound", "nmod", "poss"}]
    before = [
        child for child in lefts if child.ent_type_ in own or _names(child)
    ]  # of "Oman's Salal province" the last
    beside = (child for child in token.rights if child.dep_ == "appos" and child.ent_type_ in _LABELS)
    names = _PREPOSITIONS if mission or token.lemma_.lower() in participants("gatherings") else _NAMED
    deeper = (found for noun in _under(token, *names) if (found := _named(noun, depth - 1)) is not None)
    found = min((*beside, *deeper), key=lambda noun: noun.i, default=None) or next(reversed(before), None)
    if found is None and token.pos_ == "NOUN":
        return next(filter(_proper, _under(token, "of")), None)
    return found or (
        token
        if site and token.head.lower_ in _ENTERED and token.lemma_.lower() not in participants("gatherings")
        else None
    )


def known_place(token: Token, cast: Cast) -> Token | None:
    """The token, where it names a place that the cast knows though the parse does not label it so."""
    mention = cast.at(span_of(token)) if token.pos_ == "PROPN" else None
    return token if mention is not None and mention.rule == "place" else None


def _objects(preposition: Token) -> list[Token]:
    return [noun for noun in preposition.children if noun.dep_ == "pobj"]


def _under(token: Token, *prepositions: str) -> list[Token]:
    """Nouns of the prepositional phrases behind a noun."""
    return [n for child in token.rights if child.lower_ in prepositions for n in child.children if n.dep_ == "pobj"]


def _proper(token: Token, *, person: bool = False) -> bool:
    """Whether a name that the parse did not label may be that of a site: "the Palace of Nations in Karazan"."""
    nobody = {"NORP", "DATE", "TIME", "EVENT"} if person else {"PERSON", "NORP", "DATE", "TIME", "EVENT"}
    return token.pos_ == "PROPN" and token.ent_type_ not in nobody


def _names(child: Token) -> bool:
    """Whether a name of any kind before a site is the site's own: "at the Kastelo residence"."""
    sites = (participants("sites") | participants("areas")) - participants("gatherings")
    site = child.head.pos_ == "NOUN" and child.head.lemma_.lower() in sites
    return site and child.dep_ == "compound" and _proper(child, person=True)


def _bare(token: Token, match: Match, cast: Cast) -> Token | None:
    """A name without article at which people met: "met at Kastelo", not "at NATO", "at COP30"."""
    met = match.entry.code[:2] == "04" and token.head.lower_ == "at" and token.head.head == match.head
    if not met or not _proper(token) or any(word.pos_ == "DET" or not word.is_title for word in token.lefts):
        return None
    mention = cast.at(span_of(token))
    actor = cast.actor(mention.actor or "") if mention is not None else None
    return token if token.is_title and (actor is None or (actor.kind == "body" and actor.wikidata is None)) else None


def _phrases(match: Match) -> list[dict[str, list[Token]]]:
    """Prepositional phrases of the trigger's words.

    Of a meeting also those that the parser hung on whom it was with, and those of the journey told before it
    ("travelled to Velgrad and met ...").
    """
    found = [arguments.preps for arguments in (match.noun, match.verb) if arguments is not None]
    found += [{"in": _goals(preps.get("during", ()))} for preps in list(found)]
    if match.rule == "nominal" and (journey := gone(match.head)) is not None:  # "was in Oslo for talks with her"
        preps = (child for child in journey.children if child.lower_ in {"in", "to"})
        found.append({"in": [noun for prep in preps for noun in _objects(prep)]})
    if match.entry.code[:2] == "04":
        held = [t for preps in found for t in preps.get("for", ()) if t.pos_ == "NOUN"]
        held += [child for child in match.head.children if child.dep_ == "npadvmod"]
        found += [noun_arguments(noun).preps for noun in held]  # "hosted her for a meeting yesterday at ..."
        met = [t for preps in found for word in ("with", "to") for t in preps.get(word, ())] + match.verb.object
        people = [p for t in met for person in (t, *t.conjuncts) for p in _people(person)]
        found += [noun_arguments(person).preps for person in people]
        found += [
            noun_arguments(state).preps for person in people for state in noun_arguments(person).preps.get("of", ())
        ]
        if not any(word.lemma_.lower() in lexicons.load().by_wire for word in match.head.subtree):
            found += [{"in": goals} for person in people if (goals := _visiting(person))]
        found += _journey(match.head)
        if (visit := visit_beside(match.head)) is not None:
            found.append({"in": _goals([visit])})
    if match.entry.code[:2] in _VIOLENT:  # "bombed a hospital in Karazan", "raided the gates of the camp in Karazan"
        struck = [noun for thing in match.verb.object for noun in (thing, *_under(thing, "of"))]
        found += [noun_arguments(noun).preps for noun in struck]
    if match.entry.code == HOSTED:
        found.append({"at": match.verb.preps.get("to", [])})
    return found


def _people(noun: Token) -> list[Token]:
    """A person named, and the office before the name: "her colleague Karl Weiss in Oslo"."""
    names = [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    return [noun, *names] if names or noun.pos_ == "PROPN" else []


_VIOLENT = frozenset({"18", "19", "20"})
"""Roots of the codes of violence, which is done where its victim is."""


def _visiting(person: Token) -> list[Token]:
    """Where a guest is said to be on a visit: "met with Karl Weiss, who is on a visit to Oman"."""
    for clause in person.children:
        if clause.dep_ == "relcl" and clause.lemma_ == "be":
            preps = noun_arguments(clause).preps
            visits = [noun for noun in preps.get("on", ()) if noun.lemma_ in listed("journeys")]
            return [*_goals(visits), *preps.get("in", ())] if visits else []
    return []


def _goals(nouns: Iterable[Token]) -> list[Token]:
    """Where the journeys among some nouns went: "during her visit to Oman"."""
    visits = (noun for noun in nouns if noun.lemma_ in listed("journeys"))
    return [goal for visit in visits for goal in noun_arguments(visit).preps.get("to", ())]


_DURING = frozenset({"during", "of", "on"})
"""Before a visit that tells where a meeting was: "during her visit to Oman", "within the framework of his visit to ..."."""


def _journey(verb: Token) -> list[dict[str, list[Token]]]:
    """Where the verb before this one took its subject: "travelled to Velgrad and met ..."."""
    if verb.dep_ != "conj" or verb.head.lemma_ not in {"travel", "fly", "go", "arrive", "return"}:
        return []
    preps = (child for child in verb.head.children if child.lower_ in {"to", "in"})
    return [{"in": [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]}]
