"""What a reader remembers at a point of the report: who was mentioned, how recently and how prominently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from spacy.tokens import Token

from communique.actor.clause import acting
from communique.actor.scene import Draft, Entity, Scene
from communique.model.actor import ActorKind

NEAR = (60.0, 40.0, 22.0, 12.0)
"""Worth of a mention by how many sentences back it stands; further back counts nothing. Chosen on GUM train."""
SUBJECT, MODIFIER, QUOTED = 22.0, -14.0, -25.0
POSSESSOR_OF_SUBJECT, POSSESSOR, OWNED = 10.0, -6.0, -10.0
REPEATED, TAKEN_UP = 3.0, 12.0
"""For each further mention, and for one that a pronoun of the same sentence took up."""
PAIR_WINDOW = 12
"""Sentences over which two actors named together stay the pair that "the two leaders" means."""
PAIR_MARGIN = 1.25
JOINED, JOINED_NEAR = 2.0, 6.0
"""How much more a pair is worth that is joined by "and" or as the two sides of one act, and if that stood here or in
the last sentence."""


class Memory:
    """Drafts in the order in which a reader meets them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.drafts: list[Draft] = []

    def meet(self, draft: Draft) -> None:
        """Remember a mention."""
        self.drafts.append(draft)

    def back(self, sentence: int, window: int) -> Iterator[Draft]:
        """Mentions of somebody, latest first, at most `window` sentences back."""
        for draft in reversed(self.drafts):
            if draft.sentence < sentence - window:
                return
            if draft.entity is not None:
                yield draft

    def last(self, sentence: int, window: int, wanted: Callable[[Entity], bool]) -> Entity | None:
        """The wanted entity mentioned last."""
        return next((d.entity for d in self.back(sentence, window) if d.entity and wanted(d.entity)), None)

    def only(self, sentence: int, window: int, wanted: Callable[[Entity], bool]) -> Entity | None:
        """The wanted entity if one alone was mentioned in the window."""
        held = list(dict.fromkeys(d.entity for d in self.back(sentence, window) if d.entity and wanted(d.entity)))
        return held[0] if len(held) == 1 else None

    def ranked(self, sentence: int, quotation: int, wanted: Callable[[Draft], bool]) -> list[tuple[float, Entity]]:
        """Wanted entities by prominence at a sentence, best first."""
        worth: dict[Entity, float] = {}
        count: dict[Entity, int] = {}
        for draft in self.back(sentence, len(NEAR) - 1):
            if draft.entity is None or not wanted(draft):
                continue
            value = NEAR[sentence - draft.sentence] + _prominence(draft, quotation)
            if draft.kind == "pronoun" and draft.sentence == sentence:
                value += TAKEN_UP
            worth[draft.entity] = max(worth.get(draft.entity, -100.0), value)
            count[draft.entity] = count.get(draft.entity, 0) + 1
        scored = [(value + REPEATED * min(count[entity], 4), entity) for entity, value in worth.items()]
        return sorted(scored, key=lambda pair: (-pair[0], -pair[1].order))

    def pair(
        self,
        kind: ActorKind,
        sentence: int,
        *,
        told: bool = False,
        without: Entity | None = None,
        apart: bool = False,
    ) -> tuple[Entity, ...]:
        """The two actors of a kind that the report names together most, lately; () if none stand out.

        `told` asks that they are joined once, or stand together twice; `without` is none of them; `apart` asks that no
        one country is known of both.
        """
        drafts = [d for d in self._recent(sentence) if d.entity is not None and d.entity.kind == kind]
        found = self._pair([d for d in drafts if d.entity is not without], sentence, told=told, apart=apart)
        if found or kind != "state":
            return found
        people = self.pair("person", sentence)
        states = {e.country: e for e in self.scene.entities if e.kind == "state" and e.key and not e.place}
        held = tuple(states[e.country] for e in people if e.country in states)
        return held if len(set(held)) == 2 and self._paragraph(sentence) <= set(held) else ()

    def _paragraph(self, sentence: int) -> set[Entity]:
        """The states named so far in a sentence and in those of its paragraph before it."""
        sentences = self.scene.parse.sentences
        block = sentences[sentence].block if 0 <= sentence < len(sentences) else None
        here = (d for d in self.drafts if 0 <= d.sentence < len(sentences) and sentences[d.sentence].block == block)
        named = {d.entity for d in here if d.entity is not None}
        return {entity for entity in named if entity.kind == "state" and entity.key and not entity.place}

    def two_before(self, sentence: int, window: int) -> tuple[Entity, ...]:
        """The two persons whom the last plural meant: "called both leaders ... the two had agreed"."""
        for draft in reversed(self.drafts):
            if draft.sentence < sentence - window:
                break
            if len(draft.members) == 2 and all(entity.person for entity in draft.members):
                return draft.members
        return ()

    def joined_before(self, sentence: int, token: Token) -> tuple[Entity, ...]:
        """The two persons whom the sentence before joins in its act ("Revik met with Solenz"), if it has no others."""
        held = [d for d in self.back(sentence, 1) if d.sentence == sentence - 1]
        people = list(dict.fromkeys(d.entity for d in reversed(held) if d.entity and d.entity.person))
        if len(people) != 2 or token.sent.root != token.head or not all(person.named for person in people):
            return ()
        heads = [d for d in held if d.entity in people]
        pairs = ((one, two) for one, two in combinations(heads, 2) if one.entity is not two.entity)
        return tuple(people) if any(joined(one.head, two.head) for one, two in pairs) else ()

    def _recent(self, sentence: int) -> list[Draft]:
        found = []
        for draft in self.back(sentence, PAIR_WINDOW):
            entity = draft.entity
            if entity is not None and entity.named and not entity.plural and not entity.place:
                found.append(draft)
        return found

    def _pair(self, drafts: list[Draft], sentence: int, *, told: bool, apart: bool = False) -> tuple[Entity, ...]:
        by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_sentence.setdefault(draft.sentence, []).append(draft)
        seen: dict[tuple[tuple[Entity, Entity], int], float] = {}
        together: set[tuple[Entity, Entity]] = set()
        for number, held in by_sentence.items():
            for one, two in combinations(held, 2):
                if one.entity is two.entity or one.entity is None or two.entity is None:
                    continue
                if apart and one.entity.country is not None and one.entity.country == two.entity.country:
                    continue
                first, second = sorted((one.entity, two.entity), key=lambda e: e.order)
                key, far = (first, second), sentence - number
                value = 1.0 / (1 + far / 3)
                if joined(one.head, two.head) or any(pair == key and other != number for pair, other in seen):
                    together.add(key)
                if joined(one.head, two.head):
                    value *= JOINED_NEAR if far <= 1 else JOINED
                seen[key, number] = max(seen.get((key, number), 0.0), value)
        worth: dict[tuple[Entity, Entity], float] = {}
        for (key, _), value in sorted(
            seen.items(), key=lambda item: (item[0][1], item[0][0][0].order, item[0][0][1].order)
        ):
            worth[key] = worth.get(key, 0.0) + value
        ranked = sorted(worth.items(), key=lambda item: (-item[1], item[0][0].order, item[0][1].order))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < PAIR_MARGIN * ranked[1][1]):
            return ()
        return ranked[0][0] if not told or ranked[0][0] in together else ()


def _prominence(draft: Draft, quotation: int) -> float:
    value = SUBJECT if acting(draft.head) else 0.0
    if draft.owned:
        value += OWNED
    if draft.head.dep_ == "poss":
        value += POSSESSOR_OF_SUBJECT if draft.head.head.dep_ in {"nsubj", "nsubjpass"} else POSSESSOR
    elif draft.modifier or draft.head.dep_ in {"compound", "nmod"}:
        value += MODIFIER
    if draft.quotation >= 0 and draft.quotation != quotation:
        value += QUOTED
    return value


def joined(one: Token, two: Token) -> bool:
    """Whether two names are co-ordinated, or subject and partner of one verb."""
    if one.doc is not two.doc:
        return False
    if one in two.conjuncts:
        return True
    return _verb(one) is not None and _verb(one) == _verb(two) and "nsubj" in {one.dep_, two.dep_}


def _verb(token: Token) -> int | None:
    """The verb of which the name is subject, object or prepositional object."""
    head = token.head.head if token.dep_ == "pobj" else token.head
    return head.i if head.pos_ in {"VERB", "AUX"} and token.dep_ in {"nsubj", "dobj", "pobj", "dative"} else None
