"""Capitals and residences: the place, or the government that sits there.

"Velgrad said", "ties between Velgrad and Lissen", "Velgrad's allies" mean governments; "arrived in Velgrad" the place.
A city that the tables know as no capital never acts, but an unknown place name that acts is taken for a state.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor.clause import speaks
from communique.actor.scene import Draft, Entity, Scene
from communique.resources.entries import State, fold


def settle_places(scene: Scene) -> None:
    """Tie each capital that acts to its state; unknown places that act become states."""
    acting = {id(draft.entity) for draft in scene.drafts if _acts_unknown(draft, scene)}
    states = {entity.country: entity for entity in scene.entities if entity.key and entity.kind == "state"}
    for draft in scene.drafts:
        entity = draft.entity
        if entity is None or not entity.place:
            continue
        if id(entity) in acting:
            entity.place = False
            continue
        state = _capital_of(entity, scene)
        if state is None or not acts(draft.head, scene):
            continue
        if state.code not in states:
            states[state.code] = scene.entity(Entity(state.name, "state", state.id, state.code))
        draft.entity, draft.rule = states[state.code], "metonymy"


def _capital_of(entity: Entity, scene: Scene) -> State | None:
    """The state whose capital or metonym the place is."""
    found = scene.gazetteer.capitals.get(fold(entity.name), ())
    return next((state for state in found if state.code == entity.country), None)


def acts(token: Token, scene: Scene) -> bool:
    """Whether a place name stands where an actor stands."""
    words, head, dep = scene.words, token.head, token.dep_
    if dep == "conj" and head.pos_ in {"PROPN", "NOUN"}:
        return acts(head, scene)
    if dep == "nsubj":
        attribute = any(child.dep_ == "attr" and child.lemma_ in words.place_nouns for child in head.children)
        return head.lemma_ in words.agent_verbs and not attribute
    if dep == "nsubjpass":
        return head.lemma_ in words.agent_verbs
    if dep == "poss":
        return head.lemma_ not in words.place_nouns and head.ent_type_ != "FAC"
    if dep in {"dobj", "dative"}:
        return head.lemma_ in words.addressing_verbs
    if dep in {"compound", "nmod"} and token.i + 1 < len(token.doc) and token.nbor().text in {"-", "–"}:
        return head.lemma_ in words.relation_nouns
    if dep == "pobj" and head.dep_ == "agent":
        return head.head.lemma_ in words.agent_verbs
    return dep == "pobj" and _relates(head, scene)


def _relates(preposition: Token, scene: Scene) -> bool:
    """Whether the preposition joins governments: "between", or "with", "to", "from" after a noun of relations."""
    if preposition.lower_ in {"between", "against", "among"}:
        return True
    if preposition.lower_ == "with":
        return preposition.head.lemma_ not in scene.words.motion_verbs
    if preposition.lower_ == "by":
        return preposition.head.pos_ == "NOUN"
    if preposition.lower_ in {"from", "to", "toward", "towards", "of"}:
        return preposition.head.pos_ == "NOUN" and preposition.head.lemma_ in scene.words.relation_nouns
    return False


def _acts_unknown(draft: Draft, scene: Scene) -> bool:
    """Whether a place that no table knows is the subject of an act."""
    entity = draft.entity
    if entity is None or not entity.place or entity.key or _capital_of(entity, scene) is not None:
        return False
    known = scene.gazetteer.named(entity.name)
    return not known and speaks(draft.head)
