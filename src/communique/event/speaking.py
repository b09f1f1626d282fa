"""Whether a verb of speaking speaks of an act, of a fact, or only makes a remark."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import Arguments
from communique.event.lexicon import Lexicon
from communique.event.modality import of_force
from communique.resources.vocabulary import wordlist

WILL = frozenset({"will", "would", "'ll", "’ll", "wo"})
SELF = frozenset({"it", "they", "he", "she", "we", "i"})
REFLEXIVE = wordlist("function_words", "reflexives")


def speaks_of_act(name: str, found: Arguments, objects: list[tuple[Token, str]], lexicon: Lexicon) -> bool:
    """Whether an act is spoken of at all, not a remark ("declined to comment") or an opinion ("agreed with him")."""
    if any(token.lemma_.lower() in lexicon.comments and not of_force(token) for token in found.complement):
        return False
    if name == "call_for" and found.object:
        return False  # "called him out for ..."
    if name == "call_on" and _calls(found):
        return False
    if any(noun.lower_ in REFLEXIVE for noun in found.object):
        return name == "commit" and bool(found.complement)  # "committed itself to reopen the port"
    told = (lexicon.acts.get(called) for _, called in objects)
    given = any(called in lexicon.goods for _, called in objects) or any(act and act.code[:2] != "01" for act in told)
    if name == "offer" and not given and (objects or not found.complement):
        return False  # "offered a critique of ...", "offered her condolences"
    asked = any(_asks(token) for token in found.complement) or any(called in lexicon.acts for _, called in objects)
    asked = asked or (name == "ask" and "for" in found.preps)
    if name.split("_", maxsplit=1)[0] in lexicon.asking and not asked:
        return False  # "asked about his claims"; "undertook formalities"
    return bool(found.complement or objects or (set(found.preps) & {"on", "to", "for", "of", "against"}))


def _calls(found: Arguments) -> bool:
    """Whether somebody is called on to be seen, not asked for anything: "called on President Ruiz"."""
    called = found.preps.get("on", [])
    people = bool(called) and all(noun.ent_type_ == "PERSON" and noun.pos_ == "PROPN" for noun in called)
    return people and not found.complement and "for" not in found.preps


def of_fact(complement: Token) -> bool:
    """Whether a clause tells what is so, not what its speaker will do: "warned that it would rain"."""
    if complement.dep_ != "ccomp":
        return False
    auxiliaries = {child.lower_ for child in complement.children if child.dep_ == "aux"}
    own = any(child.dep_ == "nsubj" and child.lower_ in SELF for child in complement.children)
    return "to" not in auxiliaries and not (own and auxiliaries & (WILL | {"could", "may", "might"}))


def advised(complement: Token) -> bool:
    """Whether a complement names what somebody should do, not leave: "warned the traders to be careful"."""
    words = {child.lower_ if child.dep_ == "aux" else child.dep_ for child in complement.children}
    return "to" in words and "neg" not in words


def _asks(complement: Token) -> bool:
    """Whether a complement names an act that is asked for or promised: an infinitive, "that ...", not "whether ..."."""
    marks = {child.lower_ for child in complement.children if child.dep_ in {"mark", "advmod", "aux"}}
    if complement.left_edge.lower_ in _QUESTIONS and complement.dep_ == "ccomp":
        return False
    return not marks & _QUESTIONS and (complement.dep_ != "pcomp" or complement.head.lower_ in {"to", "for"})


_QUESTIONS = wordlist("function_words", "questions")
