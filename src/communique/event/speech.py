"""Acts of speaking about acts: a threat, a promise, a refusal or a request, coded with the act spoken of."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event import tables
from communique.event.match import Match, match_verb
from communique.model import Modality

_SPOKEN_OF: dict[str, dict[str, str]] = {
    "demand": {"AID": "103", "COOPERATE": "101", "CONSULT": "106", "SUPPORT": "102", "CONCEDE": "105", "RETREAT": "105", "": "100"},
    "appeal": {"AID": "023", "COOPERATE": "021", "CONSULT": "026", "SUPPORT": "022", "CONCEDE": "025", "RETREAT": "025", "": "020"},
    "promise": {"AID": "033", "COOPERATE": "031", "CONSULT": "036", "SUPPORT": "032", "CONCEDE": "035", "RETREAT": "035",
                "ASSAULT": "138", "COERCE": "132", "SANCTION": "131", "THREATEN": "130", "PROTEST": "133", "MOBILIZE": "138", "REJECT": "130", "": "030"},
    "refuse": {"AID": "122", "COOPERATE": "121", "CONSULT": "125", "CONCEDE": "124", "RETREAT": "124", "": "120"},
    "threat": {"ASSAULT": "138", "COERCE": "1312", "SANCTION": "1311", "": "130"},
}  # fmt: skip
"""CAMEO code of a speech act by the PLOVER type of the act spoken of; "" for any other."""


def spoken_code(match: Match) -> str | None:
    """CAMEO code of a speech act, from its kind and from the act in its complement."""
    kind = match.speech
    assert kind is not None
    codes = _SPOKEN_OF[kind]
    if match.entry.code:
        named = tables.load().code(match.entry.code)
        return codes.get(named.type if named else "", codes[""])
    return next((codes[type_] for type_ in _spoken_of(match) if type_ in codes), codes[""])


def about_conflict(match: Match) -> bool:
    """Whether the act spoken of is one of conflict: to refuse that is no conflict."""
    return any(type_ in _CONFLICT for type_ in _spoken_of(match))


def spoken_of_both(match: Match) -> bool:
    """Whether the act spoken of is one that its doers do with each other ("vowed to deepen their ties")."""
    lexicon = lexicons.load()
    inner = [match_verb(token, lexicon) for token in match.verb.complement]
    return any(found is not None and found.entry.both for found in inner)


def _spoken_of(match: Match) -> list[str]:
    """PLOVER types of the acts spoken of: those of the complement, else those that nouns name ("threatened with sanctions")."""
    lexicon, codes = lexicons.load(), tables.load()
    inner = [found.entry.code for token in match.verb.complement if (found := match_verb(token, lexicon)) is not None]
    for preposition in ("with", "of"):
        for noun in match.verb.preps.get(preposition, ()):
            act = lexicon.acts.get(noun.lemma_.lower())
            inner += [act.code] if act is not None else []
    named = [codes.code(code) for code in inner if code]
    return [code.type for code in named if code is not None]


_CONFLICT = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


_REFUSED = {"AID": "122", "COOPERATE": "121", "CONSULT": "125", "CONCEDE": "124", "RETREAT": "124", "AGREE": "120", "SUPPORT": "120"}
"""CAMEO code of not doing a co-operative act, by its PLOVER type."""


def reframed(cameo: str, told: Modality) -> str:
    """The code of the act that took place where the act told did not: a refusal of what is denied, a promise or threat of
    what is planned.

    For pairs given from outside; in the record a plan without a speech act keeps its act.
    """
    code = tables.load().code(cameo)
    if code is None:
        return cameo
    if told == "denied" and code.type in _REFUSED:
        return _REFUSED[code.type]
    if told == "planned" and code.type not in {"CONSULT", "AGREE", "REQUEST", "THREATEN", "ACCUSE", "REJECT"}:
        codes = _SPOKEN_OF["promise"]
        return codes.get(code.type, codes[""])
    return cameo


def refused(verb: Token) -> bool:
    """Whether a negated verb tells a refusal ("will not release"), not an act that did not take place."""
    return any(child.dep_ == "aux" and child.lower_ in {"will", "would", "wo", "’ll", "'ll"} for child in verb.children)
