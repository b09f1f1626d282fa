"""Whom the structure of a phrase or a fronted clause gives a pronoun before any weighing."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor.clause import own_subject
from communique.actor.scene import Entity, Scene


def ahead(token: Token, scene: Scene) -> Entity | None:
    """The subject that follows a fronted phrase: "In her speech, Solenz said", "Ending his visit, Revik said"."""
    if token.dep_ != "poss":
        return None
    top = token
    while top.dep_ != "ROOT" and top.head.pos_ not in {"VERB", "AUX"}:
        top = top.head
    if top.head.tag_ == "VBG" and top.head.dep_ == "advcl" and own_subject(top.head) is None:
        top = top.head
    found = own_subject(top.head) if top.dep_ in {"prep", "advmod", "npadvmod", "advcl"} else None
    if found is None or found.i < token.i or top.i > found.i:
        return None
    draft = scene.by_head(found)
    entity = draft.entity if draft is not None else None
    return entity if entity is not None and entity.named else None


def possessor(noun: Token, scene: Scene) -> Entity | None:
    """Whose the noun is: "Revik" of "Revik's visit"."""
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    draft = scene.by_head(owner) if owner is not None else None
    return draft.entity if draft is not None else None


def within(token: Token, scene: Scene) -> Entity | None:
    """Who owns the phrase that holds the pronoun.

    "Kardovia's exports to its neighbour"; or what the phrase is joined to: "the council and its chair".
    """
    noun = token.head
    if noun.dep_ == "conj" and noun.head.i < token.i:
        draft = scene.by_head(noun.head)
        return draft.entity if draft is not None else None
    for _ in range(3):
        if noun.dep_ != "pobj" or noun.head.head.pos_ != "NOUN":
            return None
        noun = noun.head.head
        if (owner := possessor(noun, scene)) is not None:
            return owner
    return None
