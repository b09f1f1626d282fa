"""From a predicate found to a coded act: code, parties and modality, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.capitals import capital
from communique.event.clause import arguments, next_subject
from communique.event.codes import (
    CONSULTED,
    CURB,
    PRAISE,
    RECALLED,
    SANCTIONS,
    SHOW,
    SUMMONED,
    TIES,
    TO_MEET,
    VISIT,
    WIRED,
)
from communique.event.floor import speaker
from communique.event.lists import continued, entitled
from communique.event.match import Match, match_verb
from communique.event.modality import listed, modality, performs
from communique.event.paper import Papers
from communique.event.phrasal import RESOLVE
from communique.event.presence import AWAITED
from communique.event.roles import acts_unnamed, anchored, parties_of, sides, sources, targets
from communique.event.sense import sensed
from communique.event.sides import COMPANY, Parties, actors, apart, countries, foreign, kinds, states, without
from communique.event.speech import about_conflict, reframed, refused, spoken_code, thwarts
from communique.event.struck import attackers, curbed, provoked_by, victims
from communique.event.tables import Code
from communique.event.urging import CHARGING, READINESS, URGING
from communique.model import Modality, Party
from communique.parse import infinitive, span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded act, before its date and statement are known."""

    code: Code
    source: Parties
    target: Parties
    modality: Modality


def code_match(match: Match, cast: Cast, papers: Papers) -> Coded | None:
    """The act that a predicate tells, None if it has no code or nobody who did it or suffered it is known.

    `papers` are those that may speak for their authors.
    """
    cameo = spoken_code(match) if match.speech else match.entry.code
    code = tables.load().code(cameo) if cameo else None
    if code is None:
        return None
    if code.cameo == _TRADE and match.head.tag_ in {"VBZ", "VBP"}:
        return None  # a habit, not an act: "exports timber to Oman"
    if (
        code.cameo == TIES
        and match.verb.passive
        and any(child.lower_ in {"is", "are"} for child in match.head.children)
    ):
        return None  # "relations are built on trust"
    if match.speech == "refuse" and code.type == "REJECT" and about_conflict(match):
        return None
    if code.type == "AGREE" and thwarts(match):
        return None
    source, target = parties(match, cast, code.type)
    if source and not target and _shows_arms(match):
        match = replace(match, entry=replace(match.entry, code=SHOW, target=_SHOWN_AT, both=False))
        code, (source, target) = tables.load().codes[SHOW], parties(match, cast, "MOBILIZE")
    if not source and target and code.type in _SPOKEN:
        source = papers.authors(match.verb.subject)
        target = apart(source, target)
    if _with_speaker(match, cast):
        return None
    if match.rule == READINESS and source == target:
        return None
    if match.rule == RESOLVE and len(states(source, cast)) < _SIDES:
        return None
    if match.rule in {CHARGING, URGING} and not (countries(source, cast) and countries(target, cast)):
        return None  # what analysts say that a state should do
    if match.speech == "threat" and not match.verb.complement and _of_thing(match, cast):
        return None  # "threatening her leadership"
    if match.entry.needed and not target:
        return None
    if match.entry.direct and not target and not match.speech:
        if match.entry.otherwise is None:
            return None
        code = tables.load().codes[match.entry.otherwise]
        source, target = parties(replace(match, entry=replace(match.entry, direct=False)), cast, code.type)
    if code.type == "REQUEST" and source and {p.ids for p in source if p.ids} == {p.ids for p in target}:
        return None  # whoever is asked, nobody asks herself
    sense = sensed(code, match, source, target, cast)
    if sense is None or (sense.type == "ACCUSE" and _by_deed(match.head)):
        return None
    code = sense
    told = modality(match.head.head if match.head.pos_ == "ADJ" and not performs(match.head) else match.head)
    if (code.type == "ASSAULT" and _attempted(match)) or (told != "planned" and match.head.lower_ == "thanks"):
        told = "asserted"
    told = "planned" if told == "asserted" and match.rule == AWAITED else told
    if told is None or (told == "planned" and code.type == "THREATEN" and not match.verb.complement):
        return None
    if told == "denied" and refused(match.head):
        code = tables.load().code(reframed(code.cameo, told)) or code
        told = "asserted" if code.type == "REJECT" else told
    if not anchored((*source, *target)) or not _enough(match, code.type, told, source, target):
        return None
    return Coded(code, source, target, told)


