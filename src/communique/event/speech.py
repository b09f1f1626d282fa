"""Acts of speaking about acts: a threat, a promise, a refusal or a request, coded with the act spoken of."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.match import Match, match_verb
from communique.model import Modality


def spoken_code(match: Match) -> str | None:
    """CAMEO code of a speech act, from its kind and from the act in its complement."""
    if match.speech is None:
        return None
    codes = lexicons.load().spoken_of[match.speech]
    if match.entry.code:
        named = tables.load().code(match.entry.code)
        return codes.get(named.type if named else "", codes[""])
    return next((codes[type_] for type_ in _spoken_of(match) if type_ in codes), codes[""])


def thwarts(match: Match) -> bool:
    """Whether a promise is to keep somebody from something: "determined to prevent Iran from ..."."""
    return match.speech == "promise" and any(verb.lemma_.lower() in lexicons.load().thwarting for verb in _told(match))


def about_conflict(match: Match) -> bool:
    """Whether the act spoken of is one of conflict: to refuse that is no conflict."""
    return any(type_ in _CONFLICT for type_ in _spoken_of(match))


def _told(match: Match) -> list[Token]:
    """The verbs of the complement, with those they only introduce: "agreed to continue to work together"."""
    return [
        verb
        for token in match.verb.complement
        for verb in (token, *(c for c in token.children if c.dep_ == "xcomp" and not _with_object(token)))
    ]


def _with_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def _spoken_of(match: Match) -> list[str]:
    """PLOVER types of the acts spoken of: the complement's, and those that nouns name ("threatened with sanctions")."""
    lexicon, codes = lexicons.load(), tables.load()
    inner = [found.entry.code for token in _told(match) if (found := match_verb(token, lexicon)) is not None]
    for preposition in ("with", "of"):
        for noun in match.verb.preps.get(preposition, ()):
            act = lexicon.acts.get(noun.lemma_.lower())
            inner += [act.code] if act is not None else []
    named = [codes.code(code) for code in inner if code]
    return [code.type for code in named if code is not None]


_CONFLICT = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def reframed(cameo: str, told: Modality) -> str:
    """The code of the act that took place where the act told did not.

    A refusal of what is denied, a promise or threat of what is planned. For pairs given from outside; in the record a plan
    without a speech act keeps its act.
    """
    code = tables.load().code(cameo)
    if code is None:
        return cameo
    if told == "denied" and code.type in lexicons.load().refused:
        return lexicons.load().refused[code.type]
    if told == "planned" and code.type not in {"CONSULT", "AGREE", "REQUEST", "THREATEN", "ACCUSE", "REJECT"}:
        codes = lexicons.load().spoken_of["promise"]
        return codes.get(code.type, codes[""])
    return cameo


def refused(verb: Token) -> bool:
    """Whether a denied verb tells a refusal ("will not release", "rejected meeting him"), not an act that did not take place."""
    return (verb.tag_ == "VBG" and verb.head.lemma_ == "reject") or any(
        child.dep_ == "aux" and child.lower_ in {"will", "would", "wo", "’ll", "'ll"} for child in verb.children
    )
