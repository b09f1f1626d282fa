"""Acts of speaking without a verb of their own: "said Oman must withdraw", "expressed readiness to talk", "which he accepted"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event import tables
from communique.event.clause import arguments, noun_arguments
from communique.event.codes import PRAISE, TO_COOPERATE
from communique.event.lexicon import Entry, Lexicon
from communique.event.match import SPOKEN, Match, match_verb
from communique.event.modality import performs
from communique.event.speaking import SELF, WILL
from communique.parse import infinitive
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    pass

_TELLING = wordlist("plover/wording", "telling")
_URGED = wordlist("plover/wording", "urged")
_INSISTING = wordlist("plover/wording", "insisting")
_VOICING = wordlist("plover/wording", "voicing")
_KINDS = {"should": "appeal", "must": "demand"}
"""What an auxiliary of a clause makes of it."""
_GOOD = frozenset({"AID", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
BAD = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
"""Types of what one urges others not to do, and threatens with."""
_READY = Entry("", ("dat", "to", "with", "comp"), rule="speech")
URGING, READINESS = "urging", "readiness"


def match_urging(verb: Token, lexicon: Lexicon) -> Match | None:
    """The appeal or demand of saying what another should or must do: "said Oman must withdraw its troops"."""
    if verb.lemma_ not in _TELLING | _INSISTING:
        return None
    for clause in _told(verb):
        kind = next((_KINDS[c.lower_] for c in clause.children if c.dep_ == "aux" and c.lower_ in _KINDS), None)
        bare = verb.lemma_ in _INSISTING and clause.tag_ == "VB" and all(c.dep_ != "aux" for c in clause.children)
        whom = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        kind = ("demand" if verb.lemma_ == "insist" else "appeal") if bare else kind
        if kind is None or whom is None or not (bare or _urged(clause, lexicon)):
            continue
        found = arguments(verb)
        found.complement = [clause]
        found.object = found.object if whom.pos_ == "PRON" else [whom]
        return Match(Entry("", ("obj", "dat"), rule="speech"), verb, (verb, clause), found, rule=URGING, speech=kind)
    return None


def _told(verb: Token) -> list[Token]:
    """The clauses that a verb tells, in line with one another: "said that it was free and that Oman should leave"."""
    first = [child for child in verb.children if child.dep_ == "ccomp"]
    second = [
        child for clause in first for child in clause.children if child.dep_ in {"conj", "ccomp"} and child.i > clause.i
    ]
    third = [child for clause in second for child in clause.children if child.dep_ == "conj"]
    return [*first, *(c for c in (*second, *third) if any(mark.dep_ == "mark" for mark in c.children))]


def match_ordered_out(verb: Token, lexicon: Lexicon) -> Match | None:
    """The expulsion of ordering envoys to leave: "ordered twelve embassy employees to leave within 48 hours"."""
    if verb.lemma_ not in {"order", "tell", "give"}:
        return None
    found = arguments(verb)
    envoys = [noun for noun in (*found.object, *found.dative) if _envoys(noun, lexicon)]
    leaving = [
        child for child in (*verb.children, *(c for n in found.object for c in n.children)) if child.lemma_ in _LEAVING
    ]
    if not envoys or not any(infinitive(child) for child in leaving):
        return None
    found.object = envoys
    return Match(Entry("166", ("obj",), rule="verb+object"), verb, (verb, envoys[0]), found, rule="verb+object")


def _envoys(noun: Token, lexicon: Lexicon) -> bool:
    served = any(child.lemma_ in {"embassy", "consulate"} for child in noun.lefts)
    served = served or noun.lower_ == "d'affaires" or any(child.lower_ == "d'affaires" for child in noun.children)
    return served or lexicon.objects.get(("expel", noun.lemma_.lower())) is not None


_LEAVING = frozenset({"leave", "depart", "quit"})


def _urged(clause: Token, lexicon: Lexicon) -> bool:
    """Whether what somebody should do is a good deed, or what it should not do a bad one."""
    negated = any(child.dep_ == "neg" for child in clause.children)
    act = match_verb(clause, lexicon)
    code = tables.load().code(act.entry.code) if act is not None and act.entry.code else None
    if negated:
        return code is not None and code.type in BAD
    return (
        clause.lemma_ in _URGED
        or (code is not None and code.type in _GOOD)
        or (act is not None and act.speech == "promise")
    )


def match_readiness(verb: Token) -> Match | None:
    """The promise of a readiness that is spoken of: "expressed its readiness to discuss the border with Oman"."""
    if verb.lemma_ not in _VOICING:
        return None
    found = arguments(verb)
    willing = [noun for noun in found.object if noun.lemma_.lower() in {"readiness", "willingness"}]
    acts = [
        child for noun in willing for child in noun.children if child.dep_ in {"acl", "relcl"} and child.tag_ == "VB"
    ]
    if not acts:
        return None
    found.complement = acts
    return Match(_READY, verb, (verb, willing[0]), found, rule=READINESS, speech="promise")


def match_charging(verb: Token, lexicon: Lexicon) -> Match | None:
    """The accusation of claiming that another did harm or broke a rule: "claimed that Oman was in breach of the charter"."""
    if verb.lemma_ not in _CHARGING or any(child.dep_ == "neg" for child in verb.children):
        return None
    for clause in (child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i):
        whom = [child for child in clause.children if child.dep_ == "nsubj" and child.pos_ in {"PROPN", "NOUN"}]
        if whom and _harmful(clause, lexicon):
            found = arguments(verb)
            found.object, found.complement = whom[:1], []
            return Match(Entry("112", ("obj",), rule="verb"), verb, (verb,), found, rule=CHARGING)
    return None


def _harmful(clause: Token, lexicon: Lexicon) -> bool:
    """Whether a clause tells a hostile deed that was done, or a breach of a rule."""
    if any(child.dep_ in {"neg", "aux"} and child.lower_ not in _PERFECT for child in clause.children):
        return False
    breach = (noun for word in clause.children if word.lower_ == "in" for noun in word.children)
    if any(noun.lemma_ in {"breach", "violation", "contravention"} for noun in breach):
        return True
    act = match_verb(clause, lexicon)
    return act is not None and act.speech is None and act.entry.code[:2] in _HOSTILE


CHARGING = "charging"
_CHARGING = frozenset({"allege", "charge", "claim"})
_HOSTILE = frozenset({"12", "16", "17", "18", "19", "20"})
_PERFECT = frozenset({"has", "have", "had", "is", "was", "were", "been"})


def match_holding(verb: Token) -> Match | None:
    """What a word behind somebody tells: "holds the government responsible for the raid", "declared its envoy unwelcome"."""
    said, code = _SAID_OF.get(verb.lemma_, ("", ""))
    word = next((child for child in verb.children if child.lower_ == said and child.i > verb.i), None)
    if word is None:
        return None
    found = arguments(verb)
    found.object = found.object or [child for child in word.children if child.dep_ == "nsubj"]
    return Match(Entry(code, ("obj",), rule="verb"), verb, (verb, word), found, rule="verb")


_SAID_OF = {"hold": ("responsible", "112"), "declare": ("unwelcome", "166")}
"""Verbs with what they call somebody, and the code of that."""


def match_acceptance(verb: Token) -> Match | None:
    """The acceptance of an invitation told just before: "invited her to the summit, which she accepted"."""
    if verb.lemma_ != "accept":
        return None
    found = arguments(verb)
    invited = verb.dep_ == "relcl" and any(word.lemma_ in _INVITING for word in verb.ancestors)
    if found.passive or found.complement or (found.object and not invited):
        return None
    return Match(Entry(TO_COOPERATE, (), rule="verb"), verb, (verb,), found, rule="acceptance")


_INVITING = frozenset({"invite", "invitation"})


def match_adjective(adjective: Token, lexicon: Lexicon) -> Match | None:
    """The promise or the thanks that an adjective tells: "is ready to send troops", "is grateful to Oman"."""
    if performs(adjective):
        return Match(_THANKS, adjective, (adjective,), noun_arguments(adjective), rule="adjective")
    if adjective.dep_ == "acomp" and adjective.lemma_.lower() in lexicon.grateful:
        found = arguments(adjective.head)
        found.preps = {**found.preps, **noun_arguments(adjective).preps}
        return Match(_THANKED, adjective, (adjective,), found, rule="adjective") if found.preps.get("to") else None
    if adjective.dep_ != "acomp" or adjective.lemma_.lower() not in lexicon.willing:
        return None
    complement = [child for child in adjective.children if child.dep_ == "xcomp"]
    if not complement:
        return None
    found = arguments(adjective.head)
    found.complement = complement
    return Match(SPOKEN, adjective, (adjective,), found, rule="speech", speech="promise")


_THANKED = Entry(PRAISE, ("to",), rule="adjective")
_THANKS = Entry(PRAISE, ("to", "for"), rule="adjective", needed=True)


def match_announcement(verb: Token, lexicon: Lexicon) -> Match | None:
    """The promise or refusal that a speaker makes by announcing an own act: "said it would send troops"."""
    if verb.lemma_.lower() not in lexicon.announcing:
        return None
    for inner in verb.children:
        if inner.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.lower_ in WILL for c in inner.children):
            continue
        if not any(c.dep_ == "nsubj" and c.lower_ in SELF for c in inner.children):
            continue
        act = match_verb(inner, lexicon)
        if act is not None and act.entry.code:
            found = arguments(verb)
            found.complement = [inner]
            kind = "refuse" if any(c.dep_ == "neg" for c in inner.children) else "promise"
            return Match(SPOKEN, verb, (verb, inner), found, rule="announcement", speech=kind)
    return None


def match_calling(verb: Token) -> Match | None:
    """The rebuke of calling something by a bad name: "called the step hostile", "described the raid as an act of piracy"."""
    if verb.lemma_ not in _CALLING:
        return None
    found = arguments(verb)
    called = [word for child in (verb, *found.object) for word in child.children if _names_it(word, found.object)]
    words = [
        inner for word in called for inner in (word, *word.children, *(g for c in word.children for g in c.children))
    ]
    damning = next((word for word in words if word.lemma_.lower() in _DAMNING and word.i > verb.i), None)
    if damning is None or not found.object or any(child.dep_ == "neg" for child in verb.children):
        return None
    return Match(_REBUKE, verb, (verb, called[0] if called[0].pos_ != "ADP" else damning), found, rule="calling")


def _names_it(word: Token, objects: list[Token]) -> bool:
    """Whether a word is, or stands before, what something is called."""
    return word not in objects and (word.dep_ in {"oprd", "acomp", "attr"} or word.lower_ == "as")


_REBUKE = Entry("111", ("obj",), rule="calling")
_CALLING = wordlist("plover/wording", "calling")
_DAMNING = wordlist("plover/wording", "damning")