def _with_speaker(match: Match, cast: Cast) -> bool:
    """Whether an unknown speaker did it with others: "The president of Oman and I met"."""
    doers = {token for subject in match.verb.subject for token in (subject, *subject.conjuncts)}
    own = (cast.at(span_of(token)) for token in doers if token.lower_ in {"i", "me"})
    return len(doers) > 1 and any(mention is None or not (mention.actor or mention.members) for mention in own)


def _of_thing(match: Match, cast: Cast) -> bool:
    """Whether what is threatened is somebody's thing, not somebody: that is a danger more often than a threat."""
    return match.noun is None and bool(match.verb.object) and not any(parties_of(t, cast) for t in match.verb.object)


def _by_deed(verb: Token) -> bool:
    """Whether words of anger only lead to the deed that tells it: "hit back at Oman by imposing tariffs"."""
    words = lexicons.load()
    deeds = (deed for by in verb.children if by.lower_ == "by" for deed in by.children if deed.dep_ == "pcomp")
    found = (match_verb(deed, words) for deed in deeds)
    return any(match is not None and not match.speech and match.entry.code[:2] > "13" for match in found)


def _attempted(match: Match) -> bool:
    """Whether violence was tried: an attempt on a life is an assault that took place."""
    verb = match.head.head
    return match.head.dep_ == "xcomp" and verb.lemma_.lower() in {"try", "attempt"} and modality(verb) == "asserted"


def parties(match: Match, cast: Cast, kind: str) -> tuple[Parties, Parties]:
    """Source and target of a match; both stand on both sides where a joint subject acts with itself ("A and B met")."""
    told = speaker(match.head, cast)
    source = (told,) if told is not None else sources(match.verb, cast, spoken=kind in _SPOKEN)
    if match.entry.both and match.entry.code in _MET:
        source = (*source, *_company(match.verb.subject, cast))
    if not source and match.noun is not None and not match.verb.subject and not _CALLED_IN & set(match.verb.particles):
        source = sources(match.noun, cast)
    if match.entry.code == TO_MEET and match.noun is not None:  # "conveyed an invitation from the king to her"
        source = tuple(p for token in match.noun.preps.get("from", ()) for p in parties_of(token, cast)) or source
    named = match.words[-1] if match.noun is not None and len(match.words) > 1 else None
    if not source and match.verb.passive and match.entry.code[:3] in _PUT_OUT:
        source = tuple(p for token in match.verb.preps.get("from", ()) for p in parties_of(token, cast))
    source = source or _summoner(match, cast)
    target = targets(match.entry, match.verb, match.noun, cast, kind=kind, named=named)
    if not target and match.speech in {"appeal", "demand"}:
        target = _addressed(match.head, cast)
    if not match.entry.both or len(states(source, cast)) == 1:  # "plans to sign a deal between the two countries"
        source, target = without(source, target if kind == "ASSAULT" else (), cast), without(target, source, cast)
    target = tuple(_without_place(party, match) for party in apart(source, target))
    if told is not None:
        target = _heard(target, match, cast)
    if kind == "ASSAULT" and not match.entry.both:
        source = source or attackers(match, cast)
        target = target or (apart(source, victims(match, cast)) if source else ())
    own = countries(target, cast) <= countries(source, cast)  # "barred its banks from buying bonds of Oman"
    if source and ((match.entry.code == SANCTIONS and not target) or (match.entry.code == CURB and target and own)):
        target = curbed(match, source, cast) or target
    if source and match.entry.code in _ANSWERING and match.noun is not None and not anchored(target):
        target = provoked_by(match, source, cast) or target
    if kind == "AID" and source and not anchored(target):
        target = apart(source, _helped(match.head, cast)) or target
    following = next_subject(match.head) if match.rule == "nominal" else None
    if following is not None:
        limit = span_of(following)[0]
        target = tuple(party for party in target if party.spans[0][0] < limit) or _visited(match, cast)
    elif match.entry.both and target:
        target = apart(source, continued(_people(target, match, cast), match.head.doc, cast))
    target = foreign(source, target, cast, together=match.entry.both)
    if match.head.lemma_ == "discuss" and len({i for p in source for i in p.ids}) > 1 and not anchored(target):
        target = ()  # "the leaders discussed support for the effort, with our allies"
    guests = match.noun is not None and bool(match.noun.preps.get("with"))  # "Talks with Orvath and Revik": whose?
    if match.entry.both and not source and len(target) > 1 and not guests:
        return target, target
    joint = (
        match.entry.both
        or match.head.lemma_ in _MUTUAL
        or match.entry.code == _TRUCE
        or (match.speech == "promise" and bool(match.verb.complement) and kind == "AGREE")
    )
    addressed = kinds(target, cast) & {"state", "government", "body", "person"}
    theirs = countries(target, cast) < countries(source, cast)  # "agreed to widen the Oman-Qatar accord"
    among_them = match.head.lemma_ == "agree" and (theirs or not addressed) and len(states(source, cast)) > 1
    if joint and (among_them or not anchored(target)) and (len(source) > 1 or sides(source) > 1):
        source = (*source, *_companions(match, source, cast))
        return source, source
    told_of = match.entry.both and _of_others(match) and len(states(target, cast)) > 1
    if told_of and not states(source, cast) & states(target, cast):
        return target, target  # "announced a peace deal between Oman and Qatar"
    if len(states(source, cast)) > 1 and states(source, cast) == states(target, cast):
        return source, source  # "the leaders announced deals between the two countries"
    return source, target


