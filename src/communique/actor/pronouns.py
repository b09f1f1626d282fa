"""Personal pronouns: tied by gender, number, clause and prominence, or left alone."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor.clause import acting, clause_verb, same_clause, subject
from communique.actor.memory import Memory
from communique.actor.scene import Draft, Entity, Gender, Scene
from communique.actor.structure import ahead, possessor, within
from communique.actor.things import IT, THEY, by_subject
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

HE_SHE: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
SPEAKER = wordlist("function_words", "first_person") | wordlist("function_words", "second_person")
ALL = frozenset({*HE_SHE, *IT, *THEY, *SPEAKER})
_STYLES = wordlist("names", "styles")
_BETWEEN = wordlist("names", "before_styles")


def of_style(token: Token) -> bool:
    """Whether a possessive belongs to a style, not to anybody named before: "His Majesty", "Her Royal Highness"."""
    following = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.lower_ not in _BETWEEN), None)
    return token.dep_ == "poss" and following is not None and following.lower_ in _STYLES and following.is_title


MARGIN = 7.0
"""How much better than the next the best candidate must be; below it the pronoun stays unresolved. Chosen on GUM train
for precision."""
FLOOR = 20.0
UNKNOWN_GENDER, TELLER = -12.0, 35.0


def personal(token: Token, memory: Memory, speakers: dict[int, Entity]) -> tuple[Entity | None, str]:
    """Who "he", "she" and their forms mean."""
    scene, gender = memory.scene, HE_SHE[token.lower_]
    position = span_of(token)[0]
    sentence, quotation = scene.sentence_index(position), scene.quotation(position)
    speaker = speakers.get(quotation) if quotation >= 0 else None
    reflexive = token.lower_.endswith("self")

    governor = clause_verb(token) if token.dep_ in {"dobj", "dative"} and not reflexive else None
    verb = clause_verb(token) if reflexive else None
    own = subject(verb) if verb is not None else None
    implied = subject(governor) if governor is not None and governor == token.head else None

    kin = token.head.head if token.dep_ == "poss" and token.head.dep_ == "appos" else None  # "Orla, his sister"

    def wanted(draft: Draft) -> bool:
        entity = draft.entity
        if entity is None or not entity.person or entity.gender not in {None, gender}:
            return False
        if entity is speaker and not (reflexive and draft.quotation == quotation):
            return False
        if draft.head == implied or (kin is not None and draft.head == kin):
            return False
        bound = token.dep_ not in {"poss", "nsubj", "nsubjpass"} and (
            (acting(draft.head) and same_clause(token, draft.head)) or (reflexive and draft.head == own)
        )
        return bound if reflexive else not bound

    coming = ahead(token, scene)
    if coming is not None and coming.person and coming.gender in {None, gender} and coming is not speaker:
        return coming, "pronoun: subject ahead"
    teller = _teller(token, scene)
    ranked = [
        (worth + (UNKNOWN_GENDER if entity.gender is None else 0.0) + (TELLER if entity is teller else 0.0), entity)
        for worth, entity in memory.ranked(sentence, quotation, wanted)
    ]
    ranked.sort(key=lambda pair: (-pair[0], -pair[1].order))
    if not ranked and gender == "f":
        return _land(token, memory)
    if not ranked or ranked[0][0] < FLOOR:
        return None, "no candidate"
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None, "ambiguous"
    entity = ranked[0][1]
    if entity.gender is None and len(ranked) == 1:
        entity.gender = gender
    return entity, "pronoun"


def _land(token: Token, memory: Memory) -> tuple[Entity | None, str]:
    """The state that solemn text calls "she", by the structure that "it" follows; never where a woman may be meant."""
    if any(entity.person and entity.gender == "f" for entity in memory.scene.entities if entity.named):
        return None, "no candidate"
    entity, _, rule = by_subject(token, memory)
    return (entity, rule) if entity is not None and entity.kind == "state" else (None, "no candidate")


def _teller(token: Token, scene: Scene) -> Entity | None:
    """Whom the clause around the pronoun favours.

    The subject of the verb whose content clause has the pronoun for its subject ("Haldar told Revik he would"), or the
    possessor of the noun that the pronoun's noun explains ("Revik's visit, his first").
    """
    if token.dep_ == "poss" and token.head.dep_ == "appos":
        return possessor(token.head.head, scene)
    if token.dep_ == "poss" and token.head.dep_ == "conj":
        return within(token, scene) or possessor(token.head.head, scene)
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.dep_ != "ccomp":
        return None
    found = subject(token.head.head)
    draft = scene.by_head(found) if found is not None and found != token else None
    return draft.entity if draft is not None else None
