"""Bodies that are composed with their state, and common nouns for bodies and firms.

"China's foreign ministry", "the Kardovian government" and "the Trump administration" become bodies of their state.
"""

from __future__ import annotations

from communique.actor.scene import Draft, Entity, Scene
from communique.actor.titles import Phrase
from communique.model.actor import ActorKind
from communique.resources.entries import Body
from communique.resources.vocabulary import wordlist

_KINDS: dict[str, ActorKind] = {
    "government": "government", "administration": "government", "regime": "government", "junta": "government",
    "leadership": "government", "cabinet": "government", "authorities": "government", "delegation": "group",
}  # fmt: skip


def compose_named(scene: Scene) -> None:
    """Give capitalised bodies without a state ("Foreign Ministry") the state that the text puts before them."""
    seen: dict[str, Entity] = {}
    for draft in sorted(scene.drafts, key=lambda d: d.span):
        entity = draft.entity
        if entity is None or entity.key or entity.kind != "body" or draft.kind != "name":
            continue
        words = entity.name.lower().split()
        if words[-1] not in scene.words.composed and " ".join(words[-2:]) not in scene.words.composed:
            continue
        if entity.country is None and (country := _country_before(draft, scene)) is not None:
            draft.entity = compose(entity.name, country, scene)
            seen[entity.name] = draft.entity
        elif entity.country is None and entity.name in seen:
            draft.entity, draft.rule = seen[entity.name], "name"


def _country_before(draft: Draft, scene: Scene) -> str | None:
    doc, position = draft.head.doc, draft.head.left_edge.i
    start = next((t.i for t in doc[position : draft.head.i + 1] if scene.over(t) is draft), draft.head.i)
    previous = start - 1
    if previous >= 1 and doc[previous].tag_ == "POS":
        previous -= 1
    if previous < 0:
        return None
    name = scene.over(doc[previous])
    owner = name.entity if name is not None else None
    owned = (
        owner is not None and owner.person and doc[previous + 1].tag_ == "POS"
    )  # "President Revik's Foreign Ministry"
    return owner.country if owner is not None and (owner.kind == "state" or owned) else None


def compose(noun: str, country: str, scene: Scene) -> Entity:
    """The body `noun` of a state: the tables' if they know it, else one named by the state's adjective."""
    state = scene.gazetteer.state(country)
    adjective = state.adjectives[0] if state is not None and state.adjectives else (state.name if state else country)
    capitals = " ".join(word[0].upper() + word[1:] for word in noun.split())
    name = f"{adjective} {capitals if noun.rsplit(maxsplit=1)[-1].lower() in _TITLED else noun}"
    body = next((entry for entry in scene.gazetteer.named(name) if isinstance(entry, Body)), None)
    key, kind = (body.id, body.actor_kind) if body else ("", _KINDS.get(noun.rsplit(maxsplit=1)[-1].lower(), "body"))
    name = body.name if body else name
    found = next((e for e in scene.entities if e.name == name and e.kind == kind and e.country == country), None)
    return found or scene.entity(Entity(name, kind, key, country))


_TITLED = wordlist("coreference", "titled_bodies")
"""Bodies whose words are capitalised in their name: "Kardovian Foreign Ministry", but "Kardovian government"."""


_COLLECTIVE = frozenset({"authorities", "media"})
"""Plurals that are one body of a state."""


def body_of(phrase: Phrase, scene: Scene) -> tuple[Entity, str] | None:
    """The body that a phrase with an owner composes; None if it composes none."""
    words = [word for word in phrase.words if word.isalpha()]
    if " ".join(words[-2:]) not in scene.words.composed and phrase.lemma not in scene.words.composed:
        return None
    if phrase.owner is None or phrase.country is None or (phrase.plural and phrase.head.lower_ not in _COLLECTIVE):
        return None
    if phrase.owner.kind not in {"state", "person"}:
        return None
    if phrase.lemma == "leadership" and any(child.dep_ == "prep" for child in phrase.head.rights):
        return None  # the quality, not the people: "Kardovia's leadership in the talks"
    if phrase.owner.kind == "person" and phrase.lemma not in {"government", "administration", "regime", "cabinet"}:
        return None
    noun = phrase.head.lower_ if phrase.head.lower_ in _COLLECTIVE else phrase.lemma
    plain = [word for word in words[:-1] if word in scene.words.body_words]
    return compose(" ".join((*plain, noun)), phrase.country, scene), "composed"