def _of_others(match: Match) -> bool:
    """Whether somebody tells of or is host to what two others do: "announced a deal between ...", "hosted talks between ..."."""
    between = match.noun is not None and bool(match.noun.preps.get("between"))
    return match.head.lemma_ == "announce" or (between and match.head.lemma_ in _HOSTING)


_HOSTING = frozenset({"broker", "chair", "convene", "facilitate", "host", "mediate", "moderate"})


def _summoner(match: Match, cast: Cast) -> Parties:
    """Who summons an envoy, in the passive: where to, or of whose act she is told ("was called in to be told that Oman ...")."""
    if not match.verb.passive or match.entry.code != SUMMONED:
        return ()
    heard = (child for verb in match.verb.complement if verb.lemma_ == "tell" for child in verb.children)
    whose = [noun for clause in heard if clause.dep_ == "ccomp" for noun in clause.children if noun.dep_ == "nsubj"]
    nouns = [*match.verb.preps.get("to", ()), *(noun for noun in whose if noun.ent_type_ == "GPE")]
    return tuple(party for noun in nouns for party in parties_of(noun, cast))


def _shows_arms(match: Match) -> bool:
    """Whether one side holds a drill with arms: "held live-fire drills near the shoal"."""
    noun = match.words[-1]
    alone = match.entry.code == _EXERCISE and match.rule == "light verb" and match.head.lemma_ in _DRILLING
    return alone and any(word.lemma_.lower() in _MARTIAL for left in noun.lefts for word in left.subtree)


_EXERCISE, _SHOWN_AT = "060", ("near", "off", "around", "against", "in")
_DRILLING = wordlist("plover/wording", "drilling")
_MARTIAL = wordlist("plover/wording", "martial")


def _addressed(verb: Token, cast: Cast) -> Parties:
    """Whom somebody wrote to or called, to ask for a thing: "wrote to the king to ask for help"."""
    if verb.dep_ != "advcl" or not infinitive(verb) or verb.head.lemma_ not in listed("visits"):
        return ()
    found = arguments(verb.head)
    nouns = [*found.preps.get("to", ()), *found.object, *found.preps.get("with", ())]
    return next((named for noun in nouns if (named := parties_of(noun, cast))), ())


def _companions(match: Match, met: Parties, cast: Cast) -> Parties:
    """Who else was at a meeting of several: "the two met for talks along with Orla Dunne and Omar Said"."""
    if match.entry.code[:2] != "04":
        return ()
    words = (word for word in match.head.subtree if word.lower_ == "with" and word.head.lower_ in {"along", "together"})
    beside = (
        party for word in words for noun in word.children if noun.dep_ == "pobj" for party in parties_of(noun, cast)
    )
    known = set(actors(met))
    return tuple(party for party in beside if anchored((party,)) and not set(party.ids) & known)


def _people(target: Parties, match: Match, cast: Cast) -> Parties:
    """The person met, where only the people that their title begins with was found ("with French Counselor to ... Amar")."""
    if not all("modifier" in party.how for party in target):
        return target
    nouns = [noun for preps in (match.noun, match.verb) if preps is not None for noun in preps.preps.get("with", ())]
    titled = (noun for noun in nouns if noun.pos_ == "PROPN" and noun.dep_ == "pobj")
    return next((found for noun in titled if (found := entitled(noun.head, cast))), target)


