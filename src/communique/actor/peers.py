"""Persons of one rank whom a readout introduces and then calls "the leaders", "both presidents" or "they"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.actor.clause import subject
from communique.actor.memory import Memory, joined
from communique.actor.scene import Draft, Entity, Scene
from communique.actor.titles import Phrase
from communique.resources.vocabulary import wordlist

_NUMBERS = {word: n for n, words in enumerate(
    ("two 2", "three 3", "four 4", "five 5", "six 6", "seven 7", "eight 8", "nine 9", "ten 10"), 2) for word in words.split()
}  # fmt: skip
_LEADERS = wordlist("coreference", "leaders")
_MEETING = wordlist("coreference", "meeting_verbs")
MOST = 3
"""Most persons that "the leaders" without a number may mean; more are a gathering that the report does not list."""


def peers(phrase: Phrase, memory: Memory) -> tuple[Entity, ...]:
    """The two or three persons of one rank named so far, if the plural title can mean them all; else ()."""
    number = 2 if phrase.determiner == "both" else _number(phrase)
    other = [word for word in phrase.words if word not in _NUMBERS and word not in {phrase.lemma, phrase.head.lower_}]
    wanted = _LEADERS if phrase.lemma == "leader" and not other else frozenset({phrase.title})
    if number is None and phrase.lemma == "leader" and not other and (two := _counted(memory)):
        return two
    if phrase.determiner not in {"the", "both"} or (number is None and (wanted == {""} or grouped(phrase, memory))):
        return ()
    doer = meeter(phrase.head, memory.scene)
    held = [
        e
        for e in introduced(memory)
        if e is not doer and (_called(e, phrase, memory) and not other if wanted == {""} else _bears(e, wanted, memory))
    ]
    if number is None and phrase.lemma == "leader" and not other and set(held) < set(table := _at_table(memory)):
        return table
    fits = len(held) == number if number is not None else 1 < len(held) <= MOST
    return tuple(held) if fits else ()


def _counted(memory: Memory) -> tuple[Entity, ...]:
    """Whom "the two leaders" meant before."""
    told = (d for d in memory.drafts if len(d.members) == 2 and d.head.lemma_.lower() == "leader")
    counted = (d for d in told if any(child.lower_ in _NUMBERS for child in d.head.lefts))
    return next((d.members for d in counted if all(entity.person for entity in d.members)), ())


def meeter(token: Token, scene: Scene) -> Entity | None:
    """Who does something to those whom a plural means, and is none of them: "Revik telephoned both leaders"."""
    verb = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "prep" else token.head
    if verb.dep_ == "dobj" and token.head.lower_ in {"for", "from", "against"}:
        verb = verb.head  # "demanded compensation for the two"
    if token.dep_ not in {"dobj", "dative", "pobj"} or verb.pos_ != "VERB":
        return None
    doer = subject(verb)
    alone = doer is not None and not any(True for _ in doer.conjuncts)
    draft = (scene.over(doer) or scene.by_head(doer)) if doer is not None and alone else None
    return draft.entity if draft is not None else None


def _called(entity: Entity, phrase: Phrase, memory: Memory) -> bool:
    """Whether somebody bears the noun, by the report or, where it counts them, by an office of the tables."""
    if phrase.lemma in entity.nouns:
        return True
    return _number(phrase) is not None and any(
        title.split()[-1] == phrase.lemma for title, _ in _titles(entity, memory)
    )


def _bears(entity: Entity, wanted: frozenset[str], memory: Memory) -> bool:
    return any(title.removeprefix("former ") in wanted for title, _ in _titles(entity, memory))


def _number(phrase: Phrase) -> int | None:
    return next((_NUMBERS[word] for word in phrase.words if word in _NUMBERS), None)


def listed_after(phrase: Phrase, scene: Scene) -> tuple[Entity, ...]:
    """Those whom a plural title introduces: "presidents Revik and Haldar", "Three ministers met: Revik of X, Haldar and ...".

    They take the title. As many as the phrase counts, if it does; behind a colon further on only as many.
    """
    doc, number = phrase.head.doc, _number(phrase)
    if phrase.end >= len(doc):
        return ()
    start = phrase.end + (doc[phrase.end].text in _OPENING)
    held = _listed(doc, start, scene)
    if len(held) < 2 and number is not None:
        colon = next((t.i for t in phrase.head.sent if t.text == ":" and t.i >= phrase.end), None)
        held = _listed(doc, colon + 1, scene) if colon is not None else ()
    if len(held) < 2 or (number is not None and number != len(held)):
        return ()
    for entity in held:
        entity.nouns.add(phrase.lemma)
        if phrase.title and not phrase.former:
            entity.titles.append((phrase.title, entity.country))
    return held


_OPENING = frozenset({":", "-", "–", "—", "("})


def _listed(doc: Doc, at: int, scene: Scene) -> tuple[Entity, ...]:
    """The persons of a list that begins at a token, with a place behind each or none: "Revik of Kardovia, Haldar and ..."."""
    held: list[Entity] = []
    while at < len(doc) and (name := scene.over(doc[at])) is not None and name.entity is not None:
        if not name.entity.person:
            break
        held.append(name.entity)
        at = _behind(doc, at, name, scene)
        if at < len(doc) and doc[at].lower_ in {"of", "from"}:
            at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ == "the")
            place = scene.over(doc[at]) if at < len(doc) else None
            at = _behind(doc, at, place, scene) if place is not None else at
        if at >= len(doc) or doc[at].lower_ not in {",", "and", ";"}:
            break
        at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ == "and")
    return tuple(dict.fromkeys(held))


def _behind(doc: Doc, at: int, name: Draft, scene: Scene) -> int:
    """The first token behind a name."""
    while at < len(doc) and scene.over(doc[at]) is name:
        at += 1
    return at


def _titles(entity: Entity, memory: Memory) -> list[tuple[str, str | None]]:
    """What the report calls somebody, else the offices that the tables give them."""
    if entity.titles or not entity.key:
        return entity.titles
    return [(office.title, office.country) for office in memory.scene.gazetteer.by_person.get(entity.key, ())]


def introduced(memory: Memory) -> list[Entity]:
    """The persons named so far as somebody, not as part of another name, in order."""
    named = (d.entity for d in memory.drafts if d.entity is not None and d.kind == "name" and not _part(d))
    return [entity for entity in dict.fromkeys(named) if entity.person and entity.named]


def _part(draft: Draft) -> bool:
    head = draft.head
    return draft.modifier or (head.dep_ in {"compound", "nmod"} and head.head.i != head.i + 1 and head.i + 1 < len(head.doc)
                              and head.doc[head.i + 1].text == "-")  # fmt: skip


def grouped(phrase: Phrase, memory: Memory) -> bool:
    """Whether the report has spoken of a group by this noun ("the leaders of thirty states"), without a number here."""
    if phrase.determiner == "both" or any(word in _NUMBERS for word in phrase.words):
        return False
    return any(d.entity is not None and d.entity.plural and phrase.lemma in d.entity.nouns for d in memory.drafts)


def _meeting(memory: Memory) -> tuple[Entity, ...]:
    pairs: dict[frozenset[Entity], tuple[Entity, ...]] = {}
    subjects = [d for d in memory.drafts if d.kind == "name" and d.subject and d.head.head.lemma_ in _MEETING]
    for one in subjects:
        for two in memory.drafts:
            if two.kind != "name" or two.sentence != one.sentence or two.entity is one.entity or not two.entity:
                continue
            if one.entity and one.entity.person and two.entity.person and joined(one.head, two.head):
                pairs.setdefault(frozenset((one.entity, two.entity)), (one.entity, two.entity))
    return next(iter(pairs.values())) if len(pairs) == 1 else ()


def _at_table(memory: Memory) -> tuple[Entity, ...]:
    """All who met, where the first meeting lists more than two: "Revik met with Haldar of Oman and Said of Qatar"."""
    for one in memory.drafts:
        if one.kind != "name" or not one.subject or one.head.head.lemma_ not in _MEETING or not one.entity:
            continue
        here = [d for d in memory.drafts if d.kind == "name" and d.sentence == one.sentence and d.entity is not None]
        guests = [d for d in here if d.entity is not one.entity and joined(one.head, d.head)]
        names = [d for d in here if d in guests or any(d.head in guest.head.conjuncts for guest in guests)]
        found = tuple(dict.fromkeys(d.entity for d in (one, *names) if d.entity is not None))
        return found if len(found) > 2 and all(entity.person for entity in found) else ()
    return ()


def met(memory: Memory) -> tuple[Entity, ...]:
    """The two who met, or all whom the first meeting lists; () if there are none.

    They are the only two persons named so far, if one sentence names both, else the only pair that a verb of meeting
    joins.
    """
    people = introduced(memory)
    if len(people) != 2:
        return _at_table(memory) or _meeting(memory)
    where = [{d.sentence for d in memory.drafts if d.entity is person and d.kind == "name"} for person in people]
    return tuple(people) if where[0] & where[1] else ()
