"""Whether an act is only background to another thing: a habit, a topic, an aim, the description of somebody."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.codes import HOSTED, TIES
from communique.event.coding import Coded
from communique.event.match import Match
from communique.event.modality import listed
from communique.event.talks import DURING, gone_for
from communique.resources.vocabulary import wordlist


def background(coded: Coded, match: Match, *, dated: bool, told: bool, alone: bool) -> bool:
    """Whether an act is only background to another thing.

    That is an undated one in a relative or participle clause: by nobody, a stance, a host's, or inside a statement.
    """
    if match.rule == "nominal" and coded.code.type == "CONSULT" and _counted_with_anybody(match):
        return True
    if coded.code.type == "CONSULT" and _told_again(_first(match.head)):
        return True
    if dated:
        return False
    if match.rule == "nominal" and coded.code.type == "CONSULT" and coded.modality == "asserted":
        beneath = match.head.dep_ == "pobj" and match.head.head.lower_ not in DURING - {"on"}  # "details on his visit"
        topic = beneath and not gone_for(match.head)
        return topic or (told and match.head.dep_ != "pobj")
    stance = match.head.lemma_ in _STANCES
    verb = match.head.head if match.head.dep_ == "xcomp" and match.head.head.lemma_ == "continue" else match.head
    if told and verb.tag_ in {"VBZ", "VBP"} and (stance or verb != match.head):
        return True  # "they support the plan", "they continue to threaten us"
    if match.rule == "nominal" and coded.code.type == "SUPPORT" and match.head.dep_ == "pobj":
        return match.head.head.lower_ in listed("aiming")
    favoured = match.head.dep_ == "xcomp" and match.head.head.lemma_ in _STANCES  # "they support deporting them"
    if coded.modality == "hypothetical" and (favoured or coded.code.type == "ASSAULT"):
        return True
    if coded.modality == "planned" and coded.code.cameo == TIES and _aim_of_accord(match.head):
        return True
    if coded.modality == "planned" and coded.code.type in _AWAITED and match.head.dep_ in {"xcomp", "ccomp", "acl"}:
        over = match.head.head
        if over.lemma_ in listed("awaiting") or (match.head.dep_ == "acl" and coded.code.type == "ASSAULT"):
            return True  # "sought to withdraw its troops", "the plan to annex the island"
    clause = _first(match.head)
    if clause.tag_ == "VBG" and clause.dep_ == "ROOT" and not any(c.dep_ in {"nsubj", "aux"} for c in clause.children):
        return True  # "Releasing Hostages and Protecting Citizens": a heading's topic
    if clause.dep_ == "advcl" and clause.tag_ == "VBG" and match.head.lemma_ in _REMARKS and "to" in match.verb.preps:
        return True  # "speaking to Ann Lee, she said ..."
    if (
        clause.tag_ == "VBG"
        and coded.code.type in _DEEDS
        and ((clause.dep_ == "acl" and not alone) or _behind_another(clause))
    ):
        return True  # "the coalition fighting the rebels"
    if (
        told
        and match.rule == "verb"
        and coded.code.type in {"ASSAULT", "COERCE"}
        and match.head.tag_ in {"VBZ", "VBP"}
        and not _headline(match.head)
    ):
        return True  # "she said he kills reporters": a habit
    if clause.dep_ == "relcl" and (
        (match.head.tag_ in {"VBZ", "VBP"} and match.head.pos_ != "AUX")
        or (_lasting(match.head) and coded.code.type != "ASSAULT")
    ):
        return True  # "ties that violate the embargo": how things are
    where = any(child.lower_ == "where" for child in clause.children)  # "during a visit to Oslo, where he met ..."
    if clause.dep_ == "relcl" and coded.code.type == "CONSULT" and not where and _of_meeting(clause.head):
        return True  # "their call, in which they discussed ...": one act
    if clause.dep_ == "advcl" and clause.tag_ == "VBG":
        return clause.head.lemma_ in _STATES  # "they share a distrust of the club, blaming Oman for ..."
    if clause.dep_ not in {"relcl", "acl", "pcomp"}:
        return False
    told = told or any(word.dep_ == "ccomp" for word in clause.ancestors)  # "made clear that Oman, which paid, ..."
    if clause.dep_ == "pcomp":
        return stance or (told and clause.head.lower_ == "by")
    return (told and not where) or stance or not coded.source or coded.code.cameo == HOSTED


def _headline(verb: Token) -> bool:
    """Whether the present tense tells what was done, as headlines do: no full stop behind it, no quotation around it."""
    return verb.doc[-1].text not in {".", "”", '"', "''"}


def _lasting(verb: Token) -> bool:
    """Whether a progressive tells what goes on: "the ships that Oman is deploying"."""
    return verb.tag_ == "VBG" and any(child.lower_ in {"is", "are"} for child in verb.children)


def _counted_with_anybody(match: Match) -> bool:
    """Whether a meeting is only counted among those of its kind: "her first meeting with a foreign leader"."""
    counted = any(child.ent_type_ == "ORDINAL" or child.lower_ == "first" for child in match.head.children)
    withs = match.noun.preps.get("with", []) if match.noun is not None else []
    return counted and any(c.lower_ in {"a", "an"} for noun in withs for c in noun.children if c.dep_ == "det")


def _aim_of_accord(verb: Token) -> bool:
    """Whether an infinitive only tells what an accord is for: "reached (agreed to) a pact to strengthen their ties"."""
    if verb.dep_ == "xcomp" and verb.head.tag_ == "VBG" and verb.head.dep_ == "advcl":
        return True  # "Seeking to strengthen their ties, they agreed ..."
    to_thing = (child for child in verb.head.children if child.dep_ == "prep" and child.lower_ == "to")
    return verb.dep_ in {"acl", "advcl", "relcl"} or (verb.dep_ == "xcomp" and any(to_thing))


def _told_again(clause: Token) -> bool:
    """Whether a clause only says what a meeting was about: "their call of Monday, in which they discussed ..."."""
    inside = any(child.lower_ in {"in", "during"} and child.right_edge.lower_ == "which" for child in clause.lefts)
    return clause.dep_ == "relcl" and inside and _of_meeting(clause.head)


def _behind_another(gerund: Token) -> bool:
    """Whether a gerund stands behind a clause of another doer, who may be the one: "she said, as rebels neared, seizing ..."."""
    if gerund.dep_ != "advcl" or gerund.i < gerund.head.i:
        return False
    between = gerund.doc[gerund.head.i + 1 : gerund.i]
    return any(t.dep_ in {"nsubj", "nsubjpass"} and t.head != gerund.head and t.head.i < gerund.i for t in between)


def _of_meeting(noun: Token) -> bool:
    """Whether a noun, or the one it hangs on, names a meeting: "the call between Oman and Qatar in which they ..."."""
    while noun.dep_ in {"pobj", "prep", "conj", "appos"} and noun.lemma_ not in listed("meetings"):
        noun = noun.head
    return noun.lemma_ in listed("meetings")


def _first(verb: Token) -> Token:
    """The first of some verbs in line: the "supporting" of "for supporting the claim and opposing the vote"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.tag_ == verb.tag_:
        verb = verb.head
    return verb


_AWAITED = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "SANCTION"})
"""Deeds that are none while they are only sought or expected."""
_REMARKS = frozenset({"speak", "talk"})
"""Verbs whose gerund with "to" only tells who heard a remark."""
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Deeds that a gerund behind a noun only describes it by, or that may be another's behind another clause."""
_STANCES = frozenset({"support", "back", "oppose"})
"""Verbs of what somebody is for or against over time."""
_STATES = wordlist("plover/wording", "states")