def _heard(target: Parties, match: Match, cast: Cast) -> Parties:
    """Whom words said in the first person go to: nobody else, where nothing tells who "you" are; nobody unknown beside others."""
    unknown = any(noun.lower_ == "you" and not any(p.ids for p in parties_of(noun, cast)) for noun in match.verb.object)
    return () if unknown else tuple(party for party in target if anchored((party,))) or target


def _without_place(party: Party, match: Match) -> Party:
    """The words of a party without the place that the parser took into them: "received in *the Chancellery* Dunne"."""
    begin, end = party.spans[0]
    places = (token for word in ("in", "at") for token in match.verb.preps.get(word, ()) if token.ent_type_)
    for token in places:
        after = next((t for t in token.doc[token.i + 1 :] if t.ent_iob_ != "I"), token)
        if begin <= span_of(token)[0] < end and span_of(token)[0] - begin <= _THE and span_of(after)[0] < end:
            return replace(party, spans=((span_of(after)[0], end), *party.spans[1:]))
    return party


_THE = len("the ")


def _company(subjects: list[Token], cast: Cast) -> Parties:
    """Who else a meeting's subject came with: "Karl Weiss, joined by Orla Dunne, met with ..."."""
    clauses = (
        child for noun in subjects for child in noun.children if child.dep_ == "acl" and child.lemma_ in _JOINING
    )
    found = (party for clause in clauses for noun in arguments(clause).subject for party in parties_of(noun, cast))
    return tuple(replace(party, how=(*party.how, COMPANY)) for party in found if kinds([party], cast) == {"person"})


_JOINING = frozenset({"join", "accompany"})
_MET = frozenset({CONSULTED, WIRED})


def _helped(gerund: Token, cast: Cast) -> Parties:
    """The state of who gives thanks for help that is told to reach nobody: "thanked Oman for sending aid"."""
    if gerund.dep_ != "pcomp" or gerund.head.lower_ != "for":
        return ()
    over = next((word for word in gerund.head.ancestors if word.pos_ == "VERB"), None)
    thanks = match_verb(over, lexicons.load()) if over is not None else None
    if thanks is None or thanks.entry.code != PRAISE or cast.gazetteer is None:
        return ()
    helped = ((party, cast.country(id_)) for party in sources(thanks.verb, cast) for id_ in party.ids)
    found = ((party, cast.gazetteer.state(country)) for party, country in helped if country)
    return tuple(Party(party.spans, state.id, state.name, how=("of who thanks",)) for party, state in found if state)


def _visited(match: Match, cast: Cast) -> Parties:
    """The state whose capital a visit goes to, where no party is named as its host."""
    if match.entry.code != VISIT:
        return ()
    return next((state for token in match.verb.preps.get("to", ()) if (state := capital(token, cast))), ())


def _enough(match: Match, kind: str, told: Modality, source: Parties, target: Parties) -> bool:
    """Whether enough of the parties is known: both for what is easily misread, else either."""
    if told in _UNREAL and not (anchored(source) and anchored(target)):
        return False
    if told in _UNREAL and kind in (_WORDS if told == "denied" else _WORDS | _WISHES):
        return False
    if told == "alleged" and not anchored(source):
        return False
    if match.rule == "nominal" or match.entry.both or told == "alleged":
        return bool(source and target)
    if match.speech == "appeal":
        return bool(target)
    summoned = match.entry.code == SUMMONED and match.verb.passive and anchored(target)
    return bool(source) or summoned or (any(party.ids for party in target) and not acts_unnamed(match.verb))


_SIDES = 2
_TRADE = "061"
_TRUCE = "0871"
_ANSWERING = frozenset({"160", RECALLED, SANCTIONS, CURB})
"""Codes of measures whose object names nobody they go to: a treaty suspended, a border closed."""
_UNREAL = frozenset({"hypothetical", "denied", "threatened"})
"""Standings of acts that may never be: kept only between known sides."""
_WORDS = frozenset({"REQUEST", "THREATEN", "AGREE"})
"""Acts of speaking: what was not said is no act."""
_WISHES = frozenset({"SUPPORT", "AID", "CONSULT", "COOPERATE", "ACCUSE", "CONCEDE"})
"""Acts of good or bad will, of which what only might be is a wish."""
_MUTUAL = frozenset({"agree", "commit"})
"""Verbs of promise that several do towards each other."""
_CALLED_IN = frozenset({"in", "up"})
_PUT_OUT = frozenset({"166", "174"})
"""Codes whose passive names the doer with "from": "were expelled from the country"."""
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT"})
